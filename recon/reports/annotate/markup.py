"""XML as bytes with offsets: elements are found where they stand and changed by splices, never rewritten.

What a parser would normalise (prefixes, quotes, order and white space) stays as its writer left it. Comments,
CDATA and instructions are blanked in a copy of the same length before anything is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

_HIDDEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.\-]+)")
#: What may stand in a start tag behind its name.
INSIDE = rb"(?:[^>\"'/]++|\"[^\"]*+\"|'[^']*+'|/(?!>))*+"
TAG = re.compile(rb"<(/?)((?:[\w.\-]+:)?)([\w.\-]+)(" + INSIDE + rb")(/?)>")
_ATTRIBUTE = re.compile(rb"\s([\w.:\-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Unpatchable(Exception):  # noqa: N818  # a verdict on a file, not an error of ours
    """A workbook of a form that cannot be patched safely; it gets a new workbook instead."""


@dataclass(frozen=True, slots=True)
class Splice:
    """``new`` in place of the bytes from ``start`` to ``end``; an insertion where both are equal."""

    start: int
    end: int
    new: bytes


@dataclass(frozen=True, slots=True)
class Element:
    """An element by the offsets of its tags in ``source``, the blanked text of its part."""

    source: bytes
    prefix: str  #: with its colon, or empty
    name: str  #: without prefix
    start: int
    head: int  #: behind the start tag
    tail: int  #: before the end tag; ``head`` for an empty element
    end: int

    @property
    def attributes(self) -> dict[str, str]:
        """Attributes by name with prefix, in order."""
        matches = _ATTRIBUTE.finditer(self.source, self.start, self.head)
        return {m[1].decode(): unescape((m[2] if m[2] is not None else m[3]).decode()) for m in matches}

    def local(self, name: str) -> str:
        """The attribute of this name under any prefix; empty if there is none."""
        return next((v for k, v in self.attributes.items() if k.rpartition(":")[2] == name), "")

    @property
    def inner(self) -> bytes:
        """The bytes between the tags."""
        return self.source[self.head : self.tail]

    @property
    def empty(self) -> bool:
        """Whether it is a single tag ``<a/>``."""
        return self.tail == self.end

    def children(self) -> Iterator[Element]:
        """The elements directly inside."""
        return scan(self.source, self.head, self.tail)

    def child(self, name: str) -> Element | None:
        """The first child of this name, if any."""
        return next((e for e in self.children() if e.name == name), None)

    def with_attributes(self, **values: str) -> Splice:
        """The start tag with attributes set, those it has in their places."""
        tag = self.source[self.start : self.head]
        for name, value in values.items():
            tag = _with_attribute(tag, name.encode(), attribute(value))
        return Splice(self.start, self.head, tag)

    def append(self, *fragments: str) -> Splice:
        """Fragments as its last children, in the namespace of the element itself."""
        new = "".join(self.dress(f) for f in fragments).encode()
        if not self.empty:
            return Splice(self.tail, self.tail, new)
        opened = self.source[self.start : self.head].rstrip(b"/> \r\n\t") + b">"
        closed = f"</{self.prefix}{self.name}>".encode()
        return Splice(self.start, self.end, opened + new + closed)

    def dress(self, fragment: str) -> str:
        """A fragment written without prefixes, with the default namespace where this part has none."""
        return dress(fragment, self.namespace if self.prefix else "")

    @property
    def namespace(self) -> str:
        """What the root declares for its own prefix."""
        root = next(scan(self.source))
        return root.attributes.get(f"xmlns:{root.prefix[:-1]}" if root.prefix else "xmlns", "")


def dress(fragment: str, namespace: str) -> str:
    """A fragment with ``namespace`` declared on its outer element; as it is without one."""
    if not namespace:
        return fragment
    return re.sub(r"^<([\w:]+)", lambda m: f'<{m[1]} xmlns="{namespace}"', fragment, count=1)


def _with_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name:
            group = 2 if match[2] is not None else 3
            return tag[: match.start(group)] + value + tag[match.end(group) :]
    close = b"/>" if tag.endswith(b"/>") else b">"
    return tag[: -len(close)].rstrip() + b" " + name + b'="' + value + b'"' + close


def parse(source: bytes) -> Element:
    """The root element of a part; raises Unpatchable when the part is no UTF-8 or has no elements."""
    text = blanked(source)
    opened, last = TAG.search(text), text.rfind(b"</")
    closed = TAG.fullmatch(text[last:].rstrip()) if last > 0 else None
    if opened and closed and not opened[1] and not opened[5] and opened[2] + opened[3] == closed[2] + closed[3]:
        return _element(text, opened, last, last + closed.end())
    root = next(scan(text), None)
    if root is None:
        raise Unpatchable("xml")
    return root


def blanked(source: bytes) -> bytes:
    """The part with comments and the like blanked, same length; raises Unpatchable unless it is UTF-8."""
    declared = _ENCODING.match(source[:200].removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in source[:4] or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        raise Unpatchable("encoding")
    if not (_holds(source, b"<!", 0) or _holds(source, b"<?", 8)):
        return source
    return _HIDDEN.sub(lambda m: b" " * len(m[0]), source)


def _holds(source: bytes, mark: bytes, start: int) -> bool:
    """Whether a mark of two bytes stands in a part; its second one is rare, and found far sooner than its first."""
    return source.find(mark[1:], start) >= 0 and source.find(mark, start) >= 0


def scan(source: bytes, start: int = 0, end: int | None = None) -> Iterator[Element]:
    """The outermost elements between two offsets, in order; raises Unpatchable where tags do not match."""
    opened: re.Match[bytes] | None = None
    depth = 0
    for tag in TAG.finditer(source, start, len(source) if end is None else end):
        if tag[1]:
            depth -= 1
            if depth < 0 or opened is None:
                raise Unpatchable("tags")
            if not depth:
                yield _element(source, opened, tag.start(), tag.end())
        elif tag[5]:
            if not depth:
                yield _element(source, tag, tag.end(), tag.end())
        else:
            opened = opened if depth else tag
            depth += 1
    if depth:
        raise Unpatchable("tags")


def _element(source: bytes, tag: re.Match[bytes], tail: int, end: int) -> Element:
    return Element(source, tag[2].decode(), tag[3].decode(), tag.start(), tag.end(), tail, end)


def spliced(source: bytes, splices: list[Splice]) -> tuple[bytes, list[Splice]]:
    """The part with all splices made, and those that undo them; splices must not overlap."""
    pieces: list[bytes] = []
    undo: list[Splice] = []
    at = shift = 0
    for s in sorted(splices, key=lambda s: (s.start, s.end)):
        if s.start < at:
            raise AssertionError(f"splices overlap at {s.start}")
        pieces += (source[at : s.start], s.new)
        undo.append(Splice(s.start + shift, s.start + shift + len(s.new), source[s.start : s.end]))
        at, shift = s.end, shift + len(s.new) - (s.end - s.start)
    return b"".join([*pieces, source[at:]]), undo


def check(source: bytes) -> None:
    """Raise ExpatError unless the part is well-formed."""
    parser = expat.ParserCreate()
    parser.Parse(source, True)


def legal(text: str) -> str:
    """Text without the characters XML cannot hold; those become a replacement mark."""
    return _ILLEGAL.sub("\ufffd", text)


def escape(text: str) -> str:
    """Text as character data of a spreadsheet, which reads ``_x000D_`` as a code unless told otherwise."""
    text = _ESCAPE.sub("_x005F_", legal(text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def attribute(value: str) -> bytes:
    """A value to stand between double quotes."""
    value = legal(value).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return value.replace("\n", "&#10;").encode()


def unescape(text: str) -> str:
    """Character data as the text it means."""

    def character(m: re.Match[str]) -> str:
        return _NAMED[m[3]] if m[3] else chr(int(m[1]) if m[1] else int(m[2], 16))

    return _REFERENCE.sub(character, text) if "&" in text else text
