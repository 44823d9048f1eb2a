"""Tables that systems export as text and call .xls: web pages, XML Spreadsheet 2003 and web archives (mht).

All of them are hostile until read: they are read in the child, within its memory and time.
"""

from __future__ import annotations

import re
from typing import Literal

from recon.exported import archive, spreadsheetml, web
from recon.exported.layout import Sheet
from recon.guard.limits import MIB, Unsafe

__all__ = ["Kind", "Sheet", "kind", "read"]

Kind = Literal["html", "xml", "mht"]

#: 20,000 rows x 24 are some 30 MiB.
_MOST = 40 * MIB
_HEAD = 4096
_ARCHIVE = re.compile(r"(?:[A-Za-z\-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.IGNORECASE)
_WORKBOOK = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL)
_PROGID = re.compile(r"<\?mso-application\s+progid=[\"']Excel\.Sheet[\"']", re.IGNORECASE)
_WEB = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|style|div|center|font)\b", re.IGNORECASE)


def kind(data: bytes) -> Kind | None:
    """The kind of exported table that these bytes seem to be, judged by how they begin; None for anything else."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    head = data[:_HEAD].decode("utf-16" if wide else "latin-1", "replace").lstrip("\ufeffï»¿ \t\r\n")
    if head.startswith("<"):
        if _WORKBOOK.search(head) or _PROGID.search(head):
            return "xml"
        return "html" if _WEB.search(head) else None
    return "mht" if _ARCHIVE.match(head.replace("\r\n", "\n")) else None


def read(data: bytes, kind: Kind) -> list[Sheet]:
    """The sheets; raises Unsafe. Texts are as written: only values that the file says are numbers are numbers."""
    if len(data) > _MOST:
        raise Unsafe("FILE06", "file_big", limit=_MOST // MIB)
    try:
        return {"html": web.read, "xml": spreadsheetml.read, "mht": archive.read}[kind](data)
    except MemoryError as error:
        raise Unsafe("FILE06", "limits") from error
