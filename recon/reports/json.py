"""The machine-readable report (design, section 8): decimal strings, deterministic order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from recon.model import VERDICTS, Area, Change, FileReport, Finding, Outcome, Report, Side, SuspectSet, Tally
from recon.numbers import plain
from recon.reports import replaced, suspected, text

SCHEMA_VERSION = 1
#: Levels of the report that begin a line for each entry: report, files, a file, its lists.
OPEN = 4


def render(report: Report, lang: str) -> str:
    """The report as JSON text ending in a newline; the same bytes for the same input."""
    body: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "files": [_file(f, lang) for f in report.files],
    }
    if report.replaced:
        body["replaced"] = [replaced.body(one) for one in report.replaced]
    return "".join(_written(body)) + "\n"


def _written(value: Any, depth: int = 0) -> Iterator[str]:
    """JSON text, a line for each outcome, finding and other entry of a file's lists."""
    if depth == OPEN or not value or not isinstance(value, (dict, list)):
        yield json.dumps(value, ensure_ascii=False)
        return
    pairs = value.items() if isinstance(value, dict) else (("", one) for one in value)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    for key, one in pairs:
        yield f"{opening}\n{' ' * (depth + 1)}"
        if isinstance(value, dict):
            yield f"{json.dumps(key, ensure_ascii=False)}: "
        yield from _written(one, depth + 1)
        opening = ","
    yield f"\n{' ' * depth}{closing}"


def _file(file: FileReport, lang: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "path": file.path,
        "sha256": file.sha256,
        "kind": file.kind,
        "verdict": file.verdict,
        "counts": file.counts,
        "relations": [_tally(t) for t in file.tallies],
        "outcomes": [_outcome(o, lang) for o in file.outcomes],
        "findings": [_finding(file, f, lang) for f in file.findings],
        "scope": [_area(area) for area in file.scope],
        "unrelated": [{"figure": f.id, "cell": str(f.cell)} for f in file.unrelated],
        "unclaimed": [
            {"key": r.key, "values": r.values, "text": r.text, "author": r.author, "since": r.since}
            for r in file.unclaimed
        ],
    }
    if file.tables:
        body["tables"] = [
            {
                "sheet": t.sheet,
                "range": t.range,
                "head": list(t.head),
                "stub": list(t.stub),
                "unit": t.unit,
                "relations": t.relations,
                "unchecked": t.unchecked,
                **({"refused": list(t.refused)} if t.refused else {}),
            }
            for t in file.tables
        ]
    if file.changes is not None:
        body["changes"] = [_change(change) for change in file.changes]
    if file.error:
        code, message = text.error(file, lang)
        body["error"] = {"code": code, "message": message}
    return body


def _area(area: Area) -> dict[str, Any]:
    return {
        "sheet": area.cell.sheet,
        "range": area.range,
        "status": area.status,
        "reason": area.reason,
        "numbers": [cell.a1 for cell in area.numbers],
    }


def _change(change: Change) -> dict[str, Any]:
    f = change.finding
    return {
        "status": change.status,
        "code": f.code,
        "level": f.level,
        "sheet": f.cell.sheet,
        "cell": f.cell.a1,
        "difference": _gap(change.now),
        "difference_last": _gap(change.last),
    }


def _gap(finding: Finding | None) -> str:
    """The difference of a finding; blank where there is none."""
    return (decimal(finding.outcome.difference) or "") if finding and finding.outcome else ""


def _tally(tally: Tally) -> dict[str, Any]:
    counts = {verdict: tally.counts.get(verdict, 0) for verdict in VERDICTS}
    return {"code": tally.code, "rule": tally.rule, "formula": tally.formula, "counts": counts}


def _outcome(o: Outcome, lang: str) -> dict[str, Any]:
    c = o.coordinate
    return {
        "id": o.id,
        "rule": o.rule,
        "verdict": o.verdict,
        "level": o.level,
        "coordinate": {
            "measure": c.measure,
            "item": c.item,
            "period": c.period,
            "region": c.region,
            **({"nature": c.nature} if c.nature else {}),
        },
        "unit": o.unit,
        "operator": o.operator,
        "label": o.label,
        "left": _side(o.left, always=bool(o.pattern)),
        "right": _side(o.right, always=bool(o.pattern)),
        "difference": decimal(o.difference),
        "slack": decimal(o.slack),
        "missing": list(o.missing),
        "hints": [
            {"kind": h.kind, "text": suspected.hint(h, lang), "figure": h.figure, "suggested": h.suggested}
            for h in o.hints
        ],
        "suspects": [_suspects(s) for s in o.suspects],
        "located": o.located,
        "left_out": o.left_out,
        **({"evidence": o.evidence, "pattern": o.pattern} if o.pattern else {}),
    }


def _side(side: Side, *, always: bool) -> dict[str, Any]:
    return {
        "value": decimal(side.value),
        "low": decimal(side.interval.low),
        "high": decimal(side.interval.high),
        "terms": [
            {
                "figure": t.figure.id,
                "cell": str(t.figure.cell),
                "value": decimal(t.value),
                "sign": t.sign,
                **({"factor": factor(t.factor)} if t.factor != 1 or always else {}),
                **({"origin": t.figure.origin} if t.figure.origin else {}),
            }
            for t in side.terms
        ],
    }


def _suspects(suspects: SuspectSet) -> dict[str, Any]:
    return {
        "cells": [
            {
                "figure": s.figure,
                "cell": str(s.cell),
                "low": decimal(s.low),
                "high": decimal(s.high),
                "suggested": decimal(s.suggested),
            }
            for s in suspects.cells
        ],
        "strain": decimal(suspects.strain),
    }


def _finding(file: FileReport, f: Finding, lang: str) -> dict[str, Any]:
    o = f.outcome
    return {
        "code": f.code,
        "level": f.level,
        "sheet": f.cell.sheet,
        "cell": f.cell.a1,
        "cells": [c.a1 for c in f.cells],
        "message": text.line(file, f, lang),
        "expected": (decimal(o.right.value) or "") if o else "",
        "actual": (decimal(o.left.value) or "") if o else f.words.get("found", ""),
        "difference": _gap(f),
        "outcome": o.id if o else None,
        "explanation": _explanation(f),
        "follows": [_finding(file, below, lang) for below in f.follows],
    }


def _explanation(f: Finding) -> dict[str, Any] | None:
    explanation = f.explanation
    if explanation is None:
        return None
    words = {"text": explanation.text, "author": explanation.author, "since": explanation.since}
    return {**words, "valid": f.released, "reason": explanation.refused}


def factor(value: int | Fraction) -> str:
    """A factor as a decimal string, or as a fraction where it has no end."""
    exact = Fraction(value)
    near = Decimal(exact.numerator) / Decimal(exact.denominator)
    return plain(near) if Fraction(near) == exact else str(exact)


def decimal(value: Decimal) -> str | None:
    """A decimal string in plain notation; null for what does not exist or has no end."""
    return plain(value) if value.is_finite() else None
