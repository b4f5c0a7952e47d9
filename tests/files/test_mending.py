"""The table of what is to mend: whole products, every broken row, notes that are read over, and words of the reader."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from catalog.importers.mending import Titles, mend
from catalog.importers.reading import read
from catalog.importers.values import Fault
from flows.screens.desk.faults import TEMPLATES, expected, titles
from flows.texts import Texts
from tests.files.goods import BROKEN, HEAD

TITLES = Titles("Line", "Column", "Expected", "More")
WOO = """ID,Type,SKU,Name,Published,Stock,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)
1,simple,cup,Cup,1,,9,,,
44,variable,hoodie,Hoodie,1,,,,Colour,"Blue, Green"
46,variation,hoodie-blue,Hoodie - Blue,1,5,45,hoodie,Colour,Blue
47,variation,,Hoodie - Green,1,few,40,id:44,Colour,Green
"""
TERRIBLE = f"""{HEAD},Image Src,Variant Inventory Tracker,Variant Inventory Qty,Body (HTML),Gift Card
a,,Tea,,,A,3,,,,,
b,Mug,Tea,,,B,"1,299",,,,,
c,Mug,Tea,,,C,1.2.3,,,,,
d,Mug,Tea,,,D,1.999,,,,,
e,Mug,Tea,,,E,3,not an address,,,,
f,{"x" * 201},Tea,,,F,3,,,,,
g,Mug,Tea,,,G,3,,shopify,many,,
h,Mug,Tea,Size,,H,3,,,,,
i,Mug,Tea,,,SAME,3,,,,,
i,,,,,SAME,4,,,,,
,,Tea,,,J,3,,,,,
k,Mug,Tea,,,K,3,,,,,,one more
l,"Mug" x,Tea,,,L,3,,,,,
m,Voucher,Tea,,,M,3,,,,,true
n,Mug,Tea,,,N,3,,,,{"long " * 500},
o,Mug \ufffd,Tea,,,O,3,,,,,
p,Mug,Tea,,,,,,,,,
"""


def mended(text: str) -> tuple[Sequence[Fault], list[dict[str, str]], bytes]:
    """The faults of a file, the rows that come back, and the file that they come in."""
    data = text.encode()
    file = read(data, "EUR")
    back = mend(data, file.faults, TITLES, lambda fault: fault.expected)
    assert back is not None
    rows = csv.DictReader(io.StringIO(back.decode("utf-8-sig"), newline=""))
    return file.faults, list(rows), back


def test_a_product_of_woocommerce_comes_back_with_all_its_variations() -> None:
    _, rows, _ = mended(WOO)
    assert [row["ID"] for row in rows] == ["44", "46", "47"]
    assert [bool(row["! Expected"]) for row in rows] == [False, False, True]
    assert rows[2]["! Column"] == "Stock"


def test_every_row_that_was_left_out_is_there_also_what_was_no_row_at_all() -> None:
    """Stray quotation marks, too many cells, a row that names no product."""
    faults, rows, _ = mended(TERRIBLE)
    wanted = {fault.line for fault in faults if fault.line > 1}
    assert wanted <= {int(row["! Line"]) for row in rows}
    stray = next(row for row in rows if row["Handle"] == "l")
    assert stray["Title"] == '"Mug" x'
    extra = next(row for row in rows if row["Handle"] == "k")
    assert extra["! More"] == "one more"


def test_what_comes_back_is_read_as_it_is_with_the_same_faults_until_it_is_mended() -> None:
    first, rows, back = mended(BROKEN)
    again = read(back, "EUR")
    assert [fault.value for fault in again.faults] == [fault.value for fault in first]
    _, once_more, _ = mended(back.decode())
    assert list(once_more[0]) == list(rows[0]), "notes take the place of notes"
    whole = back.decode("utf-8-sig").replace("cheap", "9").replace("LAMP,-", "LAMP,30")
    assert read(whole.encode(), "EUR").faults == ()


def test_notes_are_no_formulas_and_semicolons_stay_semicolons() -> None:
    data = BROKEN.replace(",", ";").encode("utf-16")
    file = read(data, "EUR")
    back = mend(data, file.faults, TITLES, lambda _: "=1+1")
    assert back is not None
    assert "'=1+1" in back.decode("utf-8-sig")
    assert back.decode("utf-8-sig").startswith("Handle;Title;")


@pytest.mark.parametrize("data", [b"", b"[[products]]\ntitle = 3\n", b"PK\x03\x04", b"a,b\n1,2\n"])
def test_what_is_no_table_has_no_rows_to_mend(data: bytes) -> None:
    assert mend(data, read(data, "EUR").faults, TITLES, str) is None


def test_a_broken_header_has_no_rows_to_mend() -> None:
    data = b"Handle,Title,Type\nmug,Mug,Tea\n"
    faults = read(data, "EUR").faults
    assert faults
    assert mend(data, faults, TITLES, str) is None


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_what_readers_of_tables_expect_is_said_in_the_readers_words(language: str) -> None:
    t = Texts(language)
    data = Path(__file__).parents[1] / "catalog/importers/data"
    texts = [
        *(TERRIBLE.encode(), WOO.encode(), BROKEN.encode()),
        *(b"", b"PK\x03\x04", b"\x00\x01\x02\x00", b"a,b\n1,2\n", f"{HEAD}\n".encode()),
        b"Handle,Title,Type\nmug,Mug,Tea\n",
        *(file.read_bytes() for file in data.glob("*.csv")),
    ]
    faults = [fault for text in texts for fault in read(text, "EUR").faults]
    english = {fault.expected for fault in faults if expected(t, fault) == fault.expected}
    assert english == set()
    assert len({fault.expected for fault in faults}) > 20


def test_no_template_swallows_another() -> None:
    for template in TEMPLATES:
        fault = Fault(1, "", "", template, next(iter(read(b"", "EUR").faults)).lost)
        assert expected(Texts("en"), fault) == template
        assert expected(Texts("zh_Hant"), fault) != template
    assert titles(Texts("zh_Hant")).line == "列"
