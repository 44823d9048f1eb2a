"""The text of XML values as it is meant: entities, line ends and Excel's escapes undone, many values at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BETWEEN = "\x00"  # no XML text holds it
_NUMBERED = re.compile(r"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
_NAMED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: What XML counts as blank.
BLANKS = " \t\r\n"
_BLANKS = BLANKS.encode()


def plain(raw: Sequence[bytes]) -> list[str]:
    """What these pieces of UTF-8 markup text say; raises ValueError for bytes that are no text."""
    if not raw:
        return []
    text = _BETWEEN.encode().join(raw).decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = _NUMBERED.sub(_character, text)
        for entity, character in _NAMED:
            text = text.replace(entity, character)
    return unescaped(text).split(_BETWEEN)


def unescaped(text: str) -> str:
    """``text`` with ``_x000D_`` and its like replaced by the character meant (ISO/IEC 29500 22.9.2.19)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    if not code or code > 0x10FFFF:
        raise ValueError
    return chr(code) if code != 38 else "&amp;"


def stripped(ending: bytes) -> bytes:
    """The text of a tag's end with its text, such as ``>text`` or `` xml:space="preserve">text``.

    Blanks at its ends count only where they are preserved.
    """
    if ending[:1] == b">":
        return ending[1:].strip(_BLANKS)
    attributes, _, text = ending.partition(b">")
    return text if b"preserve" in attributes else text.strip(_BLANKS)
