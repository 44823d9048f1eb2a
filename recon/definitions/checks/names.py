"""DEF19: names that cannot be written in a relation; DEF34: relations switched off without a day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recon.definitions.fold import word
from recon.definitions.model import Column, Definition, Row
from recon.definitions.names import SIGNS
from recon.model import Finding
from recon.schemas.definition import WAITING

_DAY = re.compile(r"\d{4}\D{0,2}\d{1,2}")


def check(definition: Definition) -> Iterator[Finding]:
    """Names of columns and rows that hold signs, and 停用 without a date."""
    for table in definition.tables:
        lines: tuple[Column | Row, ...] = (*table.columns, *table.rows)
        for line in lines:
            signs = dict.fromkeys(SIGNS.findall(word(line.name)))
            if signs:
                words = {"found": line.name, "signs": " ".join(signs), "meant": line.code}
                yield Finding("DEF19", "提示性", (line.cell,), words)
    reported = set()
    for statement in definition.statements:
        off = statement.off if statement.off != WAITING else ""
        if off and statement.cell not in reported and not _DAY.search(off):
            reported.add(statement.cell)
            yield Finding("DEF35", "提示性", (statement.cell,), {"number": statement.number, "found": statement.off})
