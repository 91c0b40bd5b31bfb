"""Tables that leave the program: whole, read back by others, and never a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from desktop.export import Sheet, neutral, restored, to_csv, to_xlsx
from desktop.export.csv_file import csv_parts

FORMULAS = ["=1+1", "+33 4", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "\u00a0=1"]
PLAIN = ["", "Boulangerie", "a=b", "1-2", "'quoted'", "’", "é", "«\u00a0x\u00a0»", "'", "''="]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_csv(content: bytes, separator: str = ",") -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def parts_of(content: bytes) -> dict[str, str]:
    """The files in an XLSX file."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name).decode() for name in file.namelist()}


def read_xlsx(content: bytes, number: int = 1) -> list[list[str]]:
    """The cells of one sheet, as texts, read without the library that wrote them."""
    parts = parts_of(content)
    shared = ElementTree.fromstring(parts["xl/sharedStrings.xml"])
    texts = ["".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in shared]
    page = ElementTree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
    return [[_value(cell, texts) for cell in row] for row in page.iter(f"{MAIN}row")]


def _value(cell: ElementTree.Element, texts: list[str]) -> str:
    found = cell.findtext(f"{MAIN}v") or ""
    return texts[int(found)] if cell.get("t") == "s" else found


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_begins_like_a_formula_is_only_text(text: str) -> None:
    [_, [cell]] = read_csv(to_csv([[text]], ["note"]))

    assert cell == f"'{text}"
    assert restored(cell) == text


@pytest.mark.parametrize("text", PLAIN)
def test_any_other_cell_is_left_as_it_is(text: str) -> None:
    assert neutral(text) == text
    assert restored(neutral(text)) == text


def test_numbers_stay_numbers_and_days_are_days() -> None:
    rows = read_csv(to_csv([[-2, 1.5, date(2026, 11, 24), None]], ["n", "x", "day", "none"]))

    assert rows == [["n", "x", "day", "none"], ["-2", "1.5", "2026-11-24", ""]]


def test_line_ends_quotes_and_separators_come_back_whole() -> None:
    row = ['a "b"', "two\nlines", "semi;colon", "com,ma", "tab\there"]

    assert read_csv(to_csv([row], ["a"] * 5, ";"), ";")[1] == row
    assert to_csv([row], ["a"] * 5).startswith(b"\xef\xbb\xbfa,a,a,a,a\r\n")


def test_headers_are_neutralised_too() -> None:
    assert read_csv(to_csv([], ["=1"])) == [["'=1"]]


def test_a_long_table_comes_in_parts_that_make_the_whole() -> None:
    rows = [[f"line {n}"] for n in range(1234)]
    parts = list(csv_parts(rows, ["line"]))

    assert len(parts) == 3
    assert b"".join(parts) == to_csv(rows, ["line"])
    assert [row[0] for row in read_csv(b"".join(parts))[1:]] == [row[0] for row in rows]


@pytest.mark.parametrize("text", [*FORMULAS, "http://example.invalid", "007", "{=1}"])
def test_no_cell_of_an_xlsx_file_is_worked_out(text: str) -> None:
    content = to_xlsx([Sheet("one", [text], [[text]])])

    assert [[cell.replace("_x000D_", "\r") for cell in row] for row in read_xlsx(content)] == [
        [text],
        [text],
    ]
    page = parts_of(content)["xl/worksheets/sheet1.xml"]
    assert "<f" not in page
    assert "hyperlink" not in page


def test_sheets_of_one_file_have_each_their_name_and_their_rows() -> None:
    names = ["Besoins: par mois", "besoins  par mois", "[x]" * 20, ""]
    content = to_xlsx([Sheet(name, ["n"], [[number]]) for number, name in enumerate(names)])

    book = ElementTree.fromstring(parts_of(content)["xl/workbook.xml"])
    given = [sheet.get("name") or "" for sheet in book.iter(f"{MAIN}sheet")]
    assert len({name.casefold() for name in given}) == 4
    assert all(0 < len(name) <= 31 for name in given)
    assert [read_xlsx(content, number)[1] for number in (1, 2, 3, 4)] == [
        ["0"],
        ["1"],
        ["2"],
        ["3"],
    ]


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    content = to_xlsx([Sheet("one", ["a"], [["a\x00b\x1f\ud800"], ["x" * 40_000]])])

    assert read_xlsx(content)[1] == ["a\ufffdb\ufffd\ufffd"]
    assert len(read_xlsx(content)[2][0]) == 32_767


def test_the_same_tables_give_the_same_bytes() -> None:
    sheets = [Sheet("one", ["day"], [[date(2026, 11, 24)], [3], ["text"]])]

    assert to_xlsx(sheets) == to_xlsx(sheets)
