"""Slips in the amounts of one row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from examples.bench import Bench, Told, class_sum, number, subtotal
from examples.lists import FINISHED_SHARE, YEAR_FACTOR
from examples.projects import Project
from recon.schemas.monthly import SOURCES, SPLITS
from recon.templates.columns import Row

OPENING, MOVEMENT, YEAR, CLOSING = "上月末累计完成", "本月完成", "本年累计完成", "开工以来累计完成"


def swapped(value: Decimal, low: Decimal, high: Decimal) -> Decimal | None:
    """The number with two neighbouring digits exchanged, within bounds; None where there is none."""
    digits = f"{value:f}"
    for place in range(1, len(digits.partition(".")[0]) - 1):
        left, right = digits[place], digits[place + 1]
        other = Decimal(digits[:place] + right + left + digits[place + 2 :])
        if left != right and low <= other <= high:
            return other
    return None


def going(project: Project, row: Row) -> bool:
    """Works going on, with something done this month."""
    return row["建设状态"] == "在建" and number(row, MOVEMENT) > 0


def plain(bench: Bench, project: Project, row: Row) -> bool:
    """Works going on, in 万元 in both reports, so that the same digits stand in both."""
    return going(project, row) and bench.local(project).unit == "万元"


def _bounds(row: Row) -> tuple[Decimal, Decimal]:
    return number(row, YEAR), number(row, "总投资")


def roll(bench: Bench, n: int) -> Iterator[Told]:
    """Two digits of the closing exchanged."""
    project, row = bench.pick("roll", lambda p, r: going(p, r) and swapped(number(r, CLOSING), *_bounds(r)) is not None)
    before = number(row, CLOSING)
    row[CLOSING] = after = swapped(before, *_bounds(row)) or before
    yield Told(bench.local(project), row, CLOSING, "ROLL01", before, after, "录入时相邻两位数字颠倒")


def split(bench: Bench, n: int) -> Iterator[Told]:
    """One year's plan moved without the total."""
    yield from _raised(bench, "split", SPLITS[3 + n % 3], 10, "总投资", "SPLIT01")


def funds(bench: Bench, n: int) -> Iterator[Told]:
    """One source changed, the sum of sources not."""
    yield from _raised(bench, "funds", SOURCES[1 + n % 2], 4, "到位资金", "FUND01")


def _raised(bench: Bench, kind: str, label: str, part: int, stated: str, code: str) -> Iterator[Told]:
    """A part of a sum raised by one ``part``-th, the sum left as it was."""
    project, row = bench.pick(kind, lambda p, r: number(r, label) > 100)
    before = number(row, label)
    row[label] = after = before + round(before / part)
    note = f"{label}由原值改为现值，{stated}未随之调整"
    yield Told(bench.local(project), row, stated, code, before, after, note)


def blank(bench: Bench, n: int) -> Iterator[Told]:
    """Nothing entered where nothing was done."""
    label = (MOVEMENT, CLOSING, YEAR)[n % 3]
    project, row = bench.pick("blank", lambda p, r: number(r, CLOSING) == 0)
    row[label] = ""
    yield Told(bench.local(project), row, label, "FORM03", Decimal(0), "", "没有完成额而留空，应填 0")


def unit(bench: Bench, n: int) -> Iterator[Told]:
    """The unit written into the cell."""
    label, project, row = _nothing(bench, "unit")
    row[label] = "0万元"
    yield Told(bench.local(project), row, label, "NUM05", Decimal(0), "0万元", "单位写进了单元格")


def words(bench: Bench, n: int) -> Iterator[Told]:
    """A word where a number is due."""
    label, project, row = _nothing(bench, "words")
    row[label] = "待定"
    yield Told(bench.local(project), row, label, "NUM01", Decimal(0), "待定", "金额栏填了文字")


def _nothing(bench: Bench, kind: str) -> tuple[str, Project, Row]:
    """A source of funds that gives nothing to a project of a form in 万元."""
    label = "银行贷款"
    project, row = bench.pick(kind, lambda p, r: number(r, label) == 0 and bench.local(p).unit == "万元")
    return label, project, row


def text(bench: Bench, n: int) -> Iterator[Told]:
    """A number stored as text, which the sums of the form pass over."""
    label = "市县"
    project, row = bench.pick("text", lambda p, r: number(r, label) > 100)
    draft, before = bench.local(project), number(row, label)
    whole = class_sum(draft, project.category, label)
    row[label] = f"{before:.2f}"
    yield Told(draft, row, label, "NUM06", before, row[label], "数字以文本存储")
    cell = subtotal(draft, project.category, label)
    yield Told(draft, cell, label, "FOOT01", whole, whole - before, "以文本存储的数字未计入小计")


def decimals(bench: Bench, n: int) -> Iterator[Told]:
    """A third decimal in two rows whose sum has two."""
    label, half = "本年计划", Decimal("0.005")
    project, row = bench.pick(
        "decimals",
        lambda p, r: number(r, label) > 100 and bench.local(p).unit == "万元" and bool(_partner(bench, p, label)),
    )
    other = _partner(bench, project, label)
    assert other
    bench.used.add(other.code)
    partner = bench.row(bench.local(project), other.code)
    assert partner is not None
    before = number(row, label)
    row[label], partner[label] = before + half, number(partner, label) - half
    note = f"与“{other.name}”平分计划，各多出一位小数"
    yield Told(bench.local(project), row, label, "NUM04", before, row[label], note)


def _partner(bench: Bench, project: Project, label: str) -> Project | None:
    """A later project of the same class with an amount of its own."""
    mates = bench.classmates(project)
    rows = ((mate, bench.row(bench.local(mate), mate.code)) for mate in mates[mates.index(project) + 1 :])
    return next((mate for mate, row in rows if row is not None and number(row, label) > 100), None)


def finished(bench: Bench, n: int) -> Iterator[Told]:
    """Works called finished that are not."""
    project, row = bench.pick(
        "finished", lambda p, r: going(p, r) and number(r, CLOSING) < FINISHED_SHARE * number(r, "总投资") / 2
    )
    row["建设状态"] = "完工"
    note = "建设状态提前填“完工”，累计完成不足总投资的 95%"
    yield Told(bench.local(project), row, CLOSING, "DONE01", "在建", "完工", note)


def idle(bench: Bench, n: int) -> Iterator[Told]:
    """Works begun this month that are still called not begun."""
    project, row = bench.pick(
        "idle", lambda p, r: p.stage == "waiting" and number(r, OPENING) == 0 < number(r, CLOSING)
    )
    row["建设状态"] = "未开工"
    yield Told(bench.local(project), row, CLOSING, "IDLE01", "在建", "未开工", "本月开工，建设状态未更新")


def over(bench: Bench, n: int) -> Iterator[Told]:
    """More completed than the whole investment, its plan of the year raised to match; in both reports."""
    project, _ = bench.pick(
        "over", lambda p, r: plain(bench, p, r) and number(r, CLOSING) * 10 > number(r, "总投资") * 6
    )
    for draft, row in bench.views(project):
        before, whole = number(row, CLOSING), number(row, "总投资")
        _move(row, whole + whole // 50 - before)
        planned, row["本年计划"] = number(row, "本年计划"), number(row, YEAR)
        yield Told(draft, row, CLOSING, "OVER01", before, row[CLOSING], "超概算部分计入完成额，总投资未调整")
        yield Told(draft, row, "本年计划", "KEPT01", planned, row["本年计划"], "本年计划随完成额调高")


def _move(row: Row, more: Decimal) -> None:
    """More done this month, carried through."""
    for label in (MOVEMENT, YEAR, CLOSING):
        row[label] = number(row, label) + more


def ahead(bench: Bench, n: int) -> Iterator[Told]:
    """The last digit of the year's plan lost, in both reports."""
    project, _ = bench.pick(
        "ahead",
        lambda p, r: plain(bench, p, r) and number(r, YEAR) > YEAR_FACTOR * (number(r, "本年计划") // 10 + 1),
    )
    for draft, row in bench.views(project):
        before = number(row, "本年计划")
        row["本年计划"] = after = Decimal(int(before) // 10)
        yield Told(draft, row, YEAR, "AHEAD01", before, after, "本年计划由原值少录为现值")


def minus(bench: Bench, n: int) -> Iterator[Told]:
    """A correction of what was overstated, entered as negative completion; in both reports."""
    project, row = bench.pick("minus", lambda p, r: going(p, r) and number(r, YEAR) > 3 * number(r, MOVEMENT))
    for draft, row in bench.views(project):
        before = number(row, MOVEMENT)
        _move(row, -2 * before)
        yield Told(draft, row, MOVEMENT, "MINUS01", before, row[MOVEMENT], "冲减以前月份多报的完成额")
