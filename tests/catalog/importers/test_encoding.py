"""Bytes that spreadsheets write, and bytes that are no text."""

import codecs

import pytest

from catalog.importers.encoding import LARGEST, decode
from catalog.importers.reading import read
from catalog.importers.values import Lost
from catalog.typed import Misread
from tests.catalog.importers.reports import APPAREL, only_fault, places

HEADER = "Handle,Title,Body (HTML),Variant Price\n"


@pytest.mark.parametrize(
    ("charset", "title"),
    [
        *(
            ("utf-8", "蓝色衬衫"),
            ("utf-8-sig", "蓝色衬衫"),
            ("utf-16", "蓝色衬衫"),
            ("utf-32", "藍色襯衫"),
        ),
        *(("utf-16-le", "Blue 衬衫"), ("utf-16-be", "Blue 衬衫")),
        *(
            ("gb18030", "蓝色衬衫"),
            ("gb18030", "藍色襯衫"),
            ("gb18030", "水墨茶杯"),
            ("gbk", "绿茶"),
        ),
        *(
            ("big5", "藍色襯衫"),
            ("big5", "綠茶茶葉"),
            ("cp1252", "Größe für Café"),
            ("cp1252", "Crème"),
        ),
    ],
)
def test_letters_arrive_whole_from_every_charset_of_spreadsheets(charset: str, title: str) -> None:
    file = read(f"{HEADER}a,{title},,5\n".encode(charset), "USD")
    assert [p.titles[""] for p in file.products] == [title]
    assert file.faults == ()


def test_one_broken_letter_in_utf_8_costs_its_own_product_and_no_other() -> None:
    """Promise 37."""
    rows = f"{HEADER}a,蓝色的牛津纺衬衫,,5\nb,绿BROKEN茶叶和杯子,,5\n".encode()
    file = read(rows.replace(b"BROKEN", b"\xff"), "USD")
    assert [p.handle for p in file.products] == ["a"]
    assert places(file) == [(3, "Title", "绿\ufffd茶叶和杯子")]
    assert "UTF-8" in only_fault(file).expected


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF16_LE, "empty"),
        (b"PK\x03\x04\x14\x00\x06\x00", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"),
        (bytes(range(256)) * 4, "not text"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 300 + b"\xd8\x41\xd8\x41", "not text"),
        (b"\0\x41" * 200 + b"\xd8\x00\x00\x41" * 9, "not text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "UTF-16"),
        (codecs.BOM_UTF8 + b"Handle,Title\xff", "UTF-8"),
        (b"x" * (LARGEST + 1), "split"),
    ],
)
def test_what_is_no_text_is_refused_with_one_kind_sentence(data: bytes, word: str) -> None:
    file = read(data, "USD")
    assert (file.products, file.format) == ((), "")
    assert places(file) == [(1, "", "")]
    assert only_fault(file).lost is Lost.FILE
    assert word in only_fault(file).expected


def test_letters_of_an_unknown_charset_are_not_guessed_at_random() -> None:
    assert isinstance(decode("Синяя рубашка".encode("cp1251")), Misread | str)


def test_a_real_file_reads_the_same_in_every_unicode() -> None:
    whole = read(APPAREL, "USD")
    text = APPAREL.decode("utf-8-sig")
    assert read(text.encode("utf-16"), "USD") == read(text.encode("utf-8-sig"), "USD") == whole
