"""A match for programs: decimal strings in the finer unit, every row of both sides in exactly one place."""

from __future__ import annotations

import json
from typing import Any

from recon.match.compare import differing, field_level, level
from recon.match.library import CODE, NAME, REGION, Library, shown
from recon.match.reports.layout import Plan
from recon.match.result import Bundle, Candidate, Note, Pair, Result
from recon.numbers import plain

SCHEMA_VERSION = 1


def render(plan: Plan) -> str:
    """The match as JSON text ending in a newline; the same bytes for the same input."""
    result = plan.result
    body = {
        "schema_version": SCHEMA_VERSION,
        "unit": plan.unit,
        "left": _file(result.left),
        "right": _file(result.right),
        "counts": counts(result),
        "pairs": [_pair(plan, pair) for pair in result.pairs],
        "pending": [_candidate(plan, one) for one in result.candidates],
        "bundles": [_bundle(result, bundle) for bundle in result.bundles],
        "only_left": [_row(result.left, place) for place in result.only_left],
        "only_right": [_row(result.right, place) for place in result.only_right],
        "notes": [_note(plan, note) for note in result.notes],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def counts(result: Result) -> dict[str, int]:
    """How many rows ended where."""
    found = {"paired": len(result.pairs)}
    found |= {how: sum(p.how == how for p in result.pairs) for how in ("confirmed", "code", "name", "moved")}
    found |= {f"pending_{side}": len(result.places("pending", side)) for side in ("left", "right")}
    found |= {
        "bundles": len(result.bundles),
        "only_left": len(result.only_left),
        "only_right": len(result.only_right),
    }
    return found | {"differing": sum(level(pair) is not None for pair in result.pairs)}


def _file(library: Library) -> dict[str, Any]:
    report = library.report
    return {"path": report.path, "sha256": report.sha256, "sheet": report.sheet, "rows": len(library)}


def _row(library: Library, place: int) -> dict[str, Any]:
    texts = {key: library.text(place, label) for key, label in (("code", CODE), ("name", NAME), ("region", REGION))}
    return {"row": library.report.rows[place], **texts}


def _ends(result: Result, left: int, right: int) -> dict[str, Any]:
    return {"left": _row(result.left, left), "right": _row(result.right, right)}


def _pair(plan: Plan, pair: Pair) -> dict[str, Any]:
    fields = []
    for field, agreement in differing(pair):
        told = {}
        for side, place in (("left", pair.left), ("right", pair.right)):
            library = plan.side(side)
            value = library.amount(place, field.label)
            money = None if value is None else plain(shown(value, plan.unit))
            told[side] = money if field.amount else library.text(place, field.label)
        grave = field_level(field, agreement)
        fields.append({"field": field.label, "verdict": agreement, "level": grave, **told})
    return {
        **_ends(plan.result, pair.left, pair.right),
        "how": pair.how,
        "score": pair.score,
        "fields": fields,
    }


def _candidate(plan: Plan, one: Candidate) -> dict[str, Any]:
    return {**_ends(plan.result, one.left, one.right), "score": one.score, "doubt": one.doubt}


def _bundle(result: Result, bundle: Bundle) -> dict[str, Any]:
    mine, theirs = bundle.ends
    left, right = [_row(result.left, a) for a in mine], [_row(result.right, b) for b in theirs]
    return {"side": bundle.side, "left": left, "right": right}


def _note(plan: Plan, note: Note) -> dict[str, Any]:
    row = note.place if note.side == "pairs" else plan.side(note.side).report.rows[note.place]
    said = plan.say(note.key, **note.words)
    return {"key": note.key, "level": note.level, "side": note.side, "row": row, "message": said}
