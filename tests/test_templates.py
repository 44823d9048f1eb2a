"""The forms that are generated: what stands on them, what they compute, what they refuse."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from examples import lists
from recon import kinds, messages, workbook
from recon.cli import app
from recon.options import Options
from recon.schemas import monthly
from recon.schemas.form import Columns
from recon.schemas.forms import form as spec_of
from recon.templates import alarms, carry, names
from recon.templates.columns import Row, declared
from recon.templates.layout import HEADER_ROW, PLACE, TOTAL_ROW, Form, Layout
from recon.templates.monthly import coordinates, make
from tests import office
from tests.sheets import stored
from tools import masters

ROOT = Path(__file__).parent.parent
LETTERS = re.compile("[A-Z]+")
CODES = ("2509-320193-89-01-544060", "2603-141124-89-05-346948", "2411-130202-89-01-637015")


def project(number: int = 0, **changes: str | Decimal | None) -> Row:
    """A project that adds up; a change of None leaves the column out."""
    amounts = dict.fromkeys((*monthly.SPLITS, *monthly.SOURCES), "0") | {
        "总投资": "100",
        "2020年": "40.5",
        "2021年": "59.5",
        "本年计划": "20",
        "上月末累计完成": "30",
        "本月完成": "5.1",
        "本年累计完成": "10.2",
        "开工以来累计完成": "35.1",
        "到位资金": "36.6",
        "中央": "36.6",
    }
    row: Row = {
        "项目代码": CODES[number],
        "项目名称": f"项目{number}",
        "网别": "路网",
        "类别": "机场",
        "地区": "长春市",
        "建设性质": "新建",
        "开工年月": "2020-05",
        "竣工年月": "2022-10",
        "建设状态": "在建",
        **{label: Decimal(value) for label, value in amounts.items()},
    }
    merged = {**row, **changes}
    return {label: value for label, value in merged.items() if value is not None}


PROJECTS = (
    project(),
    project(1, 类别="铁路", 地区="延边州", 形象进度="=1+1 桩基完成"),
    project(2, 中央="—", 到位资金="—"),
)


def opened(form: Form, folder: Path, *, values: bool = False) -> openpyxl.Workbook:
    """A form as openpyxl reads it."""
    path = folder / "表.xlsx"
    path.write_bytes(make(form))
    return openpyxl.load_workbook(path, data_only=values)


def heads(page: Worksheet) -> list[tuple[str, str]]:
    """(group, head) of every column, merged cells undone."""
    upper, lower = page[HEADER_ROW + 1], page[HEADER_ROW + 2]
    found: list[tuple[str, str]] = []
    group = ""
    for top, bottom in zip(upper, lower, strict=True):
        group = str(top.value or group)
        found.append((group, str(bottom.value)) if bottom.value else ("", str(top.value)))
    return found


@pytest.mark.parametrize(("sheet", "model"), [("项目月报表", monthly.Projects), ("分类汇总表", monthly.Summary)])
def test_each_declared_column_stands_once_in_the_header(tmp_path: Path, sheet: str, model: Columns) -> None:
    """Heads, groups and order are those of the schema."""
    page = opened(Form("水网"), tmp_path)[sheet]

    assert heads(page) == [(c.group, c.head if c.group else c.label) for c in declared(model)]


def test_each_field_of_the_cover_stands_once_with_its_value_beside_it(tmp_path: Path) -> None:
    """Labels in column B, known values in column C."""
    page = opened(Form("路网", month="2021-03", unit="亿元"), tmp_path)["封面"]
    found = {row[1].value: row[2].value for row in page.iter_rows(min_row=4, max_row=13)}

    assert list(found) == [field.label for field in declared(monthly.Cover)]
    assert [v for v in found.values() if v] == ["省交通运输厅", "路网", "全省", "2021-03", "亿元"]


@pytest.mark.parametrize("network", list(lists.NETWORKS))
def test_rows_are_total_then_each_class_with_its_rows(tmp_path: Path, network: str) -> None:
    """合计 first, 小计 一 二 三 …, five blank rows prefilled with network, class and region."""
    page = opened(Form(network, "四平市"), tmp_path)["项目月报表"]
    first = [row for row in page.iter_rows(min_row=TOTAL_ROW + 1, max_col=6, values_only=True) if row[0] or row[3]]
    names_ = lists.NETWORKS[network][1]

    assert first[0][0] == "合计"
    assert [row[2] for row in first[1:] if row[0]] == [f"{name}小计" for name in names_]
    assert Counter(row[3:6] for row in first if row[3] == network) == {(network, n, "四平市"): 5 for n in names_}


@office.needs_office
def test_values_in_the_file_are_what_libreoffice_computes(tmp_path: Path) -> None:
    """Every formula of a form with projects: cached value = recalculated value."""
    path = tmp_path / "表.xlsx"
    path.write_bytes(make(Form("路网", month="2021-03", projects=PROJECTS)))
    formulas = openpyxl.load_workbook(path)
    cached = openpyxl.load_workbook(path, data_only=True)
    anew = openpyxl.load_workbook(office.recalculated(path, tmp_path), data_only=True)
    count = 0
    for page in formulas:
        for cell in (c for row in page.iter_rows() for c in row if c.data_type == "f"):
            count += 1
            ours, theirs = (book[page.title][cell.coordinate].value for book in (cached, anew))
            assert ours == (pytest.approx(theirs) if isinstance(theirs, float | int) else theirs), cell
    assert count == 21 * 7 + 22 * 20 + 13  # 表1: 合计, six 小计; 表2: 合计, six classes, 13 regions; head and footer


def test_dropdowns_show_exactly_the_closed_lists(tmp_path: Path) -> None:
    """Each listed field has a named range, never a literal; classes are those of the form's network."""
    book = opened(Form("市政基础设施网"), tmp_path)
    entries = {}
    for name, defined in book.defined_names.items():
        ((sheet, area),) = defined.destinations
        cells = book[sheet][area]
        entries[name] = tuple(row[0].value for row in cells) if isinstance(cells, tuple) else (cells.value,)
    shown: dict[tuple[str, str], tuple[object, ...]] = {}
    listed: dict[str, list[tuple[object, ...]]] = {}
    for sheet in ("封面", "项目月报表"):
        found = [v for v in book[sheet].data_validations.dataValidation if v.type == "list"]
        listed[sheet] = [entries[v.formula1] for v in found]
        shown |= {(sheet, LETTERS.findall(str(v.sqref))[0]): entries[v.formula1] for v in found}
    classes = lists.NETWORKS["市政基础设施网"][1]
    wanted = {
        ("项目月报表", c.letters): c.choices or classes
        for c in declared(spec_of("monthly").tables[0].model)
        if c.listed
    }
    cover = [field.choices for field in declared(spec_of("monthly").cover) if field.listed]

    assert {key: value for key, value in shown.items() if key[0] == "项目月报表"} == wanted
    assert listed["封面"] == cover
    assert {name: entries[name] for name in names.closed_lists(spec_of("monthly"))} == names.closed_lists(
        spec_of("monthly")
    )


def test_the_stamp_is_in_three_places(tmp_path: Path) -> None:
    """Document property, very hidden sheet with a defined name, hidden row of the cover."""
    book = opened(Form("电网"), tmp_path)
    hidden = [d for d in book["封面"].row_dimensions.values() if d.hidden]

    assert vars(book)["custom_doc_props"]["表式"].value == spec_of("monthly").stamp
    assert (book["字典"].sheet_state, book["字典"]["A1"].value) == ("veryHidden", spec_of("monthly").stamp)
    assert [book["封面"].cell(d.index, 3).value for d in hidden] == [spec_of("monthly").stamp]


#: Relation → (changes that rounding excuses, changes that break it). Base: project() in 万元, two decimals.
CASES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "SPLIT": ({"总投资": "100.04"}, {"总投资": "100.05"}),
    "ROLL": ({"开工以来累计完成": "35.11"}, {"开工以来累计完成": "35.12"}),
    "FUND": ({"到位资金": "36.63"}, {"到位资金": "36.64"}),
    "JAN": ({"本年累计完成": "5.11"}, {"本年累计完成": "5.12"}),
    "YEAR": ({"本年累计完成": "35.11"}, {"本年累计完成": "35.12"}),
    "OVER": ({"总投资": "35.09"}, {"总投资": "35.08"}),
    "MINUS": ({"本月完成": "0"}, {"本月完成": "-0.01"}),
    "DONE": ({"总投资": "36.95", "建设状态": "完工"}, {"总投资": "36.96", "建设状态": "完工"}),
    "IDLE": (
        {"开工以来累计完成": "0", "建设状态": "未开工"},
        {"开工以来累计完成": "0.01", "建设状态": "未开工"},
    ),
    "AHEAD": ({"本年计划": "8.50", "本年累计完成": "10.21"}, {"本年计划": "8.49", "本年累计完成": "10.21"}),
}


def changed(changes: dict[str, str]) -> Row:
    """The base project with changes, amounts as such."""
    texts = {"建设状态"}
    return project(0, **{key: value if key in texts else Decimal(value) for key, value in changes.items()})


def cases(code: str) -> list[tuple[Row, bool]]:
    """Projects and whether the relation must fire on them: adding up, off by rounding, wrong, blank, dash."""
    relation = next(r for r in spec_of("monthly").relations if r.code == code)
    rounded, wrong = CASES[code]
    fits = project(本年累计完成=Decimal("5.1")) if code == "JAN" else project()
    blank = {**changed(wrong), relation.lefts[0]: ""}
    text = {**changed(wrong), relation.lefts[0]: "约五"}
    return [(fits, False), (changed(rounded), False), (changed(wrong), True), (blank, False), (text, False)]


@office.needs_office
def test_a_row_turns_red_when_it_does_not_add_up_by_more_than_rounding(tmp_path: Path) -> None:
    """Each conditional format's formula, put into a cell and computed by LibreOffice; it is in the sheet as such."""
    tried = [(relation, *case) for relation in spec_of("monthly").relations for case in cases(relation.code)]
    form = Form("路网", month="2021-01", projects=tuple(row for _, row, _ in tried))
    layout = Layout(form)
    book = opened(form, tmp_path)
    page = book["项目月报表"]
    criteria = {rule.formula[0] for rules in page.conditional_formatting for rule in rules.rules}
    block = next(b for b in layout.blocks if b.name == "机场")
    for row, (relation, _, _) in zip(block.rows, tried, strict=False):
        page.cell(row + 1, 60).value = alarms.formula(layout, relation, row + 1)
    book.save(tmp_path / "试.xlsx")
    done = openpyxl.load_workbook(office.recalculated(tmp_path / "试.xlsx", tmp_path), data_only=True)
    found = [done["项目月报表"].cell(row + 1, 60).value for row, _ in zip(block.rows, tried, strict=False)]

    first = layout.blocks[0].rows[0] + 1
    assert criteria == {alarms.formula(layout, r, first)[1:] for r in spec_of("monthly").relations}
    expected = [(relation.code, n % 5, fires) for n, (relation, _, fires) in enumerate(tried)]
    assert [(code, n, value) for (code, n, _), value in zip(expected, found, strict=True)] == expected


def test_every_relation_has_a_case() -> None:
    """A new relation asks for its own."""
    assert set(CASES) == {relation.code for relation in spec_of("monthly").relations}


def test_a_dash_counts_as_zero_and_other_text_keeps_the_formula_quiet() -> None:
    """The count of numbers and dashes must be the number of cells."""
    relation = next(r for r in spec_of("monthly").relations if r.code == "ROLL")

    assert alarms.formula(Layout(Form("路网")), relation, 10) == (
        '=AND(COUNT($U10:$V10,$X10)+COUNTIF($U10:$V10,"—")+COUNTIF($X10,"—")=3,'
        "ABS(ROUND(SUM($U10:$V10)-1*SUM($X10),4))>0.015)"
    )


def test_a_complete_form_has_no_findings(tmp_path: Path) -> None:
    """Generated with everything filled in, the form passes; the text that looks like a formula stays text."""
    path = tmp_path / "月报.xlsx"
    path.write_bytes(make(Form("路网", month="2021-03", projects=PROJECTS)))
    report = kinds.check(workbook.read(path), Options())

    assert [(f.code, str(f.cell)) for f in report.findings if f.level != "提示性"] == []
    assert PROJECTS[1]["形象进度"] in {
        row[32] for row in openpyxl.load_workbook(path)["项目月报表"].iter_rows(values_only=True)
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_form_gives_the_same_bytes(lang: str) -> None:
    """Nothing of the clock, of the machine or of hashing enters."""
    form = Form("路网", month="2021-03", projects=PROJECTS, lang=lang, protect=True)

    assert make(form) == make(form)


def test_the_masters_are_what_the_code_generates(tmp_path: Path) -> None:
    """Part by part; to renew them: ``python -m tools.masters``."""
    masters.write(tmp_path)
    kept = {path.name: path for path in (ROOT / "templates").glob("*.xlsx")}

    assert set(kept) == {path.name for path in tmp_path.iterdir()}
    for name, path in kept.items():
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / name) as new:
            assert old.namelist() == new.namelist()
            for part in old.namelist():
                assert old.read(part) == new.read(part), (name, part)


def test_no_cell_is_validated_twice(tmp_path: Path) -> None:
    """Excel repairs a file whose validations overlap: each range stands once in the part."""
    path = tmp_path / "表.xlsx"
    path.write_bytes(make(Form("路网")))
    part = zipfile.ZipFile(path).read("xl/worksheets/sheet2.xml").decode()
    ranges = [r for found in re.findall(r'<dataValidation [^>]*sqref="([^"]+)"', part) for r in found.split()]

    assert len(ranges) == len(set(ranges)) == len(declared(monthly.Projects)) * 6


def test_protection_leaves_what_is_filled_in_open(tmp_path: Path) -> None:
    """Off by default; with it totals are locked, project rows and the cover's values are not."""
    plain = opened(Form("路网"), tmp_path)["项目月报表"]
    book = opened(Form("路网", protect=True), tmp_path)
    page = book["项目月报表"]

    assert (plain.protection.sheet, page.protection.sheet, page.protection.password) == (False, True, None)
    assert [page[a1].protection.locked for a1 in ("K8", "K9", "K10", "C10")] == [True, True, False, False]
    assert book["封面"]["C4"].protection.locked is False


def test_amounts_show_the_decimals_of_their_unit(tmp_path: Path) -> None:
    """Two for 万元, four for 亿元, none for the number of projects; months and codes are text."""
    found = {}
    for unit in ("万元", "亿元"):
        book = opened(Form("路网", unit=unit), tmp_path)
        cells = [book["项目月报表"]["K10"], book["分类汇总表"]["B9"], book["项目月报表"]["B10"]]
        found[unit] = [cell.number_format.rstrip("_ ") for cell in cells]

    assert found == {"万元": ["#,##0.00", "#,##0", "@"], "亿元": ["#,##0.0000", "#,##0", "@"]}


# --- the command --------------------------------------------------------------------------------------


def template(*arguments: object) -> Result:
    """``recon template …``."""
    return CliRunner().invoke(app, ["template", *map(str, arguments)])


ROAD = ("--network", "路网", "--region", "长春市")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--month", "2021-13", *ROAD), "2021-13"),
        (("--month", "2021-03", "--network", "公路网", "--region", "长春市"), "、路网、水网、"),
        (("--month", "2021-03", "--network", "路网", "--region", "沈阳市"), "、四平市、"),
        (("--month", "2021-03", "--network", "路网"), "--region"),
        (("--month", "2021-03", *ROAD, "--unit", "角"), "元、千元、万元"),
        (("--kind", "monthly"), "--month"),
        (("--protect",), "--protect"),
        (("--kind", "targets", "--month", "2021-03"), "--month"),
        (("--month", "2021-03", *ROAD, "--from", "旧.xlsx"), "--kind targets"),
        (("--month", "2021-03", "--all", "--previous", "旧.xlsx"), "--previous"),
    ],
)
def test_wrong_usage_names_the_choices(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """Exit code 2, the sentence, and no file."""
    done = template(*arguments, "-o", tmp_path / "表.xlsx")

    assert (done.exit_code, said in done.output) == (2, True), done.output
    assert list(tmp_path.iterdir()) == []


def test_a_file_with_other_content_is_kept(tmp_path: Path) -> None:
    """The same blank may be written again; a filled one only with --force."""
    path = tmp_path / "月报.xlsx"
    order = ("--month", "2021-03", *ROAD, "-o", path)
    codes = [template(*order).exit_code, template(*order).exit_code]
    path.write_bytes(path.read_bytes() + b" ")
    filled = path.read_bytes()

    assert [*codes, template(*order).exit_code] == [0, 0, 2]
    assert path.read_bytes() == filled
    assert template(*order, "--force").exit_code == 0
    assert path.read_bytes() == make(Form("路网", "长春市", "2021-03"))


def test_all_forms_of_a_month_or_none(tmp_path: Path) -> None:
    """Seven networks, twelve regions and the lead departments: 91 forms, none written if one would be lost."""
    taken = tmp_path / "月报_2021-03_水网_全省.xlsx"
    taken.write_bytes(b"x")
    asked = ("--month", "2021-03", "--network", "水网", "--all", "-o", tmp_path)
    refused, files = template(*asked), list(tmp_path.iterdir())
    taken.unlink()
    done = template(*asked)

    assert (refused.exit_code, files) == (2, [taken])
    assert (done.exit_code, len(list(tmp_path.iterdir()))) == (0, 13)
    assert len(set(coordinates())) == len(list(coordinates())) == 91


def rows(path: Path) -> list[dict[str, object]]:
    """The project rows of a form that have a name, by label."""
    labels = [column.label for column in declared(monthly.Projects)]
    table = openpyxl.load_workbook(path)["项目月报表"].iter_rows(min_row=TOTAL_ROW + 1, values_only=True)
    found = (dict[str, object](zip(labels, row, strict=False)) for row in table)
    return [row for row in found if row["项目名称"] and row["类别"]]


def listing(path: Path, *lines: tuple[object, ...]) -> Path:
    """A list of projects with a title above its head."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in (
        ("项目清单",),
        ("项目名称", "项目代码", "类别", "地区", "总投资（亿元）", "开工年月", "备用"),
        *lines,
    ):
        page.append([stored(value) for value in line])
    book.save(path)
    return path


def test_a_list_of_projects_fills_the_form_of_its_network_and_region(tmp_path: Path) -> None:
    """Units are converted, networks follow from classes, total rows are passed over, regions filtered."""
    path = listing(
        tmp_path / "清单.xlsx",
        ("甲", CODES[0], "机场", "长春市", "1.23", "2020-05", "x"),
        ("乙", CODES[1], "铁路", "延边州", 2, None),
        ("合计", None, None, None, 3.23),
        ("丙", None, "教育", "长春市", "—"),
    )
    made = {}
    for region in ("长春市", "全省"):
        out = tmp_path / f"{region}.xlsx"
        done = template("--month", "2021-03", "--network", "路网", "--region", region, "--projects", path, "-o", out)
        assert done.exit_code == 0, done.output
        made[region] = [(r["序号"], r["项目名称"], r["类别"], r["地区"], r["总投资"], r["开工年月"]) for r in rows(out)]

    assert made["长春市"] == [("1", "甲", "机场", "长春市", 12300, "2020-05")]
    assert made["全省"] == [("1", "乙", "铁路", "延边州", 20000, None), *made["长春市"]]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("甲", "", "机场", "长春", 1), "地区“长春”"),
        (("甲", "", "航空", "长春市", 1), "网别“”"),
        (("甲", "", "机场", "长春市", "约 3 亿"), "Sheet!E3"),
    ],
)
def test_a_project_that_belongs_nowhere_is_said(tmp_path: Path, line: tuple[object, ...], said: str) -> None:
    """Not dropped, not guessed: exit code 2 and the place."""
    path = listing(tmp_path / "清单.xlsx", line)
    done = template("--month", "2021-03", *ROAD, "--projects", path, "-o", tmp_path / "表.xlsx")

    assert (done.exit_code, said in done.output) == (2, True), done.output


def last_month(path: Path, month: str, *projects: Row, unit: str = "万元") -> Path:
    """A filled report of 长春市."""
    path.write_bytes(make(Form("路网", "长春市", month, unit, projects)))
    return path


@pytest.mark.parametrize(("last", "month"), [("2021-02", "2021-03"), ("2020-12", "2021-01")])
def test_last_months_projects_are_carried_over(tmp_path: Path, last: str, month: str) -> None:
    """Closing becomes opening exactly, in another unit too; plan and texts stay, the month's own columns are blank."""
    closing = Decimal("123456789.01")
    old = project(0, 开工以来累计完成=closing, 形象进度="主体完工", 责任单位="—", 中央="—", **{"2022年": "—"})
    path = last_month(tmp_path / "旧.xlsx", last, old, unit="元")
    out = tmp_path / "新.xlsx"
    done = template("--month", month, *ROAD, "--unit", "万元", "--previous", path, "-o", out)
    assert done.exit_code == 0, done.output
    (row,) = rows(out)

    assert Decimal(str(row["上月末累计完成"])) == closing / 10000
    assert (row["总投资"], row["2022年"], row["形象进度"]) == (0.01, "—", "主体完工")
    assert (row["项目代码"], row["责任单位"], row["建设状态"]) == (CODES[0], "—", "在建")
    after = [c.label for c in declared(monthly.Projects) if c.amount and c.label not in carry.PLANNED][1:]
    assert {row[label] for label in after} == {None}


def test_a_list_and_last_month_are_joined_by_code(tmp_path: Path) -> None:
    """The list has the last word on texts, last month on the opening; projects of either are kept."""
    old = last_month(tmp_path / "旧.xlsx", "2021-02", project(0), project(1))
    path = listing(
        tmp_path / "清单.xlsx",
        ("新名", CODES[0], "机场", "长春市", 1),
        ("新项目", CODES[2], "铁路", "长春市", 1),
    )
    out = tmp_path / "新.xlsx"
    done = template("--month", "2021-03", *ROAD, "--projects", path, "--previous", old, "-o", out)
    assert done.exit_code == 0, done.output

    assert {(r["项目名称"], r["总投资"], r["上月末累计完成"]) for r in rows(out)} == {
        ("新名", 10000, 35.1),
        ("新项目", 10000, None),
        ("项目1", 100, 35.1),
    }


@pytest.mark.parametrize(
    ("network", "region", "month", "said"),
    [
        ("路网", "长春市", "2021-04", "2021-03"),
        ("水网", "长春市", "2021-03", "网别"),
        ("路网", "全省", "2021-03", "地区"),
    ],
)
def test_a_report_of_another_month_network_or_region_is_not_carried_over(
    tmp_path: Path, network: str, region: str, month: str, said: str
) -> None:
    """The sentence says what was expected."""
    path = last_month(tmp_path / "旧.xlsx", "2021-02", project())
    done = template(
        "--month",
        month,
        "--network",
        network,
        "--region",
        region,
        "--previous",
        path,
        "-o",
        tmp_path / "新.xlsx",
    )

    assert (done.exit_code, said in done.output) == (2, True), done.output


def test_inputs_are_never_overwritten(tmp_path: Path) -> None:
    """Not even with --force, nor through a folder."""
    path = last_month(tmp_path / "月报_2021-03_路网_长春市.xlsx", "2021-02", project())
    before = path.read_bytes()
    for out in (path, tmp_path):
        done = template("--month", "2021-03", *ROAD, "--previous", path, "--force", "-o", out)
        assert done.exit_code == 2, done.output

    assert path.read_bytes() == before


def months_reports(folder: Path) -> Path:
    """February of two units: 长春市 with a class misspelt and a region mistyped, the lead department with both regions."""
    folder.mkdir()
    odd = {**project(1, 类别="机场工程"), PLACE: "机场"}
    moved = project(2, 地区="吉林市")
    local = Form("路网", "长春市", "2021-02", "万元", (project(0), odd, moved))
    lead = Form("路网", lists.PROVINCE, "2021-02", "亿元", (project(0), project(2, 地区="吉林市")))
    for form in (local, lead):
        (folder / f"{form.region}.xlsx").write_bytes(make(form))
    return folder


def test_a_month_is_carried_over_from_a_folder(tmp_path: Path) -> None:
    """Every project of every report as it was typed, closing as opening; the forms without a report are told.

    An unreadable report stops no other form: it is told, and the exit code is that of a file that could not be read.
    """
    folder = months_reports(tmp_path / "2021-02")
    (folder / "坏.xlsx").write_bytes(b"")
    done = template("--all", "--month", "2021-03", "--network", "路网", "--previous", folder, "-o", tmp_path / "新")
    assert (done.exit_code, "FILE02" in done.output) == (3, True), done.output

    local, lead = (rows(tmp_path / "新" / f"月报_2021-03_路网_{r}.xlsx") for r in ("长春市", lists.PROVINCE))
    assert [(r["项目代码"], r["类别"], r["地区"]) for r in local] == [
        (CODES[0], "机场", "长春市"),
        (CODES[1], "机场工程", "长春市"),
        (CODES[2], "机场", "吉林市"),
    ]
    assert [r["上月末累计完成"] for r in local] == [35.1] * 3
    assert [(r["项目代码"], r["上月末累计完成"]) for r in lead] == [(CODES[0], 351000), (CODES[2], 351000)]
    assert len(list((tmp_path / "新").iterdir())) == 13
    assert messages.form("no_last", "zh", count=11, names="")[:8] in done.output


def test_two_reports_on_one_subject_are_not_chosen_between(tmp_path: Path) -> None:
    """Both are named, and nothing is written."""
    folder = months_reports(tmp_path / "2021-02")
    (folder / "重报.xlsx").write_bytes(make(Form("路网", "长春市", "2021-02", "万元", (project(0),))))
    done = template("--all", "--month", "2021-03", "--network", "路网", "--previous", folder, "-o", tmp_path / "新")

    assert (done.exit_code, "重报.xlsx" in done.output) == (2, True)
    assert list((tmp_path / "新").iterdir()) == []
