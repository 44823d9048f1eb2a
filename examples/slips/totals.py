"""Slips in 小计, 合计 and 表2: pasted values and stale ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from examples.bench import Bench, Told, class_sum, paste, subtotal, summed
from examples.projects import Project
from examples.reports import Draft
from recon.templates.layout import total

CLOSING, MOVEMENT, COUNT = "开工以来累计完成", "本月完成", "项目数"


def class_total(bench: Bench, n: int) -> Iterator[Told]:
    """Last month's 小计 pasted over this month's."""
    yield from _stale(bench, "class_total", CLOSING, "FOOT01", subtotal, "小计粘贴为上月数值")


def summary(bench: Bench, n: int) -> Iterator[Told]:
    """A row of 表2 as it was last month."""
    yield from _stale(bench, "summary", MOVEMENT, "TIE01", summed, "表2 未更新，仍为上月数值")


def _stale(
    bench: Bench, kind: str, label: str, code: str, place: Callable[[Draft, str, str], str], note: str
) -> Iterator[Told]:
    """Last month's value of a class typed over its total in one of the tables; that table's 合计 a right value."""
    project = _class(bench, kind, label)
    draft = bench.local(project)
    now, before = (class_sum(d, project.category, label) for d in (draft, _last(bench, draft)))
    cell = place(draft, project.category, label)
    paste(draft, cell, before)
    paste(draft, place(draft, "", label), total(tuple(draft.rows), label))
    yield Told(draft, cell, label, code, now, before, note)


def whole(bench: Bench, n: int) -> Iterator[Told]:
    """合计 typed by hand, a class forgotten."""
    project = _class(bench, "whole", CLOSING)
    draft = bench.local(project)
    now = total(tuple(draft.rows), CLOSING)
    after = now - class_sum(draft, project.category, CLOSING)
    cell = subtotal(draft, "", CLOSING)
    paste(draft, cell, after)
    yield Told(draft, cell, CLOSING, "FOOT01", now, after, f"合计手工录入，漏加“{project.category}小计”")


def count(bench: Bench, n: int) -> Iterator[Told]:
    """One project too many in 表2."""
    project, _ = bench.pick("count", lambda p, r: True)
    draft = bench.local(project)
    now = Decimal(len(draft.rows))
    cell = summed(draft, "", COUNT)
    paste(draft, cell, now + 1)
    yield Told(draft, cell, COUNT, "COUNT01", now, now + 1, "项目数手工录入，多计一个")


def _class(bench: Bench, kind: str, label: str) -> Project:
    """A project whose class changed since last month."""
    project, _ = bench.pick(kind, lambda p, r: _changed(bench, p, label))
    return project


def _changed(bench: Bench, project: Project, label: str) -> bool:
    draft = bench.local(project)
    now, before = (class_sum(d, project.category, label) for d in (draft, _last(bench, draft)))
    return abs(now - before) > 1 and now != total(tuple(draft.rows), label)


def _last(bench: Bench, draft: Draft) -> Draft:
    return bench.last[draft.network, draft.region]
