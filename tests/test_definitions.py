"""Form definitions: read whole, each fault at its cell, what their relations say among themselves, and what is made of them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import forms
from recon import catalogue, engine, tables, workbook
from recon.definitions import checks, differences, read, recognise, source
from recon.definitions.model import Definition
from recon.messages.scope import SCOPE
from recon.options import Options
from recon.reports import text
from recon.schemas import definition as schema
from recon.schemas.fields import metadata
from recon.templates import definition as template
from recon.templates import exporting
from recon.workbook import Cell, RawBook, RawSheet
from tests import commands
from tests.sheets import entry

Rows = Mapping[str, list[dict[str, str]]]
TABLE = [
    {"表号": "表1", "表名": "收支表", "计量单位": "万元", "版本": "1"},
    {"表号": "表2", "表名": "支出表", "计量单位": "万元"},
]


def lines(table: str, codes: str, **more: str) -> list[dict[str, str]]:
    """Rows or columns of a table, named after their codes."""
    return [{"表号": table, "代码": code, "名称": f"名{code}", **more} for code in codes.split()]


def base(relations: list[str], **sheets: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """A definition of two tables with these relations."""
    return {
        "表单": TABLE,
        "栏": [*lines("表1", "1 2 3 4 5", 类型="金额"), *lines("表2", "1 2", 类型="金额")],
        "行": [*lines("表1", "01 02 03 04 05 06"), *lines("表2", "07 08 09")],
        "关系": [{"编号": f"R{n:02d}", "表号": "表1", "关系": text} for n, text in enumerate(relations, 1)],
        **sheets,
    }


def save(rows: Rows, folder: Path, name: str = "表样.xlsx") -> Path:
    """A definition as a workbook."""
    path = folder / name
    path.write_bytes(template.make(rows, "zh"))
    return path


def loaded(rows: Rows, folder: Path) -> Definition:
    """A definition written and read."""
    return read.load(save(rows, folder))


def found(rows: Rows, folder: Path) -> list[tuple[str, str]]:
    """Codes and cells of what the check of a definition tells."""
    return [(f.code, str(f.cell)) for f in engine.validate_file(save(rows, folder)).findings]


@pytest.mark.parametrize("name", forms.NAMES)
def test_official_style_definitions_are_sound(name: str, tmp_path: Path) -> None:
    """Each of the six is read without a finding, has fifteen relations or more, and its workbook says what its text says."""
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(forms.workbook(name))
    definition = read.load(path)

    assert [f for f in checks.every(definition) if f.level != "提示性"] == []
    assert len([s for s in definition.statements if not s.off]) >= 15
    assert {"关系": [s.text for s in definition.statements]} == {
        "关系": [s.text for s in read.read(forms.book(name)).statements]
    }


def test_every_fault_of_the_list_is_told_at_its_cell(tmp_path: Path) -> None:
    """One fault at a time, each found and nothing else."""
    cases: list[tuple[dict[str, list[dict[str, str]]], list[tuple[str, str]]]] = []
    columns, rows = base([])["栏"], base([])["行"]
    cases.append((base([], 栏=[*columns, *lines("表1", "3")]), [("DEF11", "栏!B9")]))
    cases.append((base([], 行=[*rows, *lines("表2", "08")]), [("DEF11", "行!B11")]))
    cases.append((base(["99行=01行"]), [("DEF02", "关系!C2")]))
    cases.append((base([], 栏=[*columns, *lines("表1", "6", 类型="文字", 列表="性质")]), [("DEF13", "栏!I9")]))
    cases.append((base([], 栏=[*columns, *lines("表1", "6", 计量单位="万园")]), [("DEF14", "栏!F9")]))
    cases.append(
        (
            base([], 表单=[*TABLE, {"表号": "表3", "表名": "收支表"}], 栏=[*columns, *lines("表3", "1")]),
            [("DEF12", "表单!B4")],
        )
    )
    cases.append(
        (
            base([], 栏=[*columns, *lines("表1", "6", 公式="7栏+1栏"), *lines("表1", "7", 公式="6栏-2栏")]),
            [("DEF21", "栏!B9")],
        )
    )
    cases.append(
        (
            base([], 栏=[*columns, {"表号": "表1", "代码": "6", "名称": "[a] = b + 'c'", "类型": "金额"}]),
            [("DEF19", "栏!B9")],
        )
    )
    cases.append((base(["01行=[上年.xlsx]表2!A5"]), [("DEF20", "关系!C2")]))
    cases.append((base([], 栏=[*columns, *lines("表1", "6", 公式="=[\\\\server\\a.xls]表!A1")]), [("DEF20", "栏!J9")]))
    cases.append((base([], 字典=[{"列表": "性质", "值": "新建"}]), [("DEF36", "字典!B2")]))
    cases.append((base(["01行=07行+02行"]), [("DEF02", "关系!C2")]))
    cases.append((base(["01行=02行；两表应一致"]), [("DEF04", "关系!C2")]))
    cases.append((base([], 填报范围=[{"单位": "某局", "应报表号": "表9"}]), [("DEF15", "填报范围!C2")]))
    cases.append((base([], 上期=[{"本期代码": "表1 4栏", "上期代码": "表1 9栏"}]), [("DEF02", "上期!B2")]))
    for rows_, expected in cases:
        assert expected == found(rows_, tmp_path)


@pytest.mark.parametrize(
    ("continues", "stays", "cell"),
    [
        ("名9", "", "表单!N2"),
        ("表2 1", "", "表单!N2"),
        ("名1", "", "表单!N2"),
        ("名6、名7+3", "", "表单!N2"),
        ("", "不变", "栏!O9"),
        ("名7", "不退", "栏!O9"),
    ],
)
def test_by_what_rows_cannot_continue(continues: str, stays: str, cell: str, tmp_path: Path) -> None:
    """An unknown column, one of another table or of numbers; 各期 without it, or without a list: a sentence at the cell."""
    columns = [*base([])["栏"], *lines("表1", "6", 类型="文字", 各期=stays), *lines("表1", "7", 类型="代码")]
    rows = base([], 表单=[{**TABLE[0], "各期行对应": continues}, TABLE[1]], 栏=columns, 行=lines("表2", "07 08 09"))
    told = engine.validate_file(save(rows, tmp_path)).findings

    assert [(f.code, str(f.cell)) for f in told] == [("DEF16", cell)]
    assert all(text.sentence(f, lang) for f in told for lang in ("zh", "en"))


def test_rows_that_are_fixed_or_sum_up_others_continue_by_themselves(tmp_path: Path) -> None:
    """各期行对应 of such a table is told, and that of a sound list is not; a pointer to nowhere is a sentence as well."""
    fixed = base([], 表单=[{**TABLE[0], "各期行对应": "名1"}, TABLE[1]])
    columns = [*lines("表1", "1", 类型="文字", 引用="表9 1"), *lines("表1", "2"), *lines("表2", "1", 类型="文字")]
    sums = {**TABLE[1], "汇总": "表1", "各期行对应": "名1"}
    list_ = base([], 表单=[{**TABLE[0], "各期行对应": "名1"}, sums], 栏=columns, 行=[])

    assert found(fixed, tmp_path) == [("DEF16", "表单!N2")]
    assert found(list_, tmp_path) == [("DEF16", "表单!N3"), ("DEF16", "栏!N2")]
    assert all(
        text.sentence(f, lang) for f in engine.validate_file(save(list_, tmp_path)).findings for lang in ("zh", "en")
    )


def test_the_place_in_the_text_is_told(tmp_path: Path) -> None:
    """An error in the second relation of a cell names its character."""
    definition = loaded(base(["01行=02行+03行；\n04行＝05行＋66行"]), tmp_path)
    (finding,) = definition.findings

    assert (str(finding.cell), finding.words["at"], finding.words["found"]) == ("关系!C2", "22", "66")
    assert [s.text for s in definition.statements] == ["01行=02行+03行"]


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        (["01行=02行+03行", "02行=01行-03行"], [("DEF32", "关系!C3")]),
        (["01行=02行+03行", "04行=05行+06行", "01行+04行=02行+03行+05行+06行"], [("DEF32", "关系!C4")]),
        (["01行=02行+03行", "01行≥02行+03行"], []),
        (["01行≥02行", "2×01行≥2×02行"], [("DEF32", "关系!C3")]),
        (["01行>02行", "02行≥01行"], [("DEF33", "关系!C3")]),
        (["01行=02行+03行", "02行=04行", "01行<03行+04行"], [("DEF33", "关系!C4")]),
        (["01行=02行+100.5", "02行=01行"], [("DEF33", "关系!C3")]),
        (["01行=02行+03行", "02行=01行+03行"], [("DEF34", "关系!C3")]),
        (["01行=02行", "3栏=1栏+2栏"], []),
        (["01行=3栏"], [("DEF37", "关系!C2")]),
        (["01行≥02行", "02行≥01行"], []),
        (["若1栏>0，则2栏=3栏", "2栏=3栏"], []),
    ],
)
def test_relations_among_themselves(relations: list[str], expected: list[tuple[str, str]], tmp_path: Path) -> None:
    """What follows from others, contradicts them or leaves nothing but zero is told; what is sound is not."""

    assert expected == [one for one in found(base(relations), tmp_path) if one[0] != "DEF32" or expected]


def test_a_part_added_to_its_whole(tmp_path: Path) -> None:
    """An 其中 row in the sum of its whole is told; the same row in a bound is not."""
    rows = [{**row, "名称": "其中：专项"} if row["代码"] == "03" else row for row in base([])["行"]]

    assert found(base(["01行=02行+03行+04行", "02行≥03行"], 行=rows), tmp_path) == [("DEF31", "关系!C2")]


def test_a_row_that_does_not_apply(tmp_path: Path) -> None:
    """A relation whose rows are filled in in no common column is asked nowhere."""
    rows = [
        {**row, "适用栏": "1、2" if row["代码"] == "01" else "3至5"} for row in base([])["行"] if row["表号"] == "表1"
    ]

    assert found(base(["01行=02行+03行"], 行=rows), tmp_path) == [("DEF37", "关系!C2")]


def test_two_thousand_columns_and_rubbish(tmp_path: Path) -> None:
    """Too many columns and hostile texts give sentences, in bounded time."""
    many = [{"表号": "表1", "代码": str(n), "名称": f"栏{n}"} for n in range(1, 2001)]
    start = time.process_time()
    told = found(base([], 栏=[*many, *lines("表2", "1")], 行=[]), tmp_path)
    rubbish = [
        "((" * 2000,
        "=" * 5000,
        "05" * 9000,
        "MAX(" * 900,
        "若" * 900,
        "\x00\x07",
        "=cmd|' /C calc'!A0",
        "01行=" + "-" * 5000 + "02行",
    ]

    assert told == [("DEF18", "栏!B502")]
    assert {"DEF01", "DEF02", "DEF04"} >= {code for code, _ in found(base(rubbish), tmp_path)}
    assert time.process_time() - start < 60


def test_a_definition_of_everyday_size_is_read_quickly(tmp_path: Path) -> None:
    """100 columns, 60 rows and 200 relations are read whole, in work that does not grow beyond measure."""
    texts = (
        "05行=06行+…+13行",
        "15行≥16行+17行+18行",
        "1栏=2栏至6栏之和",
        "8栏=(9+17+19+24)栏；16栏≤9栏",
        "若7到36栏中任意一栏不为零，则5栏>0",
    )
    rows = {
        "表单": TABLE[:1],
        "栏": lines("表1", " ".join(map(str, range(1, 101)))),
        "行": lines("表1", " ".join(f"{n:02d}" for n in range(1, 61))),
        "关系": [{"编号": f"R{n}", "关系": texts[n % 5]} for n in range(200)],
    }
    definition = loaded(rows, tmp_path)

    assert (
        len(definition.tables[0].columns),
        len(definition.tables[0].rows),
        len(definition.statements),
        definition.findings,
    ) == (100, 60, 240, ())


def test_the_digest_is_of_what_is_said(tmp_path: Path) -> None:
    """Another name of the file, other widths of sheets or units that report change nothing; a relation does."""
    one, same = (
        loaded(base(["01行=02行"]), tmp_path),
        loaded(base(["01行=02行"], 填报范围=[{"单位": "某局"}]), tmp_path),
    )
    other, when = loaded(base(["01行≥02行"]), tmp_path), base(["01行=02行"])
    when["关系"][0]["条件"] = "1栏>0"

    assert one.digest == same.digest
    assert len({one.digest, other.digest, loaded(when, tmp_path).digest}) == 3


def test_differences_of_two_versions(tmp_path: Path) -> None:
    """A changed relation, a column more and a row less are told, and nothing of two that say the same."""
    old = loaded(base(["01行=02行", "03行=04行"]), tmp_path)
    new = base(["01行=02行+03行", "03行=04行"])
    new["栏"] = [*new["栏"], *lines("表2", "3")]
    new["行"] = new["行"][:-1]
    told = [(one.what, one.part, one.name) for one in differences.between(old, loaded(new, tmp_path))]

    assert told == [
        ("added", "column", "表2 3栏"),
        ("removed", "row", "表2 09行"),
        ("changed", "relation", "R01"),
    ]
    assert list(differences.between(old, old)) == []


def test_by_what_rows_continue_is_a_difference_and_changes_the_digest(tmp_path: Path) -> None:
    """Named by code or by name it is the same; a definition that does not say it is the one it was."""
    columns = [*lines("表1", "1 2", 类型="文字"), *lines("表1", "3"), *lines("表2", "1")]
    tables = ({**TABLE[0], "各期行对应": said} for said in ("", "名1、名2", "1栏、2", "1+2"))
    plain, named, coded, joint = (loaded(base([], 表单=[one, TABLE[1]], 栏=columns, 行=[]), tmp_path) for one in tables)

    assert [*differences.between(named, joint)] == [
        ("changed", "table", "表1", "各期行对应 1、2", "各期行对应 1+2"),
    ]
    assert named == coded
    assert len({plain.digest, named.digest, coded.digest, joint.digest}) == 3


@pytest.mark.parametrize("name", ["月报", "年度投资计划", "季报", "项目库", "指标进展表"])
def test_forms_of_the_product_are_exported_as_sound_definitions(name: str, tmp_path: Path) -> None:
    """Every column, list and relation of columns is in the definition, which has nothing to complain of."""
    spec = exporting.by_name()[name]
    rows, left = exporting.rows(spec)
    definition = loaded(rows, tmp_path)
    named = {s.number for s in definition.statements}

    assert [f for f in checks.every(definition) if f.level == "强制性"] == []
    assert [len(table.model.to_schema().columns) for table in spec.tables] == [
        len(table.columns) for table in definition.tables
    ]
    assert all(r.code in named or any(one.startswith(r.code) for one in left) for r in spec.relations)


def test_the_schema_that_is_printed_refuses_wrong_totals(tmp_path: Path) -> None:
    """The printed text, run as it stands, accepts a sound frame and names the relation that a wrong one breaks."""
    definition = loaded(
        base(["01行=02行+03行", "3栏=1栏+2栏", "若1栏>0，则2栏>0"], 行=lines("表1", "01 02 03")), tmp_path
    )
    made: dict[str, object] = {}
    exec(source.text(definition), made)
    (table, _) = made["TABLES"].values()  # type: ignore[attr-defined]
    frame = pd.DataFrame({c: [300, 100, 200] for c in "1245"} | {"3": [600, 200, 400]}, index=["01", "02", "03"])

    table.validate(frame, lazy=True)
    frame.loc["02", "4"] = 150
    frame.loc["03", "3"] = 500
    with pytest.raises(pa.errors.SchemaErrors) as error:
        table.validate(frame, lazy=True)
    assert {"R01", "R02"} == {one.check.name for one in error.value.schema_errors}


def test_commands_and_exit_codes(tmp_path: Path) -> None:
    """check, diff, show and export from the command line."""
    good, bad = save(base(["01行=02行"]), tmp_path, "好.xlsx"), save(base(["01行=92行"]), tmp_path, "坏.xlsx")

    def recon(*words: object) -> int:
        return commands.run("form", *words, cwd=tmp_path).returncode

    assert (recon("check", good), recon("check", bad), recon("check", tmp_path / "没有.xlsx")) == (0, 1, 3)
    assert (recon("diff", good, good), recon("diff", good, bad)) == (0, 1)
    assert (
        recon("show", good),
        recon("export", "月报", "-o", tmp_path / "月报表样.xlsx"),
        recon("export", "周报", "-o", tmp_path / "x.xlsx"),
    ) == (0, 0, 2)


def test_the_blank_definition_comes_from_the_command_line(tmp_path: Path) -> None:
    """``recon template --kind definition`` writes it, and takes no period."""
    path = tmp_path / "表样.xlsx"
    words = ("template", "--kind", "definition", "-o")

    assert commands.run(*words, path, cwd=tmp_path).returncode == 0
    assert recognise(workbook.read(path))
    assert commands.run(*words, tmp_path / "x.xlsx", "--month", "2021-03", cwd=tmp_path).returncode == 2


def test_a_blank_definition_has_every_sheet_and_column(tmp_path: Path) -> None:
    """The blank workbook has the sheets and columns of the contract, with dropdowns, and asks for a table."""
    path = save({}, tmp_path)
    heads = {sheet.name: sheet.rows[0] for sheet in workbook.read(path).sheets if sheet.name in schema.SHEETS}

    assert {name: list(model.to_schema().columns) for name, model in schema.SHEETS.items()} == heads
    assert [f.code for f in read.load(path).findings] == ["DEF17"]


def test_what_was_not_held_against_each_other_is_said(tmp_path: Path) -> None:
    """Relations that are too many and too dense are left off after a bounded amount of work, with a sentence."""
    codes = [f"{n:03d}" for n in range(1, 301)]
    texts = [
        f"{codes[n]}行=" + "+".join(f"{codes[(n * k + k * k) % 300]}行" for k in (2, 3, 5, 7, 11, 13, 17))
        for n in range(300)
    ]
    rows = {
        "表单": TABLE[:1],
        "栏": lines("表1", "1 2"),
        "行": lines("表1", " ".join(codes)),
        "关系": base(texts)["关系"],
    }

    assert ("DEF38", "关系") in found(rows, tmp_path)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from((1, -1, 2)), st.integers(0, 3)), min_size=1, max_size=4))
def test_a_combination_of_relations_follows_from_them(weights: list[tuple[int, int]]) -> None:
    """Any sum of multiples of equations is told to follow from them (or says nothing), never to contradict them."""
    sound = [("01", ("02", "03")), ("04", ("05", "06")), ("01", ("04", "02")), ("02", ("05",))]
    left = [(w, sound[n][0]) for w, n in weights]
    right = [(w, code) for w, n in weights for code in sound[n][1]]

    def side(terms: list[tuple[int, str]]) -> str:
        return "".join(f"{'-' if w < 0 else '+'}{abs(w)}.0×{code}行" for w, code in terms).removeprefix("+")

    texts = [f"{total}行={'+'.join(f'{code}行' for code in parts)}" for total, parts in sound]
    told = list(checks.every(read.read(parsed(base([*texts, f"{side(left)}={side(right)}"])))))

    assert {f.code for f in told} <= {"DEF32"}
    assert [str(f.cell) for f in told if str(f.cell) == "关系!C6"] in ([], ["关系!C6"])


def parsed(rows: Rows) -> RawBook:
    """A definition as read, without a file."""
    sheets = []
    for name, body in rows.items():
        labels = list(schema.SHEETS[name].to_schema().columns)
        sheets.append(
            RawSheet(name, [list(labels), *(entry(*(row.get(label) or None for label in labels)) for row in body)])
        )
    return RawBook(Path("表样.xlsx"), "", tuple(sheets))


def test_every_row_of_an_exported_list_is_accounted_for_in_words(tmp_path: Path) -> None:
    """A blank form made from an exported definition: each row's fate has words, the letters above its columns too."""
    rows, _ = exporting.rows(exporting.by_name()["年度投资计划"])
    path = save(rows, tmp_path)
    commands.run("template", "--form", path, "-o", tmp_path / "报表.xlsx", cwd=tmp_path)
    report = engine.validate_file(tmp_path / "报表.xlsx", Options(definitions=(path,)))

    assert report.kind == "defined"
    assert [a.reason for a in report.scope if f"because_{a.reason}" not in SCOPE] == []


def test_an_exported_form_is_found_by_its_heads() -> None:
    """A column is called what stands above it, 小计 under its group, and the lists of the plan in force go with it."""
    spec = exporting.by_name()["月报"]
    rows, _ = exporting.rows(spec)
    schema = spec.tables[0].model.to_schema()
    heads = [str(metadata(schema, label).get("head") or label) for label in schema.columns]
    told = [row for row in rows["栏"] if row["表号"] == spec.tables[0].number]

    assert [row["名称"] for row in told] == heads
    assert {row["值"] for row in rows["字典"] if row["列表"] == "类别"} == set(catalogue.in_force().every_value("类别"))


def test_what_is_carried_over_is_of_the_table_it_names(tmp_path: Path) -> None:
    """上期 with a 表号 is about that table; without one about the first that has both codes."""
    carried = loaded(
        base(
            [],
            上期=[
                {"本期代码": "2栏", "上期代码": "2栏", "表号": "表2"},
                {"本期代码": "09行", "上期代码": "09行"},
            ],
        ),
        tmp_path,
    ).carried

    assert [(one.table, one.code) for one in carried] == [("表2", "2栏"), ("表2", "09行")]


#: Columns of sheet 栏 that must be filled in, and one that is chosen from a list.
WORDS = ("表号", "代码", "名称", "类型")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.fixed_dictionaries({label: st.sampled_from(("", *schema.TYPES, "又")) for label in WORDS}), max_size=6)
)
def test_what_a_sheet_says_is_told_where_the_schema_refuses_it(rows: list[dict[str, str]]) -> None:
    """Blanks that must be filled in and values of no list, whether pandera has to be asked or not."""
    said = [row for row in rows if any(row.values())]
    cells: list[list[Cell]] = [[row[label] or None for label in WORDS] for row in said]
    page = RawSheet(schema.COLUMNS, [[*WORDS], *cells])
    _, found = tables.load(page, schema.Columns)
    blank = {("FORM03", n, c) for n, row in enumerate(said, 2) for c in (1, 2, 3) if not row[WORDS[c - 1]]}
    wrong = {("LIST01", n, 4) for n, row in enumerate(said, 2) if row["类型"] == "又"}

    assert {(one.code, one.cell.row, one.cell.column) for one in found} == blank | wrong
