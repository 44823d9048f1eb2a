"""XML: refused where it declares entities; expat where a byte scan does not do."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from itertools import chain
from xml.parsers import expat

from recon.guard.limits import MAX_MEMBERS, MAX_TEXT, Unsafe

Attributes = dict[str, str]

_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)")
#: Encodings of several bytes a character that Chinese, Japanese and Korean programs declare; expat knows none of them.
_WIDE = frozenset({"gbk", "gb2312", "gb18030", "cp936", "big5", "shift_jis", "euc-jp", "euc-kr"})
_MARKUP = re.compile(rb"!(?<=<!)(DOCTYPE|ENTITY)?")


def refuse_entities(text: bytes) -> bool:
    """Return whether XML ``text`` has comments or CDATA; raises Unsafe where it declares a document type or entity."""
    has_any = False
    if b"!" in text:
        for match in _MARKUP.finditer(text):
            has_any = True
            if match[1]:
                raise Unsafe("FILE06", "doctype")
    return has_any


def is_utf8(text: bytes) -> bool:
    """Whether the head of an XML part says, or lets one suppose, that it is UTF-8."""
    declaration = _ENCODING.match(text)
    return b"\0" not in text[:4] and (not declaration or declaration[1].lower() in (b"utf-8", b"us-ascii"))


def parse(
    pieces: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    words: Callable[[str], None] | None = None,
) -> None:
    """Run expat over ``pieces``; entities and damaged XML raise Unsafe."""
    pieces, encoding = _recoded(pieces)
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for piece in pieces:
            if len(piece) > MAX_TEXT and b"<" not in piece:  # expat would buffer an endless token
                raise Unsafe("FILE06", "too_long", limit=MAX_TEXT)
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding nobody knows
        raise Unsafe("FILE04", "reason", reason=str(error)) from error


def _recoded(pieces: Iterable[bytes]) -> tuple[Iterable[bytes], str | None]:
    """The pieces as UTF-8 where their declaration names an encoding of several bytes, which expat does not know."""
    rest = iter(pieces)
    first = next(rest, b"")
    declared = _ENCODING.match(first)
    name = declared[1].decode("ascii").lower() if declared else ""
    if name not in _WIDE:
        return chain([first], rest), None
    decoder = codecs.getincrementaldecoder(name)()
    return (decoder.decode(piece).encode() for piece in chain([first], rest)), "utf-8"


def _refuse_doctype(*_: object) -> None:
    raise Unsafe("FILE06", "doctype")


def elements(text: bytes, local_name: str) -> list[Attributes]:
    """The attributes of all elements of this name in a small part, in order; raises Unsafe."""
    tags: list[Attributes] = []

    def start(name: str, attributes: Attributes) -> None:
        if name.rpartition(":")[2] == local_name:
            tags.append(attributes)
            if len(tags) > MAX_MEMBERS:
                raise Unsafe("FILE06", "too_many", limit=MAX_MEMBERS)

    if text:
        parse([text], start)
    return tags
