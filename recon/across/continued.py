"""The entries of a report against those of the period before: which continue which, which came, went or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from recon.grid import fold
from recon.model import CellRef, Finding
from recon.numbers import plain
from recon.schemas.definition import BEFORE
from recon.schemas.form import Continued, TableSpec
from recon.submission import Submission

Pairs = list[tuple[int, int]]  #: positions in this report and in the one before
Words = tuple[str, ...]


def matched(now: Submission, last: Submission, by: Iterable[Words]) -> Pairs:
    """Which entry of the report before each entry continues: one to one, in order of this report.

    ``by``: the columns that they are known by, each for what those before it left over.
    """
    pairs: dict[int, int] = {}
    for labels in by:
        taken = set(pairs.values())
        mine = _named(now, labels, (p for p in now if p not in pairs))
        theirs = _named(last, labels, (p for p in last if p not in taken))
        pairs |= {place: theirs[name] for name, place in mine.items() if name in theirs}
    return sorted(pairs.items())


def _named(report: Submission, labels: Words, places: Iterable[int]) -> dict[Words, int]:
    """Key of an entry → its position, of keys that stand once."""
    columns = [_folded(report, label) for label in labels]
    named = [(tuple(column[p] for column in columns), p) for p in places]
    count = Counter(name for name, _ in named)
    return {name: place for name, place in named if name[0] and count[name] == 1}


def _folded(report: Submission, label: str) -> list[str]:
    """A column of words folded, each distinct one once; blanks where there is no such column."""
    column = report.texts.get(label)
    if column is None:
        return [""] * len(report.rows)
    folded = {text: fold(text) for text in set(column)}
    return [folded[text] for text in column]


@dataclass(frozen=True)
class Rows:
    """Two reports on one subject as one sees their entries."""

    now: Submission
    last: Submission
    pairs: Pairs
    table: TableSpec
    continued: Continued
    reporter: Words  #: labels of the cover that say whose report it is
    homes: Callable[[], Mapping[str, Words]]  #: code → whose report had it
    every: str = ""  #: 期别 of the form; blank: 月

    @property
    def subject(self) -> Words:
        """Whose report it is."""
        return tuple(self.now.cover.get(label, "") for label in self.reporter)

    @property
    def whole(self) -> bool:
        """Whether it takes in the entries of others: its cover says a word for all of them."""
        return any(self.now.cover.get(one.label) not in one.values for one in self.table.shared)

    @property
    def opening(self) -> str:
        """The column that is another one of the report before; blank where there is none."""
        for one in self.table.carried:
            if one.operator == "=" and one.when is None and len(one.lefts) == len(one.rights) == 1:
                (then,), (stated,) = one.lefts, one.rights
                if then.startswith(BEFORE) and then != BEFORE + stated:
                    return stated
        return ""

    @property
    def moved(self) -> Words:
        """Steady columns that say what the cover says: whose the entry is."""
        same = {one.column for one in self.table.shared}
        return tuple(label for label in self.continued.steady if label in same)

    def findings(self, reported: Collection[CellRef]) -> Iterator[Finding]:
        """Entries that changed, appeared or vanished; ``reported``: cells that have a finding."""
        code, name = self.continued.code, self.continued.name
        here, kept = {p for p, _ in self.pairs}, {p for _, p in self.pairs}
        changed = [f for place, there in self.pairs for f in self._changed(place, there)]
        new = [self._new(p) for p in self.now if p not in here and (self.now.text(p, code) or self.now.text(p, name))]
        gone = [
            self._gone(p) for p in self.last if p not in kept and (self.last.text(p, code) or self.last.text(p, name))
        ]
        most = len(gone) > 1 and 2 * len(gone) > len(self.last.rows)
        listed = [self._another(new, gone).with_followers([*new, *gone])] if most else [*new, *gone]
        yield from (f for f in (*changed, *listed) if f.cell not in reported)
        yield from self._texts(reported)

    def _words(self, **words: str) -> dict[str, str]:
        """The words of a finding, with how long ago the report before was where that is no month."""
        return {**words, "every": self.every} if self.every else words

    def _changed(self, place: int, there: int) -> Iterator[Finding]:
        """Codes, owners and stages that are others than they were."""
        now, last, code = self.now, self.last, self.continued.code
        name = now.text(place, self.continued.name)
        for label in dict.fromkeys((code, *self.moved, *self.continued.onward)):
            mine, theirs = now.text(place, label), last.text(there, label)
            backwards = label in self.continued.onward
            if mine and theirs and mine != theirs and (not backwards or self._backwards(label, mine, theirs)):
                rule = "CODE03" if label == code else "BACK01" if backwards else "MOVE01"
                before = str(last.outside(there, label))
                words = self._words(name=name, place=before, column=label, found=mine, expected=theirs)
                yield Finding(rule, "核实性", (now.cell(place, label),), words)

    def _backwards(self, label: str, now: str, last: str) -> bool:
        """Whether nothing leads from one value to the other: what has begun has begun, what is done is done."""
        values = self.continued.onward[label]
        return {now, last} <= set(values) and (last == values[-1] or now == values[0])

    def _new(self, place: int) -> Finding:
        """An entry the report before did not have: plausible unless it brings work done before."""
        now, code, name = self.now, self.continued.code, self.continued.name
        cell, home = (now.cell(place, code),), self.homes().get(now.text(place, code))
        words = self._words(
            column=code,
            found=now.text(place, code) or now.text(place, name),
            name=now.text(place, name),
            home="·".join(home) if home and home != self.subject else "",
        )
        if words["home"] and not self.whole:
            return Finding("NEW02", "核实性", cell, words)
        if opening := now.amount(place, self.opening):
            words |= {"opening": plain(opening) + now.unit, "label": self.opening}
            return Finding("NEW03", "核实性", cell, words)
        return Finding("NEW01", "提示性", cell, words)

    def _gone(self, there: int) -> Finding:
        """The finding that an entry is not reported any more, at the column of codes."""
        last, code = self.last, self.continued.code
        words = self._words(
            column=code,
            found=last.text(there, code),
            name=last.text(there, self.continued.name),
            place=str(last.outside(there, code)),
        )
        return Finding("GONE01", "核实性", (self._head,), words)

    @property
    def _head(self) -> CellRef:
        """The head of the column of codes."""
        return CellRef(self.now.sheet, 0, self.now.columns.get(self.continued.code, 0))

    def _another(self, new: list[Finding], gone: list[Finding]) -> Finding:
        """A report that lacks most entries of before: the one of another unit, where that has had its entries."""
        homes = Counter(f.words["home"] for f in new if f.code == "NEW02")
        home, count = homes.most_common(1)[0] if homes else ("", 0)
        words = self._words(
            column=self.continued.code,
            subject="·".join(self.subject),
            count=str(len(self.last.rows)),
            lost=str(len(gone)),
            home=home,
            new=str(len(new)),
        )
        if 2 * count > len(self.now.rows):
            return Finding("MOVE02", "强制性", (self._head,), words)
        return Finding("GONE02", "核实性", (self._head,), words)

    def _texts(self, reported: Collection[CellRef]) -> Iterator[Finding]:
        """One finding for each entry some of whose words are not what they were."""
        now, last = self.now, self.last
        steady = (label for label in self.continued.steady if label not in self.moved)
        labels = [label for label in steady if label in now.texts and label in last.texts]
        same, then = ({label: _folded(one, label) for label in labels} for one in (now, last))
        for place, there in self.pairs:
            changed = [
                x
                for x in labels
                if then[x][there]
                and same[x][place]
                and same[x][place] != then[x][there]
                and now.cell(place, x) not in reported
            ]
            if changed:
                words = self._words(
                    column="、".join(changed),
                    name=now.text(place, self.continued.name),
                    changes="；".join(f"{x} {last.text(there, x)} → {now.text(place, x)}" for x in changed),
                    place=str(last.outside(there, changed[0])),
                    found=now.text(place, changed[0]),
                )
                yield Finding("SAME01", "核实性", tuple(now.cell(place, x) for x in changed), words)


def absent(sheet: str, month: str, month_before: str, reporter: Words, every: str = "") -> Finding:
    """The finding that the report of the period before, ``month``, is lacking; ``month_before``: the period of the one given."""
    words = {"month": month, "found": month_before, "subject": "、".join(reporter)}
    return Finding("LAST01", "提示性", (CellRef(sheet),), {**words, "every": every} if every else words)


def hung(findings: list[Finding]) -> list[Finding]:
    """The findings, rows of another owner below the finding that the report is another unit's."""
    head = next((n for n, f in enumerate(findings) if f.code == "MOVE02"), None)
    if head is None:
        return findings
    below = [f for f in findings if f.code == "COVER02" and f.words["found"] in findings[head].words["home"].split("·")]
    return [f.with_followers(below) if n == head else f for n, f in enumerate(findings) if f not in below]
