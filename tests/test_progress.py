"""The progress form for indicators: its line in exact numbers, its faults at their cells, its rows from the targets workbook."""

from __future__ import annotations

import datetime
import json
import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given
from hypothesis import strategies as st

from recon import dates, engine, packaged
from recon.cli import app
from recon.options import Options
from recon.plan import indicators, plans
from recon.reports import annotate
from recon.rules import schedule
from recon.rules.schedule import Course, Judgement, Reported
from recon.schemas import progress
from recon.schemas.forms import form as spec_of
from recon.schemas.progress import BEHIND, DONE, ON_TIME, OVERDUE, UNKNOWN
from recon.templates.layout import Form
from recon.templates.making import make
from recon.workbook import Cell, RawBook, RawSheet
from tests import forms, office
from tests.periodic import Made, computed, found, indicator, standing
from tests.sheets import entry, stored

TABLE, LABELS = progress.INDICATORS, list(progress.Indicators.to_schema().columns)
FIRST_ROW = 8  #: of a generated form's table
ORIGIN = datetime.date(2020, 12, 31)


# --- the line -------------------------------------------------------------------------------------------------------

AMOUNTS = st.decimals(-10_000, 10_000, places=2)
DAYS = st.integers(1, 6000)


@st.composite
def courses(draw: st.DrawFn) -> tuple[Course, datetime.date]:
    """An indicator on its way from a base to a target on the other side of it, and a day before it is due."""
    base, target, whole = draw(AMOUNTS), draw(AMOUNTS), draw(DAYS)
    assume(base != target)
    day = ORIGIN + datetime.timedelta(days=draw(st.integers(0, whole - 1)))
    due = ORIGIN + datetime.timedelta(days=whole)
    return Course(target, due, 1 if target > base else -1, base, ORIGIN), day


def verdict(course: Course, value: Decimal, day: datetime.date, half: Decimal = Decimal("0.005")) -> str:
    """The verdict on a value."""
    return schedule.judge(course, Reported(value, half, day)).verdict


def scaled(course: Course, factor: Decimal, direction: schedule.Direction) -> Course:
    """The same in another unit, or mirrored."""
    assert course.base is not None
    return Course(course.target * factor, course.due, direction, course.base * factor, course.start)


@given(courses(), AMOUNTS, st.sampled_from([Decimal("0.0001"), Decimal("0.1"), Decimal(15), Decimal(10_000)]))
def test_the_unit_changes_no_verdict(given_: tuple[Course, datetime.date], value: Decimal, factor: Decimal) -> None:
    """万亩 or 亩: target, base, value and its rounding scale together."""
    course, day = given_
    other = verdict(scaled(course, factor, course.direction), value * factor, day, Decimal("0.005") * factor)

    assert other == verdict(course, value, day)


@given(courses(), AMOUNTS)
def test_mirrored_direction_gives_the_mirrored_verdict(given_: tuple[Course, datetime.date], value: Decimal) -> None:
    """At most −x of −v is at least x of v."""
    course, day = given_
    turned: schedule.Direction = -1 if course.direction == 1 else 1

    assert verdict(scaled(course, Decimal(-1), turned), -value, day) == verdict(course, value, day)


@given(courses(), AMOUNTS, st.decimals(0, 1000, places=2))
def test_a_better_value_is_never_judged_worse(
    given_: tuple[Course, datetime.date], value: Decimal, more: Decimal
) -> None:
    """滞后, 按期, 已完成 in this order, as the value moves towards the target."""
    course, day = given_
    rank = (BEHIND, ON_TIME, DONE)

    assert rank.index(verdict(course, value + course.direction * more, day)) >= rank.index(verdict(course, value, day))


@given(courses(), st.integers(0, 4))
def test_a_value_on_the_line_is_never_behind_however_it_is_rounded(
    given_: tuple[Course, datetime.date], places: int
) -> None:
    """Printed with any number of decimals; a whole unit of the last place below it is."""
    course, day = given_
    line = schedule.expected(course, day)
    assert line is not None
    ulp = Decimal(1).scaleb(-places)
    exact = Decimal(line.numerator) / Decimal(line.denominator)
    value = exact.quantize(ulp, ROUND_HALF_UP)

    assert verdict(course, value, day, ulp / 2) in (ON_TIME, DONE)
    short = value - course.direction * 2 * ulp
    assert verdict(course, short, day, ulp / 2) == BEHIND


@given(courses(), AMOUNTS, st.integers(0, 3000))
def test_once_due_only_the_target_counts(given_: tuple[Course, datetime.date], value: Decimal, late: int) -> None:
    """Whatever the base, or none."""
    course, _ = given_
    day = course.due + datetime.timedelta(days=late)
    met = course.direction * (value - course.target) + Decimal("0.005") >= 0
    bare = Course(course.target, course.due, course.direction)

    assert verdict(course, value, day) == verdict(bare, value, day) == (DONE if met else OVERDUE)


@given(courses(), st.integers(0, 9))
def test_rounding_is_that_of_the_spreadsheet(given_: tuple[Course, datetime.date], places: int) -> None:
    """Halves away from zero, within half a unit."""
    course, day = given_
    line = schedule.expected(course, day)
    assert line is not None
    off = Fraction(schedule.rounded(line, places)) - line

    assert abs(off) <= Fraction(1, 2 * 10**places)
    if abs(off) == Fraction(1, 2 * 10**places):
        assert off * line >= 0


DUE = datetime.date(2025, 12, 31)
DAY = datetime.date(2023, 6, 30)


@pytest.mark.parametrize(
    ("course", "day", "expected"),
    [
        (Course(Decimal(90), DUE, 1), DAY, Judgement(UNKNOWN, "no_base")),
        (Course(Decimal(90), DUE, 1, Decimal(80)), DAY, Judgement(UNKNOWN, "no_start")),
        (Course(Decimal(90), DUE, 1, Decimal(80), ORIGIN), None, Judgement(UNKNOWN, "no_day")),
        (Course(Decimal(90), DUE, 1, Decimal(80), DUE), DAY, Judgement(UNKNOWN, "late_start")),
        (
            Course(Decimal(90), DUE, 1, Decimal(80), ORIGIN),
            datetime.date(2019, 1, 1),
            Judgement(UNKNOWN, "early"),
        ),
        (Course(Decimal(90), DUE, 0), DAY, Judgement(UNKNOWN, "no_direction")),
        (Course(Decimal(85), DUE, 0), DAY, Judgement(DONE)),
    ],
)
def test_what_cannot_be_judged_says_why(course: Course, day: datetime.date | None, expected: Judgement) -> None:
    """A value of 85 without a line to hold it against; equal to the target it is reached whichever way it went."""
    assert schedule.judge(course, Reported(Decimal(85), Decimal("0.5"), day)) == expected


@pytest.mark.parametrize(
    ("word", "base", "expected"),
    [
        ("不低于", None, 1),
        ("不超过", 1, -1),
        ("达到", 80, 1),
        ("达到", 90, 1),
        ("达到", 95, -1),
        ("达到", None, 0),
    ],
)
def test_what_is_to_be_reached_is_reached_from_the_side_of_its_base(word: str, base: int | None, expected: int) -> None:
    """A target of 90."""
    assert schedule.direction(word, Decimal(90), None if base is None else Decimal(base)) == expected


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2025年底", "2025-12-31"),
        ("2035年", "2035-12-31"),
        ("2024", "2024-12-31"),
        ("2021年三季度", "2021-09-30"),
        ("2024年6月底", "2024-06-30"),
        ("2024-02", "2024-02-29"),
        ("2024-06-15", "2024-06-15"),
        ("2023年末", "2023-12-31"),
        ("2021-2025", None),
        ("每年", None),
        ("", None),
        ("全周期", None),
        ("2024-13", None),
        ("预警期间", None),
        ("1800年", None),
    ],
)
def test_periods_that_end_on_a_known_day(period: str, day: str | None) -> None:
    """Spans of years do not."""
    assert dates.last_day(period) == day


# --- a form and its faults -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("shift", [0, 2])
def test_a_sound_form_passes(shift: int) -> None:
    """Wherever its table stands; what held is counted."""
    report = engine.validate_book(standing(shift=shift).book())
    counts = {t.code: dict(t.counts) for t in report.tallies}

    assert (report.kind, report.findings) == ("progress", ())
    assert report.subject == ("省水利厅", "全部", "全部", "2023-06")
    assert counts["PROG06"] == {"exact": 3, "mismatch": 0, "unverifiable": 0}
    assert counts["PROG01"] == {"exact": 6, "mismatch": 0}


#: Row, changes (the columns with formulas follow unless changed), and each finding with the column it is told at.
FAULTS: list[tuple[int, dict[str, Cell], set[tuple[str, str]]]] = [
    (0, {"差距": 3}, {("PROG01", "差距")}),
    (0, {"差距": None}, {("PROG01", "差距")}),
    (0, {"差距": "四"}, {("NUM01", "差距")}),
    (0, {"应达值": 84.9}, {("PROG01", "应达值")}),
    (0, {"进度判断": "已完成"}, {("PROG02", "进度判断")}),
    (0, {"进度判断": None}, {("PROG02", "进度判断")}),
    (0, {"本期值": 85}, set()),
    (0, {"本期值": 84.49}, {("PROG06", "本期值")}),
    (0, {"本期值": 84}, {("PROG06", "本期值")}),
    (0, {"本期值": 84, "小数位": 1}, {("PROG06", "本期值")}),
    (0, {"本期值": 90}, set()),
    (0, {"本期值": 89.9, "本期日期": "2025-12-31"}, {("PROG07", "本期值")}),
    (0, {"本期值": 86, "本期日期": "2026-06-30"}, {("PROG07", "本期值")}),
    (0, {"本期值": None}, {("PROG08", "本期值")}),
    (0, {"本期值": None, "进度判断": None}, {("PROG08", "本期值")}),
    (0, {"基期值": None}, {("PROG09", "基期值")}),
    (0, {"基期": None}, {("PROG09", "基期")}),
    (0, {"本期日期": None}, {("PROG09", "本期日期")}),
    (0, {"本期值": 900}, {("PROG10", "本期值")}),
    (0, {"本期值": -1}, {("PROG10", "本期值"), ("PROG06", "本期值")}),
    (0, {"本期日期": "2020-06-30"}, {("PROG11", "本期日期")}),
    (0, {"本期值": "86%"}, {("NUM01", "本期值")}),
    (0, {"本期值": "约86"}, {("NUM01", "本期值")}),
    (0, {"小数位": "两位"}, {("NUM01", "小数位")}),
    (0, {"小数位": 1.5}, {("NUM01", "小数位")}),
    (0, {"完成时限": "2025年底"}, {("DATE01", "完成时限")}),
    (0, {"方向": "越高越好"}, {("LIST01", "方向")}),
    (0, {"指标编号": None}, {("FORM03", "指标编号")}),
    (0, {"目标值": None}, {("FORM03", "目标值")}),
    (1, {"指标编号": "F1"}, {("KEY01", "指标编号")}),
    (1, {"本期值": 36.01}, set()),
    (1, {"本期值": 36.02}, {("PROG06", "本期值")}),
    (1, {"本期值": 32.4}, set()),
    (1, {"本期值": 33, "本期日期": "2025-12-31"}, {("PROG07", "本期值")}),
    (2, {"本期值": 5.08}, {("PROG09", "基期值")}),
    (2, {"本期值": 5.08, "本期日期": "2026-01-01"}, {("PROG07", "本期值")}),
]


def spoilt(number: int, changes: dict[str, Cell]) -> Made:
    """A sound form of which one row was changed."""
    form = standing()
    row = {label: cell for label, cell in form.main[number].items() if label not in ("应达值", "差距", "进度判断")}
    try:
        form.main[number] = indicator(number, **{**row, **changes})
    except (AssertionError, ValueError):  # what cannot be computed stays as it was
        form.main[number].update(changes)
    return form


@pytest.mark.parametrize(("number", "changes", "faults"), FAULTS)
def test_a_fault_gives_its_finding_at_its_cell(
    number: int, changes: dict[str, Cell], faults: set[tuple[str, str]]
) -> None:
    """And nothing else; of a number that stands twice the first cell is told."""
    form = spoilt(number, changes)
    first = 0 if changes.get("指标编号") else number

    assert found(form) == {(code, form.at(first, label)) for code, label in faults}


@pytest.mark.parametrize("label", ["填报单位", "来源编号", "地区", "报告期"])
def test_what_a_cover_must_say(label: str) -> None:
    """FORM03 at its value."""
    form = standing().told(**{label: None})

    assert found(form) == {("FORM03", form.named(label))}


@pytest.mark.parametrize("label", LABELS)
def test_a_column_that_is_missing_is_told_once(label: str) -> None:
    """FORM02 at the header; what is behind or cannot be judged without it is told, nothing that rests on air."""
    form = standing()
    form.spec = spec_of("progress")
    book = form.book()
    place = LABELS.index(label)
    sheets = tuple(
        RawSheet(s.name, [row[:place] + row[place + 1 :] if len(row) == len(LABELS) else row for row in s.rows])
        if s.name == TABLE
        else s
        for s in book.sheets
    )
    codes = {f.code for f in engine.validate_book(RawBook(book.path, book.sha256, sheets)).findings}
    also = {
        "本期值": {"PROG01", "PROG02", "PROG08"},
        "基期值": {"PROG01", "PROG02", "PROG09"},
        "基期": {"PROG01", "PROG02", "PROG09"},
        "本期日期": {"PROG01", "PROG02", "PROG09"},
        "小数位": {"PROG01"},
    }

    assert "FORM02" in codes
    assert codes - {"FORM02"} <= also.get(label, set())


def test_levels_and_words() -> None:
    """What is behind may be explained; the sentence names the line, the gap and what rounding explains."""
    form = spoilt(0, {"本期值": 84})
    (finding,) = engine.validate_book(form.book()).findings
    line = Fraction(80) + Fraction(10) * (DAY - ORIGIN).days / (DUE - ORIGIN).days

    assert finding.level == "核实性"
    assert abs(Fraction(finding.words["expected"]) - line) <= Fraction(1, 200)
    assert abs(Fraction(finding.words["behind"]) - (line - 84)) <= Fraction(1, 200)
    assert (finding.words["gap"], finding.words["slack"]) == ("6", "0.5")


# --- against the targets workbook -----------------------------------------------------------------------------------

HEAD = [
    "编号",
    "来源编号",
    "章节",
    "指标名称",
    "项目",
    "时期",
    "地区",
    "数值",
    "计量单位",
    "限定",
    "数值上限",
]
#: The indicators of the sound form, where one of them started, and what is none.
TARGETS = [
    ["F1", "S1", "一", "普及率", "农村供水", "2025年底", "全省", "90", "%", "以上", ""],
    ["F2", "S1", "一", "细颗粒物浓度", "城市", "2025年", "全省", "32", "微克/立方米", "以下", ""],
    ["F3", "S1", "一", "用水总量", "全省用水", "2025年", "全省", "5.07", "亿立方米", "不超过", ""],
    ["F4", "S1", "一", "普及率", "农村供水", "2020年底", "全省", "80", "%", "", ""],
    ["F5", "S1", "一", "普及率", "农村供水", "2021-2025", "全省", "90", "%", "", ""],
    ["F6", "S1", "一", "普及率", "农村供水", "每年", "全省", "1", "%", "", ""],
    ["F7", "S1", "一", "普及率", "农村供水", "2025年底", "全省", "90", "%", "以上", ""],
]


def workbook(folder: Path, rows: list[list[str]] = TARGETS, measures: list[list[str]] | None = None) -> Path:
    """A targets workbook."""
    sources: list[list[Cell]] = [["来源编号", "成文日期"], ["S1", "2021-03-01"]]
    sheets = [RawSheet("来源", sources), RawSheet("指标", [[*HEAD], *(entry(*row) for row in rows)])]
    if measures:
        head: list[Cell] = ["指标名称", "计量单位", "类型", "可加", "舍入", "约数幅度"]
        sheets.append(RawSheet("口径", [head, *(entry(*row) for row in measures)]))
    return forms.save(RawBook(folder / "指标.xlsx", "", tuple(sheets)), folder / "指标.xlsx")


def test_a_form_as_the_targets_have_it_passes(tmp_path: Path) -> None:
    """With --targets: targets, base and number of indicators agree, and that is counted."""
    report = engine.validate_book(standing().book(), Options(targets=workbook(tmp_path)))
    counts = {t.code: t.counts.get("exact") for t in report.tallies}

    assert report.findings == ()
    assert {code: counts[code] for code in ("PROG03", "PROG04", "PROG05", "PROG12")} == {
        "PROG03": 24,
        "PROG04": 2,
        "PROG05": 3,
        "PROG12": 1,
    }


@pytest.mark.parametrize(
    ("number", "changes", "code", "label"),
    [
        (0, {"目标值": 88}, "PROG03", "目标值"),
        (1, {"目标值": 38}, "PROG03", "目标值"),
        (0, {"方向": "达到"}, "PROG03", "方向"),
        (0, {"完成时限": "2026-12-31"}, "PROG03", "完成时限"),
        (0, {"计量单位": "个"}, "PROG03", "计量单位"),
        (0, {"指标名称": "覆盖率"}, "PROG03", "指标名称"),
        (0, {"项目": "城市供水"}, "PROG03", "项目"),
        (0, {"地区": "长春市"}, "PROG03", "地区"),
        (0, {"原文目标": "90左右"}, "PROG03", "原文目标"),
        (0, {"基期值": 79}, "PROG04", "基期值"),
        (0, {"基期": "2019-12-31"}, "PROG04", "基期"),
    ],
)
def test_an_edited_target_is_told_at_its_cell(
    tmp_path: Path, number: int, changes: dict[str, Cell], code: str, label: str
) -> None:
    """Even where the form is sound in itself with the other number."""
    form = spoilt(number, changes)
    options = Options(targets=workbook(tmp_path))

    assert {f for f in found(form, options) if f[0] != "PROG06"} == {(code, form.at(number, label))}


def test_an_unknown_indicator_and_a_missing_one(tmp_path: Path) -> None:
    """A row under another number is both: no indicator, and the indicator is not there."""
    form = spoilt(1, {"指标编号": "F9"})

    assert found(form, Options(targets=workbook(tmp_path))) == {
        ("PROG05", form.at(1, "指标编号")),
        ("PROG12", form.named("来源编号")),
    }


def of(folder: Path, *row: str, measures: list[list[str]] | None = None) -> indicators.Indicator:
    """The one indicator of a workbook with one figure: measure, period, number, unit, qualifier, upper end."""
    name, period, number, unit, qualifier, upper = row
    figure = ["F1", "S1", "一", name, "某项", period, "全省", number, unit, qualifier, upper]
    (one,) = indicators.from_base(plans.load(workbook(folder, [figure], measures)))
    return one


@pytest.mark.parametrize(
    ("row", "told", "direction", "target"),
    [
        (("普及率", "2025年底", "90", "%", "以上", ""), "90以上", "不低于", "90"),
        (("用水总量", "2025年", "27.60", "亿立方米", "不超过", ""), "不超过27.60", "不超过", "27.60"),
        (("浓度", "2025", "32", "微克", "以下", ""), "32以下", "不超过", "32"),
        (("里程", "2025年底", "5000", "公里", "", ""), "5000", "达到", "5000"),
        (("事故起数", "2025年底", "3", "起", "", ""), "3", "不超过", "3"),
        (("事故起数降幅", "2025年底", "9", "%", "", ""), "9", "达到", "9"),
        (("投产数", "2025年底", "103", "个", "确保力争", "159"), "确保103力争159", "不低于", "103"),
        (("储气能力", "2025年底", "5", "亿立方米", "区间", "8"), "5—8", "不低于", "5"),
        (("漏损率", "2025年底", "8", "%", "区间", "10"), "8—10", "不超过", "10"),
        (("吞吐量", "2025年底", "2500", "万人次", "约", ""), "约2500", "不低于", "2375"),
        (("重污染天气比率", "2021年底", "1", "%", "左右", ""), "1左右", "不超过", "1.05"),
    ],
)
def test_what_a_target_asks_for(tmp_path: Path, row: tuple[str, ...], told: str, direction: str, target: str) -> None:
    """Words, direction and the number that counts: of a range the end that is guaranteed."""
    one = of(tmp_path, *row)

    assert (one.wording, one.direction, str(one.target)) == (told, direction, target)


def test_which_figures_are_indicators() -> None:
    """Of the packaged figures: those due after their document; of one without a date, due on its last day; no money."""
    base = plans.load(packaged.targets())
    every = indicators.from_base(base)
    by_source = {source: [one for one in every if one.figure.source == source] for source in base.dates}

    assert {one.due for one in by_source["S3"]} == {"2025-12-31"}
    assert all(one.due > base.dates[s] for s, ones in by_source.items() if base.dates[s] for one in ones)
    assert not by_source["S9"]
    assert not {one.figure.coordinate.measure for one in every} & {"计划投资", "总投资", "供需失衡比例"}
    assert len({one.figure.coordinate for one in by_source["S7"]}) == sum(f.source == "S7" for f in base.figures)


def test_where_an_indicator_starts() -> None:
    """At the same coordinate's latest earlier figure, in its own unit."""
    known = dict(indicators.by_id(indicators.from_base(plans.load(packaged.targets()))))
    by_place = {
        (one.figure.source, one.figure.coordinate.measure, one.figure.coordinate.item, one.due): one
        for one in known.values()
    }
    road = by_place["S1", "通车里程", "高速公路", "2025-12-31"]
    shelter = by_place["S3", "避难场所容纳人数", "应急避难场所", "2025-12-31"]

    assert (road.base, road.start) == (Decimal(4300), "2020-12-31")
    assert (shelter.base, shelter.start, shelter.places) == (Decimal("2.6"), "2020-12-31", 1)


def test_a_base_in_another_unit_is_converted(tmp_path: Path) -> None:
    """亿立方米 where the start was told in 万立方米, exactly."""
    rows = [
        ["F1", "S1", "一", "储气能力", "全省", "2025年底", "全省", "5", "亿立方米", "以上", ""],
        ["F2", "S1", "一", "储气能力", "全省", "2020年底", "全省", "3050", "万立方米", "", ""],
    ]
    measures = [["储气能力", "亿立方米", "数量", "是", "四舍五入", ""]]
    one = next(iter(indicators.from_base(plans.load(workbook(tmp_path, rows, measures)))))

    assert (one.base, one.start, one.places) == (Decimal("0.305"), "2020-12-31", 3)


# --- the generated form ---------------------------------------------------------------------------------------------


def template(*arguments: object) -> Result:
    """``recon template …``."""
    return CliRunner().invoke(app, ["template", *map(str, arguments)])


def rows_of(path: Path) -> dict[str, dict[str, object]]:
    """The rows of a generated form by 指标编号, as they are stored."""
    page = openpyxl.load_workbook(path, data_only=True)[TABLE]
    rows = [dict(zip(LABELS, row, strict=False)) for row in page.iter_rows(min_row=FIRST_ROW, values_only=True)]
    return {str(row["指标编号"]): row for row in rows if str(row["指标编号"]).startswith("F")}


@pytest.mark.parametrize(
    ("arguments", "source", "region"),
    [
        (("--month", "2024-06"), "", ""),
        (("--source", "S6", "--month", "2021-06"), "S6", ""),
        (("--source", "S7", "--region", "集安市", "--month", "2024-06"), "S7", "集安市"),
        (("--region", "巫山县", "--month", "2023-12", "--targets", "plan"), "", "巫山县"),
    ],
)
def test_a_generated_form_has_the_indicators(
    tmp_path: Path, arguments: tuple[str, ...], source: str, region: str
) -> None:
    """All of the document and region asked for, with target, due date, base, and the last day of the month."""
    path = tmp_path / "表.xlsx"
    done = template("--indicators", *arguments, "-o", path)
    assert done.exit_code == 0, done.output
    every = indicators.chosen(indicators.from_base(plans.load(packaged.targets())), source, region)
    rows = rows_of(path)

    assert list(rows) == [one.figure.id for one in every]
    for one in every:
        row = rows[one.figure.id]
        assert (row["完成时限"], Decimal(str(row["目标值"])), row["方向"]) == (
            one.due,
            one.target,
            one.direction,
        )
        assert row["基期值"] == (None if one.base is None else float(one.base))
        assert str(row["本期日期"]).startswith(arguments[arguments.index("--month") + 1])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--indicators",), "--month"),
        (("--indicators", "--month", "2024"), "2021-03"),
        (("--indicators", "--month", "2024-06", "--source", "S9"), "S7"),
        (("--indicators", "--month", "2024-06", "--source", "S7", "--region", "长春市"), "梅河口市"),
        (("--indicators", "--month", "2024-06", "--network", "路网"), "--network"),
        (("--month", "2024-06", "--source", "S7"), "--source"),
        (("--source", "S7"), "--source"),
    ],
)
def test_wrong_usage_names_the_choices(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """Exit code 2, the sentence, and no file."""
    done = template(*arguments, "-o", tmp_path / "表.xlsx")

    assert (done.exit_code, said in done.output) == (2, True), done.output
    assert list(tmp_path.iterdir()) == []


def test_a_targets_workbook_that_cannot_be_read(tmp_path: Path) -> None:
    """Exit code 3 and a sentence."""
    other = forms.save(standing().book(), tmp_path / "别的.xlsx")
    done = template("--indicators", "--month", "2024-06", "--targets", other, "-o", tmp_path / "表.xlsx")

    assert (done.exit_code, "FILE07" in done.output) == (3, True), done.output


def filled(path: Path, values: dict[str, dict[str, Cell]], sender: str = "省水利厅") -> Path:
    """A generated form with cells typed in by 指标编号."""
    book = openpyxl.load_workbook(path)
    book["封面"]["C4"] = sender
    page = book[TABLE]
    for row in page.iter_rows(min_row=FIRST_ROW):
        for label, value in values.get(str(row[0].value), {}).items():
            row[LABELS.index(label)].value = stored(value)
    book.save(path)
    return path


#: Typed into the form of the targets above: 指标编号 → cells, and the finding.
TYPED: list[tuple[dict[str, dict[str, Cell]], set[tuple[str, str, str]]]] = [
    ({"F1": {"本期值": 86}, "F2": {"本期值": 31}, "F3": {"本期值": 5.07}}, set()),
    ({"F1": {"本期值": 84}, "F2": {"本期值": 31}, "F3": {"本期值": 5}}, {("PROG06", "F1", "本期值")}),
    (
        {"F1": {"本期值": 86}, "F2": {"本期值": 37, "基期": "2020-12-31", "基期值": 40}, "F3": {"本期值": 5}},
        {("PROG06", "F2", "本期值")},
    ),
    ({"F1": {"本期值": 86}, "F2": {"本期值": 37}, "F3": {"本期值": 5}}, {("PROG09", "F2", "基期值")}),
    ({"F1": {"本期值": 86}, "F2": {"本期值": 31}}, {("PROG08", "F3", "本期值")}),
    (
        {"F1": {"本期值": 86, "目标值": 87}, "F2": {"本期值": 31}, "F3": {"本期值": 5}},
        {("PROG03", "F1", "目标值")},
    ),
    (
        {"F1": {"本期值": 86, "差距": 0}, "F2": {"本期值": 31}, "F3": {"本期值": 5}},
        {("PROG01", "F1", "差距")},
    ),
    (
        {"F1": {"本期值": 86, "进度判断": "已完成"}, "F2": {"本期值": 31}, "F3": {"本期值": 5}},
        {("PROG02", "F1", "进度判断")},
    ),
    (
        {"F1": {"本期值": 89, "本期日期": "2026-01-31"}, "F2": {"本期值": 31}, "F3": {"本期值": 5}},
        {("PROG07", "F1", "本期值")},
    ),
]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """The targets, and the form of them filled in each way and calculated by LibreOffice."""
    folder = tmp_path_factory.mktemp("generated")
    targets = workbook(folder)
    paths = [folder / f"表{number}.xlsx" for number in range(len(TYPED))]
    done = template("--indicators", "--month", "2023-06", "--targets", targets, "-o", paths[0])
    assert done.exit_code == 0, done.output
    blank = paths[0].read_bytes()
    for path, (values, _) in zip(paths, TYPED, strict=True):
        path.write_bytes(blank)
        filled(path, values)
    return targets, office.converted(paths, folder, office.XLSX)


@office.needs_office
@pytest.mark.parametrize("number", range(len(TYPED)))
def test_generated_filled_recalculated_and_checked(
    generated: tuple[Path, list[Path]], tmp_path: Path, number: int
) -> None:
    """Only what was planted is found, at its cell; report, workbook of discrepancies and marked copy are made."""
    targets, saved, faults = generated[0], generated[1][number], TYPED[number][1]
    report = engine.validate_file(saved, Options(targets=targets))
    places = {code: FIRST_ROW + number for number, code in enumerate(("F1", "F2", "F3"))}

    assert {(f.code, f.cell.sheet, f.cell.row, f.cell.column) for f in report.findings} == {
        (code, TABLE, places[row], LABELS.index(label) + 1) for code, row, label in faults
    }
    marked = annotate.write(report, saved, tmp_path / "标注.xlsx", lang="zh") if faults else saved
    again = engine.validate_file(marked, Options(targets=targets))
    assert [(f.code, f.cell) for f in again.findings] == [(f.code, f.cell) for f in report.findings]


def drawn(rng: random.Random, number: int) -> dict[str, Cell]:
    """A row of any direction, date and value; every third is on the line, rounded, or just off it."""
    places = rng.choice((0, 1, 2, 3))
    target, base = (round(rng.uniform(-50, 5000), places) for _ in range(2))
    start = ORIGIN + datetime.timedelta(days=rng.randrange(400))
    due = start + datetime.timedelta(days=rng.randrange(300, 4000))
    now = start + datetime.timedelta(days=rng.randrange(-20, 4200))
    way = "达到" if number % 4 == 3 else ("不低于" if base < target else "不超过") if number % 4 else "不低于"
    value = round(rng.uniform(min(base, target) - 50, max(base, target) + 50), rng.choice((0, 1, 2, places)))
    if number % 3 == 0:
        share = Fraction((now - start).days, (due - start).days)
        line = Fraction(str(base)) + (Fraction(str(target)) - Fraction(str(base))) * share
        value = round(float(line) + rng.choice((0, 0.5, -0.5, 1, -1)) * 10**-places, places + rng.choice((0, 1)))
    known: dict[str, Cell] = {
        "方向": way,
        "目标值": target,
        "基期值": base,
        "小数位": places,
        "完成时限": due.isoformat(),
        "基期": start.isoformat(),
        "本期日期": now.isoformat(),
        "本期值": value,
        "指标编号": f"F{number + 1}",
        "计量单位": "万亩",
    }
    blank = {1: "基期值", 2: "基期", 3: "本期日期", 4: "本期值"}.get(rng.randrange(12))
    return known if blank is None or (blank == "基期值" and way == "达到") else {**known, blank: None}


@office.needs_office
def test_formulas_give_what_is_computed_exactly(tmp_path: Path) -> None:
    """300 rows recalculated by LibreOffice: no PROG01, no PROG02, and the verdicts are those of plain arithmetic."""
    rng = random.Random(761)
    rows = [drawn(rng, number) for number in range(300)]
    names: dict[str, Cell] = {"指标名称": "某指标", "原文目标": "如文件"}
    listed = tuple(
        {
            label: Decimal(str(v)) if isinstance(v, int | float) else str(v)
            for label, v in {**names, **row}.items()
            if v is not None
        }
        for row in rows
    )
    path = tmp_path / "表.xlsx"
    said = {"来源编号": "全部", "地区": "全部", "填报单位": "甲"}
    path.write_bytes(make(Form("", "", "2023-06", projects=listed, spec=spec_of("progress"), fields=said)))
    saved = office.recalculated(path, tmp_path)
    shown = rows_of(saved)
    codes = [f.code for f in engine.validate_file(saved).findings]
    expected = {str(row["指标编号"]): computed(row)["进度判断"] for row in rows}

    assert not {"PROG01", "PROG02"} & set(codes)
    assert {code: row["进度判断"] for code, row in shown.items()} == expected
    assert set(expected.values()) == {*progress.VERDICTS}


@office.needs_office
def test_values_in_a_blank_form_are_what_libreoffice_computes(tmp_path: Path) -> None:
    """Every formula: cached value = recalculated value."""
    path = tmp_path / "表.xlsx"
    assert template("--indicators", "--source", "S1", "--month", "2023-06", "-o", path).exit_code == 0
    cached = openpyxl.load_workbook(path, data_only=True)
    anew = openpyxl.load_workbook(office.recalculated(path, tmp_path), data_only=True)
    formulas = [
        c for page in openpyxl.load_workbook(path) for row in page.iter_rows() for c in row if c.data_type == "f"
    ]

    assert formulas
    for cell in formulas:
        ours, theirs = (book[cell.parent.title][cell.coordinate].value for book in (cached, anew))
        assert ours == theirs, cell


def test_the_command_line_from_end_to_end(tmp_path: Path) -> None:
    """A form by hand with one indicator behind: JSON names the kind, the workbook is made, nothing blocks."""
    form = forms.save(spoilt(0, {"本期值": 84}).book(), tmp_path / "表.xlsx")
    targets = workbook(tmp_path)
    done = CliRunner().invoke(app, ["validate", str(form), "--targets", str(targets), "--format", "json"])
    report = json.loads(done.stdout)
    text = CliRunner().invoke(app, ["validate", str(form), "--targets", str(targets)])

    (file,) = report["files"]
    assert (done.exit_code, file["kind"], [f["code"] for f in file["findings"]]) == (
        0,
        "progress",
        ["PROG06"],
    )
    assert (text.exit_code, "PROG06" in text.output) == (0, True), text.output
    assert {p.name for p in tmp_path.iterdir()} >= {"表_差异.xlsx", "表_标注.xlsx"}
