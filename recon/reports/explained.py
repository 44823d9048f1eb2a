"""An explanation in words: beside its finding, as a status in a list, and those that no finding asks for."""

from __future__ import annotations

import re

from recon import explanations, messages
from recon.model import Explanation, FileReport, Finding, Record

#: Characters of an explanation shown beside its finding; the lists and JSON hold all.
SHOWN = 200
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def note(file: FileReport, finding: Finding, lang: str) -> str:
    """The text behind a finding's sentence: the explanation, or why it does not count; blank without one."""
    explanation = finding.explanation
    if explanation is None:
        return ""
    words = {"text": _shortened(one_line(explanation.text)), "by": by(file, explanation, lang)}
    if not explanation.refused:
        return messages.explained("holds", lang, **words)
    return messages.explained("refused", lang, reason=reason(explanation, lang), **words)


def status(file: FileReport, finding: Finding, lang: str) -> str:
    """The status of an explanation, for a column beside it; blank without one."""
    explanation = finding.explanation
    if explanation is None:
        return ""
    if not explanation.refused:
        decided = messages.explained("decided", lang, decided=explanation.decided) if explanation.decided else ""
        return messages.explained("status_holds", lang, by=by(file, explanation, lang) + decided)
    if explanation.refused == "unneeded":
        return messages.explained("status_unneeded", lang, by=by(file, explanation, lang))
    key = "status_changed" if explanation.refused == "changed" else "status_refused"
    return messages.explained(key, lang, by=by(file, explanation, lang), reason=reason(explanation, lang))


def reason(explanation: Explanation, lang: str) -> str:
    """The sentence on why an explanation releases nothing, and what to write instead."""
    values = explanations.written_for(explanation) if explanation.refused == "changed" else ""
    detail = messages.explained("changed_from", lang, values=values) if values else ""
    if explanation.refused == "rejected":
        detail = f"（{explanation.decided}）" if lang == "zh" else f" ({explanation.decided})"
    return messages.explained(explanation.refused, lang, values=detail)


def by(file: FileReport, source: Explanation | Record, lang: str) -> str:
    """Who wrote it, since when, and how many months that is in this file's month."""
    months = age(source.since, file.cover.get("报告期", ""))
    key = "by_age" if months else "by_since" if source.since else "by"
    return messages.explained(key, lang, author=one_line(source.author), since=source.since, age=months)


def age(since: str, month: str) -> int:
    """Months from one YYYY-MM to another; 0 where one of them is no month."""
    first, last = _MONTH.match(since), _MONTH.match(month)
    if not first or not last:
        return 0
    return max((int(last[1]) - int(first[1])) * 12 + int(last[2]) - int(first[2]), 0)


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def one_line(text: str) -> str:
    """A text on one line, without characters that steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def unclaimed(file: FileReport, lang: str) -> list[tuple[str, str, str, str, str, str]]:
    """Code, place, values it was written for, text, status and stamp of each explanation no finding asks for."""
    return [_row(file, record, lang) for record in file.unclaimed]


def _row(file: FileReport, record: Record, lang: str) -> tuple[str, str, str, str, str, str]:
    code, *place = record.key.split("|")
    values = explanations.worded(record.values)
    change = messages.explained("unclaimed_values", lang, values=values) if values else ""
    state = messages.explained(f"status_{record.refused or 'unclaimed'}", lang, by=by(file, record, lang))
    where = " ".join(filter(None, place))
    stamp = explanations.sealed(explanations.kept(record), code, where, change)
    return code, where, change, record.text, state, stamp


def texts(file: FileReport) -> set[str]:
    """Every explanation that a list of this report shows."""
    written = {f.explanation.text for f in file.every if f.explanation}
    return written | {record.text for record in file.unclaimed}


def stamps(file: FileReport) -> list[explanations.Stamp]:
    """The stamp of each finding's row, in their order; :func:`recon.explanations.sealed` makes its hidden cell."""
    index = explanations.keys(file)
    pairs = zip(index, file.every, strict=True)
    return [explanations.stamp(key, finding.explanation) for key, finding in pairs]


def head(file: FileReport) -> str:
    """The first cell of the hidden column."""
    return str(explanations.head(file))


def counts(file: FileReport, lang: str) -> list[str]:
    """The counts of released findings and of explanations that answer none; nothing where there are none."""
    moved = sum(bool(record.refused) for record in file.unclaimed)
    numbers = {
        "released": sum(f.released for f in file.every),
        "unclaimed": len(file.unclaimed) - moved,
        "mismatched": moved,
    }
    return [messages.explained(f"count_{key}", lang, count=n) for key, n in numbers.items() if n]
