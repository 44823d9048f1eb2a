"""Tables of a web page: cells with their spans, texts, and the values that Excel or LibreOffice put beside them.

The tags are found by a scan of our own: the parser of the standard library takes six times as long and, on
pages made for it, time that grows with the square of their size.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from recon import moments
from recon.cells import Cell, ErrorCell
from recon.exported.layout import Layout, Sheet, number, shown
from recon.exported.text import decoded
from recon.guard.limits import MAX_COLUMNS, MAX_ROWS, Unsafe

#: A tag of at most 8,000 characters, or a comment's beginning.
_TAG = re.compile(
    r"<(?:(!--)|(/?)([a-zA-Z][\w:.\-]{0,60}+)((?:[^<>\"']|\"[^\"<]{0,4000}+\"|'[^'<]{0,4000}+'){0,8000}+)>)"
)
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:\-]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]++)))?")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SEVERAL = re.compile(r" {2,}")
_LINE = re.compile(r" *\n *")
_HIDDEN = {"script", "style", "head", "title", "noscript"}
_BREAKS = {"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center"}
_SHEET_NAME = re.compile(r"<x:ExcelWorksheet>\s*<x:Name>([^<]{1,200})</x:Name>", re.IGNORECASE)
_RULE = re.compile(r"\.([\w\-]{1,60})\s*\{([^{}]{0,4000})\}")
_FORMAT = re.compile(r"mso-number-format:\s*(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([^;\"']+))", re.IGNORECASE)
_CSS_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{4}|.)", re.DOTALL)
_NAMED = {"general date", "long date", "medium date", "short date", "long time", "medium time", "short time"}

Attributes = dict[str, str]


def read(data: bytes) -> list[Sheet]:
    """One sheet with all tables of the page, one below the other, and the lines between them; raises Unsafe."""
    text = decoded(data)
    names = _SHEET_NAME.findall(text[:65536])
    sheet = parse(text, html.unescape(names[0]) if len(names) == 1 else "")
    if sheet is None:
        raise Unsafe("FILE03", "is_html")
    return [sheet]


def parse(text: str, name: str) -> Sheet | None:
    """The sheet of one page, None where no table in it holds anything; raises Unsafe."""
    page = _Page(name, _styles(text))
    for before, closing, tag, attributes in _tags(text):
        if before:
            page.words(before)
        if tag:
            (page.close if closing else page.open)(tag, attributes)
    return page.done()


def _tags(text: str) -> Iterator[tuple[str, bool, str, str]]:
    """Each tag with the text before it: whether it closes, its name, its attributes. The last is no tag."""
    at = 0
    while match := _TAG.search(text, at):
        yield text[at : match.start()], bool(match[2]), (match[3] or "").lower(), match[4] or ""
        at = match.end()
        if match[1]:
            end = text.find("-->", at)
            if end < 0:
                return
            at = end + 3
    yield text[at:], False, "", ""


def _attributes(text: str) -> Attributes:
    return {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(text)}


def _styles(text: str) -> dict[str, moments.Shown]:
    """The kind that the number format of each class of cells shows."""
    start = text.lower().find("<style")
    end = text.lower().find("</style", start)
    rules = _RULE.findall(text[start:end]) if 0 <= start < end else []
    return {name.lower(): _shown(rule) for name, rule in rules}


def _shown(rule: str) -> moments.Shown:
    match = _FORMAT.search(rule)
    if not match:
        return ""
    form = _CSS_ESCAPE.sub(_unescaped, match[1] or match[2] or match[3] or "").strip()
    return "date" if form.lower() in _NAMED else moments.shown(form)


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if len(match[1]) == 4 else match[1]


class _Page:
    """Where in the page the scan is, and the cells so far."""

    def __init__(self, name: str, styles: dict[str, moments.Shown]) -> None:
        self._layout, self._styles = Layout(name), styles
        self._row = 0  # the last row begun
        self._column = 0
        self._taken: dict[int, int] = {}  # column → last row that a cell above covers
        self._depth = 0  # tables
        self._hidden = ""
        self._filled = False
        self._cell: Attributes | None = None
        self._text: list[str] = []

    def open(self, tag: str, attributes: str) -> None:
        """A tag opens."""
        if self._hidden:
            return
        if tag in _HIDDEN:
            self._hidden = tag
        elif tag == "table":
            self._end_cell()
            self._line()
            self._depth += 1
            self._taken.clear()
        elif tag == "tr" and self._depth:
            self._end_cell()
            self._row, self._column = self._row + 1, 0
        elif tag in ("td", "th") and self._depth:
            self._end_cell()
            self._cell, self._text = _attributes(attributes), []
        elif tag in _BREAKS:
            self._text.append("\n")
            if not self._depth:
                self._line()

    def close(self, tag: str, _: str) -> None:
        """A tag closes."""
        if self._hidden:
            self._hidden = "" if tag == self._hidden else self._hidden
        elif tag in ("td", "th", "tr", "table"):
            self._end_cell()
            if tag == "table" and self._depth:
                self._depth -= 1
                self._taken.clear()
        elif tag in _BREAKS:
            self._text.append("\n")
            if not self._depth:
                self._line()

    def words(self, text: str) -> None:
        """Text between tags."""
        if not self._hidden and (self._cell is not None or not self._depth):
            self._text.append(_BLANKS.sub(" ", text))

    def _line(self) -> None:
        """A line outside of tables is a row of its own; text of an outer cell before a table in it, too."""
        text = _plain(self._text)
        self._text = []
        if text and not self._depth:
            self._row += 1
            self._layout.put(self._row, 1, text)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        cell, text = self._cell, _plain(self._text)
        self._cell, self._text = None, []
        self._row = max(self._row, 1)
        self._column += 1
        while self._taken.get(self._column, 0) >= self._row:
            self._column += 1
        below, right = (
            _span(cell.get(name, ""), most) for name, most in (("rowspan", MAX_ROWS), ("colspan", MAX_COLUMNS))
        )
        value = self._value(cell, text)
        self._filled = self._filled or value is not None
        self._layout.put(self._row, self._column, value)
        if "x:fmla" in cell and not text and "x:num" not in cell:
            self._layout.lacks(self._row, self._column)
        self._layout.merge(self._row, self._column, below, right)
        if below:
            self._taken.update(dict.fromkeys(range(self._column, self._column + right + 1), self._row + below))
        self._column += right

    def _value(self, cell: Attributes, value: str) -> Cell:
        """The value beside the text, where there is one."""
        if "x:err" in cell:
            return ErrorCell(cell["x:err"] or value or "#?")
        if "x:bool" in cell:
            return (cell["x:bool"] or value).strip().upper() in ("TRUE", "1")
        if beside := cell.get("x:num") or cell.get("sdval"):
            return self._number(cell, beside)
        if "x:num" in cell and re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", value):
            return self._number(cell, value)
        return value or None

    def _number(self, cell: Attributes, text: str) -> Cell:
        kind = _shown(cell.get("style", "")) or self._styles.get(cell.get("class", "").lower(), "")
        return shown(number(text.strip()), kind)

    def done(self) -> Sheet | None:
        """The sheet; None where no table holds anything."""
        self._end_cell()
        self._depth = 0
        self._line()
        return self._layout.done() if self._filled else None


def _span(text: str, most: int) -> int:
    """The number of further rows or columns that a span covers."""
    return min(int(text), most) - 1 if text.isdigit() and len(text) < 8 and int(text) > 1 else 0


def _plain(pieces: list[str]) -> str:
    text = html.unescape("".join(pieces)).replace("\u00a0", " ").replace("\u200b", "")
    return _LINE.sub("\n", _SEVERAL.sub(" ", text)).strip(" \n")
