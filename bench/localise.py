"""Localisation: time on random systems and cubes; slips planted, found, and what else was named beside them."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from bench.cubes import regular
from recon import engine, rules
from recon.figures import Base, interval
from recon.localise.closed import localise
from recon.localise.solver.bounds import Bounds
from recon.localise.solver.numbers import PARTS
from recon.localise.solver.search import settled, witness
from recon.localise.solver.system import Constraint, Print, System
from recon.localise.solver.work import EFFORT, Work
from recon.model import CellRef, Figure, Outcome
from recon.options import Options
from recon.previous_reports import PreviousReports
from recon.rules.closure import close
from tests import cubes as made
from tests import forms as reports
from tests import months
from tests.sheets import real

T = TypeVar("T")

TIMES = 200  #: how often each kind of slip is planted


def times() -> None:
    """Random systems of 200 cells and 80 equations with 5 errors; full cubes with 10."""
    spent = []
    for seed in range(20):
        start = time.perf_counter()
        solve(random_system(seed))
        spent.append(time.perf_counter() - start)
    print(
        f"200 cells, 80 equations, 5 errors, 20 seeds: median {statistics.median(spent):.2f} s, "
        f"most {max(spent):.2f} s (goal < 1)"
    )
    for branches in ((3, 3, 3), (4, 5, 5)):
        wrong, names = planted(regular(branches), 10)
        closed = close(wrong)
        outcomes = rules.judged(closed)
        start = time.perf_counter()
        found = localise(closed, outcomes, EFFORT).outcomes
        seconds = time.perf_counter() - start
        named = {c.figure for o in found for s in o.suspects for c in s.cells}
        sets = {o.located for o in found if o.verdict == "mismatch"}
        print(
            f"{len(wrong.figures):7,} figures, 10 errors: {seconds:5.2f} s (goal < 20), by {'/'.join(sorted(sets))}; "
            f"wrong cells named {len(named & names)}, others {len(named - names)}"
        )


def forms() -> None:
    """A monthly report of 2,188 projects with 20 wrong cells: its totals in step with them, or typed before."""
    for title, in_step in (("totals in step", True), ("totals typed before", False)):
        form, last, names = report(2188, 20, in_step)
        with tempfile.TemporaryDirectory() as folder:
            shelf = PreviousReports(Path(folder))
            kept = engine.validate_file(reports.save(last.book(), Path(folder) / "上月.xlsx"), Options(gather=True))
            shelf.fill([kept])
            path = reports.save(form.book(), Path(folder) / "月报.xlsx")
            plain, _ = _timed(partial(engine.validate_file, path, Options(previous=shelf, budget=0)))
            whole, found = _timed(partial(engine.validate_file, path, Options(previous=shelf)))
        wrong = [o for o in found.outcomes if o.verdict == "mismatch" and o.level == "强制性"]
        told = {str(c.cell) for o in wrong for s in o.suspects for c in s.cells}
        ways = Counter(o.located or "neither" for o in wrong)
        print(
            f"2,188 projects, 20 errors, {title}: check {plain:.2f} s, suspects {whole - plain:.2f} s more (goal < 5), "
            f"{', '.join(f'{n} by {way}' for way, n in sorted(ways.items()))}; wrong cells named {len(told & names)}, others "
            f"{len(told - names)}"
        )


def _timed(action: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds, and what was done."""
    start = time.process_time()
    done = action()
    return time.process_time() - start, done


def report(count: int, errors: int, in_step: bool) -> tuple[reports.Form, reports.Form, set[str]]:
    """A report, last month's, and the addresses of the wrong cells."""
    rng = random.Random(3)
    rows = months.projects("市政基础设施网", "长春市", count)
    form = months.form("市政基础设施网", "全省", rows)
    before = [
        {
            **row,
            "上月末累计完成": round(real(row["上月末累计完成"]) - 10.25, 2),
            "本月完成": 10.25,
            "本年累计完成": 10.25,
            "开工以来累计完成": row["上月末累计完成"],
        }
        for row in rows
    ]
    last = months.form("市政基础设施网", "全省", before)
    last.cover["报告期"] = "2021-02"
    spoilt = [(n, rng.choice(WRONG)) for n in rng.sample(range(count), errors)]
    for number, label in spoilt:
        row = form.projects[number]
        row[label] = round(float(str(row[label])) + rng.choice((1, -1)) * rng.randint(100, 50_000) / 100, 2)
    if in_step:
        form.add_up()
    return form, last, {form.at(number, label) for number, label in spoilt}


#: Columns in which cells are made wrong.
WRONG = ("上月末累计完成", "本月完成", "开工以来累计完成", "2021年", "总投资", "中央", "本年累计完成")


def random_system(seed: int, variables: int = 200, equations: int = 80, errors: int = 5) -> System:
    """Totals of three to seven cells, of which many are totals themselves, rounded to the unit."""
    rng = random.Random(seed)
    unit = 20 * PARTS
    true = [rng.randint(0, 10**6) * unit + rng.randint(0, unit - 1) for _ in range(variables - equations)]
    constraints = []
    for total in range(variables - equations, variables):
        parts = rng.sample(range(total), rng.randint(3, 7))
        true.append(sum(true[p] for p in parts))
        constraints.append(Constraint(((1, total), *((-1, p) for p in parts)), "="))
    shown = [(value + unit // 2) // unit * unit for value in true]
    for n in rng.sample(range(variables), errors):
        shown[n] += rng.choice((-1, 1)) * rng.randint(20, 10**6) * unit
    prints = tuple(
        Print(f"F{n}", CellRef("表", n + 1, 1), n, v, v - unit // 2, v + unit // 2, unit, Fraction(1, unit))
        for n, v in enumerate(shown)
    )
    return System(prints, tuple(constraints))


def solve(system: System) -> None:
    """All smallest repairs of a system."""
    for variables in system.components():
        part, _ = system.part(variables)
        bounds, work = Bounds(part), Work()
        known = witness(part, bounds, work)
        seeds = [{part.prints[n].variable for n in conflict} for conflict in bounds.contradictions]
        if known is not None and known.wrong:
            settled(part, bounds, known, seeds, work, lambda trouble: trouble)


def planted(base: Base, errors: int) -> tuple[Base, set[str]]:
    """The base with some figures too large, and their numbers."""
    rng = random.Random(1)
    names = {f.id for f in rng.sample(base.figures, errors)}
    return changed(base, {f.id: f.value + rng.randint(1, 10**5) for f in base.figures if f.id in names}), names


def changed(base: Base, values: dict[str, Decimal]) -> Base:
    """The base with some figures printed otherwise, with as many decimals as the new values have."""
    return replace(base, figures=tuple(_printed(f, values[f.id]) if f.id in values else f for f in base.figures))


def _printed(figure: Figure, value: Decimal) -> Figure:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    ulp = Decimal(1).scaleb(min(exponent, 0)) if figure.ulp else Decimal(0)
    ends = interval(value, ulp, "四舍五入" if ulp else "精确")
    return replace(figure, printed=str(value), value=value, points=(value, value), interval=ends, ulp=ulp)


#: What is planted: the wrong prints, and the hint expected: kind, figure, and value it should suggest ("" for none).
Case = tuple[dict[str, Decimal], tuple[str, str, str]]
Planter = Callable[[random.Random, dict[tuple[str, str], Figure]], Case | None]


def table(rng: random.Random, rounding: str, rows: int = 4, columns: int = 4) -> Base:
    """Items by periods with both totals, amounts of 0.01 to 10^8."""
    trees = (made.regular_tree("项", rows, 2), made.regular_tree("期", columns, 2), made.Tree({}, "区"))
    size = 10 ** rng.randint(4, 10)
    leaves = {
        (item, period, "区"): Decimal(rng.randint(size // 10, size)) / (100 if rounding == "精确" else 1000)
        for item in trees[0].below("项")
        for period in trees[1].below("期")
    }
    places = [(a, b, "区") for a in trees[0].names for b in trees[1].names]
    return made.Cube(trees, leaves, rounding, dict.fromkeys(places, 2)).base()


def errors_in(base: Base, rng: random.Random, count: int) -> tuple[Base, set[str]]:
    """A table with so many cells or totals typed with one wrong digit, and their numbers."""
    wrong: dict[str, Decimal] = {}
    for figure in rng.sample(base.figures, count):
        text = str(figure.value)
        places = [n for n, c in enumerate(text) if c.isdigit()][:-2]
        n = rng.choice(places)
        digit = rng.choice([d for d in "123456789" if d != text[n]])
        wrong[figure.id] = Decimal(text[:n] + digit + text[n + 1 :])
    return changed(base, wrong), set(wrong)


def tables() -> None:
    """Tables of rows by months with both totals and 5, 8 or 12 wrong cells."""
    for rows, columns in ((20, 12), (60, 12), (100, 20)):
        for count in (5, 8, 12):
            spent, sets = [], 0
            for seed in range(10):
                rng = random.Random(seed)
                base, _ = errors_in(table(rng, "四舍五入", rows, columns), rng, count)
                closed = close(base)
                outcomes = rules.judged(closed)
                start = time.process_time()
                found = localise(closed, outcomes).outcomes
                spent.append(time.process_time() - start)
                sets += all(o.located == "sets" for o in found if o.verdict == "mismatch")
            print(
                f"{rows:4} × {columns}, {count:2} errors: sets in {10 * sets} % (goal 95), median "
                f"{statistics.median(spent):.2f} s (goal 2), most {max(spent):.2f} s of processor (goal 10)"
            )


def _cells(base: Base) -> dict[tuple[str, str], Figure]:
    return {(f.coordinate.item, f.coordinate.period): f for f in base.figures}


def _leaf(rng: random.Random, cells: dict[tuple[str, str], Figure]) -> Figure:
    return rng.choice([f for (item, period), f in sorted(cells.items()) if "." in item and "." in period])


def _digits(figure: Figure) -> str:
    return f"{figure.value:.2f}".replace(".", "")


def _value(digits: str) -> Decimal:
    return Decimal(digits).scaleb(-2)


def _typed(kind: str, change: Callable[[random.Random, str], str | None]) -> Planter:
    """A slip in the digits of one cell."""

    def plant(rng: random.Random, cells: dict[tuple[str, str], Figure]) -> Case | None:
        figure = _leaf(rng, cells)
        wrong = change(rng, _digits(figure)) if len(_digits(figure)) > 4 else None
        if wrong is None or _value(wrong) == figure.value:
            return None
        return {figure.id: _value(wrong)}, (kind, figure.id, _plain(figure.value))

    return plant


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _swap(rng: random.Random, text: str) -> str | None:
    n = rng.randrange(len(text) - 1)
    return text[:n] + text[n + 1] + text[n] + text[n + 2 :]


def _wrong(rng: random.Random, text: str) -> str | None:
    n = rng.randrange(len(text))
    return text[:n] + rng.choice("123456789") + text[n + 1 :]


def _drop(rng: random.Random, text: str) -> str | None:
    n = rng.randrange(1, len(text) - 2)
    return text[:n] + text[n + 1 :]


def _add(rng: random.Random, text: str) -> str | None:
    n = rng.randrange(len(text) - 2)
    return text[:n] + rng.choice("123456789") + text[n:]


def _scaled(kind: str, powers: tuple[int, ...]) -> Planter:
    """The digits of one cell with the point elsewhere."""

    def plant(rng: random.Random, cells: dict[tuple[str, str], Figure]) -> Case | None:
        figure = _leaf(rng, cells)
        return {figure.id: figure.value.scaleb(rng.choice(powers))}, (kind, figure.id, _plain(figure.value))

    return plant


def _negative(rng: random.Random, cells: dict[tuple[str, str], Figure]) -> Case:
    figure = _leaf(rng, cells)
    return {figure.id: -figure.value}, ("sign", figure.id, _plain(figure.value))


def _total(times: int, kind: str) -> Planter:
    """A row's total that leaves an item out, or has it twice."""

    def plant(rng: random.Random, cells: dict[tuple[str, str], Figure]) -> Case:
        figure = _leaf(rng, cells)
        total = cells[figure.coordinate.item, "期"]
        return {total.id: total.value + times * figure.value}, (kind, figure.id, "")

    return plant


def _exchange(rng: random.Random, cells: dict[tuple[str, str], Figure]) -> Case | None:
    first, second = _leaf(rng, cells), _leaf(rng, cells)
    if first.coordinate.item == second.coordinate.item or first.coordinate.period == second.coordinate.period:
        return None
    first, second = sorted((first, second), key=lambda f: int(f.id[1:]))
    return {first.id: second.value, second.id: first.value}, ("exchanged", first.id, _plain(first.value))


def _moved(rng: random.Random, cells: dict[tuple[str, str], Figure]) -> Case | None:
    """Part of an amount booked under another item of the same period."""
    first, second = _leaf(rng, cells), _leaf(rng, cells)
    if first.coordinate.item == second.coordinate.item or first.coordinate.period != second.coordinate.period:
        return None
    part = (first.value / 3).quantize(Decimal("0.01"))
    total = cells[second.coordinate.item, "期"]
    return {first.id: first.value - part, second.id: second.value + part}, ("misplaced", total.id, "")


def _shift(rng: random.Random, cells: dict[tuple[str, str], Figure]) -> Case:
    """A row's values typed one column to the left, the last left as it was."""
    item = f"项.{rng.randrange(4)}"
    row = [cells[item, f"期.{n}"] for n in range(4)]
    wrong = {a.id: b.value for a, b in pairwise(row)}
    return wrong, ("shifted", row[1].id, _plain(row[1].value))


#: Kind → how it is planted.
PLANTERS: dict[str, Planter] = {
    "swapped": _typed("swapped", _swap),
    "digit": _typed("digit", _wrong),
    "dropped": _typed("dropped", _drop),
    "extra": _typed("extra", _add),
    "point": _scaled("point", (-2, -1, 1, 2)),
    "sign": _negative,
    "unit": _scaled("unit", (-4, 4)),
    "left_out": _total(-1, "left_out"),
    "twice": _total(1, "twice"),
    "exchanged": _exchange,
    "misplaced": _moved,
    "shifted": _shift,
}


def slips() -> None:
    """Each kind of slip planted 200 times: how often it is named, and how many other slips are named beside it."""
    print(f"{'':10} {'cross-footed, rounded':>26} {'cross-footed, exact':>26} {'lone sums, rounded':>26}")
    for kind, planter in PLANTERS.items():
        cells = [
            _measure(planter, rounding, lone)
            for rounding, lone in (("四舍五入", False), ("精确", False), ("四舍五入", True))
        ]
        print(f"{kind:10} " + " ".join(cells))
    print("each: named where the planted cell makes a mismatch, and other hints a case")


def _measure(planter: Planter, rounding: str, lone: bool) -> str:
    named = others = count = 0
    for expected, found in cases(planter, rounding, lone):
        count += 1
        named += expected in found
        others += len(found - {expected})
    return f"{100 * named / count:15.0f} %{others / count:9.2f}" if count else f"{'—':>26}"


def cases(
    planter: Planter, rounding: str, lone: bool
) -> Iterator[tuple[tuple[str, str, str], set[tuple[str, str, str]]]]:
    """What was planted, and all hints, for each case in which something does not add up."""
    rng = random.Random(7)
    told = 0
    while told < TIMES:
        base = table(rng, rounding)
        case = planter(rng, _cells(base))
        if case is None:
            continue
        wrong, expected = case
        after = changed(base, wrong)
        if lone:  # only the sums along the rows remain
            figures = tuple(f for f in after.figures if f.coordinate.item != "项")
            after = replace(after, figures=figures)
        found = hinted(after)
        told += 1
        if found is not None:
            yield expected, found


def hinted(base: Base) -> set[tuple[str, str, str]] | None:
    """All hints of a base; None if everything adds up."""
    closed = close(base)
    outcomes: list[Outcome] = localise(closed, rules.judged(closed)).outcomes
    if not any(o.verdict == "mismatch" for o in outcomes):
        return None
    return {(h.kind, h.figure, h.suggested) for o in outcomes for h in o.hints}
