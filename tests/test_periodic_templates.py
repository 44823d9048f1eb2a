"""The annual plan, the quarterly report and the library as they are generated: what they hold, what they refuse."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from examples import lists
from recon.cli import app
from recon.schemas.form import FormSpec
from recon.schemas.forms import form as spec_of
from recon.templates import names
from recon.templates.columns import declared
from recon.templates.layout import Form, Layout
from recon.templates.making import make
from tests import forms, periodic
from tests.test_templates import heads

ROAD = Form("路网", "长春市", "2021", spec=spec_of("annual"))
STORE = Form("", "长春市", "2021-03", spec=spec_of("library"), library="地方子库")
LISTS = Form("", month="2021Q1", spec=spec_of("quarterly"), group="全部")
STANDING = Form("", "", "2024-06", spec=spec_of("progress"))
FORMS = {form.spec.kind: form for form in (ROAD, STORE, LISTS, STANDING)}
LETTERS = re.compile("[A-Z]+")


def template(*arguments: object) -> Result:
    """``recon template …``."""
    return CliRunner().invoke(app, ["template", *map(str, arguments)])


def opened(form: Form, folder: Path) -> openpyxl.Workbook:
    """A form as openpyxl reads it."""
    path = folder / "表.xlsx"
    path.write_bytes(make(form))
    return openpyxl.load_workbook(path)


TABLES = [(kind, table.sheet) for kind, form in FORMS.items() for table in form.spec.tables]


@pytest.mark.parametrize(("kind", "sheet"), TABLES)
def test_each_declared_column_stands_once_in_the_header(tmp_path: Path, kind: str, sheet: str) -> None:
    """Heads, groups and order are those of the schema."""
    spec = next(table for table in FORMS[kind].spec.tables if table.sheet == sheet)

    assert heads(opened(FORMS[kind], tmp_path)[sheet]) == [
        (c.group, c.head if c.group else c.label) for c in declared(spec.model)
    ]


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_form_gives_the_same_bytes(kind: str, lang: str) -> None:
    """In either language, and every text of it is there."""
    form = FORMS[kind]
    given = {**vars(form), "lang": lang, "protect": True}

    assert make(Form(**given)) == make(Form(**given))


@pytest.mark.parametrize("kind", FORMS)
def test_dropdowns_show_the_closed_lists(tmp_path: Path, kind: str) -> None:
    """Each listed column has one; its source is a defined name, or chosen by the network of the row."""
    form = FORMS[kind]
    book = opened(form, tmp_path)
    lists_ = names.closed_lists(form.spec)
    for table in form.spec.tables:
        shown = {
            LETTERS.match(str(v.sqref))[0]: v.formula1  # type: ignore[index]
            for v in book[table.sheet].data_validations.dataValidation
            if v.type == "list"
        }
        for column in declared(table.model):
            if column.choices:
                assert lists_[shown[column.letters]] == column.choices
            elif column.listed:
                expected = "类别_路网" if form.network else 'INDIRECT("类别_"&$D9)'
                assert shown[column.letters] == expected
    assert set(lists_) <= set(book.defined_names)


def test_a_duty_and_a_problem_choose_their_task_from_the_tasks(tmp_path: Path) -> None:
    """The dropdown is the column 任务编号 of 任务清单, from its first row to its last."""
    book = opened(LISTS, tmp_path)
    layout = Layout(LISTS, spec_of("quarterly").tables[0])
    span = f"'任务清单'!$A${layout.blocks[0].rows[0] + 1}:$A${layout.last + 1}"
    found = {
        sheet: {v.formula1 for v in book[sheet].data_validations.dataValidation if v.type == "list"}
        for sheet in ("责任清单", "问题清单")
    }

    assert found["责任清单"] == {span}
    assert span in found["问题清单"]


def test_tasks_come_with_their_area_and_group(tmp_path: Path) -> None:
    """All seven groups, or the one asked for, each with rows of its own."""
    every = opened(LISTS, tmp_path)["任务清单"]
    rows = [row[1:3] for row in every.iter_rows(min_row=8, max_col=3, values_only=True) if row[2] in lists.GROUPS]
    one = opened(Form("", month="2021Q1", spec=spec_of("quarterly"), group="公路组"), tmp_path)
    single = {row[1:3] for row in one["任务清单"].iter_rows(min_row=8, max_col=3, values_only=True) if row[2]}

    assert set(rows) == {(area, group) for group, (area, _) in lists.GROUPS.items()}
    assert single == {("交通", "公路组")}
    assert one["封面"]["C4"].value == "省交通运输厅"


@pytest.mark.parametrize("kind", FORMS)
def test_no_cell_is_validated_twice(tmp_path: Path, kind: str) -> None:
    """Excel repairs a file whose validations overlap."""
    path = tmp_path / "表.xlsx"
    path.write_bytes(make(FORMS[kind]))
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                part = package.read(name).decode()
                ranges = [
                    r for found in re.findall(r'<dataValidation [^>]*sqref="([^"]+)"', part) for r in found.split()
                ]
                assert len(ranges) == len(set(ranges))


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_checked_is_told(tmp_path: Path, kind: str) -> None:
    """The codes of all relations stand in 填报说明, with their sentences, and the columns of every table."""
    form = FORMS[kind]
    words = {c.value for row in opened(form, tmp_path)["填报说明"].iter_rows() for c in row if c.value}

    assert {f"{relation.code}01" for relation in form.spec.relations} <= words
    assert {c.label for table in form.spec.tables for c in declared(table.model)} <= words


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "annual"), "--year"),
        (("--year", "21", "--network", "路网", "--region", "全省"), "2021"),
        (("--year", "2021", "--region", "全省"), "--network"),
        (("--year", "2021", "--network", "公路网", "--region", "全省"), "、路网、"),
        (("--year", "2021", "--group", "供电组"), "--group"),
        (("--quarter", "2021Q5"), "2021Q1"),
        (("--quarter", "2021Q1", "--group", "供煤组"), "铁路机场组"),
        (("--quarter", "2021Q1", "--unit", "元"), "--unit"),
        (("--library", "部库"), "省库、行业子库、地方子库"),
        (("--library", "地方子库"), "--region"),
        (("--library", "地方子库", "--region", "全省"), "长春市"),
        (("--library", "行业子库"), "--network"),
        (("--library", "省库", "--region", "长春市"), "全省"),
        (("--library", "省库", "--month", "2021"), "2021-03"),
        (("--kind", "library", "--month", "2021-03"), "--library"),
        (("--year", "2021", "--network", "路网", "--region", "全省", "--annual", "计划.xlsx"), "--annual"),
        (("--group", "供电组"), "--quarter"),
    ],
)
def test_wrong_usage_names_the_choices(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """Exit code 2, the sentence, and no file."""
    done = template(*arguments, "-o", tmp_path / "表.xlsx")

    assert (done.exit_code, said in done.output) == (2, True), done.output
    assert list(tmp_path.iterdir()) == []


def test_every_group_s_report(tmp_path: Path) -> None:
    """--all: a file for each working group."""
    done = template("--quarter", "2021Q1", "--all", "-o", tmp_path / "季报")

    assert done.exit_code == 0, done.output
    assert {p.name for p in (tmp_path / "季报").iterdir()} == {f"季报_2021Q1_{g}.xlsx" for g in lists.GROUPS}


def test_every_region_s_plan(tmp_path: Path) -> None:
    """--all with a network: the lead department's and those of the regions."""
    done = template("--year", "2021", "--network", "电网", "--all", "-o", tmp_path / "计划")
    regions = (lists.PROVINCE, *lists.REGIONS)

    assert done.exit_code == 0, done.output
    assert {p.name for p in (tmp_path / "计划").iterdir()} == {f"年度投资计划_2021_电网_{r}.xlsx" for r in regions}


@pytest.mark.parametrize(
    ("arguments", "spec", "codes"),
    [
        (("--year", "2021", "--network", "路网", "--region", "全省"), spec_of("annual"), forms.CODES[:2]),
        (("--library", "省库"), spec_of("library"), forms.CODES[:3]),
        (("--library", "行业子库", "--network", "电网"), spec_of("library"), forms.CODES[2:3]),
        (("--library", "地方子库", "--region", "四平市"), spec_of("library"), ()),
    ],
)
def test_projects_of_a_list_are_filled_in(
    tmp_path: Path, arguments: tuple[str, ...], spec: FormSpec, codes: tuple[str, ...]
) -> None:
    """From a library: those of the form's network and region, amounts in 元 though its cover says 万元."""
    listed = forms.save(periodic.store().book(), tmp_path / "库.xlsx")
    out = tmp_path / "表.xlsx"
    done = template(*arguments, "--projects", listed, "--unit", "元", "-o", out)
    assert done.exit_code == 0, done.output
    labels = list(spec.tables[0].model.to_schema().columns)
    code, total = labels.index("项目代码"), labels.index("总投资")
    rows = list(openpyxl.load_workbook(out)[spec.tables[0].sheet].iter_rows(min_row=8, values_only=True))

    assert {row[code]: row[total] for row in rows if row[code]} == dict.fromkeys(codes, 10004000)
    if spec is spec_of("library"):
        year = labels.index("2021年")
        assert {row[code]: row[year] for row in rows if row[code]} == dict.fromkeys(codes, 2001000)


def test_an_amount_of_a_form_that_is_none_is_refused(tmp_path: Path) -> None:
    """Nothing is left out in silence: exit code 2, with the cell."""
    form = periodic.store().spoil(1, 总投资="约一千")
    listed = forms.save(form.book(), tmp_path / "库.xlsx")
    done = template("--library", "省库", "--projects", listed, "-o", tmp_path / "表.xlsx")

    assert (done.exit_code, form.at(1, "总投资") in done.output) == (2, True), done.output
