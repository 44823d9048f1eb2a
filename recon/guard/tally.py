"""What a worksheet's cells hold, taken from its bytes in order, to be held against what a parser returned.

Every cell is compared by its hash: Python's own for a text, the value modulo a prime for a number. So that
this costs a fraction of a parser, cells are found by whole arrays of bytes. What the arrays cannot tell makes
the tally not ``sure``, and such a sheet is read cell by cell (:mod:`recon.guard.cells`).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import numpy as np

from recon.guard import decimals
from recon.guard.decimals import Array
from recon.guard.texts import BLANKS, plain, stripped

#: Rows compared at once, so that memory stays small.
_BLOCK = 2000
#: A number read here may be off by one unit of a float's last place, a moment by half a millisecond in days.
_RELATIVE, _MOMENT = 4e-16, 1e-8
_DAY = datetime.timedelta(days=1)
_EPOCH = datetime.datetime(1899, 12, 30)
_FROM_1904 = 1462
#: Digits of an index of a shared string.
_MOST_DIGITS = 9
#: The types of a cell: by their letter, or these.
_PLAIN, _STR, _INLINE, _UNKNOWN = 0, 1, 2, 3
_N, _B, _S, _E = (ord(letter) for letter in "nbse")
_NONE = np.zeros(0, np.int64)
_OPEN, _CLOSE, _SLASH, _QUOTE, _BLANK = (ord(letter) for letter in '<>/" ')
_LETTER_F, _LETTER_I, _LETTER_S, _LETTER_T, _LETTER_V = (ord(letter) for letter in "fistv")
_INLINE_TEXT = re.compile(rb"<is><t>([^<]*)</t>")
_PRESERVED = re.compile(rb"<is><t([^<]*)</t>")
_BLANKS = BLANKS.encode()
#: How the hash of a value is had: of the number with these bits, of the shared string of this index, itself.
_NUMBER, _SHARED, _HASHED = 0, 1, 2


class Tally:
    """The values of one worksheet part, fed in pieces that end between cells."""

    def __init__(self) -> None:
        self.sure = True
        self._inside = self._after = False
        self._values: list[tuple[Array, Array]] = []  # bits, index or hash, and which it is

    def add(self, text: bytes, end: int) -> None:
        """Take in the cells of ``text[:end]``."""
        start = 0 if self._inside else text.find(b"<sheetData", 0, end)
        if start < 0 or self._after or not self.sure:
            return
        self._inside = True
        try:
            self.sure = self._take(text[start:end])
        except (IndexError, ValueError):  # markup that is not closed, text that is no UTF-8
            self.sure = False
        if not self.sure:
            self._values = []

    def _take(self, text: bytes) -> bool:
        """Collect the values of all cells of a piece; whether it is sure of all."""
        letters = np.frombuffer(text, np.uint8)
        spans = _values(text, letters)
        if spans is None:
            return False
        last = int(spans.ends[-1]) if len(spans.ends) else 0
        self._after = text.find(b"</sheetData>", last) >= 0
        numeric = (spans.kinds == _PLAIN) | (spans.kinds == _N) | (spans.kinds == _B)
        shared = spans.kinds == _S
        written = (spans.kinds == _STR) | (spans.kinds == _INLINE)
        kept = numeric | shared | written
        if not (kept | (spans.kinds == _E)).all():
            return False
        numbers = decimals.floats(letters, spans.starts[numeric], spans.ends[numeric])
        indices = decimals.floats(letters, spans.starts[shared], spans.ends[shared])
        if numbers is None or indices is None or not _are_indices(indices, spans, shared):
            return False
        codes = np.zeros(len(shared), np.int64)
        codes[numeric] = numbers.view(np.int64)
        codes[shared] = indices
        ways = np.where(numeric, _NUMBER, _SHARED).astype(np.uint8)
        if written.any():
            inline = spans.kinds == _INLINE
            codes[inline] = hashes(plain(spans.inline))
            places = zip(spans.starts[written & ~inline].tolist(), spans.ends[written & ~inline].tolist(), strict=True)
            codes[written & ~inline] = hashes(plain([text[start:end] for start, end in places]))
            ways[written] = _HASHED
        self._values.append((codes[kept], ways[kept]))
        return True

    def agrees(self, rows: Sequence[Sequence[Any]], strings: Array, since_1904: bool) -> bool:
        """Whether ``rows`` hold these very values in this order; ``strings`` are the hashes of the shared ones."""
        if not self.sure:
            return False
        raw = _Raw(self._values, strings)
        days = _Days(since_1904)
        blocks, blank = iter(rows), hash(None)
        while block := list(islice(blocks, _BLOCK)):
            cells = list(chain.from_iterable(block))
            hashed = hashes(cells)
            kept = np.flatnonzero(hashed != blank)
            wanted, numbers = raw.take(len(kept))
            if len(wanted) != len(kept):
                return False
            odd = np.flatnonzero(wanted != hashed[kept])
            if len(odd) and not days.same(numbers[odd], [cells[place] for place in kept[odd].tolist()]):
                return False
        return not len(raw.take(1)[0])


@dataclass(frozen=True, slots=True)
class _Values:
    """Values in order: where their texts start and end, of what type their cells are; the texts of inline ones."""

    starts: Array
    ends: Array
    kinds: Array
    inline: list[bytes]


def _values(text: bytes, letters: Array) -> _Values | None:
    """The values that are not empty, or None where the tags are not those of plain cells."""
    at = np.flatnonzero(letters == _LETTER_V)
    before = letters[at - 1]
    values, ends = at[before == _OPEN] - 1, at[before == _SLASH] - 2
    ends = ends[letters[ends] == _OPEN]
    after = letters[values + 2]
    if (after != _CLOSE).any():
        values = values[(after != _SLASH) & ((after != _BLANK) | (letters[values + 3] != _SLASH))]
    if len(values) != len(ends) or (letters[values + 2] != _CLOSE).any():
        return None
    if (ends < values).any() or (ends[:-1] > values[1:]).any():
        return None
    cells = _ends_of_cells(letters, values)
    spans = _Values(values + 3, ends, _kinds(letters, cells), []) if cells is not None else None
    if spans is not None and (spans.kinds == _INLINE).any():
        return None
    at = np.flatnonzero(letters == _LETTER_I)
    inline = at[(letters[at - 1] == _OPEN) & (letters[at + 1] == _LETTER_S)] - 1
    if spans is not None and len(inline):
        spans = _with_inline(text, letters, inline, spans)
    return spans and _filled(spans)


def _filled(spans: _Values) -> _Values:
    filled = spans.ends > spans.starts
    if filled.all():
        return spans
    return _Values(spans.starts[filled], spans.ends[filled], spans.kinds[filled], spans.inline)


def _ends_of_cells(letters: Array, values: Array) -> Array | None:
    """Where the tag of the cell of each value ends; a formula may stand between."""
    ends = values - 1
    odd = np.flatnonzero((letters[ends - 1] != _QUOTE) | (letters[ends] != _CLOSE))
    if not len(odd):
        return ends
    after = ends[odd]
    formula = (letters[after - 1] == _SLASH) | _stands(letters, after + 1, b"</f>", 0)
    if not formula.all():
        return None
    at = np.flatnonzero(letters == _LETTER_F)
    formulas = at[letters[at - 1] == _OPEN] - 1  # the tag of the cell ends before its formula
    if not len(formulas):
        return None
    before = formulas[np.searchsorted(formulas, after) - 1] - 1
    if (before >= after).any() or (np.diff(before) <= 0).any() or (letters[before] != _CLOSE).any():
        return None
    ends[odd] = before
    return ends if (letters[before - 1] == _QUOTE).all() else None


def _with_inline(text: bytes, letters: Array, inline: Array, spans: _Values) -> _Values | None:
    """The same with the texts of ``<is><t>…</t></is>``, in order; None for texts of several runs."""
    texts = _INLINE_TEXT.findall(text)
    if len(texts) != len(inline):
        return _with_attributes(text, letters, inline, spans)
    starts = inline + len("<is><t>")
    ends = starts + np.fromiter(map(len, texts), np.int64, len(texts))
    if _blank(letters[starts]).any() or _blank(letters[ends - 1]).any():
        texts = [one.strip(_BLANKS) for one in texts]
    return _woven(letters, spans, inline, starts, ends, [one for one in texts if one])


def _with_attributes(text: bytes, letters: Array, inline: Array, spans: _Values) -> _Values | None:
    """The same for ``<is><t xml:space="preserve">…</t></is>`` among them."""
    texts = _PRESERVED.findall(text)
    if len(texts) != len(inline):
        return None
    ends = inline + np.fromiter(map(len, texts), np.int64, len(texts)) + len("<is><t")
    starts = ends - [len(one.partition(b">")[2]) for one in texts]
    kept = [stripped(one) for one in texts if one.partition(b">")[2]]
    return _woven(letters, spans, inline, starts, ends, kept)


def _woven(
    letters: Array, spans: _Values, inline: Array, starts: Array, ends: Array, texts: list[bytes]
) -> _Values | None:
    """Both kinds of values in the order of their cells; ``texts`` are the inline ones that are not empty."""
    kinds = _kinds(letters, inline - 1)
    closed = (letters[ends + 4] == _OPEN) & (letters[ends + 5] == _SLASH) & (letters[ends + 6] == _LETTER_I)
    if not closed.all() or (kinds != _INLINE).any():
        return None
    order = np.argsort(np.concatenate((spans.starts, starts)), kind="stable")
    return _Values(
        np.concatenate((spans.starts, starts))[order],
        np.concatenate((spans.ends, ends))[order],
        np.concatenate((spans.kinds, kinds))[order],
        texts,
    )


def _blank(letters: Array) -> Array:
    return letters <= ord(" ")


def _kinds(letters: Array, closes: Array) -> Array:
    """The type of each cell by the end of its tag: a letter, or one of the names above."""
    last = letters[closes - 2]
    typed = np.flatnonzero(last > 57)  # a tag that ends with a number has no type
    at = closes[typed]
    single = _stands(letters, at, b't="', 2)
    kinds = np.zeros(len(closes), np.uint8)
    kinds[typed] = np.where(single, last[typed], _UNKNOWN)
    odd = typed[~single]
    if len(odd):
        at = closes[odd]
        inline = np.where(_stands(letters, at, b't="inl', 7) & (letters[at - 4] == ord("S")), _INLINE, _UNKNOWN)
        kinds[odd] = np.where(_stands(letters, at, b't="str', 1), _STR, inline)
    return kinds


def _stands(text: Array, closes: Array, word: bytes, before: int) -> Array:
    """Whether ``word`` stands ``before`` characters before these places."""
    matches = np.ones(len(closes), bool)
    for back, letter in enumerate(reversed(word), before + 1):
        matches &= text[closes - back] == letter
    return matches


def _are_indices(indices: Array, spans: _Values, shared: Array) -> bool:
    lengths = (spans.ends - spans.starts)[shared]
    return bool((lengths <= _MOST_DIGITS).all() and (indices >= 0).all() and (indices % 1 == 0).all())


def count_tags(text: bytes, end: int, letter: int) -> int:
    """How many tags in ``text[:end]`` begin with this letter."""
    letters = np.frombuffer(text, np.uint8, end)
    at = np.flatnonzero(letters == letter)
    return int(np.count_nonzero(letters[at - 1] == _OPEN))


def hashes(values: Sequence[Any]) -> Array:
    """The hash of each value; those of texts are comparable within one process only."""
    return np.fromiter(map(hash, values), np.int64, len(values))


class _Raw:
    """The hashes of the values seen, and the numbers among them, in as large pieces as asked for."""

    def __init__(self, values: list[tuple[Array, Array]], strings: Array) -> None:
        self._values = iter(values)
        self._strings = strings
        self._hashes, self._numbers = _NONE, _NONE.astype(float)

    def take(self, size: int) -> tuple[Array, Array]:
        """The next ``size`` hashes, or as many as are left, and the numbers at their places (else not a number)."""
        while len(self._hashes) < size and (values := next(self._values, None)) is not None:
            hashed, numbers = self._hashed(*values)
            self._hashes = np.concatenate((self._hashes, hashed))
            self._numbers = np.concatenate((self._numbers, numbers))
        taken = self._hashes[:size], self._numbers[:size]
        self._hashes, self._numbers = self._hashes[size:], self._numbers[size:]
        return taken

    def _hashed(self, codes: Array, ways: Array) -> tuple[Array, Array]:
        numeric, shared = ways == _NUMBER, ways == _SHARED
        numbers = np.where(numeric, codes.view(np.float64), np.nan)
        hashed = codes.copy()
        hashed[numeric] = decimals.hashes(numbers[numeric])
        indices = codes[shared]
        if len(indices) and indices.max() >= len(self._strings):
            return np.full(len(codes) + 1, hash(None)), np.full(len(codes) + 1, np.nan)  # equals nothing
        hashed[shared] = self._strings[indices]
        blank = ~numeric & (hashed == hash(""))
        return hashed[~blank], numbers[~blank]


class _Days:
    """Compares what is not the same by its hash: moments with serial numbers, and numbers of many digits."""

    def __init__(self, since_1904: bool) -> None:
        self._shift = _FROM_1904 if since_1904 else 0
        self._known: dict[Any, float] = {}

    def same(self, numbers: Array, cells: list[Any]) -> bool:
        """Whether the cells are these numbers, as nearly as floats and milliseconds can tell."""
        values = [cell if type(cell) in (int, float) else self._days(cell) for cell in cells]
        moments = [type(cell) not in (int, float) for cell in cells]
        gap = np.abs(np.array(values, np.float64) - numbers)
        return bool((gap <= np.where(moments, _MOMENT, _RELATIVE * np.abs(numbers))).all())

    def _days(self, cell: Any) -> float:
        if cell not in self._known:
            self._known[cell] = self._count(cell)
        return self._known[cell]

    def _count(self, cell: Any) -> float:
        match cell:
            case datetime.timedelta():
                return cell / _DAY
            case datetime.time():
                return (datetime.datetime.combine(datetime.date.min, cell) - datetime.datetime.min) / _DAY
            case datetime.datetime():
                return float((cell - _EPOCH) / _DAY) - self._shift
            case datetime.date():
                return float((cell - _EPOCH.date()) / _DAY) - self._shift
        return np.nan
