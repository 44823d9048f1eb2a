"""The quarterly report: sound lists pass in every shape, each fault gives its finding at its cell, no other."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import lists
from recon import dates, engine
from recon.catalogue import EVERY_GROUP
from recon.schemas import quarterly
from recon.workbook import Cell
from tests import soak
from tests.periodic import Made, duty, found, problem, quarter, task

TASKS, DUTIES, PROBLEMS = quarterly.TASKS, quarterly.DUTIES, quarterly.PROBLEMS


QUARTERS = ("2021Q1", "2021年第一季度", "2021年1季度", "2021q1")


@soak.longer
@pytest.mark.parametrize(("group", "when", "shift"), soak.pairwise((*lists.GROUPS, EVERY_GROUP), QUARTERS, (0, 2)))
def test_sound_lists_pass(group: str, when: str, shift: int) -> None:
    """Each group's and those of all, however the quarter is written, wherever the tables stand."""
    report = engine.validate_book(quarter(group, when, shift=shift).book())

    assert (report.kind, report.findings) == ("quarterly", ())
    assert report.subject == (group, "2021Q1")


def test_what_held_is_counted() -> None:
    """Every relation of words with the rows it was asked of, so that a pass says how much it rests on."""
    form = quarter()
    form.main[0].update({**FINISHED, "完成值": 2})
    form.main[1]["完成时限"] = "2021-03-30"
    counts = {
        t.code: (t.counts.get("exact"), t.counts.get("mismatch")) for t in engine.validate_book(form.book()).tallies
    }

    assert counts == {
        "GOAL": (1, 0),
        "TASK01": (3, 0),
        "TASK02": (3, 0),
        "TASK03": (3, 0),
        "TASK04": (3, 0),
        "TASK05": (3, 0),
        "TASK06": (1, 0),
        "TASK07": (1, 0),
        "TASK08": (1, 0),
        "TASK09": (0, 1),
        "PROB01": (2, 0),
        "PROB02": (2, 0),
        "PROB03": (1, 0),
        "PROB04": (1, 0),
        "PROB05": (1, 0),
    }


def test_a_quarter_without_problems_passes() -> None:
    """An empty 问题清单 is right."""
    form = quarter()
    form.rows[PROBLEMS] = []

    assert found(form) == set()


@pytest.mark.parametrize(
    "written",
    [
        datetime.date(2021, 6, 30),
        "2021/6/30",
        "2021.6.30",
        "2021年6月30日",
        "2021-06-30",
        20210630,
        "20210630",
        "２０２１－６－３０",
    ],
)
def test_days_are_read_however_they_are_written(written: object) -> None:
    """As a date of the spreadsheet or in any usual spelling."""
    form = quarter()
    form.main[0]["完成时限"] = written  # type: ignore[assignment]

    assert found(form) == set()


@pytest.mark.parametrize("written", ["6月底", "2021-02-30", "2021-06", "2021", 44377, True])
def test_what_is_no_day_is_told(written: object) -> None:
    """DATE01 at it, and nothing about its order."""
    form = quarter()
    form.main[0]["完成时限"] = written  # type: ignore[assignment]

    assert found(form) == {("DATE01", form.at(0, "完成时限"))}


FINISHED: dict[str, Cell] = {"完成状态": "已完成", "完成日期": "2021-03-20", "完成值": 2}
#: Sheet, row, changes, and each finding with the column it is told at.
FAULTS: list[tuple[str, int, dict[str, Cell], set[tuple[str, str]]]] = [
    (TASKS, 0, {"工作组": "供热组", "领域": "供电"}, {("TASK04", "工作组")}),
    (TASKS, 0, {"领域": "交通"}, {("TASK04", "工作组")}),
    (TASKS, 0, {"领域": "供煤"}, {("LIST01", "领域")}),
    (TASKS, 0, {"工作组": "供煤组"}, {("LIST01", "工作组")}),
    (TASKS, 0, {"领域": "供热", "工作组": "供热组"}, {("COVER02", "工作组")}),
    (TASKS, 1, {"完成时限": "2021-01-03"}, {("TASK05", "完成时限")}),
    (TASKS, 1, {"完成时限": "2021-01-04", "完成状态": "滞后"}, set()),
    (TASKS, 1, {**FINISHED, "完成日期": None}, {("TASK06", "完成日期")}),
    (TASKS, 1, {**FINISHED, "完成日期": "三月"}, {("DATE01", "完成日期")}),
    (TASKS, 1, FINISHED, set()),
    (TASKS, 1, {**FINISHED, "完成日期": "2021-01-03"}, {("TASK07", "完成日期")}),
    (TASKS, 1, {**FINISHED, "完成状态": "推进中"}, {("TASK08", "完成状态")}),
    (TASKS, 1, {**FINISHED, "完成状态": "滞后"}, {("TASK08", "完成状态")}),
    (TASKS, 1, {**FINISHED, "完成值": 1.5}, {("GOAL01", "完成值")}),
    (TASKS, 1, {**FINISHED, "目标值": None, "完成值": None}, set()),
    (TASKS, 2, {"完成时限": "2021-03-30"}, {("TASK09", "完成状态")}),
    (TASKS, 2, {"完成时限": "2021-03-31"}, set()),
    (TASKS, 2, {"完成时限": "2021-03-30", "完成状态": "未启动"}, {("TASK09", "完成状态")}),
    (TASKS, 2, {"完成时限": "2021-03-30", "完成状态": "滞后"}, set()),
    (TASKS, 2, {"完成时限": None}, {("FORM03", "完成时限")}),
    (TASKS, 2, {"任务内容": None}, {("FORM03", "任务内容")}),
    (DUTIES, 0, {"责任领导": None}, {("FORM03", "责任领导")}),
    (DUTIES, 0, {"责任单位": None}, {("FORM03", "责任单位")}),
    (DUTIES, 0, {"责任人": None}, {("FORM03", "责任人")}),
    (PROBLEMS, 0, {"任务编号": "供电-09"}, {("PROB01", "任务编号")}),
    (PROBLEMS, 0, {"解决时限": "2021-01-31"}, {("PROB02", "解决时限")}),
    (PROBLEMS, 0, {"解决时限": None}, set()),
    (PROBLEMS, 1, {"销号日期": None}, {("PROB03", "销号日期")}),
    (PROBLEMS, 1, {"销号日期": "2021-01-31"}, {("PROB04", "销号日期")}),
    (PROBLEMS, 0, {"销号日期": "2021-03-01"}, {("PROB05", "状态")}),
    (PROBLEMS, 0, {"状态": "快了"}, {("LIST01", "状态")}),
    (PROBLEMS, 1, {"问题编号": "W01"}, {("KEY01", "问题编号")}),
]


@pytest.mark.parametrize(("sheet", "number", "changes", "faults"), FAULTS)
def test_a_fault_gives_its_finding_at_its_cell(
    sheet: str, number: int, changes: dict[str, object], faults: set[tuple[str, str]]
) -> None:
    """And nothing else; of a number that stands twice the first cell is told."""
    form = quarter()
    form.rows[sheet][number].update(changes)  # type: ignore[arg-type]
    first = 0 if changes.get("问题编号") else number

    assert found(form) == {(code, form.at(first, label, sheet)) for code, label in faults}


def test_levels() -> None:
    """Only what may be explained is 核实性."""
    form = quarter()
    form.main[0].update({**FINISHED, "完成值": 1})
    form.main[1]["完成时限"] = "2021-03-30"
    form.rows[PROBLEMS][0]["任务编号"] = "无"

    assert {(f.code, f.level) for f in engine.validate_book(form.book()).findings} == {
        ("GOAL01", "核实性"),
        ("TASK09", "核实性"),
        ("PROB01", "强制性"),
    }


def test_a_task_without_a_duty() -> None:
    """TASK01 at the task."""
    form = quarter()
    form.rows[DUTIES].pop(1)

    assert found(form) == {("TASK01", form.at(1, "任务编号"))}


def test_a_task_with_two_duties() -> None:
    """TASK02 at both rows."""
    form = quarter()
    form.rows[DUTIES].append(duty("供电-01"))
    (finding,) = engine.validate_book(form.book()).findings

    assert finding.code == "TASK02"
    assert [str(cell) for cell in finding.cells] == [form.at(n, "任务编号", DUTIES) for n in (0, 3)]


def test_a_duty_of_an_unknown_task() -> None:
    """TASK03 at it."""
    form = quarter()
    form.rows[DUTIES].append(duty("供电-09"))

    assert found(form) == {("TASK03", form.at(3, "任务编号", DUTIES))}


def test_a_task_told_twice() -> None:
    """KEY01, and nothing about its duty."""
    form = quarter()
    form.main.append(task(1))

    assert found(form) == {("KEY01", form.at(0, "任务编号"))}


def test_lists_that_are_not_there() -> None:
    """FORM05 for each; their rows are not asked about one by one."""
    form = quarter()
    form.rows = {TASKS: form.main}
    report = engine.validate_book(form.book())

    assert [(f.code, str(f.cell), f.words["sheet"]) for f in report.findings] == [
        ("FORM05", TASKS, DUTIES),
        ("FORM05", TASKS, PROBLEMS),
    ]


def test_lists_without_rows() -> None:
    """No task and no duty is told, no problem is right."""
    form = quarter()
    form.rows = {TASKS: [], DUTIES: [], PROBLEMS: []}

    assert found(form) == {("FORM07", TASKS), ("FORM07", DUTIES)}


@pytest.mark.parametrize(("label", "value", "code"), [("季度", "春季", "DATE01"), ("工作组", "供煤组", "LIST01")])
def test_what_a_cover_must_say(label: str, value: str, code: str) -> None:
    """Told at its value."""
    form = quarter().told(**{label: value})

    assert found(form) == {(code, form.named(label))}


def test_a_quarter_that_is_not_told() -> None:
    """FORM03; what depends on its end is not asked."""
    form = quarter().told(季度=None)
    form.main[0]["完成时限"] = "2021-02-28"

    assert found(form) == {("FORM03", form.named("季度"))}


def test_every_row_counts_below_a_repeated_header() -> None:
    """Lists printed on several pages: header repeated, notes and signatures between and below."""
    form = quarter()
    book = form.book()
    sheet = next(s for s in book.sheets if s.name == TASKS)
    head, body = sheet.rows[:6], sheet.rows[6:]
    paged = replace(
        sheet,
        rows=[*head, body[0], body[1], ["续表"], *head[4:6], body[2], [], ["说明：共三项"], ["2. 另附"]],
    )
    book = replace(book, sheets=tuple(paged if s.name == TASKS else s for s in book.sheets))

    assert found(book) == set()


@soak.examples(4, 30)
@given(
    orders=st.tuples(*(st.permutations(range(n)) for n in (3, 3, 2))),
    fault=st.sampled_from([{}, {"完成时限": "2021-02-01"}, {"任务编号": "供电-08"}, {"完成日期": "2021-02-01"}]),
)
def test_shuffling_rows_changes_no_verdict(orders: tuple[list[int], ...], fault: dict[str, str]) -> None:
    """The same codes with the same words, in whatever order the lists are."""
    form = quarter()
    form.main[1].update(fault)
    before = said(form)
    for sheet, order in zip((TASKS, DUTIES, PROBLEMS), orders, strict=True):
        form.rows[sheet] = [form.rows[sheet][n] for n in order]

    assert said(form) == before


def said(form: Made) -> list[tuple[str, list[tuple[str, str]]]]:
    """Codes and words, sorted."""
    findings = engine.validate_book(form.book()).findings
    return sorted((f.code, sorted(f.words.items())) for f in findings)


def test_problems_belong_to_several_tasks() -> None:
    """Two of the same task are as right as one."""
    form = quarter()
    form.rows[PROBLEMS].append(problem(3, "供电-01"))

    assert found(form) == set()


@pytest.mark.parametrize(("year", "number"), list(product((2020, 2021), (1, 2, 3, 4))))
def test_the_end_of_a_quarter(year: int, number: int) -> None:
    """The day before the next one begins."""
    end = datetime.date.fromisoformat(dates.quarter_end(f"{year}Q{number}"))
    after = end + datetime.timedelta(days=1)

    assert (after.day, after.month) == (1, 3 * number % 12 + 1)
