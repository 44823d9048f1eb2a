"""Web archives (mht, RFC 2557): the pages of a workbook that was saved as one."""

from __future__ import annotations

import html
import re
from posixpath import basename
from typing import TYPE_CHECKING

from recon.exported import web
from recon.exported.layout import Sheet
from recon.exported.text import decoded
from recon.guard.limits import MAX_MEMBERS, Unsafe

if TYPE_CHECKING:
    from email.message import Message

_BLOCK = re.compile(r"<x:ExcelWorksheet>(.*?)</x:ExcelWorksheet>", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"<x:Name>([^<]{1,200})</x:Name>", re.IGNORECASE)
_SOURCE = re.compile(r"<x:WorksheetSource\s+HRef\s*=\s*[\"']([^\"']{1,500})[\"']", re.IGNORECASE)
_HIDDEN = re.compile(r"<x:Visible>\s*Sheet(?:Very)?Hidden", re.IGNORECASE)


def read(data: bytes) -> list[Sheet]:
    """The sheets in their order, or one for each page with a table where no page lists them; raises Unsafe."""
    import email  # with all it needs, for the few files that are archives
    from email import policy

    pages = dict(_pages(email.message_from_bytes(data, policy=policy.compat32)))
    by_name = {basename(name): text for name, text in pages.items()}
    listed = [block for text in pages.values() for block in _BLOCK.findall(text) if _SOURCE.search(block)]
    sheets = [_listed(block, by_name) for block in listed] or [
        sheet for text in pages.values() if (sheet := web.parse(text, _named(text)))
    ]
    if not sheets:
        raise Unsafe("FILE03", "is_mht")
    return sheets


def _listed(block: str, pages: dict[str, str]) -> Sheet:
    """A sheet that a page of the workbook lists; raises Unsafe when its own page is not there."""
    source = _SOURCE.search(block)
    page = pages.get(basename(source[1])) if source else None
    if page is None:
        raise Unsafe("FILE04", "parser")
    sheet = web.parse(page, _named(block)) or Sheet(_named(block))
    sheet.hidden = bool(_HIDDEN.search(block))
    return sheet


def _named(text: str) -> str:
    match = _NAME.search(text)
    return html.unescape(match[1]) if match else ""


def _pages(message: Message) -> list[tuple[str, str]]:
    """Location and text of each part that is a page; raises Unsafe when there are too many."""
    pages: list[tuple[str, str]] = []
    for number, part in enumerate(message.walk()):
        if number > MAX_MEMBERS:
            raise Unsafe("FILE06", "too_many", limit=MAX_MEMBERS)
        if part.get_content_type() == "text/html":
            raw = part.get_payload(decode=True)
            where = str(part.get("Content-Location", "")) or f"{number}.htm"
            pages.append((where, decoded(raw if isinstance(raw, bytes) else b"", part.get_content_charset() or "")))
    return pages
