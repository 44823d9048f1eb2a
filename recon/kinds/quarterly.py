"""The quarterly report on weak infrastructure: its three lists, each in itself and against the others."""

from __future__ import annotations

from collections.abc import Iterator

from recon import dates
from recon.catalogue import ACHIEVED, AREA, LATE, PROBLEM_STATE, SOLVED, TASK_STATE, in_force
from recon.forms import assembly, crossing, tableform
from recon.forms.crossing import Asked, asked
from recon.forms.structure import columns_of
from recon.forms.tableform import FormData, TableData
from recon.model import CellRef, FileReport, Finding
from recon.options import Options
from recon.schemas import forms, quarterly
from recon.workbook import RawBook

KIND = quarterly.KIND


def check(book: RawBook, options: Options) -> FileReport:
    """Check the lists, what they say of each other, and the order of dates."""
    form = tableform.read(book, forms.form(quarterly.KIND))
    told = [
        *crossing.check(form),
        *_groups(form),
        *_tasks(form),
        *_overdue(form),
        *_duties(form),
        *_problems(form),
    ]
    judged = [*assembly.sums(form, strict=options.strict), *crossing.tallies(told)]
    wrong = [finding for _, finding in told if finding is not None]
    return assembly.report(form, book, options, judged, found=wrong)


def _groups(form: FormData) -> Iterator[Asked]:
    """A task's group works in its area."""
    for row, area, group in columns_of(form.main.projects.frame, "领域", "工作组"):
        if group in in_force().groups and area in in_force().values(AREA):
            choices = "、".join(name for name, (of, _) in in_force().groups.items() if of == area)
            words = {"found": group, "area": area, "choices": choices}
            yield asked(form.main, "TASK04", in_force().groups[group][0] == area, row, ("工作组", "领域"), **words)


def _tasks(form: FormData) -> Iterator[Asked]:
    """What is finished has its date, and only that."""
    data, unread = form.main, _unread(form.main)
    achieved, states = in_force().at(TASK_STATE, ACHIEVED), in_force().every_value(TASK_STATE)
    for row, task, state, done in columns_of(data.projects.frame, "任务编号", "完成状态", "完成日期"):
        if state == achieved and "完成日期" in data.table.columns:
            there = bool(done) or data.table.cell(row, "完成日期") in unread
            yield asked(data, "TASK06", there, row, ("完成日期",), task=task)
        if done and state in states:
            labels = ("完成状态", "完成日期")
            yield asked(data, "TASK08", state == achieved, row, labels, found=state, done=done)


def _overdue(form: FormData) -> Iterator[Asked]:
    """What is not finished at the quarter's end though it was due is called 滞后; wrong dates are told elsewhere."""
    if dates.quarter(form.period) is None:
        return
    end = dates.quarter_end(form.period)
    columns = ("完成状态", "完成日期", "起始日期", "完成时限")
    for row, state, done, start, due in columns_of(form.main.projects.frame, *columns):
        if start <= due < end and due and not done and state in in_force().every_value(TASK_STATE):
            late = state in (in_force().at(TASK_STATE, LATE), in_force().at(TASK_STATE, ACHIEVED))
            words = {"found": state, "due": due, "end": end}
            yield asked(form.main, "TASK09", late, row, ("完成状态", "完成时限"), "核实性", **words)


def _unread(data: TableData) -> set[CellRef]:
    """Cells that could not be read, which is said already."""
    return {cell for finding in data.findings for cell in finding.cells}


def _duties(form: FormData) -> Iterator[Asked]:
    """Each task stands in 责任清单 exactly once."""
    duties = form.tables.get(quarterly.DUTIES)
    if duties is None or "任务编号" not in duties.projects.frame:
        return
    places: dict[str, list[int]] = {}
    for row, task in columns_of(duties.projects.frame, "任务编号"):
        places.setdefault(task, []).append(row)
    first = {task: row for row, task in reversed([*columns_of(form.main.projects.frame, "任务编号")]) if task}
    for task, row in first.items():
        rows = places.get(task, [])
        words = {"task": task, "sheet": duties.table.sheet}
        yield asked(form.main, "TASK01", bool(rows), row, ("任务编号",), **words)
        if rows:
            yield "TASK02", _twice(duties, rows, words) if len(rows) > 1 else None


def _twice(duties: TableData, rows: list[int], words: dict[str, str]) -> Finding:
    """The rows that answer for one task."""
    cells = tuple(duties.table.cell(row, "任务编号") for row in rows)
    return Finding("TASK02", "强制性", cells, {**words, "cells": "、".join(c.a1 for c in cells)})


def _problems(form: FormData) -> Iterator[Asked]:
    """A problem is settled if and only if it has the date on which it was struck off."""
    data = form.tables.get(quarterly.PROBLEMS)
    if data is None:
        return
    unread = _unread(data)
    solved, states = in_force().at(PROBLEM_STATE, SOLVED), in_force().every_value(PROBLEM_STATE)
    for row, problem, state, closed in columns_of(data.projects.frame, "问题编号", "状态", "销号日期"):
        if state == solved and "销号日期" in data.table.columns:
            there = bool(closed) or data.table.cell(row, "销号日期") in unread
            yield asked(data, "PROB03", there, row, ("销号日期",), problem=problem)
        if closed and state in states:
            labels = ("状态", "销号日期")
            yield asked(data, "PROB05", state == solved, row, labels, found=state, closed=closed)
