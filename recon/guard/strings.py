"""Shared strings: their hashes from the bytes, or the strings themselves element by element."""

from __future__ import annotations

import re
from collections.abc import Iterable

from recon.guard.limits import MAX_TEXT, MAX_WRITTEN, Unsafe
from recon.guard.markup import Attributes, parse
from recon.guard.texts import BLANKS, plain, stripped, unescaped

_BLANKS = BLANKS.encode()
#: One string without runs, up to the end mark at which strings are split.
_SIMPLE = re.compile(rb"\s*<si>\s*<t((?: [^<>]*)?(?<!/)>[^<]*)</t>\s*")
_BEGIN = re.compile(rb"\s*<si[ >]")
_ANY_RUN = re.compile(rb"<t(?: [^<>]*)?(?<!/)>[^<]*</t>")
_RUN = re.compile(rb"<rPh.*?</rPh>|<t((?: [^<>]*)?(?<!/)>[^<]*)</t>", re.DOTALL)


def texts(pieces: list[bytes]) -> list[str]:
    """The strings of whole ``<si>`` elements without their end tags; raises ValueError."""
    return plain(
        [
            piece[7:-4].strip(_BLANKS)
            if piece.startswith(b"<si><t>") and piece.find(b"<", 7) == len(piece) - 4
            else _text(piece)
            for piece in pieces
        ]
    )


def _text(piece: bytes) -> bytes:
    simple = _SIMPLE.fullmatch(piece)
    if simple:
        return stripped(simple[1])
    if (
        not _BEGIN.match(piece)
        or piece.count(b"<si") != 1
        or piece.count(b"<t>") + piece.count(b"<t ") != len(_ANY_RUN.findall(piece))
    ):
        raise ValueError
    return b"".join(stripped(run) for run in _RUN.findall(piece) if run)


def read(pieces: Iterable[bytes]) -> list[str]:
    """All shared strings, by an XML parser; raises Unsafe."""
    walk = _Walk()
    parse(pieces, walk.start, walk.end, walk.words)
    return walk.texts


class _Walk:
    """The texts of ``<t>`` within ``<si>``, phonetic ones left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._run = ""
        self._in_text = self._keeps = False
        self._phonetic = 0
        self._size = 0

    def start(self, name: str, attributes: Attributes) -> None:
        match name.rpartition(":")[2]:
            case "si":
                self._parts = []
            case "rPh":
                self._phonetic += 1
            case "t":
                self._in_text, self._run = not self._phonetic, ""
                self._keeps = attributes.get("xml:space") == "preserve"

    def words(self, text: str) -> None:
        if self._in_text:
            self._run += text
            if len(self._run) > MAX_TEXT:
                raise Unsafe("FILE06", "too_long", limit=MAX_TEXT)

    def end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "rPh":
                self._phonetic -= 1
            case "t" if self._in_text:
                self._in_text = False
                self._parts.append(self._run if self._keeps else self._run.strip(BLANKS))
            case "si":
                self.texts.append(unescaped("".join(self._parts)))
                self._size += len(self.texts[-1])
                if self._size > MAX_WRITTEN:
                    raise Unsafe("FILE06", "limits")
