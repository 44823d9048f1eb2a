"""Slips in the amounts of one row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from recon.schemas.lists import YEAR_FACTOR, FINISHED_SHARE
from recon.schemas.monthly import SOURCES, SPLITS
from recon.templates.columns import Row

from examples.bench import Bench, Told, number
from examples.projects import Project

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


def _going(project: Project, row: Row) -> bool:
    return row["建设状态"] == "在建" and number(row, MOVEMENT) > 0


def _bounds(row: Row) -> tuple[Decimal, Decimal]:
    return number(row, YEAR), number(row, "总投资")


def roll(bench: Bench, n: int) -> Iterator[Told]:
    """Two digits of the closing exchanged."""
    project, row = bench.pick(
        "roll", lambda p, r: _going(p, r) and swapped(number(r, CLOSING), *_bounds(r)) is not None
    )
    before = number(row, CLOSING)
    row[CLOSING] = after = swapped(before, *_bounds(row)) or before
    yield Told(bench.local(project), row, CLOSING, "ROLL01", before, after, "录入时相邻两位数字颠倒")


def split(bench: Bench, n: int) -> Iterator[Told]:
    """One year's plan moved without the total."""
    label = SPLITS[3 + n % 3]
    project, row = bench.pick("split", lambda p, r: number(r, label) > 100)
    before = number(row, label)
    row[label] = after = before + round(before / 10)
    note = f"调整了{label}计划，总投资未随之调整"
    yield Told(bench.local(project), row, "总投资", "SPLIT01", before, after, note)


def funds(bench: Bench, n: int) -> Iterator[Told]:
    """One source changed, the sum of sources not."""
    label = SOURCES[1 + n % 2]
    project, row = bench.pick("funds", lambda p, r: number(r, label) > 100)
    before = number(row, label)
    row[label] = after = before + round(before / 4)
    note = f"{label}资金追加后，到位资金小计未重算"
    yield Told(bench.local(project), row, "到位资金", "FUND01", before, after, note)


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
    from examples.bench import subtotal

    label = "市县"
    project, row = bench.pick("text", lambda p, r: number(r, label) > 100)
    draft, before = bench.local(project), number(row, label)
    row[label] = f"{before:.2f}"
    yield Told(draft, row, label, "NUM06", before, row[label], "数字以文本存储")
    cell = subtotal(draft, project.category, label)
    yield Told(draft, cell, label, "FOOT01", None, None, f"以文本存储的{before:f}未计入小计")


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
    after = [p for p in bench.classmates(project) if p.name != project.name and p.code[-6:] > project.code[-6:]]
    rows = ((p, bench.row(bench.local(p), p.code)) for p in after)
    return next((p for p, row in rows if row is not None and number(row, label) > 100), None)


def finished(bench: Bench, n: int) -> Iterator[Told]:
    """Works called finished that are not."""
    project, row = bench.pick(
        "finished", lambda p, r: _going(p, r) and number(r, CLOSING) < FINISHED_SHARE * number(r, "总投资") / 2
    )
    row["建设状态"] = "完工"
    note = "主体完工即填“完工”，累计完成不足总投资的 95%"
    yield Told(bench.local(project), row, CLOSING, "DONE01", "在建", "完工", note)


def idle(bench: Bench, n: int) -> Iterator[Told]:
    """Works begun this month that are still called not begun."""
    project, row = bench.pick(
        "idle", lambda p, r: p.stage == "waiting" and number(r, OPENING) == 0 < number(r, CLOSING)
    )
    row["建设状态"] = "未开工"
    yield Told(bench.local(project), row, CLOSING, "IDLE01", "在建", "未开工", "本月开工，建设状态未更新")


def over(bench: Bench, n: int) -> Iterator[Told]:
    """More completed than the whole investment."""
    project, row = bench.pick(
        "over", lambda p, r: _going(p, r) and number(r, CLOSING) * 10 > number(r, "总投资") * 6
    )
    whole = number(row, "总投资") // 50
    for draft, there in bench.views(project):
        rest = number(there, "总投资") - number(there, CLOSING)
        before = number(there, CLOSING)
        _move(there, rest + (whole if draft.unit == bench.local(project).unit else number(there, "总投资") // 50))
        there["本年计划"] = number(there, YEAR)
        note = "超概算部分计入完成额，总投资未调整"
        yield Told(draft, there, CLOSING, "OVER01", before, there[CLOSING], note)


def _move(row: Row, more: Decimal) -> None:
    """More done this month, carried through."""
    for label in (MOVEMENT, YEAR, CLOSING):
        row[label] = number(row, label) + more


def ahead(bench: Bench, n: int) -> Iterator[Told]:
    """The last digit of the year's plan lost."""
    project, _ = bench.pick(
        "ahead", lambda p, r: _going(p, r) and number(r, YEAR) > YEAR_FACTOR * (number(r, "本年计划") // 10 + 1)
    )
    for draft, there in bench.views(project):
        before = number(there, "本年计划")
        there["本年计划"] = after = before / 10
        yield Told(draft, there, YEAR, "AHEAD01", before, after, "本年计划少录一位")


def minus(bench: Bench, n: int) -> Iterator[Told]:
    """A correction of what was overstated, entered as negative completion."""
    project, row = bench.pick("minus", lambda p, r: _going(p, r) and number(r, YEAR) > 3 * number(r, MOVEMENT))
    for draft, there in bench.views(project):
        before = number(there, MOVEMENT)
        _move(there, -2 * before)
        yield Told(draft, there, MOVEMENT, "MINUS01", before, there[MOVEMENT], "冲减以前月份多报的完成额")
