"""What a form declares stays as it is declared, whatever is checked by it: the lowest pandera copies schemas by sharing them."""

from __future__ import annotations

import pytest

from recon import engine
from recon.catalogue import ours
from recon.schemas import forms, monthly
from recon.schemas.fields import copied
from tests.forms import Form


@pytest.mark.parametrize("kind", [form.KIND for form in forms.FORMS])
def test_a_copy_is_changed_alone(kind: str) -> None:
    """A schema and a column keep what their copies lose."""
    schema = forms.form(kind).tables[0].model.to_schema()
    columns = dict(schema.columns)
    label, column = next(iter(columns.items()))
    meta = dict(column.metadata)

    copied(schema).columns = {}
    copied(column).metadata = {}

    assert (dict(schema.columns), schema.columns[label].metadata) == (columns, meta)


def test_a_check_leaves_the_declaration_as_it_is() -> None:
    """A second report is asked for the same columns as the first."""
    before = [list(table.model.to_schema().columns) for table in monthly.spec(ours()).tables]
    first, second = (engine.validate_book(Form().spoil(0, 总投资=3000.43).book()).findings for _ in range(2))
    after = [list(table.model.to_schema().columns) for table in monthly.spec(ours()).tables]

    assert (after, second) == (before, first)
