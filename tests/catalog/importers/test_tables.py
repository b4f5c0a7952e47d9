"""Rows and headers: what spreadsheets do to a file on its way."""

import pytest

from catalog.importers.reading import read
from catalog.importers.rows import PATIENCE
from catalog.importers.values import Lost
from tests.catalog.importers.reports import APPAREL, only_fault, places, product, shopify

TINY = "Handle,Title,Body (HTML),Variant Price"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_usual_delimiter_and_line_end_will_do(delimiter: str, line_end: str) -> None:
    rows = ["Handle,Title,Variant Price", "a,A,5", "b,B,x", "", "c,C,7"]
    text = line_end.join(row.replace(",", delimiter) for row in rows)
    file = read(text.encode(), "USD")
    assert [p.handle for p in file.products] == ["a", "c"]
    assert places(file) == [(3, "Variant Price", "x")]


def test_a_line_that_only_names_the_delimiter_is_no_header() -> None:
    file = read(b"sep=;\r\nHandle;Title;Variant Price\r\na;A;x\r\n", "USD")
    assert places(file) == [(3, "Variant Price", "x")]


def test_a_row_is_named_by_the_line_it_starts_on_however_many_lines_its_texts_have() -> None:
    """Promise 37."""
    file = shopify('a,A,"one\r\ntwo\n\nfour",5', "b,B,,x", header=TINY)
    assert product(file, "a").descriptions[""] == "one\ntwo\n\nfour"
    assert places(file) == [(6, "Variant Price", "x")]


@pytest.mark.parametrize("broken", ['b,"B" is here,,5', 'b,"B,,5'])
def test_a_stray_quotation_mark_costs_its_own_line_and_no_other(broken: str) -> None:
    """Promise 37."""
    file = shopify("a,A,,5", broken, "c,C,,7", 'd,"D",,8', header=TINY)
    assert [p.handle for p in file.products] == ["a", "c", "d"]
    assert places(file) == [(3, "", broken)]
    assert "quotation marks" in only_fault(file).expected


def test_after_many_stray_marks_the_rest_is_not_read_and_that_is_said() -> None:
    file = shopify(*['x,"X" y,,5'] * (PATIENCE + 5), "c,C,,7", header=TINY)
    assert (len(file.faults), file.products) == (PATIENCE, ())
    assert (file.faults[-1].lost, file.faults[-1].line) == (Lost.FILE, PATIENCE + 1)


def test_a_row_with_too_many_cells_is_named_and_short_rows_are_filled_up() -> None:
    file = shopify("a,A,x, y,5", "b,B,x,5,,", "c,C", header=TINY)
    assert places(file) == [(2, "", "a A x  y 5"), (4, "Variant Price", "")]
    assert "4 cells" in file.faults[0].expected
    assert [p.handle for p in file.products] == ["b"]


def test_a_column_that_is_there_twice_is_read_once_and_said() -> None:
    file = shopify("a,A,5,6", header="Handle,Title,Variant Price,variant price")
    assert product(file, "a").variants[0].price.minor == 500
    assert places(file) == [(1, "variant price", "variant price")]
    assert only_fault(file).lost is Lost.VALUE


def test_missing_columns_are_one_fault_that_names_them() -> None:
    """Promise 37."""
    file = shopify("a,5", header="Handle,Vendor")
    assert (file.products, file.format) == ((), "shopify")
    assert places(file) == [(1, "Title, Variant Price", "")]
    assert only_fault(file).lost is Lost.FILE
    assert "missing: Title, Variant Price" in only_fault(file).expected


def test_a_header_without_products_says_so() -> None:
    assert "at least one product" in only_fault(shopify(header=TINY)).expected


def test_a_table_of_another_program_is_refused_with_its_first_line() -> None:
    file = read(b"name,age\nAnna,7\n", "USD")
    assert places(file) == [(1, "", "name,age")]
    assert file.format == ""


def test_a_cell_larger_than_any_text_is_a_fault_of_its_row() -> None:
    file = shopify(f'a,A,"{"x" * 200_000}",5', "b,B,,5", header=TINY)
    assert [p.handle for p in file.products] == ["b"]
    assert [fault.line for fault in file.faults] == [2]


def test_whoever_waits_hears_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    read(APPAREL, "USD", lambda done, total: heard.append((done, total)))
    assert heard[0] == (1, 22)
    assert heard[-1] == (22, 22)
    assert heard == sorted(heard)
