"""The rules as pandera checks: a schema alone then rejects a workbook whose totals are wrong.

>>> schema = totals.schema(tables)          # sheet 指标, with the totals of this workbook's hierarchies
>>> schema.validate(tables["指标"].frame, lazy=True)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace

import pandas as pd
import pandera.pandas as pa

from recon import figures, rules
from recon.model import LEVELS, Outcome
from recon.schemas import targets
from recon.tables import Table

#: Check name → the rule it stands for.
CHECKS = {
    "FOOT01": "foot",
    "TIE01": "tie",
    "BOUND01": "bound",
    "REL01": "relation",
    "ORDER01": "order",
    "PART01": "partition",
}


def schema(tables: Mapping[str, Table]) -> pa.DataFrameSchema:
    """The schema of sheet 指标 with one check per rule, under the other sheets of the same workbook.

    A row fails a check if its figure is the total, or one of the two prints, of a mismatch that must be
    corrected; of a relation, every figure it names.
    """
    known = deepcopy(targets.Figures.to_schema())  # pandera hands out one cached object
    checks = [pa.Check(_holds(tables, rule), name=code, error=code) for code, rule in CHECKS.items()]
    known.checks = [*known.checks, *checks]
    return known


def _holds(tables: Mapping[str, Table], rule: str) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        base, _ = figures.build({**tables, "指标": replace(tables["指标"], frame=frame)})
        wrong = {row for o in rules.run(base) if o.rule == rule and _wrong(o) for row in _rows(o)}
        return pd.Series([row not in wrong for row in frame.index], index=frame.index)

    return holds


def _wrong(outcome: Outcome) -> bool:
    """Whether an outcome must be corrected; between documents of different dates one may supersede."""
    return outcome.verdict == "mismatch" and outcome.level == LEVELS[-1]


def _rows(outcome: Outcome) -> set[int]:
    sides = (
        (outcome.left, outcome.right)
        if outcome.rule in ("relation", "tie", "order", "partition")
        else (outcome.right,)
    )
    return {term.figure.cell.row for side in sides for term in side.terms}
