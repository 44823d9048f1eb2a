"""A block of cells in another unit: part of a row, a whole row, a column, a class, or the whole report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from recon.causes import groups
from recon.causes.case import Case, Cause
from recon.causes.trial import Try, sound
from recon.causes.words import block, names
from recon.grid import LARGEST
from recon.model import CellRef, Finding
from recon.schemas.monthly import SOURCES, SPLITS

#: Powers of ten between 元, 千元, 万元, 百万元 and 亿元, and a decimal point moved.
POWERS = (4, 3, 8, 2, 1, 5, 6, -4, -3, -8, -2, -1, -5, -6)
DONE = ("上月末累计完成", "本月完成", "本年累计完成", "开工以来累计完成")
PLAN, FUNDS = ("总投资", *SPLITS), ("到位资金", *SOURCES)
#: Rows that are looked at one by one.
MOST = 200
#: How far beyond the column's other amounts a corrected one may lie: a magnitude the column knows.
USUAL = 20
#: No amount is as large, and sums of such integers cannot overflow.
MAGNITUDE = LARGEST // 100
Block = tuple[tuple[str, ...], int]  #: columns, power of ten


def find(case: Case) -> Iterator[Cause]:
    """Blocks whose every amount divided by a power of ten makes all relations of their rows hold."""
    wrong = [row for row in case.rows if row in case.wrong]
    if not wrong or len(wrong) > MOST:
        return
    yield from (_cause(case, labels, power, rows) for (labels, power), rows in _covered(case, _explained(case, wrong)))


def _covered(case: Case, several: Mapping[int, Sequence[Block]]) -> Iterator[tuple[Block, list[int]]]:
    """Blocks and their rows: what explains most rows first, of equals that of fewest amounts.

    A row that only different powers explain is left as it is, and so is a single cell, which has suspects.
    """
    left = {row: blocks for row, blocks in several.items() if len({power for _, power in blocks}) == 1}
    while left:
        users: dict[Block, list[int]] = defaultdict(list)
        for row, blocks in left.items():
            for block_ in dict.fromkeys(blocks):
                users[block_].append(row)
        best = min(users, key=lambda one: (-len(users[one]), _size(case, one, users[one])))
        if _size(case, best, users[best]) > 1:
            yield best, users[best]
        left = {row: blocks for row, blocks in left.items() if row not in users[best]}


def _size(case: Case, block_: Block, rows: Iterable[int]) -> int:
    return sum(len(_filled(case, row, block_[0])) for row in rows)


def _explained(case: Case, wrong: Sequence[int]) -> dict[int, list[Block]]:
    """Row → the blocks that explain all that is wrong in it."""
    tries, blocks = [], []
    for row in wrong:
        sizes = _sizes(case, row)
        usual = {power: _usual(case, row, power, sizes) for power in POWERS}
        near = {power: _near(case, row, power) for power in POWERS}
        terms = [_filled(case, row, case.relations.get(code, ())) for code in case.wrong[row]]
        for filled, several in _sets(case, row).items():
            if any(within and within <= filled for within in terms):  # broken in any unit
                continue
            for power in POWERS:
                if filled <= usual[power].keys() and near[power] <= filled:
                    tries.append(Try(row, {label: usual[power][label] for label in filled}))
                    blocks.append([(labels, power) for labels in several])
    by_row: dict[int, list[Block]] = defaultdict(list)
    for one, kind, held in zip(tries, blocks, sound(case, tries), strict=True):
        if held:
            by_row[one.row] += kind
    return by_row


def _sets(case: Case, row: int) -> dict[frozenset[str], list[tuple[str, ...]]]:
    """The amounts of a row that may be a block, and the columns each is of: groups, columns, parts above their total."""
    sets: dict[frozenset[str], list[tuple[str, ...]]] = defaultdict(list)
    for total, parts in groups.summed_columns(case.main.spec):
        whole = case.at(row, total)
        large = tuple(x for x in parts if whole and (case.at(row, x) or 0) > whole)
        if len(large) > 1:
            sets[_filled(case, row, large)].append(large)
    for labels in (*groups.runs(case.main.spec), *((label,) for label in case.columns)):
        sets[_filled(case, row, labels)].append(labels)
    sets.pop(frozenset(), None)
    return sets


def _near(case: Case, row: int, power: int) -> frozenset[str]:
    """The amounts of a row that stand as far from last month's as another unit would: a block leaves none of them out."""
    far = 10 ** abs(power)
    if far <= 30 or case.before is None:
        return frozenset()
    pairs = {label: (abs(case.at(row, label) or 0), abs(case.last(row, label) or 0)) for label in case.columns}
    ends = {label: pair if power > 0 else pair[::-1] for label, pair in pairs.items() if all(pair)}
    return frozenset(label for label, (more, less) in ends.items() if far * less < 3 * more < 9 * far * less)


def _filled(case: Case, row: int, labels: Iterable[str]) -> frozenset[str]:
    """Those of some columns that hold something in a row: zero is zero in any unit."""
    return frozenset(label for label in labels if case.at(row, label))


def _shifts(case: Case, row: int, labels: Iterable[str], power: int) -> dict[str, int]:
    """The amounts of some columns divided by a power of ten, to the form's decimals."""
    return {x: _shifted(value, power, case.step(x)) for x in labels if (value := case.at(row, x))}


def _shifted(value: int, power: int, step: int) -> int:
    """A number divided by a power of ten, to a multiple of ``step``, half away from zero."""
    above, below = (abs(value), 10**power * step) if power > 0 else (abs(value) * 10**-power, step)
    places = (2 * above + below) // (2 * below)
    return places * step if value > 0 else -places * step


def _usual(case: Case, row: int, power: int, sizes: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    """The amounts of a row divided by a power of ten, those that are then of a size known in their column."""
    usual = {}
    for label, value in _shifts(case, row, sizes, power).items():
        size, (least, most) = USUAL * abs(value), sizes[label]
        if 0 < abs(value) <= MAGNITUDE and (not most or least <= size <= USUAL * USUAL * most):
            usual[label] = value
    return usual


def _sizes(case: Case, row: int) -> dict[str, tuple[int, int]]:
    """The least and the largest amount that last month, else the other rows, know in each column; 0 where none."""
    return {
        label: (abs(last), abs(last)) if (last := case.last(row, label)) else case.extent(label, row)
        for label in case.columns
    }


def _cause(case: Case, labels: tuple[str, ...], power: int, rows: Sequence[int]) -> Cause:
    edits = {case.cell(row, label): value for row in rows for label, value in _shifts(case, row, labels, power).items()}
    cells = tuple(edits)
    words = {
        "column": names(_named(case, labels, rows)),
        "place": block(cells),
        "power": str(abs(power)),
        "way": "large" if power > 0 else "small",
        "found": str(case.main.table.value(rows[0], _first(case, rows[0], labels))),
        "rows": str(len(rows)),
        "unit": case.main.table.unit.text,
    }
    return Cause(Finding("SLIP01", "强制性", cells, words), edits)


def _named(case: Case, labels: Iterable[str], rows: Iterable[int]) -> list[str]:
    """The columns of a block that hold something."""
    filled = {label for row in rows for label in _filled(case, row, labels)}
    return [label for label in case.columns if label in filled]


def _first(case: Case, row: int, labels: Iterable[str]) -> str:
    return next(label for label in labels if case.at(row, label))


def whole(case: Case) -> Iterator[Cause]:
    """Every amount of the report in another unit than its cover says: by last month's report, to the digit."""
    if case.before is None or not case.wrong:
        return
    cell: CellRef = case.form.cover.cell("计量单位")
    pairs = [
        (now, last)
        for row in case.rows
        for label in ("总投资", *SPLITS)
        if (now := case.at(row, label)) and (last := case.last(row, label))
    ]
    for power in POWERS:
        if len(pairs) > 1 and all(
            abs(now - last * Fraction(10) ** power) <= case.step(SPLITS[0]) for now, last in pairs
        ):
            edits = {
                case.cell(row, label): case.rounded(case.exact(row, label) / Fraction(10) ** power, label)
                for label, column in case.columns.items()
                for row in case.rows
                if column.get(row)
            }
            words = {
                "power": str(abs(power)),
                "way": "large" if power > 0 else "small",
                "unit": case.main.table.unit.text,
                "column": "计量单位",
                "found": case.form.cover["计量单位"],
            }
            yield Cause(Finding("SLIP02", "强制性", (cell,), words), edits, proven=True)
