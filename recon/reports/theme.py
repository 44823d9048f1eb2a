"""All styling of workbooks: fonts, colours, formats, text measure, page setup. Calm, and legible in grey."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from recon import text as gate
from recon.numbers import plain
from recon.workbook import Cell, ErrorCell

BODY_FONT = "宋体"
HEAD_FONT = "黑体"
INK, MUTED, RULE, PAPER = "#1F2933", "#5B6770", "#B8C1C9", "#EEF1F4"
ACCENT = "#3B5B7C"
#: Level → fill of the cell to look at first, fill of the other cells involved.
FILLS: Mapping[str, tuple[str, str]] = {
    "强制性": ("#F2B5AC", "#FBE6E2"),
    "核实性": ("#F5D888", "#FCF3D6"),
    "提示性": ("#BCD3E6", "#E6EFF6"),
}
#: FileReport.verdict → fill.
VERDICT_FILLS = {
    "pass": "#CFE5D2",
    "review": FILLS["核实性"][0],
    "fail": FILLS["强制性"][0],
    "unreadable": FILLS["强制性"][0],
}
MAX_DECIMALS, ENDLESS = 12, 6
LINE, ROW, MAX_ROW = 15.0, 20.0, 409.0  #: points: a line of text, the lowest row, the highest Excel allows
MAX_WIDTH = 60  #: characters
#: Characters of a file's address that stand for themselves in no link.
_ESCAPED = frozenset('%" <>[]^`{}')
MAX_TEXT = 32_767  #: UTF-16 units Excel keeps in a cell

#: Creation date of workbooks that carry no date of their own, so that their bytes depend on nothing else.
EPOCH = datetime.datetime(2020, 1, 1)
#: Earlier days are off by one in Excel's calendar; they are written as text.
FIRST_DAY = datetime.date(1900, 3, 1)
#: Type of a cell → number format, where it is neither text nor a plain number.
MOMENTS = {
    datetime.datetime: "yyyy-mm-dd hh:mm:ss",
    datetime.date: "yyyy-mm-dd",
    datetime.time: "hh:mm:ss",
    datetime.timedelta: "[h]:mm:ss",
}

_GRID = {"border": 1, "border_color": RULE}
_TEXT = {"font_name": BODY_FONT, "font_size": 10.5, "font_color": INK, "valign": "vcenter"}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": _TEXT,
    "body": {**_TEXT, **_GRID, "text_wrap": True, "indent": 1},
    "center": {"align": "center", "indent": 0},
    "number": {"align": "right", "text_wrap": False, "indent": 0, "shrink": True},
    "muted": {"font_color": MUTED},
    "strong": {"font_name": HEAD_FONT, "bold": True},
    "link": {"font_color": "#1F5FA8", "underline": 1},
    "header": {
        **_TEXT,
        **_GRID,
        "font_name": HEAD_FONT,
        "bold": True,
        "align": "center",
        "text_wrap": True,
        "bg_color": "#DCE3EA",
    },
    "title": {**_TEXT, "font_name": HEAD_FONT, "bold": True, "font_size": 18, "font_color": ACCENT},
    "section": {
        **_TEXT,
        "font_name": HEAD_FONT,
        "bold": True,
        "font_size": 12,
        "font_color": ACCENT,
        "bottom": 2,
        "bottom_color": ACCENT,
    },
    "level": {**_TEXT, **_GRID, "font_name": HEAD_FONT, "bold": True, "align": "center"},
    "result": {"bg_color": PAPER, "font_name": HEAD_FONT, "bold": True, "text_wrap": True},
    "input": {"bg_color": "#FFFDF2", "text_wrap": True},
    "first": {"bold": True, "border": 2, "border_color": INK},
    "top": {"valign": "top"},
    "form_title": {**_TEXT, "font_name": HEAD_FONT, "bold": True, "font_size": 18, "align": "center"},
    "small": {**_TEXT, "font_size": 9, "font_color": MUTED, "text_wrap": True, "valign": "top"},
}
#: Least scale of a printed sheet, at which its letters have 7 points; paper (Excel's number) → points across within margins.
SMALLEST = 7 / 10.5
PAPERS = {9: 784, 8: 1133}
_WORDS = re.compile(r"[!-~]+|.")
_PLACES = re.compile(r"\.(0+)")
COMMENT = {"font_name": BODY_FONT, "font_size": 10, "color": "#FFFDF2", "author": "recon"}
COMMENT_WIDTH = 340  #: pixels


class Theme:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[str, Format] = {}
        self._asked: dict[tuple[object, ...], Format] = {}

    def __call__(self, *styles: str, **more: object) -> Format:
        """The format that joins ``styles`` (later ones win) and single properties."""
        asked = (styles, *more.items())
        if asked not in self._asked:
            self._asked[asked] = self._made(styles, more)
        return self._asked[asked]

    def _made(self, styles: tuple[str, ...], more: Mapping[str, object]) -> Format:
        properties: dict[str, object] = {}
        for style in styles:
            properties |= STYLES[style]
        properties |= more
        key = repr(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]


def decimals(*values: Decimal) -> int:
    """Decimals needed to write the finite ``values`` without trailing zeros, at most MAX_DECIMALS."""
    places = (len(plain(v).partition(".")[2]) for v in values if v.is_finite())
    return min(max(places, default=0), MAX_DECIMALS)


def number_format(places: int) -> str:
    """Thousands separators, exactly ``places`` decimals (no dot left trailing), a little room at the right.

    A fraction without end (MAX_DECIMALS) is shown to ENDLESS places; the cell keeps it whole.
    """
    shown = ENDLESS if places >= MAX_DECIMALS else places
    return "#,##0" + ("." + "0" * shown if shown else "") + "_ "


@lru_cache(maxsize=1 << 13)
def display_width(text: str) -> int:
    """Columns a text takes: East Asian wide and ambiguous characters take two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=1 << 13)
def _columns(char: str) -> int:
    return 2 if east_asian_width(char) in "WFA" else 1


@lru_cache(maxsize=1 << 14)
def lines(text: str, width: float) -> int:
    """Lines a wrapped text takes in a column ``width`` characters wide; ASCII words stay whole."""
    room = max(width * 0.95 - 2.2, 2)
    return sum(_lines(paragraph, room) for paragraph in text.split("\n"))


def _lines(paragraph: str, room: float) -> int:
    if display_width(paragraph) <= room:
        return 1
    count, used = 1, 0.0
    for word in _WORDS.findall(paragraph):
        size = display_width(word)
        if used and used + size > room:
            count, used = count + 1, 0.0
        count += math.ceil(size / room) - 1
        used = used + size if size <= room else size % room
    return count


def height(count: int) -> float:
    """Points of a row that shows ``count`` lines."""
    return min(max(ROW, count * LINE + 5), MAX_ROW)


def column_width(widest: int, least: int = 7) -> int:
    """Width of a column whose widest text takes ``widest`` columns; room for the filter's arrow is kept."""
    return min(max(least, widest + 3), MAX_WIDTH)


def comment_height(text: str) -> int:
    """Pixels of a comment box of COMMENT_WIDTH that shows all of ``text``."""
    return min(lines(text, COMMENT_WIDTH / 7.2) * 19 + 16, 900)


def number_width(value: Decimal | float, shown: object) -> float:
    """Characters that a number takes in a format such as #,##0.00; 0 where the format gives way (General, dates)."""
    first = shown.partition(";")[0] if isinstance(shown, str) else ""
    if "0" not in first or not math.isfinite(value):
        return 0
    places = len(match[1]) if (match := _PLACES.search(first)) else 0
    amount = abs(Decimal(value)) * (100 if "%" in first else 1)
    digits = format(amount, f"{',' if ',' in first else ''}.{places}f")
    return len(digits) + (value < 0) + ("%" in first) + ("_" in first) + 1


def page_setup(
    sheet: Worksheet,
    file_name: str,
    footer: str,
    header_row: int | None = None,
    *,
    widths: Iterable[float] = (),
) -> None:
    """A4 landscape or A3, header row repeated, file and page number in the margin.

    One page wide where letters stay at 7 points; a wider table goes over several pages, each with its frozen columns.
    """
    sheet.set_landscape()
    needed = sum(7 * width + 5 for width in widths) * 0.75
    paper = next((key for key, room in PAPERS.items() if room >= SMALLEST * needed), None)
    sheet.set_paper(paper or max(PAPERS, key=PAPERS.__getitem__))
    if paper:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(math.ceil(100 * SMALLEST))
        if stub := (getattr(sheet, "panes", None) or (0, 0))[1]:
            sheet.repeat_columns(0, stub - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.65, bottom=0.65)
    file_name = gate.shown(file_name)
    name = file_name if len(file_name) <= 60 else file_name[:59] + "…"
    sheet.set_header(f'&L&"{BODY_FONT}"&9 {name.replace("&", "&&")}&R&"{BODY_FONT}"&9 &A')
    sheet.set_footer(f'&C&"{BODY_FONT}"&9 {footer}')
    sheet.hide_gridlines(2)
    if header_row is not None:
        sheet.repeat_rows(header_row - 1)


def page(sheet: Worksheet, name: str) -> None:
    """The page setup of a form to fill in: as for a report, with the sheet's own name on top."""
    page_setup(sheet, name, "&P / &N", 1)


def formats(book: Workbook) -> dict[str, Format]:
    """The formats of a form to fill in: ``header``, and ``text`` for cells whose digits are kept as typed."""
    style = Theme(book)
    return {"header": style("header"), "text": style("body", num_format="@")}


def moment_format(value: Cell) -> str:
    """The number format of a date or time; empty for anything else."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return MOMENTS[datetime.date]
    return MOMENTS.get(type(value), "")


def write_cell(sheet: Worksheet, row: int, column: int, value: Cell, style: Format) -> None:
    """Write a cell as it was read (row and column from 0): text stays text, whatever it begins with."""
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, clip(gate.spelled(value)), style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float) and math.isfinite(value):
        sheet.write_number(row, column, value, style)
    elif isinstance(value, datetime.date | datetime.time | datetime.timedelta) and _datable(value):
        sheet.write_datetime(row, column, value, style)  # type: ignore[call-overload]
    else:
        write_cell(sheet, row, column, value.text if isinstance(value, ErrorCell) else str(value), style)


def outside(target: str) -> str | None:
    """The address of another file as a link takes it, or None for one that no link can name.

    All is escaped here: the writer leaves an address that holds a % and two digits as it is.
    """
    if any("\ud800" <= c <= "\udfff" for c in target):
        return None
    return target if "%" not in target else "".join(f"%{ord(c):02x}" if c in _ESCAPED else c for c in target)


def clip(text: str) -> str:
    """A text Excel keeps whole; a longer one is cut and says how long it was."""
    if 2 * len(text) <= MAX_TEXT:
        return text
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * MAX_TEXT:
        return text
    mark = f"…〔{len(text):,}〕"
    return units[: 2 * (MAX_TEXT - len(mark))].decode("utf-16-le", "ignore") + mark


def _datable(value: datetime.date | datetime.time | datetime.timedelta) -> bool:
    """Whether Excel's calendar knows the moment."""
    if isinstance(value, datetime.timedelta):
        return value >= datetime.timedelta()
    if isinstance(value, datetime.datetime):
        value = value.date()
    return isinstance(value, datetime.time) or value >= FIRST_DAY
