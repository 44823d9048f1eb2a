"""What must hold between figures, as pandera checks: a schema declares it, and the engine validates by the schema.

>>> totals = Totals(sheets)                  # the sheets of a targets workbook
>>> totals.schema.validate(sheets["指标"].frame, lazy=True)   # SchemaErrors where a total is wrong
>>> totals.outcomes                          # what the same checks judged, passes too

A check closes nothing of its own: the figures are closed once for a frame, and what each check judged is kept for the
report. A rule that the schema does not declare is not judged at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd
import pandera.pandas as pa

from recon import figures, tables
from recon.figures import Base
from recon.gc_pause import gc_paused
from recon.model import LEVELS, Finding, Outcome
from recon.rules import laws
from recon.rules.closure import Closed, close
from recon.rules.every import RULES
from recon.rules.outcomes import Scribe
from recon.schemas import targets
from recon.schemas.fields import copied
from recon.tables import Table

#: Rules of which both sides are prints; of the others the total alone is.
_BOTH = ("relation", "tie", "order", "partition")


class Totals:
    """The totals of a targets workbook: a schema for its sheet 指标, and what its checks judged.

    ``sheets``: the typed sheets by name; ``model``: the declaration of sheet 指标, whose ``TOTALS`` name the rules.
    """

    def __init__(self, sheets: Mapping[str, Table], model: type[pa.DataFrameModel] | None = None) -> None:
        self._tables = sheets
        self._model = model or targets.SHEETS[targets.RECOGNISED_BY]
        self._frame: pd.DataFrame | None = None
        self._judged: dict[str, list[Outcome]] = {}
        self._failed: Exception | None = None

    @property
    def schema(self) -> pa.DataFrameSchema:
        """The schema of sheet 指标 with one check for each rule that it declares, under the workbook's other sheets.

        A row fails a check if its figure is the total, or one of the two prints, of a mismatch that must be
        corrected; of a relation, every figure it names.
        """
        schema = copied(self._model.to_schema())  # pandera hands out one cached object
        declared = targets.totals(self._model)
        checks = [pa.Check(partial(self._holds, rule), name=code, error=code) for code, rule in declared.items()]
        schema.checks = [*schema.checks, *checks]
        return schema

    def check(self, findings: list[Finding]) -> list[Finding]:
        """Validate sheet 指标 by the schema, all failures; what is wrong besides totals joins what reading found.

        Raises what a rule raised: a fault of the program, never of a workbook.
        """
        table = self._tables.get(targets.RECOGNISED_BY)
        if table is None:
            return findings
        self._failed = None
        every = tables.validated(table, findings, self.schema, frozenset(targets.totals(self._model)))
        if self._failed is not None:
            raise self._failed
        return every

    @property
    def closed(self) -> Closed:
        """The figures with every total that can be computed."""
        return self._close(self._frame)

    @property
    def base(self) -> Base:
        """The figures as they are printed."""
        self._close(self._frame)
        return self._base

    @property
    def unusable(self) -> list[Finding]:
        """Rows that give no figure, and why."""
        self._close(self._frame)
        return self._unusable

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes of the checks so far, in the order of their figures."""
        return self._scribe.ordered(o for judged in self._judged.values() for o in judged) if self.closed else ()

    def _close(self, frame: pd.DataFrame | None) -> Closed:
        """Close the figures of a frame, unless they are those closed last; None: those of the workbook."""
        if frame is None:
            table = self._tables.get(targets.RECOGNISED_BY)
            frame = pd.DataFrame() if table is None else table.frame
        if self._frame is None or (frame is not self._frame and not frame.equals(self._frame)):
            sheet = self._tables.get(targets.RECOGNISED_BY)
            sheets = self._tables if sheet is None else {**self._tables, sheet.sheet: replace(sheet, frame=frame)}
            self._base, self._unusable = figures.build(sheets)
            with gc_paused():
                self._closed = close(laws.spread(self._base))
            self._scribe = Scribe(self._closed)
            self._frame, self._judged = frame.copy(), {}
        return self._closed

    def _holds(self, rule: str, frame: pd.DataFrame) -> pd.Series[bool]:
        """Whether each row is right by a rule."""
        try:
            closed = self._close(frame)
            with gc_paused():
                self._judged[rule] = self._scribe.outcomes(RULES[rule](closed))
        except Exception as error:  # pandera would take it for a failure of the workbook
            self._failed = error
            raise
        wrong = {row for o in self._judged[rule] if _wrong(o) for row in _rows(o)}
        return pd.Series([row not in wrong for row in frame.index], index=frame.index)


def _wrong(outcome: Outcome) -> bool:
    """Whether an outcome must be corrected; between documents of different dates one may supersede."""
    return outcome.verdict == "mismatch" and outcome.level == LEVELS[-1]


def _rows(outcome: Outcome) -> set[int]:
    sides = (outcome.left, outcome.right) if outcome.rule in _BOTH else (outcome.right,)
    return {term.figure.cell.row for side in sides for term in side.terms}
