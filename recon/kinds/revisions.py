"""Ties between documents of different dates: the later may have revised the earlier, so the finding names both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from recon.model import Finding

CODE, TIE = "REV01", "TIE01"


@dataclass(frozen=True, slots=True)
class Document:
    """A row of 来源, as findings name it."""

    name: str  #: 文号, or the title of one without a number
    date: str  #: YYYY-MM-DD; blank if not known

    def __str__(self) -> str:
        return f"{self.name}（{self.date}）" if self.date else self.name


def of(findings: Iterable[Finding], documents: Mapping[str, Document]) -> Iterator[Finding]:
    """The findings, with those between dated documents told as revisions."""
    for finding in findings:
        yield _revision(finding, documents) or finding


def _revision(finding: Finding, documents: Mapping[str, Document]) -> Finding | None:
    """A tie between two documents as a revision; None for any other finding."""
    if finding.code != TIE or finding.outcome is None:
        return None
    sides = (finding.outcome.left, finding.outcome.right)
    first, second = (documents.get(side.terms[0].figure.source, Document("", "")) for side in sides)
    if not first.date or not second.date or first.date == second.date:
        return None
    later = max(first, second, key=lambda document: document.date)
    words = {"left_document": str(first), "right_document": str(second), "later": later.name}
    return replace(finding, code=CODE, words=words)
