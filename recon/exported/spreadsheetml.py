"""XML Spreadsheet 2003 ([MS-OI29500] calls it SpreadsheetML 2003): one file of XML with typed cells."""

from __future__ import annotations

import datetime
import re
from xml.parsers import expat

from recon import moments
from recon.cells import Cell, ErrorCell
from recon.exported.layout import Layout, Sheet, number, shown
from recon.exported.text import decoded
from recon.guard.limits import Unsafe

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_NAMED = {"general date", "long date", "medium date", "short date", "long time", "medium time", "short time"}
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_BEFORE_1900 = datetime.datetime(1900, 1, 1)


def read(data: bytes) -> list[Sheet]:
    """The worksheets in their order; raises Unsafe for damaged XML and for entities."""
    reader = _Reader()
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.words
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(_DECLARATION.sub("", decoded(data), count=1).encode("utf-8", "replace"), True)
    except (expat.ExpatError, ValueError, OverflowError) as error:
        raise Unsafe("FILE04", "parser") from error
    if not reader.layouts:
        raise Unsafe("FILE03", "is_xml")
    return [layout.done() for layout in reader.layouts]


def _refuse(*_: object) -> None:
    raise Unsafe("FILE06", "doctype")


class _Reader:
    """The worksheets met so far, and where in one the parser is."""

    def __init__(self) -> None:
        self.layouts: list[Layout] = []
        self._styles: dict[str, moments.Shown] = {}
        self._style = ""
        self._row = self._column = self._span = 0
        self._cell: dict[str, str] | None = None
        self._type: str | None = None
        self._text: list[str] = []
        self._inside = ""  # comments hold data, too; options say whether a sheet is seen

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        match name.rpartition(" ")[2]:
            case "Worksheet":
                self.layouts.append(Layout(own.get("Name", "")))
                self._row = self._span = 0
            case "Style":
                self._style = own.get("ID", "")
            case "NumberFormat":
                self._styles[self._style] = _shown(own.get("Format", ""))
            case "Row":
                self._row = int(own["Index"]) if "Index" in own else self._row + 1 + self._span
                self._span, self._column = int(own.get("Span", 0)), 0
            case "Cell":
                self._column = int(own["Index"]) if "Index" in own else self._column + 1
                self._cell, self._type = own, None
            case "Data" if self._cell is not None and not self._inside:
                self._type, self._text = own.get("Type", "String"), []
            case "Comment" | "Visible" as inside:
                self._inside, self._text = inside, [] if inside == "Visible" else self._text

    def words(self, text: str) -> None:
        """Characters of an element."""
        if self._inside == "Visible" or (self._type is not None and not self._inside):
            self._text.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        match name.rpartition(" ")[2]:
            case "Visible":
                if self.layouts:
                    self.layouts[-1].sheet.hidden = "".join(self._text).strip() != "SheetVisible"
                self._inside = ""
            case "Comment":
                self._inside = ""
            case "Cell" if self._cell is not None and self.layouts:
                self._put(self.layouts[-1], self._cell)
                self._cell = None

    def _put(self, layout: Layout, cell: dict[str, str]) -> None:
        below, right = (int(cell.get(name, 0)) for name in ("MergeDown", "MergeAcross"))
        if self._type is not None:
            kind = self._styles.get(cell.get("StyleID", ""), "")
            layout.put(self._row, self._column, _value(self._type, "".join(self._text), kind))
        elif "Formula" in cell:
            layout.lacks(self._row, self._column)
        layout.merge(self._row, self._column, below, right)
        self._column += max(right, 0)


def _shown(form: str) -> moments.Shown:
    return "date" if form.lower() in _NAMED else moments.shown(form)


def _value(kind: str, text: str, kind_shown: moments.Shown) -> Cell:
    match kind:
        case "Number":
            return shown(number(text.strip()), kind_shown)
        case "DateTime":
            return _moment(text.strip())
        case "Boolean":
            return text.strip() == "1"
        case "Error":
            return ErrorCell(text.strip() or "#?")
        case _:
            return text


def _moment(text: str) -> Cell:
    """A date, a time (on the last day of 1899), or both; text that is no moment stays text."""
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    if at < _BEFORE_1900:
        return at.time()
    return at.date() if at.time() == datetime.time() else at
