"""The parts of a package, each scanned once while it is inflated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from recon.guard.limits import MAX_PART, MAX_TEXT, MAX_WRITTEN, Unsafe
from recon.guard.markup import is_utf8, refuse_entities
from recon.guard.sheet import Sheet

if TYPE_CHECKING:
    from recon.guard.decimals import Array

#: Parts whose text is kept.
_KEPT = ("[content_types].xml", "meta-inf/manifest.xml")
_TAG = re.compile(rb"<(?!/si>)[^>]*+>")
_STRING = re.compile(rb"<si[\s>]")


class Part:
    """One part; ``kept`` is its text when it is a small one that tells about others."""

    def __init__(self, name: str, size: int, *, is_strings: bool = False) -> None:
        self.name = name
        self.size = size
        self.kept = b""
        self.longest = 0  # bytes of the longest shared string, with its markup
        self.hashes: list[Array] = []  # of the shared strings, in order
        self.sheet: Sheet | None = None
        self.odd = False
        self.large = self.counting = False  # what to count in a worksheet
        self.is_strings = is_strings
        self._begun = False
        self._is_xml = name.endswith((".xml", ".rels"))

    def take(self, pieces: Iterable[bytes]) -> None:
        """Scan the whole part; raises Unsafe."""
        tail = b""
        for piece in pieces:
            text = tail + piece
            if not self._begun:
                too_large = self.is_strings and not self._is_small()
                self._begun, self.odd = True, self._is_xml and (too_large or not is_utf8(text))
            if self.sheet:
                tail = self.sheet.feed(text)
            elif b"sheetData" in text and self._is_xml_text(text):
                self.sheet = Sheet(self.name, self.large, self.counting)
                tail = self.sheet.feed(text)
            else:
                tail = self._other(text, piece)
        if self.sheet:
            self.sheet.finish(tail)
        elif self.is_strings and (_STRING.search(tail) or b"<si/>" in tail):
            self.odd = True
        self.odd = self.odd or (self._is_xml and not self._is_small())

    def _is_small(self) -> bool:
        """Whether the parser may see this part without a child."""
        return self.sheet is not None or self.size <= (MAX_WRITTEN if self.is_strings else MAX_PART)

    def _is_xml_text(self, text: bytes) -> bool:
        return self._is_xml or text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")

    def _other(self, text: bytes, piece: bytes) -> bytes:
        """Scan a part that is no sheet (so far); returns what must be seen again with the next piece."""
        if not self._is_xml:
            return text[-16:]
        commented = refuse_entities(text)
        if self.name in _KEPT and self.size <= MAX_PART:
            self.kept += piece
        return self._shared(text, commented) if self.is_strings else text[-16:]

    def _shared(self, text: bytes, commented: bool) -> bytes:
        if commented or (len(text) > MAX_TEXT and b":si>" in text[:MAX_TEXT]):
            self.odd = True  # where a string ends is not plain to see
        if self.odd:
            return text[-16:]
        *whole, tail = text.split(b"</si>")
        self.longest = max([self.longest, len(tail), *map(len, whole)])
        if self.longest > MAX_TEXT:
            raise Unsafe("FILE06", "too_long", limit=MAX_TEXT)
        self._hash(whole)
        return tail

    def _hash(self, whole: list[bytes]) -> None:
        from recon.guard import strings, tally

        if whole and not self.hashes:  # the head of the part stands before its first string
            begin = _STRING.search(whole[0])
            whole[0] = whole[0][begin.start() if begin else 0 :]
        try:
            self.hashes.append(tally.hashes(strings.texts(whole)))
        except ValueError:  # not UTF-8, or markup that is not understood
            self.odd = True


def longest_text(pieces: Iterable[bytes]) -> int:
    """Bytes of the longest shared string without its markup, of which rich text has much."""
    longest, tail = 0, b""
    for piece in pieces:
        *whole, tail = (tail + piece).split(b"</si>")
        texts = _TAG.sub(b"", b"</si>".join(whole)).split(b"</si>")
        longest = max([longest, *map(len, texts)])
    return max(longest, len(tail))
