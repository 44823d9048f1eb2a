"""A match in a few lines: how many rows ended where, which fields differ, what is said of codes."""

from __future__ import annotations

from collections import Counter

from recon.match.compare import differing
from recon.match.reports.json import counts
from recon.match.reports.layout import Plan

#: Notes shown on a terminal; the workbook holds all.
NOTES = 20


def render(plan: Plan, limit: int | None = None) -> str:
    """Lines for a console, ending in a newline; ``limit`` caps the notes shown."""
    result = plan.result
    lines = [f"{plan.say('title')}：{result.left.report.name} ↔ {result.right.report.name}"]
    lines.append(plan.say("line_counts", **counts(result)))
    fields = Counter(field.label for pair in result.pairs for field, _ in differing(pair))
    told = "、".join(f"{label} {number}" for label, number in fields.items())
    count = sum(any(True for _ in differing(pair)) for pair in result.pairs)
    lines.append(plan.say("line_fields", count=count, fields=told) if fields else plan.say("line_clean"))
    shown = result.notes if limit is None else result.notes[:limit]
    for note in shown:
        own = note.side != "pairs"
        place = (
            str(plan.side(note.side).report.cell(note.place, "项目代码")) if own else f"{plan.say('row')} {note.place}"
        )
        lines.append(f"{plan.say(note.side)} {place} {plan.say(note.key, **note.words)}")
    if len(shown) < len(result.notes):
        lines.append(plan.say("line_notes", count=len(result.notes) - len(shown)))
    return "\n".join(lines) + "\n"
