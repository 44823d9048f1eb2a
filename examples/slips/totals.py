"""Slips in 小计, 合计 and 表2: pasted values and stale ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from examples.bench import Bench, Told, class_sum, paste, subtotal, summed
from examples.projects import Project
from examples.reports import Draft
from recon.templates.layout import total

CLOSING, MOVEMENT, COUNT = "开工以来累计完成", "本月完成", "项目数"


def class_total(bench: Bench, n: int) -> Iterator[Told]:
    """Last month's 小计 pasted over this month's; 合计 a right value."""
    project = _class(bench, "class_total", CLOSING)
    draft = bench.local(project)
    now, before = (
        class_sum(draft, project.category, CLOSING),
        class_sum(_last(bench, draft), project.category, CLOSING),
    )
    cell = subtotal(draft, project.category, CLOSING)
    paste(draft, cell, before)
    paste(draft, subtotal(draft, "", CLOSING), total(tuple(draft.rows), CLOSING))
    yield Told(draft, cell, CLOSING, "FOOT01", now, before, "小计粘贴为上月数值")


def whole(bench: Bench, n: int) -> Iterator[Told]:
    """合计 typed by hand, a class forgotten."""
    project = _class(bench, "whole", CLOSING)
    draft = bench.local(project)
    now = total(tuple(draft.rows), CLOSING)
    after = now - class_sum(draft, project.category, CLOSING)
    cell = subtotal(draft, "", CLOSING)
    paste(draft, cell, after)
    yield Told(draft, cell, CLOSING, "FOOT01", now, after, f"合计手工录入，漏加“{project.category}小计”")


def summary(bench: Bench, n: int) -> Iterator[Told]:
    """A row of 表2 as it was last month; its 合计 a right value."""
    project = _class(bench, "summary", MOVEMENT)
    draft = bench.local(project)
    now, before = (
        class_sum(draft, project.category, MOVEMENT),
        class_sum(_last(bench, draft), project.category, MOVEMENT),
    )
    cell = summed(draft, project.category, MOVEMENT)
    paste(draft, cell, before)
    paste(draft, summed(draft, "", MOVEMENT), total(tuple(draft.rows), MOVEMENT))
    yield Told(draft, cell, MOVEMENT, "TIE01", now, before, "表2 未更新，仍为上月数值")


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
