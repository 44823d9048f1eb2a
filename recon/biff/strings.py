"""Text in the records of an xls: UTF-16 or its low bytes in BIFF8, bytes of a code page in BIFF5.

The CODEPAGE record says nothing about BIFF8 text, whatever stands in it.
"""

from __future__ import annotations

import codecs
import struct
from bisect import bisect_left

from recon.guard.limits import Unsafe

#: CODEPAGE → codec where the name is not ``cp`` and the number ([MS-XLS] 2.4.52).
_CODECS = {
    367: "ascii",
    936: "gbk",
    1200: "utf-16-le",
    10000: "mac-roman",
    10001: "shift_jis",
    10002: "big5",
    10003: "euc_kr",
    10006: "mac-greek",
    10007: "mac-cyrillic",
    10008: "gb2312",
    10029: "mac-latin2",
    10079: "mac-iceland",
    10081: "mac-turkish",
    20936: "gb2312",
    32768: "mac-roman",
    32769: "cp1252",
    54936: "gb18030",
    65001: "utf-8",
}
_DEFAULT = "cp1252"


def codec(code_page: int | None) -> str:
    """The codec of a BIFF5 workbook's text; raises Unsafe for a code page that is not known."""
    if code_page is None:
        return _DEFAULT
    name = _CODECS.get(code_page, f"cp{code_page}")
    try:
        codecs.lookup(name)
    except LookupError as error:
        raise Unsafe("FILE04", "parser") from error
    return name


class Text:
    """A record's body with those of the CONTINUE records behind it, read from front to back.

    Inside the characters of a string a new record begins with a byte that says anew how they are stored;
    anywhere else the bytes simply go on.
    """

    def __init__(self, pieces: list[bytes]) -> None:
        self._data = b"".join(pieces)
        self._ends: list[int] = []
        for piece in pieces:
            self._ends.append((self._ends[-1] if self._ends else 0) + len(piece))
        self.at = 0

    @property
    def done(self) -> bool:
        """Whether all bytes have been read."""
        return self.at >= len(self._data)

    def number(self, kind: str) -> int:
        """An integer of this :mod:`struct` kind; raises struct.error past the end."""
        value: int = struct.unpack_from(kind, self._data, self.at)[0]
        self.at += struct.calcsize(kind)
        return value

    def wide(self, count: str = "<H") -> str:
        """A BIFF8 string with its length before it ([MS-XLS] 2.5.293, 2.5.294)."""
        length, flags = self.number(count), self.number("<B")
        runs = self.number("<H") if flags & 8 else 0
        extra = self.number("<I") if flags & 4 else 0
        text = self._characters(length, flags & 1)
        self.at += 4 * runs + extra
        if self.at > len(self._data):
            raise struct.error("string")
        return text

    def whole(self, most: int) -> list[str]:
        """The strings from here on that lie in this record, at most so many."""
        data, at, end, strings = self._data, self.at, self._end(), list[str]()
        head, half, full = (struct.Struct(kind).unpack_from for kind in ("<HB", "<H", "<I"))
        while len(strings) < most and at + 3 <= end:
            length, flags = head(data, at)
            start, behind = at + 3, 0
            if flags & 8 and start + 2 <= end:
                behind, start = 4 * half(data, start)[0], start + 2
            if flags & 4 and start + 4 <= end:
                behind, start = behind + full(data, start)[0], start + 4
            stop = start + (length << (flags & 1))
            if stop + behind > end:
                break
            strings.append(data[start:stop].decode("utf-16-le" if flags & 1 else "latin-1", "replace"))
            at = stop + behind
        self.at = at
        return strings

    def _characters(self, length: int, double: int) -> str:
        if self.at + (length << double) <= self._end():
            raw = self._taken(length << double)
            return raw.decode("utf-16-le", "replace") if double else raw.decode("latin-1")
        pieces: list[bytes] = []  # all as UTF-16, since a pair of surrogates may be parted
        while length:
            whole = min(length, (self._end() - self.at) >> double)
            raw = self._taken(whole << double)
            pieces.append(raw if double else raw.decode("latin-1").encode("utf-16-le"))
            length -= whole
            if length:
                self.at = self._end()
                double = self.number("<B") & 1
        return b"".join(pieces).decode("utf-16-le", "replace")

    def _end(self) -> int:
        """The end of the record that holds the last byte read."""
        return self._ends[min(bisect_left(self._ends, self.at), len(self._ends) - 1)]

    def _taken(self, size: int) -> bytes:
        self.at += size
        return self._data[self.at - size : self.at]

    def narrow(self, encoding: str, count: str = "<H") -> str:
        """A BIFF5 string with its length in bytes before it; raises struct.error past the end."""
        length = self.number(count)
        raw = self._data[self.at : self.at + length]
        if len(raw) < length:
            raise struct.error("string")
        self.at += length
        return raw.decode(encoding, "replace")


def shared(pieces: list[bytes]) -> list[str | None]:
    """The table of shared strings (SST); a blank one is None. It may hold fewer than it says."""
    text = Text(pieces)
    text.number("<I")
    count, strings = text.number("<I"), list[str | None]()
    while len(strings) < count and not text.done:
        strings += text.whole(count - len(strings)) or [text.wide()]
    return [one or None for one in strings]
