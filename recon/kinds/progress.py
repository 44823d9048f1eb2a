"""The progress form for indicators: its computed cells computed again, its targets held against the plan's, what lags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from recon import messages, numbers
from recon.forms import assembly, crossing, structure, tableform
from recon.forms.crossing import Asked, asked
from recon.forms.tableform import FormData, TableData
from recon.model import CellRef, FileReport, Finding, Level, Outcome, Tally
from recon.numbers import plain
from recon.options import Options
from recon.plan import indicators
from recon.plan.indicators import Indicator
from recon.rules import schedule
from recon.rules.schedule import Course, Judgement, Reported
from recon.schemas import forms, progress
from recon.schemas.progress import BEHIND, DONE, ON_TIME, OVERDUE, UNKNOWN, UNREPORTED
from recon.workbook import RawBook

KIND = progress.KIND
#: Decimals that the form computes 差距 with.
GAP_PLACES = 9
#: Shares of a hundred or a thousand: unit → the most that a whole can be.
WHOLE = {"%": Decimal(100), "‰": Decimal(1000)}
#: Columns that are the plan's and not the reporting unit's to change.
FIXED = ("指标名称", "项目", "地区", "计量单位", "原文目标", "方向", "目标值", "完成时限")
#: Why there is no verdict → the column to look at.
PLACES = {
    "no_direction": "基期值",
    "no_day": "本期日期",
    "no_base": "基期值",
    "no_start": "基期",
    "late_start": "基期",
}


def check(book: RawBook, options: Options) -> FileReport:
    """Judge every indicator again, and with ``targets`` hold it against the plan's."""
    form = tableform.read(book, forms.form(progress.KIND))
    unread = _unread(form.main)
    every = [Row(form.main, row, texts) for row, texts in _rows(form.main)]
    rows = [row for row in every if row.number not in {cell.row for cell in unread}]
    judged = [(row, row.judgement()) for row in rows if row.course is not None]
    planned = [(code, f) for code, f in _planned(form, every, options) if f is None or f.cell not in unread]
    asked = [*_computed(judged), *_shares(rows), *planned]
    findings = [finding for _, finding in asked if finding is not None]
    tallies = [*crossing.tallies(form.spec, asked), *_tallies(judged)]
    return assembly.report(form, book, options, tallies, additions=[*findings, *_verdicts(judged)])


@dataclass(frozen=True)
class Row:
    """One indicator of the form, its texts read."""

    data: TableData
    number: int
    texts: Mapping[str, str]

    def amount(self, label: str) -> Decimal | None:
        """A number of the row; None where it is blank."""
        reading = numbers.read(self.texts.get(label, ""))
        return reading.value if reading.kind == "number" else None

    @property
    def course(self) -> Course | None:
        """The target that is to be reached; None where target or due date is missing, which is a finding of its own."""
        target, due = self.amount("目标值"), indicators.day(self.texts.get("完成时限", ""))
        word = self.texts.get("方向", "")
        if target is None or due is None or word not in progress.DIRECTIONS:
            return None
        base, start = self.amount("基期值"), indicators.day(self.texts.get("基期", ""))
        return Course(target, due, schedule.direction(word, target, base), base, start)

    @property
    def places(self) -> int:
        """Decimals that the form's row declares."""
        return int(self.amount("小数位") or 0)

    @property
    def reported(self) -> Reported | None:
        """The value, rounded to the declared or to the finer typed place; None where it is blank."""
        reading = numbers.read(self.texts.get("本期值", ""))
        if reading.kind != "number":
            return None
        half = Decimal(1).scaleb(-max(self.places, reading.decimals)) / 2
        return Reported(reading.value, half, indicators.day(self.texts.get("本期日期", "")))

    def judgement(self) -> Judgement:
        """The verdict on the row."""
        course, reported = self.course, self.reported
        assert course is not None
        return schedule.judge(course, reported) if reported else Judgement(UNREPORTED)

    def expected(self) -> Decimal | None:
        """应达值 as the form rounds it."""
        day, course = indicators.day(self.texts.get("本期日期", "")), self.course
        return schedule.shown(course, day, self.places + progress.FINER) if course else None

    def gap(self) -> Decimal | None:
        """差距 as the form computes it; None where it leaves it blank."""
        course, reported = self.course, self.reported
        return schedule.gap(course, reported.value) if course and reported else None


def _rows(data: TableData) -> Iterator[tuple[int, Mapping[str, str]]]:
    frame: pd.DataFrame = data.projects.frame
    for row, texts in frame.to_dict("index").items():
        yield int(str(row)), {str(label): str(text) for label, text in texts.items()}


def _unread(data: TableData) -> set[CellRef]:
    """Cells that could not be read, or whose words are in no list: findings already, and no basis for a verdict."""
    findings = [*data.findings, *structure.texts(data)]
    return {cell for f in findings if f.code != "FORM03" for cell in f.cells}


def _computed(judged: list[tuple[Row, Judgement]]) -> Iterator[Asked]:
    """应达值, 差距 and 进度判断 are what the other cells of the row make them."""
    for row, judgement in judged:
        for label, value, places in (
            ("应达值", row.expected(), row.places + progress.FINER),
            ("差距", row.gap(), GAP_PLACES),
        ):
            if label in row.data.table.columns:
                yield _number(row, label, value, places)
        if "进度判断" in row.data.table.columns:
            stated = row.texts.get("进度判断", "")
            holds = stated == judgement.verdict or (judgement.verdict == UNREPORTED and not stated)
            words = {"expected": judgement.verdict, "found": stated}
            yield asked(row.data, "PROG02", holds, row.number, ("进度判断",), "强制性", **words)


def _number(row: Row, label: str, value: Decimal | None, places: int) -> Asked:
    """A computed number is right within a unit of the last place it is computed to."""
    stated = row.amount(label)
    holds = value is stated if value is None or stated is None else abs(stated - value) <= Decimal(1).scaleb(-places)
    words = {"column": label, "expected": _plain(value), "found": _plain(stated)}
    return asked(row.data, "PROG01", holds, row.number, (label,), "强制性", **words)


def _plain(value: Decimal | None) -> str:
    return progress.NONE if value is None else plain(value)


def _shares(rows: list[Row]) -> Iterator[Asked]:
    """A share lies between nothing and the whole, where its target does."""
    for row in rows:
        unit, value, target = row.texts.get("计量单位", ""), row.amount("本期值"), row.amount("目标值")
        whole = WHOLE.get(unit)
        if whole is not None and value is not None and target is not None and 0 <= target <= whole:
            words = {"found": plain(value), "unit": unit, "whole": plain(whole)}
            yield asked(row.data, "PROG10", 0 <= value <= whole, row.number, ("本期值",), "核实性", **words)


def _verdicts(judged: list[tuple[Row, Judgement]]) -> Iterator[Finding]:
    """The findings on indicators that are behind, overdue, not reported or cannot be judged."""
    for row, judgement in judged:
        if judgement.verdict == BEHIND:
            yield _finding(row, "PROG06", "核实性", ("本期值", "应达值"), _line(row))
        elif judgement.verdict == OVERDUE:
            yield _finding(row, "PROG07", "核实性", ("本期值", "目标值"), {})
        elif judgement.verdict == UNREPORTED:
            yield _finding(row, "PROG08", "核实性", ("本期值",), {})
        elif judgement.verdict == UNKNOWN and judgement.reason in PLACES:
            labels = (PLACES[judgement.reason],)
            yield _finding(row, "PROG09", "提示性", labels, {"key": judgement.reason})


def _finding(row: Row, code: str, level: Level, labels: tuple[str, ...], words: Mapping[str, str]) -> Finding:
    course, reported, gap = row.course, row.reported, row.gap()
    assert course is not None
    about = {
        "name": " ".join(filter(None, (row.texts.get(n, "") for n in ("地区", "项目", "指标名称")))),
        "unit": row.texts.get("计量单位", ""),
        "target": plain(course.target),
        "due": course.due.isoformat(),
        "direction": row.texts.get("方向", ""),
    }
    if reported is not None:
        about |= {"found": plain(reported.value), "gap": _plain(gap), "day": row.texts.get("本期日期", "")}
    cells = tuple(row.data.table.cell(row.number, label) for label in labels)
    return Finding(code, level, cells, {**about, **words})


def _line(row: Row) -> dict[str, str]:
    """The words on the line: the value it asks for, the gap to it, and how much rounding explains."""
    course, reported = row.course, row.reported
    assert course is not None
    assert reported is not None
    line = schedule.expected(course, reported.day)
    assert line is not None
    behind = course.direction * (line - Fraction(reported.value))
    places = row.places + progress.FINER
    return {
        "expected": plain(schedule.rounded(line, places)),
        "behind": plain(schedule.rounded(behind, places)),
        "slack": plain(reported.half),
    }


def _tallies(judged: list[tuple[Row, Judgement]]) -> Iterator[tuple[Tally, list[Outcome]]]:
    """The counts of indicators that are as they should be, are not, or could not be judged."""
    kinds = {DONE: "exact", ON_TIME: "exact", BEHIND: "mismatch", OVERDUE: "mismatch"}
    counts = {"exact": 0, "mismatch": 0, "unverifiable": 0}
    for _, judgement in judged:
        counts[kinds.get(judgement.verdict, "unverifiable")] += 1
    if judged:
        formula = messages.form("check_PROG06", messages.LANGUAGES[0])
        yield Tally("PROG06", "bound", formula, counts), []


def _planned(form: FormData, rows: list[Row], options: Options) -> Iterator[Asked]:
    """Every row is an indicator of the targets workbook, unchanged, and none of those asked for is missing."""
    if options.targets is None:
        return
    from recon.plan import plans

    every = indicators.from_base(plans.load(options.targets))
    by_number = dict(indicators.by_id(every))
    for row in rows:
        code = row.texts.get("指标编号", "")
        if code:
            yield asked(form.main, "PROG05", code in by_number, row.number, ("指标编号",), found=code)
        if code in by_number:
            yield from _unchanged(row, by_number[code])
    yield from _complete(form, every)


def _unchanged(row: Row, one: Indicator) -> Iterator[Asked]:
    """Whether fixed values are those of the plan, and the base that of the plan where it has one."""
    for label, expected in fixed(one).items():
        if label in row.data.table.columns:
            yield _same(row, "PROG03", label, expected, "强制性", one)
    if one.base is not None:
        for label, expected in (("基期", one.start), ("基期值", plain(one.base))):
            if label in row.data.table.columns:
                yield _same(row, "PROG04", label, expected, "核实性", one)


def fixed(one: Indicator) -> dict[str, str]:
    """The plan's values of an indicator, by column."""
    place = one.figure.coordinate
    values = (
        place.measure,
        place.item,
        place.region,
        one.figure.unit,
        one.wording,
        one.direction,
        plain(one.target),
        one.due,
    )
    return dict(zip(FIXED, values, strict=True))


def _same(row: Row, code: str, label: str, sheet: str, level: Level, one: Indicator) -> Asked:
    stated = row.texts.get(label, "")
    amount = row.amount(label) if label in ("目标值", "基期值") else None
    shown = stated if amount is None else plain(amount)
    words = {"column": label, "expected": sheet or "—", "found": shown or "—", "place": one.figure.id}
    return asked(row.data, code, shown == sheet, row.number, (label,), level, **words)


def _complete(form: FormData, every: tuple[Indicator, ...]) -> Iterator[Asked]:
    """Each indicator of the cover's document and region has its row."""
    source, region = form.cover["来源编号"], form.cover["地区"]
    if not source or not region or "指标编号" not in form.main.projects.frame:
        return
    asked_for = indicators.chosen(every, *("" if word == progress.EVERY else word for word in (source, region)))
    there = set(form.main.projects.frame["指标编号"])
    missing = [one.figure.id for one in asked_for if one.figure.id not in there]
    words = {"source": source, "missing": "、".join(missing), "count": str(len(missing))}
    finding = Finding("PROG12", "核实性", (form.cover.cell("来源编号"),), words) if missing else None
    yield "PROG12", finding
