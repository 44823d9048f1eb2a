"""Form definitions (表样): an office's own forms read from a workbook."""

from __future__ import annotations

from recon import text as gate
from recon.schemas import definition as schema
from recon.workbook import RawBook


def recognise(book: RawBook) -> bool:
    """Whether a workbook is a definition: by its sheets 表单 and 栏."""
    return set(schema.NEEDED) <= {gate.words(sheet.name) for sheet in book.sheets}
