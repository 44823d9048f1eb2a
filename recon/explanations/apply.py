"""Explanations put to the findings they were written for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recon.explanations.claims import claims, lists
from recon.explanations.holding import excess, holds
from recon.explanations.key import Key, about, keys, worded
from recon.explanations.place import Places
from recon.model import Decision, Explanation, FileReport, Finding, Record
from recon.workbook import RawBook


def explained(
    file: FileReport,
    books: Iterable[RawBook] = (),
    former: Sequence[Record] = (),
    decisions: Iterable[Decision] = (),
) -> FileReport:
    """The report with what was written in the file's own list, in ``books``, and in ``former`` months' records."""
    if file.error is not None:
        return file
    listed = lists(file, books)
    if not listed and not former:
        return file
    claimed = claims(file, keys(file), listed)
    return apply(file, claimed.records(), (*claimed.earlier(), *former), decisions)


def apply(
    file: FileReport,
    records: Sequence[Record],
    former: Sequence[Record] = (),
    decisions: Iterable[Decision] = (),
) -> FileReport:
    """The report with an Explanation on each finding that has one.

    The first of several ``records`` for one finding counts, then those of ``former`` months. A record whose
    relation is told at the same place with other values is shown as changed, unless it was accepted in a former
    month and covers what the relation is off by now (:mod:`recon.explanations.holding`). ``records`` that no finding asks
    for are kept in ``unclaimed``; former ones are not, since their months have kept them. A finding that has
    an explanation keeps it, so that findings added later can be explained by a second call.
    """
    index = keys(file)
    claimed = _Claimed(index, records, former)
    explanations = [f.explanation or claimed.explanation(key, f) for f, key in zip(file.every, index, strict=True)]
    decided = {one.about: one for one in decisions}
    every = file.every
    if any(explanations):
        from recon.explanations import judging  # the words that explanations are weighed by are many

        every = judging.judged(tuple(map(judging.with_explanation, every, explanations)), index, Places(file), decided)
    return replace(
        file,
        findings=_folded(file.findings, every),
        explained=_records(every, index),
        unclaimed=claimed.rest(),
    )


def written(file: FileReport, texts: Mapping[int, str], author: str) -> FileReport:
    """The report with texts given to its findings, by their place in ``every``, and judged like all others.

    They are of this period and outweigh what was there; a blank one takes it away.
    """
    from recon.explanations import judging

    index, places = keys(file), Places(file)
    given = {n: Explanation(text, author, places.period) if text else None for n, text in texts.items()}
    explanations = [given.get(n, f.explanation) for n, f in enumerate(file.every)]
    every = judging.judged(tuple(map(judging.with_explanation, file.every, explanations)), index, places, {})
    return replace(file, findings=_folded(file.findings, every), explained=_records(every, index))


def _folded(findings: Sequence[Finding], every: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of lists, each put back below its cause."""
    left = iter(every)
    return tuple(replace(next(left), follows=tuple(next(left) for _ in f.follows)) for f in findings)


def _records(findings: Sequence[Finding], index: Sequence[Key]) -> tuple[Record, ...]:
    """The explanations as records: in their values, author and month as they were first written."""
    return tuple(
        Record(
            key.identity,
            explanation.written_for or key.values,
            explanation.text,
            explanation.author,
            explanation.since,
            excess=(explanation.excess or excess(finding)) if finding.released else "",
        )
        for key, finding in zip(index, findings, strict=True)
        if (explanation := finding.explanation) is not None
    )


class _Claimed:
    """Records by what they were written for."""

    def __init__(self, index: Sequence[Key], records: Sequence[Record], former: Sequence[Record]) -> None:
        self.wanted = {(key.identity, key.values) for key in index}
        self.places = {about(key.identity) for key in index}
        self.records = records
        self.exact: dict[tuple[str, str], list[Record]] = {}
        for record in (*records, *former):
            if not record.refused and (record.key, record.values) in self.wanted:
                self.exact.setdefault((record.key, record.values), []).append(record)
        self.near: dict[str, Record] = {}  #: written for other values at the same place
        for record in (*records, *sorted(former, key=lambda r: r.since, reverse=True)):
            if not record.refused and (record.key, record.values) not in self.wanted:
                self.near.setdefault(about(record.key), record)
        self.accepted = {r.key: r for r in reversed(former) if r.excess and not r.refused}

    def explanation(self, key: Key, finding: Finding) -> Explanation | None:
        """The explanation for these very values, or in a former month for an excess like this, or else for others."""
        former = self.accepted.get(key.identity)
        if same := self.exact.get((key.identity, key.values)):
            since = min((r.since for r in same if r.since), default="")
            carried = former.excess if former and former.text == same[0].text else ""
            return Explanation(same[0].text, same[0].author, since, excess=carried)
        if former is not None and holds(former, finding):
            return Explanation(former.text, former.author, former.since, excess=former.excess)
        if other := self.near.get(about(key.identity)):
            return Explanation(other.text, other.author, other.since, "changed", other.values or "#")
        return None

    def rest(self) -> tuple[Record, ...]:
        """The records of this month that no finding shows, each text once."""
        left = {
            (r.key, r.values, r.text): r
            for r in reversed(self.records)
            if r.refused or ((r.key, r.values) not in self.wanted and about(r.key) not in self.places)
        }
        return tuple(reversed(left.values()))


def written_for(explanation: Explanation) -> str:
    """The values an explanation was written for, in words, where they have changed since."""
    return worded(explanation.written_for)
