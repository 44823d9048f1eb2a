"""One value, index, address, type or element changed: the changed value is read or the file refused, never another."""

from __future__ import annotations

import datetime
import io
import random
import re
import zipfile
from pathlib import Path
from typing import Any

from recon.cells import ErrorCell
from recon.errors import UnreadableError
from recon.workbook import read
from tests import hostile, producers, soak
from tests.producers import different, pages

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
REFUSED = object()
_CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_TYPE, _VALUE = re.compile(r' t="(\w+)"'), re.compile(r"<v>(.*?)</v>", re.DOTALL)
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_NUMBERS = (
    "5",
    "-0.25",
    "1e3",
    "1.5E-07",
    " 7 ",
    "\n7\n",
    "007",
    "+3",
    ".5",
    "5.",
    "123456789012345678901",
    "0.30000000000000004",
    "1_0",
    "abc",
    "0x10",
    "1,5",
    "--1",
    "1.2.3",
    "",
    "NaN",
    "INF",
    "1e999",
    "-",
    ".",
    "１２",
)
_INDICES = ("0", "1", " 1", "1 ", "\t2\n", "02", "2.0", "1e0", "-1", "+1", "99999", "4294967296", "", "x")
_TYPES = ("s", "n", "str", "b", "e", "zzz", "S", " n ", "")
_PLACES = ("ZA99", "A1", "C2", "zb7", "A0", "XFE1", "A1048577", "ZZZ9", "1A", "", " ZC3 ")
_WRAPS = ("<!--1-->{}", "{}<!-- <v>9</v> -->", "<![CDATA[{}]]>", "{}<?x 1?>", "\n{}\n", "\t{}", "{} ")


class Base:
    """A workbook of one sheet, its cells as they stand in XML, and what they mean."""

    def __init__(self, folder: Path, seed: int) -> None:
        path = folder / "base.xlsx"
        page = pages(seed)[0]
        numbers_and_texts = {p: v for p, v in page.cells.items() if isinstance(v, (str, int, float))}
        page = producers.Page("S", numbers_and_texts or {(0, 0): 1})
        producers.by_xlsxwriter(path, [page])
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.written = page.cells
        self.text = self.parts[SHEET].decode()
        self.strings = read_strings(path, self.parts)
        self.cells = list(_CELL.finditer(self.text))

    def package(self, text: str) -> bytes:
        """The same package with another sheet."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            for name, part in {**self.parts, SHEET: text.encode()}.items():
                made.writestr(name, part)
        return buffer.getvalue()


def read_strings(path: Path, parts: dict[str, bytes]) -> list[str]:
    """The shared strings as openpyxl reads them."""
    from openpyxl.reader.strings import read_string_table

    return list(read_string_table(io.BytesIO(parts[STRINGS]))) if STRINGS in parts else []


def meaning(kind: str, text: str, strings: list[str]) -> Any:
    """What a cell of this type and text means by the standard: a value, None for a blank one, or REFUSED."""
    bare = text.strip(" \t\r\n")
    kind = kind.strip() if kind.strip() else "zzz" if kind else kind
    match kind:
        case "str":
            return text.replace("\r\n", "\n") or None
        case "e":
            return ErrorCell(bare or "#?")
        case _ if not bare:
            return None if kind in ("n", "", "s", "b") else REFUSED
        case "n" | "":
            if bare.lower() in ("nan", "inf"):
                return ErrorCell("#NUM!")
            if not _NUMBER.fullmatch(bare):
                return REFUSED
            number = float(bare)
            return number if number - number == 0 else ErrorCell("#NUM!")
        case "s":
            return strings[int(bare)] if re.fullmatch(r"[0-9]{1,9}", bare) and int(bare) < len(strings) else REFUSED
        case "b":
            return {"1": True, "0": False, "true": True, "false": False}.get(bare, REFUSED)
    return REFUSED


def read_or_refused(path: Path) -> list[list[Any]] | str:
    """The rows of the first sheet, or the code of the refusal."""
    try:
        return read(path).sheets[0].rows
    except UnreadableError as error:
        return error.code


def place(letters: str, digits: str) -> tuple[int, int]:
    """Row and column from 0."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def changed(base: Base, chance: random.Random) -> tuple[str, tuple[int, int], tuple[int, int], Any]:
    """The sheet with one cell changed, where that cell stood and stands now, and what it means there."""
    cell = chance.choice(base.cells)
    letters, digits, attributes, body = cell[1], cell[2], cell[3], cell[4] or ""
    kind = found[1] if (found := _TYPE.search(attributes)) else ""
    value = found[1] if (found := _VALUE.search(body)) else ""
    value = value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    plain = kind in ("", "n", "s", "b")
    address = letters + digits
    way = chance.choice(("value", "value", "type", "place", "wrap", "drop", "spaces", "twice"))
    if way == "value" and plain:
        value = chance.choice(_INDICES if kind == "s" else _NUMBERS)
        body = f"<v>{value}</v>"
    elif way == "type":
        kind = chance.choice(_TYPES)
        attributes = _TYPE.sub("", attributes) + (f' t="{kind}"' if kind else "")
    elif way == "place":
        address = chance.choice(_PLACES)
    elif way == "wrap" and plain:
        body = body.replace(f"<v>{value}</v>", "<v>" + chance.choice(_WRAPS).format(value) + "</v>")
    elif way == "drop":
        body, value = _VALUE.sub("", body), ""
        if kind == "e":
            kind = "n"
    elif way == "spaces":
        body = body.replace("><", chance.choice((">\n  <", "> <", "><!-- --><")))
        body = f"\n{body}\n"
    means = meaning(kind, value, base.strings)
    whole = f'<c r="{address}"{attributes}>{body}</c>'
    if way == "twice":
        whole, means = whole + whole, REFUSED if means is not None else None
    target = re.fullmatch(r"\s*([A-Za-z]{1,3})([0-9]{1,7})\s*", address)
    at = place(target[1], target[2]) if target else (-1, -1)
    if not target or not (0 <= at[0] < 1_048_576 and at[1] < 16_384):
        means = REFUSED
    taken = {place(other[1], other[2]) for other in base.cells if other is not cell and other[4]}
    if at in taken and means is not None:
        means = REFUSED
    return base.text[: cell.start()] + whole + base.text[cell.end() :], place(letters, digits), at, means


@soak.law
@soak.longer
def test_a_changed_cell_is_read_or_refused(tmp_path: Path) -> None:
    """Values, indices, types, addresses, comments, blanks and CDATA in one cell of an xlsx."""
    refused = 0
    total = soak.times(60, 2000)
    base = Base(tmp_path, soak.seed())
    for seed in soak.seeds(total):
        chance = random.Random(seed)
        base = Base(tmp_path, seed) if seed % 20 == 0 else base
        text, stood, at, means = changed(base, chance)
        path = tmp_path / "a.xlsx"
        path.write_bytes(base.package(text))
        wanted = {p: v for p, v in base.written.items() if p != stood}
        if means not in (None, REFUSED, ""):
            wanted[at] = means
        rows = read_or_refused(path)

        assert (means is REFUSED) == isinstance(rows, str), (seed, rows)
        if isinstance(rows, str):
            assert rows in ("FILE04", "FILE06", "FILE12")
            refused += 1
        else:
            assert not different(wanted, rows), (seed, at)
    assert 0 < refused < total / 2


#: What a cell of an ods may say, and what it means: None for nothing, REFUSED for what is no value.
_ODS_CELLS: tuple[tuple[str, Any], ...] = (
    ('<c office:value-type="float" office:value="12.5"/>', 12.5),
    ('<c office:value-type="float" office:value="1e3"><text:p>1,000</text:p></c>', 1000),
    ('<c office:value-type="percentage" office:value="0.25"><text:p>25%</text:p></c>', 0.25),
    ('<c office:value-type="currency" office:currency="CNY" office:value="7"><text:p>￥7</text:p></c>', 7),
    ('<c office:value-type="float" office:value="12,5"/>', REFUSED),
    ('<c office:value-type="float"><text:p>12</text:p></c>', REFUSED),
    ('<c office:value-type="number" office:value="12"/>', REFUSED),
    ('<c office:value-type="boolean" office:boolean-value="true"/>', True),
    ('<c office:value-type="boolean" office:boolean-value="1"/>', REFUSED),
    ('<c office:value-type="date" office:date-value="2021-03-31"/>', datetime.date(2021, 3, 31)),
    (
        '<c office:value-type="date" office:date-value="2021-03-31T10:30:00"/>',
        datetime.datetime(2021, 3, 31, 10, 30),
    ),
    ('<c office:value-type="date" office:date-value="2021-02-31"/>', REFUSED),
    (
        '<c office:value-type="time" office:time-value="PT10H30M00S"/>',
        datetime.timedelta(hours=10, minutes=30),
    ),
    ('<c office:value-type="string"><text:p>项目</text:p></c>', "项目"),
    ('<c office:value-type="string" office:string-value="甲"><text:p>乙</text:p></c>', "甲"),
    (
        '<c office:value-type="string"><text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p></c>',
        "a  b\tc\nd",
    ),
    ('<c office:value-type="string"><text:p>一</text:p><text:p>二</text:p></c>', "一\n二"),
    ('<c office:value-type="string">\n <text:p>\n  甲 <text:span>乙</text:span>\n </text:p>\n</c>', "甲 乙"),
    ('<c office:value-type="string"><text:p><![CDATA[<a>]]><!-- b --></text:p></c>', "<a>"),
    (
        '<c office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>值</text:p></c>',
        "值",
    ),
    ('<c office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></c>', ErrorCell("#N/A")),
    ("<c><text:p>只有文字</text:p></c>", "只有文字"),
    ('<c table:style-name="ce1"/>', None),
    ('<c table:formula="of:=1+1"/>', None),
    ('<c office:value-type="string"><text:p></text:p></c>', None),
)
_BETWEEN = ("", "\n   ", "<!-- x -->", "\t<!-- <table:table-cell/> -->\n")


@soak.law
@soak.longer
def test_the_cells_of_an_ods_are_read_or_refused(tmp_path: Path) -> None:
    """Values, repeats, blanks and comments of an ods, by chance."""
    path = tmp_path / "a.ods"
    for seed in soak.seeds(soak.times(30, 1000)):
        chance = random.Random(seed)
        between, wanted, rows, refused = chance.choice(_BETWEEN), {}, "", False
        down = 0
        for _ in range(chance.randint(1, 6)):
            repeated, cells, right = chance.choice((1, 1, 1, 3)), "", 0
            for _ in range(chance.randint(1, 6)):
                xml, means = chance.choice(_ODS_CELLS if chance.random() < 0.3 else _ODS_CELLS[:4] + _ODS_CELLS[13:19])
                times = chance.choice((1, 1, 1, 2, 5))
                refused = refused or means is REFUSED
                tag = chance.choice(("table:table-cell", "table:covered-table-cell"))
                repeat = f' table:number-columns-repeated="{times}"' if times > 1 else ""
                cells += between + xml.replace("</c>", f"</{tag}>").replace("<c", f"<{tag}{repeat}", 1)
                for r in range(down, down + repeated):
                    wanted.update({(r, right + at): means for at in range(times) if means not in (None, REFUSED)})
                right += times
            rows += (
                f'<table:table-row table:number-rows-repeated="{repeated}">{cells}{between}</table:table-row>{between}'
            )
            down += repeated
        path.write_bytes(hostile.ods(between + rows))
        found = read_or_refused(path)

        assert (found == "FILE04") == refused, seed
        assert refused or not different(wanted, found), seed  # type: ignore[arg-type]
