"""Six official-style forms: filled in they pass, recalculated by LibreOffice they pass, a relation broken is told there."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from examples import forms
from examples.filling import Filling, write
from recon.defined import fillings
from recon.defined.forms import EXAMPLES, Own
from recon.definitions.model import Table
from recon.model import FileReport
from recon.templates.defined import making
from tests import office
from tests.soak import SOAK, longer
from tests.test_defined import broken, checked, relations

#: Words of lists that agree with amounts of any size.
WORDS: Mapping[str, Mapping[str, str]] = {"项目调度": {"建设性质": "续建", "进展状态": "在建"}}
ENTRIES = 3


#: One form in a short run.
CHOSEN = forms.NAMES if SOAK else ("人员",)


@pytest.fixture(params=CHOSEN)
def form(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Own, Filling, making.Asked]:
    """A definition, a sound filling and for whom it is."""
    name = request.param
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(forms.workbook(name))
    (own,) = fillings.forms((path,))
    first = own.definition.tables[0]
    unit = own.definition.units[0].name if own.definition.units else ""
    asked = making.Asked(unit, EXAMPLES.get(first.every, ""))
    for seed in range(20):
        filling = Filling(own, random.Random(seed), ENTRIES, words=_words(own, WORDS.get(name, {})), most=20_000)
        write(filling, asked, tmp_path / "sound.xlsx")
        if not checked(tmp_path / "sound.xlsx", own).findings:
            return own, filling, asked
    raise AssertionError(f"no sound filling of {name}")


def _words(own: Own, chosen: Mapping[str, str]) -> dict[tuple[str, int, str], str]:
    lists: list[Table] = [table for table in own.definition.tables if not table.matrix]
    return {
        (table.number, n, column.code): chosen[column.name]
        for table in lists
        for column in table.columns
        if column.name in chosen
        for n in range(ENTRIES)
    }


@longer
def test_relations_broken_are_found_at_their_cells(form: tuple[Own, Filling, making.Asked], tmp_path: Path) -> None:
    """Each relation that is broken at one cell is told there under its number."""
    own, filling, asked = form
    geometries, _ = making.laid_out(own, asked)
    for one in relations(own)[:: 1 if SOAK else 9]:
        wrong = broken(own, filling, one)
        if wrong is None:
            continue
        path = tmp_path / "form.xlsx"
        write(filling, asked, path, cells={wrong[0]: wrong[1]})
        geometry = geometries[wrong[0][0]]
        row = geometry.row(wrong[0][1]) if geometry.table.matrix else geometry.first + int(wrong[0][1])
        at = (row + 1, geometry.column(wrong[0][2]) + 1)
        assert _told(checked(path, own), one.number, at), (one.number, one.statement.text)


def _told(report: FileReport, number: str, at: tuple[int, int]) -> bool:
    return any(
        f.outcome is not None and f.outcome.label == number and at in {(c.row, c.column) for c in f.cells}
        for f in report.every
    )


@office.needs_office
@pytest.mark.soak
def test_recalculated_by_a_spreadsheet_they_pass(form: tuple[Own, Filling, making.Asked], tmp_path: Path) -> None:
    """Only what a person types is filled in; LibreOffice computes the rest, and nothing is found."""
    own, filling, asked = form
    write(filling, asked, tmp_path / "leaves.xlsx", leaves_only=True)

    assert checked(office.recalculated(tmp_path / "leaves.xlsx", tmp_path), own).findings == ()
