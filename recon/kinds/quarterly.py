"""The quarterly report on weak infrastructure: its three lists, each in itself and against the others."""

from __future__ import annotations

from collections.abc import Iterator

from recon.dates import quarter_end
from recon.kinds import crossing, reporting, tableform, telling
from recon.kinds.options import Options
from recon.kinds.structure import columns_of
from recon.kinds.tableform import FormData, TableData
from recon.model import CellRef, FileReport, Finding, Level
from recon.schemas import lists, quarterly
from recon.workbook import RawBook

KIND = quarterly.KIND


def recognise(book: RawBook) -> bool:
    """By a sheet with the head of 任务清单."""
    return telling.tells(book, quarterly.SPEC)


def check(book: RawBook, options: Options) -> FileReport:
    """Check the lists, what they say of each other, and the order of dates."""
    form = tableform.read(book, quarterly.SPEC)
    found = [*crossing.check(form), *_groups(form), *_tasks(form), *_duties(form), *_problems(form)]
    return reporting.report(form, book, options, reporting.sums(form, strict=options.strict), found=found)


def _say(
    data: TableData, code: str, row: int, labels: tuple[str, ...], level: Level = "强制性", **words: str
) -> Finding:
    """A finding at the first of some columns of a row."""
    return Finding(code, level, tuple(data.table.cell(row, label) for label in labels), words)


def _groups(form: FormData) -> Iterator[Finding]:
    """A task's group works in its area and is the group of the cover."""
    data, cover = form.main, form.cover["工作组"]
    for row, area, group in columns_of(data.projects.frame, "领域", "工作组"):
        known = lists.GROUPS.get(group)
        if known and area in lists.AREAS and known[0] != area:
            choices = "、".join(name for name, (of, _) in lists.GROUPS.items() if of == area)
            yield _say(data, "TASK04", row, ("工作组", "领域"), found=group, area=area, choices=choices)
        elif known and cover in lists.GROUPS and group != cover:
            yield _say(data, "COVER02", row, ("工作组",), column="工作组", found=group, expected=cover)


def _tasks(form: FormData) -> Iterator[Finding]:
    """What is finished has its date and only that; what is overdue at the quarter's end is called so."""
    data = form.main
    end = quarter_end(form.period) if form.period else ""
    unread = _unread(data)
    rows = columns_of(data.projects.frame, "任务编号", "完成状态", "完成日期", "起始日期", "完成时限")
    for row, task, state, done, start, due in rows:
        blank = not done and data.table.cell(row, "完成日期") not in unread
        if state == lists.ACHIEVED and blank and "完成日期" in data.table.columns:
            yield _say(data, "TASK06", row, ("完成日期",), task=task)
        if done and state in lists.TASK_STATES and state != lists.ACHIEVED:
            yield _say(data, "TASK08", row, ("完成状态", "完成日期"), found=state, done=done)
        elif due and start <= due < end and state in (lists.NOT_BEGUN, lists.ADVANCING):
            yield _say(data, "TASK09", row, ("完成状态", "完成时限"), "核实性", found=state, due=due, end=end)


def _unread(data: TableData) -> set[CellRef]:
    """Cells that could not be read, which is said already."""
    return {cell for finding in data.findings for cell in finding.cells}


def _duties(form: FormData) -> Iterator[Finding]:
    """Each task stands in 责任清单 exactly once."""
    duties = form.tables.get(quarterly.DUTIES)
    if duties is None or "任务编号" not in duties.projects.frame:
        return
    places: dict[str, list[int]] = {}
    for row, task in columns_of(duties.projects.frame, "任务编号"):
        places.setdefault(task, []).append(row)
    for task in dict.fromkeys(task for _, task in columns_of(form.main.projects.frame, "任务编号") if task):
        rows = places.get(task, [])
        if len(rows) > 1:
            cells = tuple(duties.table.cell(row, "任务编号") for row in rows)
            words = {"task": task, "sheet": duties.table.sheet, "cells": "、".join(c.a1 for c in cells)}
            yield Finding("TASK02", "强制性", cells, words)
        elif not rows:
            yield _lonely(form.main, task, duties.table.sheet)


def _lonely(data: TableData, task: str, sheet: str) -> Finding:
    """A task nobody answers for."""
    row = next(row for row, found in columns_of(data.projects.frame, "任务编号") if found == task)
    return _say(data, "TASK01", row, ("任务编号",), task=task, sheet=sheet)


def _problems(form: FormData) -> Iterator[Finding]:
    """A problem is settled if and only if it has the date on which it was struck off."""
    data = form.tables.get(quarterly.PROBLEMS)
    if data is None:
        return
    unread = _unread(data)
    for row, problem, state, closed in columns_of(data.projects.frame, "问题编号", "状态", "销号日期"):
        blank = not closed and data.table.cell(row, "销号日期") not in unread
        if state == lists.SOLVED and blank and "销号日期" in data.table.columns:
            yield _say(data, "PROB03", row, ("销号日期",), problem=problem)
        if closed and state == lists.OPEN:
            yield _say(data, "PROB05", row, ("状态", "销号日期"), found=state, closed=closed)
