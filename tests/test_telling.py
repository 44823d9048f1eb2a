"""Which form a workbook is: forms share many columns and must not be taken for each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from recon import engine, kinds
from recon.errors import UnreadableError
from recon.forms import recognition
from recon.options import Options
from recon.schemas import forms as declared
from recon.schemas.form import FormSpec
from recon.templates.layout import Form
from recon.templates.making import make
from recon.workbook import Cell, RawBook, RawSheet
from tests import forms, periodic
from tests.forms import _heads

SOUND: dict[str, Callable[[], forms.Form | periodic.Made]] = {"monthly": forms.Form, **periodic.SOUND}
SPECS = {spec.kind: spec for spec in declared.every()}


def book(kind: str) -> RawBook:
    """A sound form made by hand: no stamp anywhere."""
    return SOUND[kind]().book()


def bare(spec: FormSpec, drop: int = 0) -> RawBook:
    """The head of a form's first table alone, without its last columns."""
    rows = [row[: len(row) - drop] for row in _heads(spec.tables[0].model.to_schema())]
    return RawBook(Path("表.xlsx"), "", (RawSheet("表", rows),))


def told(content: RawBook) -> str:
    """The kind of a workbook; blank for none."""
    return next((kind.name for kind in kinds.every() if kind.recognise(content)), "")


def test_each_form_is_a_kind() -> None:
    """Under the same name, and there is a sound one of each."""
    assert [kind.name for kind in kinds.every() if kind.name in SPECS] == [spec.kind for spec in declared.every()]
    assert set(SOUND) == set(SPECS)


@pytest.mark.parametrize("kind", SPECS)
def test_a_form_made_by_hand_is_told(kind: str) -> None:
    """By its heads: one kind of form knows it, the others do not; any workbook at all is the last resort."""
    assert [k.name for k in kinds.every() if k.recognise(book(kind))] == [kind, "open"]


@pytest.mark.parametrize("kind", SPECS)
@pytest.mark.parametrize("drop", [0, 1, 2, 3])
def test_a_head_is_enough(kind: str, drop: int) -> None:
    """Without cover, rows and the last columns."""
    assert told(bare(SPECS[kind], drop)) == kind


@pytest.mark.parametrize("kind", SPECS)
@pytest.mark.parametrize(
    "label", ["序号", "责任单位", "建设性质", "备注", "截至上年底累计完成", "储备阶段", "本月完成"]
)
def test_a_form_that_lacks_a_column_is_told(kind: str, label: str) -> None:
    """Even one that tells it from others."""
    content = book(kind)
    sheet = next(s for s in content.sheets if s.name == SPECS[kind].tables[0].sheet)
    labels = list(SPECS[kind].tables[0].model.to_schema().columns)
    keep = [n for n, name in enumerate(labels) if name != label]
    rows = [[row[n] for n in keep] if len(row) == len(labels) else row for row in sheet.rows]
    narrow = replace(content, sheets=tuple(replace(s, rows=rows) if s is sheet else s for s in content.sheets))

    assert told(narrow) == kind


@pytest.mark.parametrize("kind", SPECS)
def test_a_generated_form_is_told_by_its_stamp(kind: str, tmp_path: Path) -> None:
    """And by it alone is no other."""
    path = tmp_path / "表.xlsx"
    path.write_bytes(make(Form("路网", spec=SPECS[kind], group="供电组" if kind == "quarterly" else "")))
    report = engine.validate_file(path)

    assert report.kind == kind
    assert report.book is not None
    assert [spec.kind for spec in declared.every() if any(recognition.stamps(report.book, spec))] == [kind]


@pytest.mark.parametrize("kind", SPECS)
@pytest.mark.parametrize("other", SPECS)
def test_a_stamp_outweighs_heads_only_where_its_table_is(kind: str, other: str) -> None:
    """A form with another's stamp: the stamp holds if the heads fit that form as well, else they decide."""
    content = book(kind)
    stamped = replace(content, sheets=(*content.sheets, RawSheet("字典", [[SPECS[other].stamp]])))
    fits = any(spec.kind == other for spec, _ in recognition._heads(content, declared.every()))

    assert told(stamped) == (other if fits else kind)


@pytest.mark.parametrize("kind", SPECS)
def test_another_version_is_told_of(kind: str) -> None:
    """FORM06 at the stamp, and nothing else."""
    content = book(kind)
    name = SPECS[kind].name
    stamped = replace(content, sheets=(*content.sheets, RawSheet("字典", [[f"{name}/0"]])))

    assert [(f.code, str(f.cell)) for f in engine.validate_book(stamped).findings] == [("FORM06", "字典!A1")]


def test_what_no_kind_knows_is_told_which_forms_there_are() -> None:
    """FILE07 names the first table of each."""
    with pytest.raises(UnreadableError) as caught:
        kinds.check(RawBook(Path("表.xlsx"), "", (RawSheet("表", [["甲", "乙"]]),)), Options())

    assert caught.value.code == "FILE07"
    for lang in ("zh", "en"):
        sentence = caught.value.sentence(lang)
        assert all(name in sentence for name in ("指标", *(spec.tables[0].sheet for spec in declared.every())))


@pytest.mark.parametrize("kind", SPECS)
def test_a_sheet_of_that_name_makes_no_targets_workbook(kind: str) -> None:
    """An officer's own sheet 指标 in a form of ours, whatever stands on it, leaves the form what it is."""
    content = book(kind)
    own: list[list[Cell]] = [["指标", "数值"], ["新开工项目数", 3]]
    for rows in ([], own):
        mixed = replace(content, sheets=(RawSheet("指标", rows), *content.sheets))
        assert told(mixed) == kind
