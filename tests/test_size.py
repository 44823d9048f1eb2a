"""Work that grows with the rows and not with their pairs: steps are counted, no clock is read."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import forms
from recon import causes
from recon.causes.subtotals import ENOUGH, Runs
from recon.engine import validate_file
from recon.findings.folding import _together
from recon.localise.hints import PARTNERS, hints_of_checks
from recon.localise.probe import Probe
from recon.localise.solver.system import Print, System
from recon.localise.strain import Check, Checks, Meant
from recon.model import CellRef

ROW = st.sampled_from([(1, 2, 3, 4, 5), (2, 1, 0, 1, 1), (0, 0, 0, 0, 0), (-1, 2, 1, 1, 3)])


class Counted(int):
    """An amount that counts how often it is added."""

    steps = 0

    def __add__(self, other: int) -> Counted:
        Counted.steps += 1
        return Counted(int(self) + int(other))

    def __neg__(self) -> Counted:
        return Counted(-int(self))


def _looked_for(rows: Sequence[tuple[int, ...]], place: int) -> range | None:
    """The definition: runs of two or more above, the shortest first, then below."""
    above = (range(place - count, place) for count in range(2, place + 1))
    below = (range(place + 1, place + 1 + count) for count in range(2, len(rows) - place))
    for run in (*above, *below):
        sums = tuple(map(sum, zip(*(rows[n] for n in run), strict=True)))
        if sums == rows[place] and sum(map(bool, sums)) >= ENOUGH:
            return run
    return None


@given(st.lists(ROW, min_size=1, max_size=8), st.data())
def test_runs_are_those_of_the_definition(rows: list[tuple[int, ...]], data: st.DataObject) -> None:
    """With a row put in that sums up some others, wherever it stands."""
    first = data.draw(st.integers(0, len(rows) - 1))
    last = data.draw(st.integers(first, len(rows)))
    sums = tuple(map(sum, zip(*rows[first:last], strict=True))) if last > first else (0,) * 5
    rows.insert(data.draw(st.sampled_from([first, last])), sums)
    runs = Runs(rows)
    assert [runs.summed(n) for n in range(len(rows))] == [_looked_for(rows, n) for n in range(len(rows))]


def test_rows_alike_are_summed_in_steps_that_grow_as_they_do() -> None:
    """Rows without codes and with one amount everywhere, as templates filled down are."""
    counts = []
    for many in (100, 400):
        Counted.steps = 0
        runs = Runs([tuple(Counted(7) for _ in range(5))] * many)
        assert not any(runs.summed(n) for n in range(many))
        counts.append(Counted.steps)
    assert counts[1] <= 5 * counts[0]


def test_findings_of_one_change_stand_together() -> None:
    """The change that mends most goes first; a finding stands in one group."""
    rng = random.Random(3)
    cells = [CellRef("表", n, 1) for n in range(9)]
    changes = {n: frozenset((c, 1) for c in rng.sample(cells, 2)) for n in range(30)}
    left, groups = set(changes), []
    while True:
        users = [sorted(n for n in left if (cell, 1) in changes[n]) for cell in cells]
        best = min((u for u in users if len(u) > 1), key=lambda u: (-len(u), u), default=None)
        if best is None:
            break
        groups.append(best)
        left -= set(best)
    assert [*_together(changes)] == groups  # type: ignore[arg-type]


def _rows(many: int, sign: int) -> Probe:
    """Rows a + b = c, each of them off by the same: by ``sign`` times as much in every other row."""
    prints: list[Print] = []
    checks: list[Check] = []
    for row in range(many):
        off = 500_000 if row % 2 else sign * 500_000
        for column, value in enumerate((1_000_000 + off, 2_000_000, 3_000_000), 1):
            n, cell = len(prints), CellRef("表", row + 1, column)
            prints.append(Print(str(cell), cell, n, value, value - 1, value + 1, 2, Fraction(1), group="表"))
        checks.append(Check(((1, n - 2), (1, n - 1), (-1, n)), "="))
    system = System(tuple(prints), ())
    return Probe(system, Checks(tuple(checks), tuple(Meant(p.value, p.value, p.step) for p in prints)))


@pytest.mark.parametrize("sign", [1, -1])
def test_hints_grow_as_the_rows_do(sign: int) -> None:
    """Differences that all rows have, or that half of them have turned round: no row is held against every other."""
    counts = []
    for many in (2 * PARTNERS + 10, 8 * PARTNERS + 40):
        found = hints_of_checks(_rows(many, sign), range(many), {})
        counts.append(sum(map(len, found.values())))
    assert counts[1] <= 5 * counts[0]


@pytest.mark.parametrize(("spoilt", "largest", "notes"), [(1.0, 10, 1), (1.0, 12, 0), (0.0, 10, 0)])
def test_causes_that_are_not_looked_for_are_said_once(
    spoilt: float, largest: int, notes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where rows are wrong and there are more of them than the limit."""
    path = tmp_path / "a.xlsx"
    forms.build(path, 12, spoilt)
    monkeypatch.setattr(causes, "LARGEST", largest)
    assert [f.code for f in validate_file(path).every].count("SUSP02") == notes
