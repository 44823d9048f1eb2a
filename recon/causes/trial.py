"""Rows as they might be, judged by the form's own relations and by last month's report, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from recon.across import previous
from recon.causes.case import Case
from recon.relations import Relation
from recon.rules import judging, rows

Changes = Mapping[str, int | None]  #: label → amount


class Try(NamedTuple):
    """A row and what some of its cells would hold."""

    row: int
    changes: Changes


def sound(case: Case, tries: Sequence[Try]) -> list[bool]:
    """Whether each try leaves no relation of its row broken."""
    if not tries:
        return []
    frame = case.main.table.frame.loc[[one.row for one in tries]].reset_index(drop=True)
    columns = {label: frame[label].tolist() for label in {x for one in tries for x in one.changes} if label in frame}
    for n, one in enumerate(tries):
        for label, value in one.changes.items():
            columns[label][n] = pd.NA if value is None else value
    frame = frame.assign(**{label: pd.array(values, dtype="Int64") for label, values in columns.items()})
    grid = replace(case.main.table, frame=frame)
    held = [True] * len(tries)
    for relation in case.main.spec.relations:
        judged = rows.judge(relation, grid, case.form.period)
        for n, verdict in enumerate(judged.verdicts.tolist()):
            held[n] = held[n] and (verdict != judging.MISMATCH)
    return [ok and _rolls(case, one) for ok, one in zip(held, tries, strict=True)]


def _rolls(case: Case, one: Try) -> bool:
    """Whether a row follows from last month's."""
    if case.before is None:
        return True
    asked = (
        relation
        for relation in case.main.spec.carried
        if relation.operator == "=" and previous.asked(relation, case.form.period)
    )
    return all(_carried(case, one, relation) for relation in asked)


def _carried(case: Case, one: Try, relation: Relation[str]) -> bool:
    stated, last, added = previous.columns_of(relation)
    source = case.last(one.row, last)
    own = [one.changes[x] if x in one.changes else case.at(one.row, x) for x in (stated, *added)]
    present = [x for x in own if x is not None]
    if source is None or len(present) < len(own):
        return True
    count, step = len(own), case.step(stated)
    sums = judging.rounded(source + sum(present[1:]), count * step, count * step**2)
    return judging.judge(sums, relation.operator, judging.rounded(present[0], step, step**2)) != "mismatch"
