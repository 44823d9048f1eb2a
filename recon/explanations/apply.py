"""Explanations put to the findings they were written for, and judged: which release, which do not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recon.explanations import boilerplate
from recon.explanations.alike import Box, repeated
from recon.explanations.claims import claims, lists
from recon.explanations.decisions import about as deciding
from recon.explanations.holding import excess, holds
from recon.explanations.key import Key, about, keys, row, told
from recon.explanations.own import own
from recon.explanations.place import Places
from recon.explanations.weight import Own
from recon.model import Decision, Explanation, FileReport, Finding, Record
from recon.workbook import RawBook

#: Level → why an explanation releases nothing there, whatever it says.
LEVELS = {"强制性": "mandatory", "提示性": "unneeded"}


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
    found = claims(file, keys(file), listed)
    return apply(file, found.records(), (*found.earlier(), *former), decisions)


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
    found = [f.explanation or claimed.explanation(key, f) for f, key in zip(file.every, index, strict=True)]
    decided = {one.about: one for one in decisions}
    every = _judged(tuple(map(_with, file.every, found)), index, Places(file), decided)
    return replace(
        file,
        findings=_folded(file.findings, every),
        explained=_records(every, index),
        unclaimed=claimed.rest(),
    )


def _folded(findings: Sequence[Finding], every: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of lists, each put back below its cause."""
    left = iter(every)
    return tuple(replace(next(left), follows=tuple(next(left) for _ in f.follows)) for f in findings)


def _records(findings: Sequence[Finding], index: Sequence[Key]) -> tuple[Record, ...]:
    """The explanations as records: in their values, author and month as they were first written."""
    return tuple(
        Record(
            key.identity,
            said.written_for or key.values,
            said.text,
            said.author,
            said.since,
            excess=(said.excess or excess(finding)) if finding.released else "",
        )
        for key, finding in zip(index, findings, strict=True)
        if (said := finding.explanation) is not None
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
        """What was written for these very values, or in a former month for an excess like this, or else for others."""
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
            (r.key, r.values, r.text): r for r in reversed(self.records)
            if r.refused or ((r.key, r.values) not in self.wanted and about(r.key) not in self.places)
        }  # fmt: skip
        return tuple(reversed(left.values()))


def _with(finding: Finding, explanation: Explanation | None) -> Finding:
    return finding if explanation is finding.explanation else replace(finding, explanation=explanation)


def _judged(
    findings: tuple[Finding, ...], index: Sequence[Key], places: Places, decided: Mapping[str, Decision]
) -> tuple[Finding, ...]:
    """Each explanation with the reason why it releases nothing, if there is one; what the office decided outweighs."""
    judged: list[Explanation | None] = []
    for finding, key in zip(findings, index, strict=True):
        said = _reasoned(finding, own(places, key, finding)) if finding.explanation else None
        made = (
            decided.get(deciding(key.identity, said.written_for or key.values, said.text)) if said else None
        )
        judged.append(_decided(said, made) if said and made else said)
    open_ = [n for n, said in enumerate(judged) if said and (not said.refused or said.decided)]
    boxes = [
        Box(row(index[n].identity), _text(findings[n]), tuple(places.names(findings[n].cell))) for n in open_
    ]
    for group in repeated(boxes):
        members = [open_[place] for place in group]
        accepted = next((s for n in members if (s := judged[n]) and s.decided and not s.refused), None)
        for n in members:
            said = judged[n]
            if said and not said.decided:
                judged[n] = (
                    replace(said, decided=accepted.decided) if accepted else replace(said, refused="repeated")
                )
    return tuple(map(_with, findings, judged))


def _text(finding: Finding) -> str:
    return finding.explanation.text if finding.explanation else ""


def _decided(said: Explanation, made: Decision) -> Explanation:
    """An explanation as the office sees it; an error, or values that have changed, it cannot let stand."""
    if said.refused in (*LEVELS.values(), "changed"):
        return said
    return replace(said, refused="" if made.accepted else "rejected", decided=made.signed)


def _reasoned(finding: Finding, said_itself: Own) -> Explanation | None:
    said = finding.explanation
    if said is None or said.decided:
        return said
    reason = LEVELS.get(finding.level) or ("changed" if said.written_for else boilerplate.refused(said.text, said_itself))  # fmt: skip
    return said if reason == said.refused else replace(said, refused=reason)


def written_for(explanation: Explanation) -> str:
    """The values an explanation was written for, in words, where they have changed since."""
    return told(explanation.written_for)
