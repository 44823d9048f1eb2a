"""A block of cells in another unit: part of a row, a whole row, a column, a class, or the whole report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
        for filled, several in _sets(case, row).items():
            for power in POWERS:
                changes = _divided(case, row, filled, power)
                usual = all(_usual(case, row, label, value) for label, value in changes.items())
                if changes and usual and _splits(case, row, changes) and _alone(case, row, changes, power):
                    tries.append(Try(row, changes))
                    blocks.append([(labels, power) for labels in several])
    found: dict[int, list[Block]] = defaultdict(list)
    for one, kind, held in zip(tries, blocks, sound(case, tries), strict=True):
        if held:
            found[one.row] += kind
    return found


def _sets(case: Case, row: int) -> dict[frozenset[str], list[tuple[str, ...]]]:
    """The amounts of a row that may be a block, and the columns each is of: groups, columns, parts above their total."""
    found: dict[frozenset[str], list[tuple[str, ...]]] = defaultdict(list)
    for total, parts in groups.feet(case.main.spec):
        whole = case.at(row, total)
        large = tuple(x for x in parts if whole and (case.at(row, x) or 0) > whole)
        if len(large) > 1:
            found[_filled(case, row, large)].append(large)
    for labels in (*groups.runs(case.main.spec), *((label,) for label in case.columns)):
        found[_filled(case, row, labels)].append(labels)
    found.pop(frozenset(), None)
    return found


def _alone(case: Case, row: int, block: Collection[str], power: int) -> bool:
    """Whether no other amount of the row stands as far from last month's as the block does."""
    far = Fraction(10) ** abs(power)
    for label in case.columns:
        now, last = abs(case.at(row, label) or 0), abs(case.last(row, label) or 0)
        if label not in block and now and last:
            ratio = Fraction(now, last) if power > 0 else Fraction(last, now)
            if 3 * ratio > far > 30 and ratio < 3 * far:
                return False
    return True


def _splits(case: Case, row: int, block: Collection[str]) -> bool:
    """Whether every broken relation has terms within and without the block: one that lies within is broken in any unit."""
    for code in case.wrong.get(row, ()):
        terms = [label for label in case.relations.get(code, ()) if case.at(row, label)]
        if terms and all(label in block for label in terms):
            return False
    return True


def _filled(case: Case, row: int, labels: Iterable[str]) -> frozenset[str]:
    """Those of some columns that hold something in a row: zero is zero in any unit."""
    return frozenset(label for label in labels if case.at(row, label))


def _divided(case: Case, row: int, labels: Iterable[str], power: int) -> dict[str, int]:
    """The amounts divided by a power of ten, to the form's decimals; nothing where one would vanish."""
    found = {x: _shifted(value, power, case.step(x)) for x in labels if (value := case.at(row, x))}
    return found if all(0 < abs(value) <= MAGNITUDE for value in found.values()) else {}


def _shifted(value: int, power: int, step: int) -> int:
    """A number divided by a power of ten, to a multiple of ``step``, half away from zero."""
    above, below = (abs(value), 10**power * step) if power > 0 else (abs(value) * 10**-power, step)
    places = (2 * above + below) // (2 * below)
    return places * step if value > 0 else -places * step


def _usual(case: Case, row: int, label: str, value: int) -> bool:
    """Whether the other rows, or last month, know amounts of this size in the column."""
    last = case.last(row, label)
    if last:
        return abs(last) <= USUAL * abs(value) <= USUAL * USUAL * abs(last)
    least, most = case.extent(label, row)
    return not most or least <= USUAL * abs(value) <= USUAL * USUAL * most


def _cause(case: Case, labels: tuple[str, ...], power: int, rows: Sequence[int]) -> Cause:
    edits = {
        case.cell(row, label): value for row in rows for label, value in _divided(case, row, labels, power).items()
    }
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
            yield Cause(Finding("SLIP02", "强制性", (cell,), words), edits, known=True)
