"""What must hold in and between the rows of a form's table, as pandera checks: the engine validates by them.

>>> totals = Totals(form.main)
>>> totals.schema.validate(form.main.table.frame, lazy=True)   # SchemaErrors where a total is wrong

The table's declaration (``TableSpec.relations``, ``total``) says what must hold; each relation, the sums of 小计 and 合计
and the rows of 其中 are a check that fails the rows that must be corrected. What the checks judged is the report's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial

import pandas as pd
import pandera.pandas as pa

from recon.forms import footing
from recon.forms.tableform import TableData
from recon.model import LEVELS, Outcome, Tally
from recon.rules import ledger
from recon.schemas.fields import amounts

Judged = tuple[Tally, list[Outcome]]


@dataclass
class Totals:
    """The checks of a table, and what they judged when they ran last; ``strict``: rounding explains nothing."""

    data: TableData
    writer: ledger.Writer | None = None  #: of the table, where one is at hand
    strict: bool = False
    _judged: list[Judged] = field(default_factory=list)
    _failed: list[Exception] = field(default_factory=list)
    _given: pd.DataFrame | None = None

    @property
    def schema(self) -> pa.DataFrameSchema:
        """The schema of the table's amounts with the checks of its totals; its words, which total rows lack, are
        checked by the declared schema over the entries alone (``structure.texts``).
        """
        declared = self.data.spec.model.to_schema()
        there = [label for label in amounts(declared) if label in self.data.table.frame]
        schema = deepcopy(declared.select_columns(there))
        schema.checks = list(self._checks())
        return schema

    def judged(self) -> list[Judged]:
        """Every relation of the table, by validating it: how often it held, and an outcome where it did not plainly.

        Raises what a relation raised: a fault of the program, never of a workbook.
        """
        self._judged, self._failed = [], []
        self._given = self.data.table.frame.copy(deep=False)  # pandera marks what it has validated
        try:
            pa.DataFrameSchema(checks=list(self._checks())).validate(self._given, lazy=True, inplace=True)
        except pa.errors.SchemaErrors:
            if self._failed:
                raise self._failed[0] from None
        finally:
            self._given = None  # pandera keeps the checks, and with them all they hold, as long as the frame lives
        return self._judged

    def _checks(self) -> Iterator[pa.Check]:
        for relation in self.data.spec.relations:
            yield self._check(relation.code, partial(footing.row, relation, strict=self.strict))
        if self.data.spec.total:
            yield self._check("FOOT", partial(footing.columns, strict=self.strict))
        if "part" in self.data.kinds.values():
            yield self._check("WHICH", footing.within)

    def _check(self, code: str, judge: Callable[[TableData, ledger.Writer], Judged]) -> pa.Check:
        """One case a failing check is enough for pandera's list; which rows fail stands in its output. Blanks are the
        judge's business: pandera need not look for them in every column.
        """
        return pa.Check(partial(self._holds, judge), name=f"{code}01", error=code, n_failure_cases=1, ignore_na=False)

    def _holds(self, judge: Callable[[TableData, ledger.Writer], Judged], frame: pd.DataFrame) -> pd.Series[bool]:
        try:
            if frame is self._given:
                self.writer = self.writer or ledger.Writer(self.data.table, self.data.month)
                judged = judge(self.data, self.writer)
            else:
                data = _over(self.data, frame)
                judged = judge(data, ledger.Writer(data.table, data.month))
        except Exception as error:  # pandera would take it for a failure of the workbook
            self._failed.append(error)
            raise
        self._judged.append(judged)
        wrong = {row for outcome in judged[1] if _wrong(outcome) for row in _rows(outcome)}
        return pd.Series(~frame.index.isin(wrong) if wrong else True, index=frame.index)


def _over(data: TableData, frame: pd.DataFrame) -> TableData:
    """The table with other cells."""
    entries = frame.loc[data.projects.frame.index.intersection(frame.index)]
    return replace(data, table=replace(data.table, frame=frame), projects=replace(data.projects, frame=entries))


def _wrong(outcome: Outcome) -> bool:
    return outcome.verdict == "mismatch" and outcome.level == LEVELS[-1]


def _rows(outcome: Outcome) -> set[int]:
    """The rows of what is stated; of a relation without a stated side, those of its terms."""
    return {term.figure.cell.row for term in outcome.right.terms or outcome.left.terms}
