"""Rows in which all holds have nothing to do with what is wrong in others, and are left out of the search."""

from __future__ import annotations

from pathlib import Path

import pytest

from recon.engine import validate_file
from recon.model import Outcome
from tests import forms


def wrong(form: forms.Form, folder: Path) -> list[Outcome]:
    """The mismatches of a report."""
    report = validate_file(forms.save(form.book(), folder / "月报.xlsx"))
    return [o for o in report.outcomes if o.verdict == "mismatch"]


@pytest.mark.parametrize(("label", "value"), [("本月完成", 7.0), ("开工以来累计完成", 9_000.0), ("总投资", 1.0)])
def test_totals_that_follow_do_not_change_what_is_suspected(tmp_path: Path, label: str, value: float) -> None:
    """A row is suspected alike whether all sums hold, and it is searched alone, or one elsewhere does not."""
    alone = wrong(forms.Form().spoil(0, **{label: value}), tmp_path)
    both = forms.Form().spoil(0, **{label: value})
    other = next(row for row in both.rows if row["项目名称"] is None or "小计" in str(row["项目名称"]))
    together = wrong(both.off("2024年", 5_000.0, other), tmp_path)

    suspected = {o.id: [[c.cell for c in s.cells] for s in o.suspects] for o in together}
    assert alone
    for o in alone:
        if o.rule != "foot":
            assert suspected[o.id] == [[c.cell for c in s.cells] for s in o.suspects]


def test_the_wrong_cell_of_a_row_is_suspected(tmp_path: Path) -> None:
    """With sums in step, and with one broken."""
    form = forms.Form().spoil(1, 开工以来累计完成=9_000.0)

    found = wrong(form, tmp_path)

    cell = form.at(1, "开工以来累计完成")
    assert found
    assert all(o.located == "sets" for o in found if o.level == "强制性")
    assert any(str(c.cell) == cell for o in found for s in o.suspects for c in s.cells)
