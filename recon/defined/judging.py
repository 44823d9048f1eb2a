"""Every relation of a definition judged in every place: what holds is counted, everything else becomes an outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from recon.defined import cellwise, claims, columnwise, verdicts
from recon.defined.cellwise import Instance
from recon.defined.conditions import Look, UnknownError, holds, looker, named
from recon.defined.instances import Asked, Binder, Claim, Place
from recon.defined.outcomes import outcome_of
from recon.defined.values import Datum
from recon.definitions.model import Table
from recon.model import Outcome, Rule, Tally, Verdict
from recon.rules.expression import ExpressionError


class Wrong(NamedTuple):
    """An instance that does not plainly hold, with its outcome and the cells that lack.

    ``others``: cells that it names besides, in a condition or as an argument that does not count here.
    """

    instance: Instance
    outcome: Outcome
    missing: tuple[Datum, ...] = ()
    others: tuple[Datum, ...] = ()


@dataclass
class Judged:
    """What judging found: what does not plainly hold, counts, claims that fail."""

    wrong: list[Wrong] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    claims: list[tuple[Claim, tuple[Datum, ...]]] = field(default_factory=list)  #: with its cells
    places: list[Callable[[], Iterable[Instance]]] = field(default_factory=list)  #: of each relation, as asked for

    def instances(self) -> Iterator[Instance]:
        """Every relation in every place where it was judged."""
        for made in self.places:
            yield from made()


@dataclass
class Judge:
    """Judges the relations of a definition on one filling."""

    binder: Binder
    strict: bool = False
    judged: Judged = field(default_factory=Judged)

    def run(self, asked: Iterable[Asked | Claim]) -> Judged:
        """Judge all of them."""
        for one in asked:
            if isinstance(one, Claim):
                self._claim(one)
            else:
                self._relation(one)
        return self.judged

    def _relation(self, one: Asked) -> None:
        """A relation between columns of a list on whole columns, any other and what then fails place by place."""
        table = self.binder.own.definition.table(one.statement.table) or self.binder.own.definition.tables[0]
        nodes = (one.left, one.right, *one.conditions)
        entries = columnwise.judged(one, self.binder, table, strict=self.strict)
        counts: Counter[str] = Counter() if entries is None else entries.counts
        rule: Rule = "relation"
        bound: list[tuple[Place, Instance]] = []
        for place in self.binder.places(one.statement, nodes) if entries is None else entries.listed():
            look = looker(self.binder, place)
            try:
                instance = _asked(one, look, table)
                verdict, missing = (None, ()) if instance is None else verdicts.verdict(instance, table)
            except (UnknownError, ExpressionError):
                counts["unverifiable"] += 1
                continue
            if instance is None or verdict is None:
                continue
            bound.append((place, instance))
            if verdict in ("exact", "unverifiable") or (verdict == "rounding" and not self.strict):
                counts[verdict] += 1
                continue
            outcome = outcome_of(instance, self._strictly(verdict), missing, self.binder.now.period)
            rule = outcome.rule
            self.judged.wrong.append(Wrong(instance, outcome, missing, named(look, nodes)))
        self.judged.tallies.append(Tally(one.number, rule, one.statement.text, dict(counts)))
        self.judged.places.append(lambda: self._every(one, table, entries, bound))

    def _strictly(self, verdict: Verdict) -> Verdict:
        return "mismatch" if self.strict and verdict in ("rounding", "rounding_wide") else verdict

    def _every(
        self, one: Asked, table: Table, entries: columnwise.Entries | None, bound: list[tuple[Place, Instance]]
    ) -> Iterator[Instance]:
        """A relation in every place where it was judged."""
        instances = {place.entry: instance for place, instance in bound}
        for place in entries.judged() if entries is not None else ():
            instance = instances.get(place.entry) or cellwise.bound(one, looker(self.binder, place), table)
            if instance is not None:
                yield instance
        yield from (instance for _, instance in bound if entries is None)

    def _claim(self, one: Claim) -> None:
        counts: Counter[str] = Counter()
        for asked in claims.judged(self.binder, one):
            if asked.holds is False:
                self.judged.claims.append((one, named(asked.look, (one.condition, *one.conditions))))
            else:
                counts["exact" if asked.holds else "unverifiable"] += 1
        self.judged.tallies.append(Tally(one.statement.number, "relation", one.statement.text, dict(counts)))


def _asked(one: Asked, look: Look, table: Table) -> Instance | None:
    """The relation where its conditions hold; raises :class:`UnknownError` where what it says cannot be known."""
    if not all(holds(condition, look) for condition in one.conditions):
        return None
    instance = cellwise.bound(one, look, table)
    if instance is not None and any(datum.unread for datum in instance.data):
        raise UnknownError
    return instance
