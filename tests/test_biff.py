"""The own layer for xls and xlsb: every kind of record and string, odd compound files, mutations, a second reader."""

from __future__ import annotations

import datetime
import random
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter

from recon import biff
from recon.cells import Cell, ErrorCell
from recon.guard import Unsafe
from tests import office, soak
from tests.binaries import (
    END,
    Storage,
    Tab,
    begin,
    cell12,
    code_page,
    compound,
    formats,
    formula,
    narrow,
    number,
    place,
    record,
    result,
    row12,
    shared,
    stream,
    text12,
    wide,
    xls,
    xlsb,
)

Rows = list[list[Cell]]

#: What an earlier reader got wrong, with the test that holds it now.
BUGS_CAUGHT = {
    "an embedded workbook taken for the outer one": "test_only_the_root_storage_counts",
    "BIFF8 text read by the CODEPAGE record": "test_biff8_text_is_no_code_page_s",
    "numbers of an embedded chart taken for cells": "test_charts_inside_a_sheet_have_no_cells",
    "short records of an xlsb passed over": "test_short_and_rich_cells_of_an_xlsb",
    "errors of BIFF5 read as blank": "test_biff5_text_is_its_code_page_s",
}


def rows(data: bytes, kind: str = "xls") -> Rows:
    """The rows of the first sheet."""
    return biff.read(data, kind).sheets[0].rows  # type: ignore[arg-type]


def refused(data: bytes, kind: str = "xls") -> str:
    """The code of the refusal."""
    with pytest.raises(Unsafe) as caught:
        biff.read(data, kind)  # type: ignore[arg-type]
    return caught.value.code


ONE = number(0, 0, 999)
MAIN = stream([Tab("S", ONE)])
INNER = stream([Tab("S", number(0, 0, 100))])


@pytest.mark.parametrize(
    "children",
    [
        [Storage("MBD01", children=[Storage("Workbook", INNER)]), Storage("Workbook", MAIN)],
        [Storage("Workbook", MAIN), Storage("MBD01", children=[Storage("Workbook", INNER)])],
        [Storage("_1", children=[Storage("Deep", children=[Storage("Book", INNER)])]), Storage("BOOK", MAIN)],
        [Storage("workbook", MAIN), Storage("Book", INNER)],
        [Storage("Book", INNER), Storage("WORKBOOK", MAIN)],
        [Storage("Workbook", MAIN + bytes(5000)), Storage("\x05SummaryInformation", bytes(300))],
    ],
)
@pytest.mark.parametrize("root", ["Root Entry", "R", "Workbook", ""])
def test_only_the_root_storage_counts(children: list[Storage], root: str) -> None:
    """The workbook is the stream in the root itself, whatever lies first, in whatever case, under any root name."""
    assert rows(compound(children, root)) == [[999]]


def test_no_workbook_in_the_root() -> None:
    """A document with an embedded workbook is no workbook, and one of an encrypted package says so."""
    inner = Storage("MBD01", children=[Storage("Workbook", INNER)])

    assert refused(compound([inner])) == "FILE03"
    assert refused(compound([inner, Storage("WordDocument", bytes(5000))])) == "FILE03"
    assert refused(compound([Storage("EncryptedPackage", bytes(5000)), Storage("Workbook", MAIN)])) == "FILE05"


@pytest.mark.parametrize("page", [None, 936, 950, 932, 949, 1252, 1200, 367, 65001, 12345])
def test_biff8_text_is_no_code_page_s(page: int | None) -> None:
    """BIFF8 text is UTF-16 or its low bytes, whatever the CODEPAGE record says, or one that is not known."""
    cells = shared(0, 0, 0) + record(0x204, place(0, 1) + wide("é中")) + record(0x204, place(0, 2) + wide("café"))
    data = xls([Tab("项目ß", cells)], strings=["公主岭市Ü"], before=code_page(page) if page else b"")

    assert [sheet.name for sheet in biff.read(data, "xls").sheets] == ["项目ß"]
    assert rows(data) == [["公主岭市Ü", "é中", "café"]]


@pytest.mark.parametrize(
    ("page", "encoding", "text"),
    [
        (936, "gbk", "长春市“一”"),
        (950, "big5", "長春市"),
        (932, "cp932", "長春市ｱ①"),
        (949, "cp949", "길림성"),
        (1252, "cp1252", "café €"),
        (1251, "cp1251", "Чанчунь"),
        (10000, "mac-roman", "café"),
        (32769, "cp1252", "é"),
        (None, "cp1252", "é"),
    ],
)
def test_biff5_text_is_its_code_page_s(page: int | None, encoding: str, text: str) -> None:
    """Names, labels, rich labels and results of a BIFF5 workbook are bytes of its code page; errors are errors."""
    body = narrow(text, encoding)
    cells = record(0x204, place(0, 0) + body) + record(0xD6, place(0, 1) + body + b"\x01\0\0")
    cells += formula(0, 2, result(0)) + record(0x207, body) + record(0x205, place(0, 3) + b"\x2a\x01")
    page_record = code_page(page) if page else b""
    data = xls([Tab(text, cells)], "Book", encoding=encoding, behind=page_record)

    assert [text] == [sheet.name for sheet in biff.read(data, "xls").sheets]
    assert [[text, text, text, ErrorCell("#N/A")]] == rows(data)


def test_an_unknown_code_page_is_no_guess() -> None:
    """BIFF5 text in a code page nobody knows is refused rather than garbled."""
    data = xls([Tab("S", ONE)], "Book", encoding="latin-1", before=code_page(12345))

    assert refused(data) == "FILE04"


@pytest.mark.parametrize("code", [0x06, 0x206, 0x406])
def test_saved_results_of_formulas(code: int) -> None:
    """Numbers, text, truth values, errors and blank text; records may stand between a formula and its text."""
    cells = formula(0, 0, struct.pack("<d", 2.5), code) + formula(0, 1, result(0), code)
    cells += record(0x4BC, bytes(10)) + record(0x207, wide("甲"))
    cells += formula(0, 2, result(1, 1), code) + formula(0, 3, result(2, 7), code)
    cells += formula(0, 4, result(3), code) + number(0, 5, 1)
    sheet = biff.read(xls([Tab("S", cells)]), "xls").sheets[0]

    assert [[2.5, "甲", True, ErrorCell("#DIV/0!"), None, 1]] == sheet.rows
    assert frozenset() == sheet.uncached


def test_formulas_that_were_never_computed() -> None:
    """Blank text to be computed on loading, or text that never comes, is no value and is named."""
    cells = formula(0, 0, result(3), flags=2) + formula(0, 1, result(0)) + formula(0, 2, result(0)) + ONE[:0]
    cells += record(0x207, wide("甲")) + number(1, 0, 1)
    sheet = biff.read(xls([Tab("S", cells)]), "xls").sheets[0]

    assert sheet.rows == [[None, None, "甲"], [1]]
    assert frozenset({(1, 1), (1, 2)}) == sheet.uncached


def test_numbers_in_all_their_spellings() -> None:
    """RK numbers as integers, hundredths and floats, several in one record; infinities are errors."""

    def rk(value: int, flags: int) -> bytes:
        return struct.pack("<i", value << 2 | flags)

    third = struct.pack("<Q", struct.unpack("<Q", struct.pack("<d", 0.25))[0])[4:]
    cells = record(0x27E, place(0, 0) + rk(-7, 2)) + record(0x27E, place(0, 1) + rk(12345, 3))
    cells += record(0x27E, place(0, 2) + third)
    many = b"".join(struct.pack("<H", 0) + rk(n, 2) for n in (1, 2, 3))
    cells += record(0xBD, struct.pack("<HH", 1, 1) + many + struct.pack("<H", 3))
    cells += number(2, 0, float("inf")) + number(2, 1, 2.0**60) + record(0x205, place(2, 2) + b"\x01\x00")

    assert [[-7, 123.45, 0.25], [None, 1, 2, 3], [ErrorCell("#NUM!"), 2.0**60, True]] == rows(xls([Tab("S", cells)]))


def test_shared_strings_across_records() -> None:
    """A table of strings cut anywhere: within characters the next record says anew how they are stored."""
    texts = ["ab", "", "公主岭市😀", "latin", "rich", "末"]
    rich = struct.pack("<HBHI", 4, 13, 1, 6) + "rich".encode("utf-16-le") + bytes(4 + 6)
    items = [*map(wide, texts[:4]), rich, wide("末")]
    table = struct.pack("<II", 6, 6)
    again: dict[int, bytes] = {}  # offset where a writer may cut → what the next record then begins with
    for item in items:
        head, width = 9 if item is rich else 3, 1 + (item[2] & 1)
        behind = head + width * struct.unpack_from("<H", item)[0]
        again |= {len(table) + at: b"" for at in (*range(head), *range(behind, len(item)))}
        again |= {len(table) + at: item[2:3] for at in range(head, behind, width)}
        table += item
    cells = b"".join(shared(0, n, n) for n in range(6))

    for cut, start in again.items():
        sst = record(0xFC, table[:cut]) + record(0x3C, start + table[cut:])
        assert [[text or None for text in texts]] == rows(xls([Tab("S", cells)], sst=sst)), cut


def test_a_continued_string_may_change_its_storage() -> None:
    """Low bytes in one record, UTF-16 in the next."""
    head = struct.pack("<II", 1, 1) + struct.pack("<HB", 4, 0) + b"ab"
    sst = record(0xFC, head) + record(0x3C, b"\x01" + "中文".encode("utf-16-le"))

    assert rows(xls([Tab("S", shared(0, 0, 0))], sst=sst)) == [["ab中文"]]


def test_dates_by_their_formats() -> None:
    """Numbers with a date format are moments, in either epoch; others stay numbers."""
    forms = formats("yyyy-mm-dd", "h:mm", "[h]:mm", '0.00" d"', "General", 'yyyy"年"m"月"', "[$-804]aaaa")
    cells = b"".join(number(0, n, v, n) for n, v in enumerate([1.5, 44286, 0.5, 1.5, 44286, 44286, 44286, 44286]))
    day = datetime.date(2021, 3, 31)
    expected = [1.5, day, datetime.time(12), datetime.timedelta(days=1.5), 44286, 44286, day, day]
    later = [cell + datetime.timedelta(days=1462) if type(cell) is datetime.date else cell for cell in expected]

    assert [expected] == rows(xls([Tab("S", cells)], before=forms))
    assert [later] == rows(xls([Tab("S", cells)], before=record(0x22, b"\x01\0"), behind=forms))
    assert [[day]] == rows(
        xls(
            [Tab("S", number(0, 0, 44286, 1))],
            "Book",
            encoding="gbk",
            before=formats("yyyy\\年m\\月", encoding="gbk"),
        )
    )


def test_tabs_in_their_order() -> None:
    """Sheets come in the order of their tabs, hidden ones too; charts and macros have no cells."""
    tabs = [
        Tab("乙", number(0, 0, 1)),
        Tab("图", b"", 2),
        Tab("甲", number(0, 0, 2), 0, 1),
        Tab("宏", b"", 1),
    ]
    tabs.append(Tab("丙", number(0, 0, 3) + record(0xE5, struct.pack("<5H", 1, 0, 1, 0, 2)), 0, 2))
    book = biff.read(xls(tabs, scattered=True), "xls")
    sheets = book.sheets

    assert [(s.name, s.rows[0][0], s.hidden) for s in sheets] == [
        ("乙", 1, False),
        ("甲", 2, True),
        ("丙", 3, True),
    ]
    assert sheets[2].merged == ((1, 1, 2, 3),)


def test_charts_inside_a_sheet_have_no_cells() -> None:
    """The cached numbers of an embedded chart are not the sheet's."""
    chart = begin(0x20) + number(0, 0, 5) + number(7, 7, 5) + END

    assert rows(xls([Tab("S", number(0, 0, 1) + chart + number(0, 1, 2))])) == [[1, 2]]


def test_of_two_records_for_one_cell_the_later_counts() -> None:
    """Cells may come in any order, and twice."""
    cells = number(1, 0, 1) + record(0x205, place(0, 1) + b"\x07\x01") + number(0, 0, 2) + number(1, 0, 3)

    assert rows(xls([Tab("S", cells + shared(0, 1, 0))], strings=["甲"])) == [[2, "甲"], [3]]


@pytest.mark.parametrize(
    "cells",
    [
        shared(0, 0, 9),
        record(0x203, place(0, 0) + bytes(7)),
        record(0x203, place(0, 0) + bytes(9)),
        record(0x27E, place(0, 0)),
        record(0xBD, struct.pack("<HH", 0, 0) + bytes(12) + struct.pack("<H", 5)),
        number(0, 300, 1),
        record(0x204, place(0, 0) + struct.pack("<HB", 9, 0) + b"abc"),
        formula(0, 0, b"")[:12],
    ],
)
def test_what_cannot_be_is_refused(cells: bytes) -> None:
    """An index without its string, a record of another size, a column that xls has not: never a blank cell."""
    assert refused(xls([Tab("S", cells)])) in ("FILE04", "FILE06")


def test_a_stream_cut_short_is_damage() -> None:
    """A sheet without its end may have lost cells."""
    whole = stream([Tab("S", number(0, 0, 1) * 300)])

    assert refused(compound([Storage("Workbook", whole[:-4])])) == "FILE04"
    assert refused(compound([Storage("Workbook", whole[:-400])])) == "FILE04"
    assert refused(xls([Tab("S", ONE)], before=record(0x2F, bytes(6)))) == "FILE05"


def test_short_and_rich_cells_of_an_xlsb() -> None:
    """Cells of every code: with their column, right of the one before, rich text; parts anywhere."""
    rk, real, error = struct.pack("<i", 7 << 2 | 2), struct.pack("<d", 2.5), b"\x17"
    first = cell12(7, 0, struct.pack("<I", 1)) + cell12(13, 0, rk) + cell12(16, 0, real) + cell12(14, 0, error)
    first += cell12(15, 0, b"\x01") + cell12(12, 0, b"") + cell12(17, 0, text12("丁")) + cell12(18, 0, bytes(4))
    tail = struct.pack("<HI", 0, 0)
    second = cell12(62, 2, b"\0" + text12("富") + bytes(4)) + cell12(2, 4, rk) + cell12(5, 5, real)
    second += cell12(3, 6, error) + cell12(4, 7, b"\0") + cell12(6, 8, text12("长" * 100)) + cell12(1, 9, b"")
    second += cell12(8, 10, text12("果") + tail) + cell12(9, 11, real + tail) + cell12(10, 12, b"\1" + tail)
    second += cell12(11, 13, error + tail) + cell12(16, 0, struct.pack("<d", 44286), 1)
    sheet = row12(0) + first + row12(3) + second
    ref = ErrorCell("#REF!")
    expected: Rows = [
        ["乙", 7, 2.5, ref, True, None, "丁", "甲"],
        [],
        [],
        [
            None,
            None,
            "富",
            None,
            7,
            2.5,
            ref,
            False,
            "长" * 100,
            None,
            "果",
            2.5,
            True,
            ref,
            datetime.date(2021, 3, 31),
        ],
    ]

    for folder, absolute in (("xl", False), ("xl", True), ("book", False)):
        data = xlsb([("表", sheet)], strings=["甲", "乙"], forms=["yyyy-mm-dd"], folder=folder, absolute=absolute)
        assert expected == rows(data, "xlsb")


@pytest.mark.parametrize(
    "cells",
    [
        cell12(7, 0, struct.pack("<I", 5)),
        cell12(5, 0, bytes(7)),
        cell12(2, 0, bytes(5)),
        cell12(3, 0, b""),
        cell12(6, 0, struct.pack("<I", 9) + b"ab"),
        cell12(5, 20_000, bytes(8)),
        b"\x05\x10\x00",
    ],
)
def test_what_cannot_be_in_an_xlsb_is_refused(cells: bytes) -> None:
    """The same for xlsb."""
    assert refused(xlsb([("S", row12(0) + cells)]), "xlsb") in ("FILE04", "FILE06")


# --- a second reader, and mutations


def naive(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Records of a worksheet one by one: the plainest reading of [MS-XLS] 2.1.4; ValueError where it breaks."""
    at = 0
    while True:
        if at + 4 > len(part):
            raise ValueError
        code, size = struct.unpack_from("<HH", part, at)
        body = part[at + 4 : at + 4 + size]
        if len(body) < size:
            raise ValueError
        yield code, body
        at += 4 + size
        if code == 0x0A:
            return


def sheet_rows(cells: bytes, strings: list[str]) -> dict[tuple[int, int], Cell] | None:
    """Cells by place from 0, by the plainest reading; None where a record became one of a kind not meant here."""
    found: dict[tuple[int, int], Cell] = {}
    for code, body in naive(cells + END):
        if code in (0x204, 0xD6, 0x06, 0x206, 0x406, 0xBD, 0x205, 0x809, 0xE5):
            return None
        if code not in (0x203, 0xFD, 0x27E):
            continue
        if len(body) != (14 if code == 0x203 else 10):
            raise ValueError
        row, column = struct.unpack_from("<HH", body)
        value = struct.unpack_from("<d" if code == 0x203 else "<I", body, 6)[0]
        found[row, column] = _plainly(code, value, strings)
        if column > 255:
            raise ValueError
    return found


def _plainly(code: int, value: float, strings: list[str]) -> Cell:
    if code == 0xFD:
        return strings[int(value)]
    if code == 0x27E:
        bits = int(value)
        high = struct.unpack("<d", struct.pack("<II", 0, bits & ~3))[0]
        whole = (bits >> 2) - (1 << 30 if bits >> 31 else 0)
        value = (whole if bits & 2 else high) / (100 if bits & 1 else 1)
    return value if value - value == 0 else ErrorCell("#NUM!")


def mutated(rng: random.Random, cells: list[bytes]) -> list[bytes]:
    """One value, index, place, size, code or record changed."""
    cells, at = list(cells), rng.randrange(len(cells))
    match rng.randrange(4):
        case 0:
            del cells[at]
        case 1:
            cells.insert(rng.randrange(len(cells)), cells[at])
        case 2:
            byte = rng.randrange(len(cells[at]))
            cells[at] = cells[at][:byte] + bytes([rng.randrange(256)]) + cells[at][byte + 1 :]
        case 3:
            other = rng.randrange(len(cells))
            cells[at], cells[other] = cells[other], cells[at]
    return cells


def sound(rng: random.Random, count: int, strings: list[str]) -> list[bytes]:
    """Cells of three kinds, in runs and mixed."""
    made = []
    for n in range(count):
        row, column = divmod(n, 8)
        match rng.randrange(3):
            case 0:
                made.append(number(row, column, round(rng.random() * 1e4, 2)))
            case 1:
                made.append(shared(row, column, rng.randrange(len(strings))))
            case 2:
                flags = 2 + rng.randrange(2)
                made.append(record(0x27E, place(row, column) + struct.pack("<i", rng.randrange(10**6) << 2 | flags)))
    return made


def agree(rng: random.Random) -> bool:
    """Whether one mutated file is read as the plainest reading has it, or refused; true where it is read."""
    strings = ["甲", "乙", "丙", "丁"]
    cells = b"".join(mutated(rng, sound(rng, 40, strings)))
    data = xls([Tab("S", cells)], strings=strings)
    try:
        found = rows(data)
    except Unsafe:
        return False
    read = {(r, c): v for r, row in enumerate(found) for c, v in enumerate(row) if v is not None}
    plain = sheet_rows(cells, strings)
    assert plain is None or plain == read
    return True


@soak.law
def test_a_changed_record_is_read_or_refused() -> None:
    """One value, index, place, size or record changed: what is read is what stands there, never another value."""
    rng = random.Random(soak.seed(13))

    assert sum(agree(rng) for _ in range(150)) > 75


@soak.law
@pytest.mark.soak
def test_two_thousand_changed_records_are_read_or_refused() -> None:
    """The same at length."""
    rng = random.Random(soak.seed(2000))

    assert sum(agree(rng) for _ in range(2000)) > 1000


@soak.law
def test_random_bytes_end_in_a_refusal() -> None:
    """Bytes changed anywhere in a file, its tables included, give sheets or a refusal."""
    rng = random.Random(soak.seed(5))
    files = [
        xls([Tab("S", b"".join(sound(rng, 100, ["甲"])))], strings=["甲"]),
        compound([Storage("Workbook", MAIN)]),
    ]
    codes = set[str]()
    for _ in range(200):
        data = bytearray(rng.choice(files))
        for _ in range(rng.randrange(1, 6)):
            data[rng.randrange(len(data))] = rng.choice((0, 255, rng.randrange(256)))
        codes.add(code_of(bytes(data)))

    assert codes <= {"", "FILE03", "FILE04", "FILE05", "FILE06", "FILE12"}  # FILE12: a cell moved far away


def code_of(data: bytes) -> str:
    """The code of the refusal; empty for what is read."""
    try:
        biff.read(data, "xls")
    except Unsafe as unsafe:
        return unsafe.code
    return ""


def test_a_loop_of_sectors_or_entries_ends() -> None:
    """A chain of sectors that goes round, and a tree of entries that does, are damage, not endless."""
    data = bytearray(compound([Storage("Workbook", MAIN + bytes(5000))]))
    fat = 512
    for sector in range(3, 12):
        struct.pack_into("<I", data, fat + 4 * sector, 3)

    assert refused(bytes(data)) == "FILE04"
    directory = 512 * (1 + struct.unpack_from("<I", data, 48)[0])
    struct.pack_into("<II", data, directory + 128 + 68, 1, 1)
    assert refused(bytes(data)) == "FILE04"


def test_a_sheet_spread_too_wide_is_refused_before_it_is_laid_out() -> None:
    """Two cells in the far corners of two hundred sheets."""
    cells = number(0, 0, 1) + number(65535, 255, 1)

    assert refused(xls([Tab(f"S{n}", cells) for n in range(200)])) == "FILE12"


def test_tabs_that_share_their_cells_are_read_once() -> None:
    """Many tabs on one substream or part cost no more than one; two of one name are refused."""
    made = stream([Tab(f"S{n}", number(0, 0, n)) for n in range(40)])
    first = made.index(begin(0x10))
    at, shared_bounds = 0, bytearray(made)
    while (at := made.find(struct.pack("<H", 0x85), at)) >= 0 and at < first:
        struct.pack_into("<I", shared_bounds, at + 4, first)
        at += 4 + struct.unpack_from("<H", made, at + 2)[0]
    book = biff.read(compound([Storage("Workbook", bytes(shared_bounds))]), "xls")

    assert [("S" + str(n), [[0]]) for n in range(40)] == [(sheet.name, sheet.rows) for sheet in book.sheets]
    assert refused(xls([Tab("S", ONE), Tab("S", ONE)])) == "FILE04"


@office.needs_office
def test_what_libreoffice_writes_is_read(tmp_path: Path) -> None:
    """A workbook of every kind of cell, with a table of strings over many records, saved as xls."""
    rng = random.Random(3)
    kinds: list[Callable[[], Cell]] = [
        lambda: rng.randrange(-(10**9), 10**9),
        lambda: round(rng.random() * 1e6, 2),
        lambda: float(f"{rng.random() * 1e-7:.12g}"),
        lambda: "".join(rng.choice("公主岭abc é😀") for _ in range(rng.randrange(1, 60))),
        lambda: rng.random() < 0.5,
    ]
    table: Rows = [[rng.choice(kinds)() for _ in range(12)] for _ in range(400)]
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"strings_to_numbers": False})
    sheet = book.add_worksheet("表")
    for r, row in enumerate(table):
        for c, cell in enumerate(row):
            sheet.write(r, c, cell)
    book.close()

    assert table == rows(office.convert(tmp_path / "a.xlsx", tmp_path, "xls").read_bytes())


def test_calamine_is_not_right_yet() -> None:
    """The parser of the other kinds still loses what this layer is for; once it does not, the layer may go."""
    import io

    from python_calamine import CalamineWorkbook

    page = xls([Tab("S", shared(0, 0, 0))], strings=["公主岭市é"], before=code_page(936))
    inner = [Storage("MBD01", children=[Storage("Workbook", INNER)]), Storage("Workbook", MAIN)]
    short = row12(0) + cell12(5, 0, struct.pack("<d", 1)) + cell12(16, 0, struct.pack("<d", 2))
    wanted: list[tuple[bytes, Rows]] = [
        (page, [["公主岭市é"]]),
        (compound(inner), [[999]]),
        (compound([Storage("Workbook", MAIN)], "R"), [[999]]),
        (xlsb([("S", short)]), [[1, 2]]),
    ]

    def right(data: bytes, expected: Rows) -> bool:
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python() == expected
        except Exception:
            return False

    assert not all(right(data, expected) for data, expected in wanted), "calamine reads all of them: drop recon/biff"


def sound12(rng: random.Random, count: int, texts: int) -> list[bytes]:
    """Rows of eight cells of an xlsb, long and short ones mixed."""
    made = []
    for n in range(count):
        row, column = divmod(n, 8)
        if not column:
            made.append(row12(row))
        shift = 11 * (column > 0 and rng.random() < 0.5)  # a short cell stands right of the one before it
        match rng.randrange(3):
            case 0:
                made.append(cell12(5 + shift, column, struct.pack("<d", round(rng.random() * 1e4, 2))))
            case 1:
                made.append(cell12(7 + shift, column, struct.pack("<I", rng.randrange(texts))))
            case 2:
                made.append(cell12(2 + shift, column, struct.pack("<i", rng.randrange(10**6) << 2 | 2)))
    return made


def plain12(part: bytes, texts: list[str]) -> dict[tuple[int, int], Cell] | None:
    """Cells of an xlsb by the plainest reading of [MS-XLSB] 2.1.4; None where a record became one not meant here."""
    found: dict[tuple[int, int], Cell] = {}
    at = row = column = 0
    while at < len(part):
        code, size, at = part[at], part[at + 1], at + 2
        body, at = part[at : at + size], at + size
        if code > 127 or size > 127 or code in (3, 4, 6, 8, 9, 10, 11, 14, 15, 17, 62):
            return None
        if code == 0:
            row, column = struct.unpack_from("<I", body)[0], -1
        elif code in (1, 2, 5, 7):
            column = struct.unpack_from("<I", body)[0]
        elif code in (12, 13, 16, 18):
            column += 1
        value = body[4:] if code > 11 else body[8:]
        if code in (2, 5, 7, 13, 16, 18):
            kind = {2: 0x27E, 13: 0x27E, 5: 0x203, 16: 0x203}.get(code, 0xFD)
            found[row, column] = _plainly(kind, struct.unpack("<d" if kind == 0x203 else "<I", value)[0], texts)
    return found


def agree12(rng: random.Random) -> bool:
    """The same as :func:`agree` for an xlsb."""
    texts = ["甲", "乙", "丙", "丁"]
    part = b"".join(mutated(rng, sound12(rng, 40, len(texts))))
    try:
        found = rows(xlsb([("S", part)], strings=texts), "xlsb")
    except Unsafe:
        return False
    read = {(r, c): v for r, row in enumerate(found) for c, v in enumerate(row) if v is not None}
    plain = plain12(part, texts)
    assert plain is None or plain == read
    return True


@pytest.mark.parametrize("count", [150, pytest.param(2000, marks=pytest.mark.soak)])
def test_a_changed_record_of_an_xlsb_is_read_or_refused(count: int) -> None:
    """The same for xlsb: one byte, cell or row changed, left out, doubled or moved."""
    rng = random.Random(count)

    assert sum(agree12(rng) for _ in range(count)) > count / 3
