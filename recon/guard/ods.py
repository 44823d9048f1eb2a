"""OpenDocument sheets: repeats multiplied out in numbers only, error cells by place. For the child."""

from __future__ import annotations

from collections.abc import Iterable

from recon.guard.limits import MAX_COLUMNS, MAX_MARKS, MAX_ROWS, Unsafe
from recon.guard.marks import Extent, Marks, check_extents
from recon.guard.markup import Attributes, parse

_CELLS = ("table:table-cell", "table:covered-table-cell")


class Tables:
    """The tables of ``content.xml``."""

    def __init__(self) -> None:
        self._marks: dict[str, Marks] = {}
        self._extents: dict[str, Extent] = {}
        self._name = self._error = ""
        self._row = self._column = self._width = self._cells = 0
        self._rows_repeated = self._columns_repeated = 1
        self._filled = self._is_error = False
        self._notes = 0
        self._found: list[tuple[int, int, str]] = []

    def run(self, pieces: Iterable[bytes]) -> dict[str, Marks]:
        """Marks by table name; raises Unsafe when repeats blow up."""
        parse(pieces, self._start, self._end, self._words)
        check_extents(self._extents)
        return self._marks

    def _start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "table:table":
                self._name, self._row = attributes.get("table:name", ""), 0
                self._marks[self._name], self._extents[self._name] = Marks(), Extent()
            case "table:table-row":
                self._column = self._width = self._cells = 0
                self._rows_repeated = _repeats(attributes, "table:number-rows-repeated")
            case "table:table-cell" | "table:covered-table-cell":
                self._columns_repeated = _repeats(attributes, "table:number-columns-repeated")
                self._filled = "office:value-type" in attributes
                self._is_error, self._error = attributes.get("calcext:value-type") == "error", ""
            case "office:annotation":
                self._notes += 1
            case "text:p":
                self._filled = True

    def _words(self, text: str) -> None:
        if self._is_error and not self._notes:
            self._error += text

    def _end(self, name: str) -> None:
        if name in _CELLS:
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()
        elif name == "office:annotation":
            self._notes -= 1

    def _end_cell(self) -> None:
        if self._is_error:
            self._found.append((self._column, self._columns_repeated, self._error.strip() or "#?"))
        self._column += self._columns_repeated
        if self._filled:
            self._width, self._cells = self._column, self._cells + 1

    def _end_row(self) -> None:
        if self._width:
            before = self._extents[self._name]
            rows, columns = self._row + self._rows_repeated, max(before.columns, self._width)
            if rows > MAX_ROWS or columns > MAX_COLUMNS:
                raise Unsafe("FILE06", "bad_ref", sheet=self._name)
            self._extents[self._name] = Extent(rows, columns, before.cells + self._cells)
        self._put_errors(self._marks[self._name])
        self._row += self._rows_repeated

    def _put_errors(self, marks: Marks) -> None:
        if sum(count for _, count, _ in self._found) * self._rows_repeated > MAX_MARKS:
            raise Unsafe("FILE06", "limits")
        for column, count, error in self._found:
            for row in range(self._row + 1, self._row + self._rows_repeated + 1):
                marks.errors.update(((row, at), error) for at in range(column + 1, column + count + 1))
        self._found.clear()
        marks.check()


def _repeats(attributes: Attributes, name: str) -> int:
    text = attributes.get(name, "1")
    if not text.isdigit() or len(text) > 10:
        raise Unsafe("FILE04", "parser")
    return int(text)
