"""One finding a cause: misses that one cell explains are reported together, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from recon.model import LEVELS, CellRef, Finding, Level, Outcome, column_letters

#: Relations named in a sentence.
NAMED = 4


def findings(wrong: Sequence[Outcome], levels: Mapping[str, Level], holds: Mapping[str, int]) -> list[Finding]:
    """A finding for each group of outcomes with one cause; ``holds``: by outcome, where else its relation holds."""
    return [_finding(group, levels, holds) for group in _groups(wrong)]


def gravest(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, the gravest and those that break most first; otherwise sheet by sheet as they came."""
    listed = list(findings)
    order = {sheet: n for n, sheet in enumerate(dict.fromkeys(f.cell.sheet for f in listed))}

    def place(f: Finding) -> tuple[int, int, int, CellRef]:
        return -LEVELS.index(f.level), -int(f.words.get("count", "1")), order[f.cell.sheet], f.cell

    return tuple(sorted(listed, key=place))


def _groups(wrong: Sequence[Outcome]) -> Iterator[list[Outcome]]:
    """Outcomes that share the cells of their best set of suspects; others stand alone."""
    groups: dict[frozenset[CellRef], list[Outcome]] = {}
    for o in wrong:
        groups.setdefault(_culprits(o, wrong), []).append(o)
    yield from groups.values()


def _culprits(o: Outcome, wrong: Sequence[Outcome]) -> frozenset[CellRef]:
    """The cells of the set that explains most outcomes, of these the first: the least strained, or a likely slip."""
    sets = [frozenset(s.cell for s in one.cells) for one in o.suspects]
    if not sets:
        return frozenset({o.right.terms[0].figure.cell})
    counts = [
        sum(any(cells == {s.cell for s in one.cells} for one in other.suspects) for other in wrong) for cells in sets
    ]
    return sets[counts.index(max(counts))]


def _finding(group: Sequence[Outcome], levels: Mapping[str, Level], holds: Mapping[str, int]) -> Finding:
    first = max(group, key=lambda o: (LEVELS.index(levels[o.id]), abs(o.difference)))
    culprits = _culprits(first, group)
    cells = dict.fromkeys([*sorted(culprits), *_cells(group)])
    names = [o.pattern for o in group]
    shown = "；".join(dict.fromkeys(names[:NAMED])) + ("…" if len(names) > NAMED else "")
    level = max((levels[o.id] for o in group), key=LEVELS.index)
    words = {"patterns": shown, "count": str(len(group)), "holds": str(max(holds[o.id] for o in group))}
    return Finding("OPEN01", level, tuple(cells), words, first)


def _cells(group: Sequence[Outcome]) -> Iterator[CellRef]:
    """Totals first, then parts."""
    for o in group:
        yield from (t.figure.cell for t in o.right.terms)
    for o in group:
        yield from (t.figure.cell for t in o.left.terms)


def scaled(outcomes: Sequence[Outcome], cells: Sequence[CellRef]) -> Finding:
    """The finding that a line is stated in another unit than the lines beside it: its cells first."""
    words = {"patterns": outcomes[0].pattern, "count": str(len(outcomes)), "holds": "0"}
    first = max(outcomes, key=lambda o: abs(o.difference))
    return Finding("OPEN01", "核实性", tuple(dict.fromkeys([*cells, *_cells(outcomes)])), words, first)


def rate(o: Outcome, holds: int) -> Finding:
    """A ratio that is not what its heading asks for."""
    cells = dict.fromkeys(t.figure.cell for side in (o.right, o.left) for t in side.terms)
    return Finding("OPEN02", "核实性", tuple(cells), {"patterns": o.pattern, "holds": str(holds)}, o)


def conjecture(o: Outcome, holds: int) -> Finding:
    """A total that its label makes a sum and that is none here, where that may be meant."""
    cells = dict.fromkeys(t.figure.cell for side in (o.right, o.left) for t in side.terms)
    return Finding("OPEN04", "提示性", tuple(cells), {"patterns": o.pattern, "holds": str(holds)}, o)


def runs(cells: Iterable[tuple[int, int]], most: int = 200) -> tuple[str, ...]:
    """Cells (from 0) as ranges down their columns, ``B5:B9``; of very many the first, and how many more."""
    blocks: list[list[int]] = []
    for row, column in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if blocks and blocks[-1][0] == column and blocks[-1][2] == row - 1:
            blocks[-1][2] = row
        else:
            blocks.append([column, row, row])
    shown = [_range(*one) for one in blocks[:most]]
    return (*shown, f"… +{len(blocks) - most}") if len(blocks) > most else tuple(shown)


def _range(column: int, first: int, last: int) -> str:
    letters = column_letters(column + 1)
    return f"{letters}{first + 1}" + (f":{letters}{last + 1}" if last > first else "")
