"""The byte scan of one worksheet: bounds of its cells, errors, formulas without a value.

It stands in for an XML parser because it costs a fraction of one: any cell that it does not recognise
outright makes the sheet *unusual*, and :mod:`recon.guard.cells` then counts in the child.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from recon.guard.limits import MAX_COLUMNS, MAX_LOOKS, MAX_MERGED, MAX_ROWS, MAX_TEXT, Place, Unsafe
from recon.guard.marks import Extent, Marks, check_cells, column_number, farther
from recon.guard.markup import refuse_entities

_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"((?: [\w:]+="[^"<>]*")*+) ?(/?)>')
_BODY = re.compile(
    rb"(<f[^>]*+>(?:(?<=/>)|[^<]*+</f>))?(?:<v ?/>|<v(?: [^>]*+)?>([^<]*+)</v>|<is><t[^>]*+>[^<]*+</t></is>)?</c>"
)
_ADDRESS = re.compile(rb'<c r="([A-Z]+)([0-9]+)"')
_VALUED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*+(?<!/)>(?!</c>)')
_TYPE = re.compile(rb' t="([^"]*)"')
_ORDINARY = (
    rb'<c(?! r="%s%s"(?: s="\d++")?+(?:><v>| t="(?:[sn]"><v>|inlineStr"><is>)|(?: t="(?:[sbn]"|str"|inlineStr"))?+'
    rb"(?: ?/>|>(?:<v>|<is>|</c>)|><f[^>]*+>(?:(?<=/>)|[^<]*+</f>)<v>[^<])))[\s/>]"
)


class Sheet:
    """One worksheet, fed in pieces; ``counting`` also counts the cells that show a shared string.

    ``rows`` and ``columns`` are upper bounds: 10^n or a leading digit or letter above the largest seen.
    """

    def __init__(self, part: str, large: bool, counting: bool) -> None:
        from recon.guard import tally  # numpy is loaded for workbooks only

        self.part = part
        self.tally = tally.Tally()
        self.large = large  # so that it might hold too many cells
        self.unusual = False
        self.marks = Marks()
        self.cells = self.shared = self._merged = self._looks = 0
        self.counting = counting
        self._digits, self._lead_digit = 4, 9
        self._letters, self._lead_letter = 1, 26
        self._compile()

    def _compile(self) -> None:
        row = rb"\d{1,4}+"
        if self._digits > 4:
            row = rb"[1-%d]?\d{1,%d}+" % (self._lead_digit, self._digits - 1)
        column = rb"[A-Z]"
        if self._letters > 1:
            column = rb"[A-%c]?[A-Z]{1,%d}+" % (64 + self._lead_letter, self._letters - 1)
        self._odd_cell = re.compile(_ORDINARY % (column, row))

    @property
    def extent(self) -> Extent:
        """At least the largest row and column, counted from 1."""
        rows = 9999 if self._digits == 4 else int((self._lead_digit + 1) * 10 ** (self._digits - 1) - 1)
        columns = (0, 0, 26, 702)[self._letters] + self._lead_letter * int(26 ** (self._letters - 1))
        return Extent(rows, columns, self.cells)

    def feed(self, text: bytes) -> bytes:
        """Scan all cells of ``text`` but the last; returns that one, to be put before the next piece."""
        end = text.rfind(b"<c")
        if end <= 0 and len(text) > MAX_TEXT:
            if b"</c>" not in text and b"</sheetData>" not in text and end == 0:
                raise Unsafe("FILE06", "too_long", limit=MAX_TEXT)
            end = len(text) - 64
        if b"<" not in text and len(text) > MAX_TEXT:
            raise Unsafe("FILE06", "too_long", limit=MAX_TEXT)
        if end <= 0:
            return text
        self._scan(text, end)
        return text[end:]

    def finish(self, text: bytes) -> None:
        """Scan the last cell."""
        self._scan(text, len(text))

    def _scan(self, text: bytes, end: int) -> None:
        self._count(text, end)
        self.unusual = refuse_entities(text) or self.unusual or b"\0" in text[:4]
        self.unusual = self.unusual or (b":" in text and bool(_PREFIXED.search(text)))
        if not self.unusual:
            self.tally.add(text, end)
        at = 0
        while not self.unusual and (match := self._odd_cell.search(text, at, end)):
            at = self._look(text, match.start())

    def _count(self, text: bytes, end: int) -> None:
        if self.counting:
            self.shared += text.count(b't="s"', 0, end)
        if self.large:
            self.cells += text.count(b"<c ", 0, end)
            check_cells(self.cells)
        if self._merged or text.rfind(b"<mergeCell") >= 0:  # sought from behind, that is twice as fast
            self._merged += 1 + text.count(b"<mergeCell ", 0, end)
        if self._merged > MAX_MERGED:
            raise Unsafe("FILE06", "limits")

    def _look(self, text: bytes, at: int) -> int:
        """Judge one cell that is not ordinary; returns where to go on."""
        self._looks += 1
        cell = _CELL.match(text, at)
        if not cell or b' r="' in cell[3] or self._looks > MAX_LOOKS:
            self._judge_address(text, at)
            self.unusual = True
            return at
        row, column = int(cell[2]), column_number(cell[1])
        if row > MAX_ROWS or column > MAX_COLUMNS:
            raise Unsafe("FILE06", "bad_ref", sheet=self.part)
        self._widen(cell[1], cell[2])
        if not cell[4]:
            self._mark((row, column), cell[3], text, cell.end())
        return cell.end()

    def _judge_address(self, text: bytes, at: int) -> None:
        address = _ADDRESS.match(text, at)
        if address and (len(address[1]) > 3 or len(address[2].lstrip(b"0")) > 7):
            raise Unsafe("FILE06", "bad_ref", sheet=self.part)

    def _widen(self, letters: bytes, digits: bytes) -> None:
        row = (len(digits), digits[0] - 48)
        column = (len(letters), letters[0] - 64)
        if row <= (self._digits, self._lead_digit) and column <= (self._letters, self._lead_letter):
            return
        self._digits, self._lead_digit = max(row, (self._digits, self._lead_digit))
        self._letters, self._lead_letter = max(column, (self._letters, self._lead_letter))
        self._compile()

    def _mark(self, place: Place, attributes: bytes, text: bytes, at: int) -> None:
        kind = _TYPE.search(attributes)
        body = _BODY.match(text, at)
        if not body:
            self.unusual = True
            return
        formula, value = body.groups()
        if kind and kind[1] == b"e":
            if body[0] != b"</c>":
                self.marks.errors[place] = value.decode("utf-8", "replace") if value else "#?"
        elif formula and not value and not (kind and kind[1] == b"str"):
            self.marks.uncached.add(place)
        self.marks.check()


def count(pieces: Iterable[bytes]) -> Extent:
    """The exact extent of a sheet that is not unusual: of its cells with a value."""
    extent, tail = Extent(), b""
    for piece in pieces:
        text = tail + piece
        cut = text.rfind(b"<c ")
        whole, tail = (text[:cut], text[cut:]) if cut >= 0 else (text, b"")
        _take_in(extent, whole)
    _take_in(extent, tail)
    return extent


def _take_in(extent: Extent, text: bytes) -> None:
    extent.written += text.count(b"<c ")
    check_cells(extent.written)
    valued = _VALUED.findall(text)
    extent.cells += len(valued)
    columns = {letters: column_number(letters) for letters in {letters for letters, _ in valued}}
    widest = max(columns.values(), default=0)
    last = max((int(digits) for _, digits in valued), default=0)
    extent.rows, extent.columns = max(extent.rows, last), max(extent.columns, widest)
    for letters, digits in valued:
        place = int(digits), columns[letters]
        if place[0] == last or place[1] == widest:
            extent.far = farther(extent.far, place)
