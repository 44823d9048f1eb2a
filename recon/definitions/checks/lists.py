"""DEF36: lists of 字典 that neither a column nor the cover is chosen from."""

from __future__ import annotations

from collections.abc import Iterator

from recon.definitions.model import Definition
from recon.model import Finding


def check(definition: Definition) -> Iterator[Finding]:
    """Each such list once, at its first value."""
    used = {column.list for table in definition.tables for column in table.columns}
    used |= {item.list for item in definition.cover}
    reported: set[str] = set()
    for entry in definition.entries:
        if entry.list not in used and entry.list not in reported:
            reported.add(entry.list)
            yield Finding("DEF36", "提示性", (entry.cell,), {"found": entry.list})
