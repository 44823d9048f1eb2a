"""What a file is that is no workbook, told by its first bytes: a key of :data:`recon.messages.DETAILS`."""

from __future__ import annotations

import re

from recon.guard.package import Members

_HEAD = 4096
_SIGNATURES = (
    (b"%PDF-", "is_pdf"),
    (b"{\\rtf", "is_word"),
    (b"Rar!\x1a\x07", "is_archive"),
    (b"7z\xbc\xaf\x27\x1c", "is_archive"),
    (b"\x1f\x8b", "is_archive"),
    (b"BZh", "is_archive"),
    (b"\xfd7zXZ\x00", "is_archive"),
    (b"PK\x05\x06", "is_archive"),
    (b"\x89PNG", "is_picture"),
    (b"\xff\xd8\xff", "is_picture"),
    (b"GIF8", "is_picture"),
    (b"BM", "is_picture"),
    (b"II*\x00", "is_picture"),
    (b"SQLite format 3\x00", "is_database"),
    (b"\x00\x01\x00\x00Standard", "is_database"),
)
_MARKED_UP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div|center)\b", re.IGNORECASE)
_MHT = re.compile(rb"(?:^|\n)(?:mime-version:|content-type:\s*multipart/related)", re.IGNORECASE)
_TEXT_FORMS = (("word/", "is_word"), ("ppt/", "is_slides"))
_OPEN_FORMS = ((b"opendocument.text", "is_word"), (b"opendocument.presentation", "is_slides"))
_STREAMS = (
    ("worddocument", "is_word"),
    ("powerpoint document", "is_slides"),
    ("__properties_version1.0", "is_mail"),
)


def text(data: bytes) -> str:
    """What bytes are that are neither zip nor compound file: ``is_html``, ``is_xml``, ``is_mht``, ``is_text`` …"""
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    kind = next((key for signature, key in _SIGNATURES if head.startswith(signature)), "")
    if kind:
        return kind
    if _MARKED_UP.match(head):
        return "is_html" if _HTML.search(head) else "is_xml"
    if _MHT.search(head):
        return "is_mht"
    return "is_other" if b"\0" in head else "is_text"


def package(members: Members, mimetype: bytes) -> str:
    """What a zip is that is no workbook."""
    kinds = [key for mark, key in _OPEN_FORMS if mark in mimetype]
    kinds += [key for folder, key in _TEXT_FORMS if any(name.startswith(folder) for name in members)]
    return kinds[0] if kinds else "is_archive"


def compound(names: set[str]) -> str:
    """What a compound file is that is no workbook, by the names of its streams in lower case."""
    return next((key for stream, key in _STREAMS if stream.lower() in names), "is_other")
