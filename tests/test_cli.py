"""The command line as a person or a program meets it: real files, real processes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import openpyxl
import pytest
from click.testing import CliRunner

from recon import messages, plaintext
from recon.cli import app
from recon.packaged import targets
from tests import forms
from tests.commands import ROOT, process, run


def edited(path: Path, change: object) -> Path:
    """The packaged workbook after somebody has edited it in a spreadsheet program."""
    book = openpyxl.load_workbook(targets())
    change(book)  # type: ignore[operator]
    book.save(path)
    return path


#: A workbook of a kind with the plan, with one sum that does not hold: where the plan itself is not what is proven.
SMALL = """
    ## 口径
    指标名称 | 计量单位 | 类型 | 可加 | 舍入
    投资 | 亿元 | 金额 | 是 | 四舍五入

    ## 层级
    维度 | 上级 | 下级 | 完整
    项目 | 合 | 甲 | 是
    项目 | 合 | 乙 | 是

    ## 指标
    编号 | 来源编号 | 章节 | 指标名称 | 项目 | 时期 | 地区 | 数值 | 计量单位 | 限定
    F1 | | 正文 | 投资 | 合 | 2020 | | 10 | 亿元 |
    F2 | | 正文 | 投资 | 甲 | 2020 | | 3 | 亿元 |
    F3 | | 正文 | 投资 | 乙 | 2020 | | 4 | 亿元 |
"""


def small(path: Path, **words: str) -> Path:
    """It as a file, a word replaced or not."""
    text = dedent(SMALL)
    for old, new in words.items():
        text = text.replace(old, new)
    return forms.save(plaintext.parse(text), path)


def test_the_plan_is_checked_in_an_empty_folder(tmp_path: Path) -> None:
    """No argument: the packaged plan is read, its mismatches make the exit code 1, the workbook is written."""
    done = process("validate", cwd=tmp_path)

    assert done.returncode == 1, done.stderr.decode()
    assert [p.name for p in tmp_path.iterdir()] == ["targets_差异.xlsx"]
    assert "指标!H133" in done.stdout.decode()


@pytest.mark.parametrize(("level", "code"), [("强制性", 0), ("核实性", 1), ("提示性", 1)])
def test_fail_on_sets_the_level_that_fails(tmp_path: Path, level: str, code: int) -> None:
    """A workbook whose only trouble is a 核实性 one."""
    path = tmp_path / "表.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "指标"
    sheet.append(["编号", "来源编号", "章节", "指标名称", "项目", "时期", "地区", "数值", "计量单位", "限定"])
    sheet.append(["F1", "", "", "投次", "甲", "", "", "1", "亿元", ""])
    measures = book.create_sheet("口径")
    measures.append(["指标名称", "计量单位", "类型", "可加", "舍入"])
    measures.append(["投资", "亿元", "金额", "是", "四舍五入"])
    book.save(path)

    assert run("validate", path, "--fail-on", level, cwd=tmp_path).returncode == code


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_unreadable_inputs_are_said_in_the_readers_language(tmp_path: Path, lang: str) -> None:
    """Missing, empty, foreign, truncated: code 3, the code of the sentence, no traceback, nothing written."""
    whole = targets().read_bytes()
    files = {
        "FILE01": None,
        "FILE02": b"",
        "FILE03": b"%PDF-1.4 not a sheet",
        "FILE04": whole[: len(whole) // 2],
    }
    for code, content in files.items():
        path = tmp_path / f"{code}.xlsx"
        if content is not None:
            path.write_bytes(content)
        done = run("validate", path, "--lang", lang, cwd=tmp_path)
        said = done.stdout.decode() + done.stderr.decode()
        assert done.returncode == 3
        assert f" {code}] " in said
        assert "Traceback" not in said
    assert {p.name for p in tmp_path.iterdir()} == {f"{code}.xlsx" for code, c in files.items() if c is not None}


def test_an_encrypted_workbook_is_named_as_such(tmp_path: Path) -> None:
    """A workbook with an opening password."""
    ooxml = pytest.importorskip("msoffcrypto.format.ooxml", reason="msoffcrypto-tool is a development dependency")
    path = tmp_path / "密.xlsx"
    with targets().open("rb") as plain, path.open("wb") as locked:
        ooxml.OOXMLFile(plain).encrypt("secret", locked)

    done = run("validate", path, cwd=tmp_path)

    assert (done.returncode, "FILE05" in done.stdout.decode()) == (3, True)


def test_another_form_is_recognised_as_such(tmp_path: Path) -> None:
    """A workbook without sheet 指标 says which sheets it has."""
    path = tmp_path / "别的.xlsx"
    book = openpyxl.Workbook()
    book.save(path)

    done = run("validate", path, cwd=tmp_path)

    assert done.returncode == 3
    assert "FILE07" in done.stdout.decode()
    assert "Sheet" in done.stdout.decode()


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """A missing file beside a good one: both are reported, the exit code is that of the worse."""
    small(tmp_path / "好.xlsx")

    done = run("validate", "无.xlsx", "好.xlsx", "--format", "json", cwd=tmp_path)

    assert [f["verdict"] for f in json.loads(done.stdout)["files"]] == ["unreadable", "fail"]
    assert done.returncode == 3


def test_faults_typed_into_a_copy_are_found_at_their_cells(tmp_path: Path) -> None:
    """Saved by openpyxl after editing: each planted fault at its cell, and nothing new besides."""

    def change(book: openpyxl.Workbook) -> None:
        figures = book["指标"]
        figures["H3"] = "10963"
        figures["H5"] = "五千"
        figures["I10"] = "亿圆"
        figures["A12"] = "F010"

    before = json.loads(run("validate", "--format", "json", cwd=tmp_path).stdout)["files"][0]["findings"]
    path = edited(tmp_path / "改.xlsx", change)
    after = json.loads(run("validate", path, "--format", "json", cwd=tmp_path).stdout)["files"][0]["findings"]

    new = {(f["code"], f["cell"]) for f in after} - {(f["code"], f["cell"]) for f in before}
    assert {("NUM01", "H5"), ("UNIT01", "I10"), ("KEY01", "A11")} <= new
    # 5102 gone and 921 in an unknown unit: their networks come from the annexes, so that 10962.. is still compared
    assert {f[0] for f in new} <= {"NUM01", "UNIT01", "KEY01", "FOOT01"}


def test_the_input_is_never_written_to(tmp_path: Path) -> None:
    """--output on the input is refused, and the input's bytes stay."""
    path = small(tmp_path / "指标.xlsx")
    before = path.read_bytes()

    assert run("validate", path, "--output", path, cwd=tmp_path).returncode == 2
    run("validate", path, cwd=tmp_path)

    assert path.read_bytes() == before
    assert (tmp_path / "指标_差异.xlsx").exists()


def test_review_notes_are_not_overwritten(tmp_path: Path) -> None:
    """A discrepancy workbook with somebody's notes is left alone; the new one gets a number."""
    path = small(tmp_path / "表.xlsx")
    run("validate", path, cwd=tmp_path)
    book = openpyxl.load_workbook(tmp_path / "表_差异.xlsx")
    sheet = book["问题清单"]
    head = next(row for row in sheet.iter_rows() if any(c.value == "审核说明" for c in row))
    column = next(c.column for c in head if c.value == "审核说明")
    sheet.cell((head[0].row or 0) + 1, column).value = "原文如此，已电话核实"
    book.save(tmp_path / "表_差异.xlsx")
    before = (tmp_path / "表_差异.xlsx").read_bytes()

    done = run("validate", path, cwd=tmp_path)

    assert (tmp_path / "表_差异.xlsx").read_bytes() == before
    assert (tmp_path / "表_差异(2).xlsx").exists()
    assert "表_差异(2).xlsx" in done.stdout.decode()


def test_output_goes_where_it_is_told(tmp_path: Path) -> None:
    """--output as a file and as a folder; with json only when asked."""
    (tmp_path / "果").mkdir()
    path = small(tmp_path / "表.xlsx")
    run("validate", path, "--output", tmp_path / "果", cwd=tmp_path)
    run("validate", path, "--output", tmp_path / "甲.xlsx", "--format", "json", cwd=tmp_path)

    assert [p.name for p in (tmp_path / "果").iterdir()] == ["表_差异.xlsx"]
    assert (tmp_path / "甲.xlsx").exists()


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_no_terminal_makes_it_fall_over(tmp_path: Path, encoding: str) -> None:
    """On a GBK console and in an ASCII pipe as in UTF-8 (above): the same exit code, and on GBK nothing becomes a '?'."""
    done = process("validate", cwd=tmp_path, env={"PYTHONIOENCODING": encoding})

    assert done.returncode == 1, done.stderr
    if encoding == "gbk":
        assert "?" not in done.stdout.decode("gbk")


def test_the_table_is_aligned_although_chinese(tmp_path: Path) -> None:
    """Every line of the summary table is equally wide in terminal columns, up to blanks at its end."""
    from wcwidth import wcswidth

    lines = run("validate", cwd=tmp_path).stdout.decode().splitlines()
    rule = next(i for i, line in enumerate(lines) if line.startswith("---"))
    starts = [i for i, c in enumerate(lines[rule]) if c == "-" and (i == 0 or lines[rule][i - 1] == " ")]

    for line in lines[rule + 1 : rule + 4]:
        cells = line.split()
        assert len(cells) >= len(starts)
        assert wcswidth(line.rstrip()) <= len(lines[rule])


@pytest.mark.parametrize("command", ["validate", "annotate", "explain", "text", "template", "register"])
def test_every_command_shows_an_example(command: str) -> None:
    """--help of each command holds a line that can be typed."""
    shown = CliRunner().invoke(app, [command, "--help"]).output

    assert f"recon {command}" in shown


def test_the_wheel_reads_its_own_plan(tmp_path: Path) -> None:
    """The package as installed, away from the checkout, still finds data/targets.xlsx."""
    import zipfile

    wheel = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, ROOT],
        capture_output=True,
        check=False,
    )
    if wheel.returncode:
        pytest.skip(f"no wheel can be built here: {wheel.stderr.decode()[-200:]}")
    (archive,) = tmp_path.glob("recon-*.whl")
    zipfile.ZipFile(archive).extractall(tmp_path / "site")
    empty = tmp_path / "empty"
    empty.mkdir()
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from recon.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site"), "validate", "--format", "json"],
        capture_output=True,
        cwd=empty,
        check=False,
    )

    assert done.returncode == 1, done.stderr.decode()
    assert str(tmp_path / "site") in json.loads(done.stdout)["files"][0]["path"]


def test_template_keeps_every_row_of_its_source(tmp_path: Path) -> None:
    """Laid out afresh, the packaged workbook gives the same findings; extra sheets and columns are kept."""

    def change(book: openpyxl.Workbook) -> None:
        book["指标"].cell(1, 13).value = "办公室备注"
        book["指标"].cell(2, 13).value = "=1+1 不是公式"
        book["指标"].cell(2, 13).data_type = "s"
        book.create_sheet("草稿")["B2"] = "留着"

    source = edited(tmp_path / "旧.xlsx", change)
    done = run("template", "--from", source, "-o", tmp_path / "新.xlsx", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    book = openpyxl.load_workbook(tmp_path / "新.xlsx")

    assert book["指标"].cell(2, 13).value == "=1+1 不是公式"
    assert book["指标"].cell(2, 13).data_type == "s"
    assert book["草稿"]["B2"].value == "留着"
    assert run("text", tmp_path / "新.xlsx", cwd=tmp_path).stdout == run("text", source, cwd=tmp_path).stdout


def test_a_blank_template_is_a_valid_workbook(tmp_path: Path) -> None:
    """recon template -o x: every sheet and column is there; that nothing was checked is said."""
    run("template", "-o", tmp_path / "空.xlsx", cwd=tmp_path)

    done = run("validate", tmp_path / "空.xlsx", "--format", "json", cwd=tmp_path)

    found = json.loads(done.stdout)["files"][0]["findings"]
    assert (done.returncode, [(f["code"], f["level"]) for f in found]) == (0, [("FORM07", "提示性")])


def test_an_encrypted_workbook_opens_with_its_password(tmp_path: Path) -> None:
    """--password-file: the right one reads the workbook, a wrong one is FILE10."""
    ooxml = pytest.importorskip("msoffcrypto.format.ooxml", reason="msoffcrypto-tool is a development dependency")
    path = tmp_path / "密.xlsx"
    with small(tmp_path / "明.xlsx").open("rb") as plain, path.open("wb") as locked:
        ooxml.OOXMLFile(plain).encrypt("secret", locked)
    for word, code in (("secret", 1), ("wrong", 3)):
        (tmp_path / word).write_text(word + "\n", "utf-8")
        done = run("validate", path, "--password-file", tmp_path / word, "--format", "json", cwd=tmp_path)
        assert done.returncode == code, done.stdout.decode()[:300]


def monthly(path: Path) -> Path:
    """A monthly report with one fault, as a real workbook."""
    form = forms.Form()
    form.rows[2]["开工以来累计完成"] = 999
    return forms.save(form.book(), path)


def test_a_marked_copy_somebody_may_have_corrected_is_not_overwritten(tmp_path: Path) -> None:
    """Running again gives the same copy the same name; an edited one is left alone."""
    path = monthly(tmp_path / "月报.xlsx")
    run("validate", path, cwd=tmp_path)
    run("validate", path, cwd=tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["月报.xlsx", "月报_差异.xlsx", "月报_标注.xlsx"]
    book = openpyxl.load_workbook(tmp_path / "月报_标注.xlsx")
    book.save(tmp_path / "月报_标注.xlsx")
    before = (tmp_path / "月报_标注.xlsx").read_bytes()

    run("validate", path, cwd=tmp_path)

    assert (tmp_path / "月报_标注.xlsx").read_bytes() == before
    assert (tmp_path / "月报_标注(2).xlsx").exists()


def test_two_inputs_of_one_name_get_two_outputs(tmp_path: Path) -> None:
    """a/x.xlsx and b/x.xlsx into one folder: both results are there."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        small(tmp_path / folder / "x.xlsx", 正文=f"正文{folder}")

    run("validate", "a/x.xlsx", "b/x.xlsx", "-o", "out", cwd=tmp_path)

    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["x_差异(2).xlsx", "x_差异.xlsx"]


def test_a_template_never_replaces_a_filled_workbook(tmp_path: Path) -> None:
    """recon template -o onto a workbook with content is refused."""
    path = small(tmp_path / "我的.xlsx")
    before = path.read_bytes()

    assert run("template", "-o", path, cwd=tmp_path).returncode == 2
    assert path.read_bytes() == before


def test_targets_must_be_a_targets_workbook(tmp_path: Path) -> None:
    """--targets with another form is exit code 3 and a sentence; ``plan`` is the packaged one."""
    path = monthly(tmp_path / "月报.xlsx")

    assert run("validate", path, "--targets", path, cwd=tmp_path).returncode == 3
    done = run("validate", path, "--targets", "plan", "--format", "json", cwd=tmp_path)
    assert "PLAN" in {r["label"] for r in json.loads(done.stdout)["files"][0]["outcomes"]}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("annotate", "."), 3), (("validate", "-o", "/proc/nope/"), 3), (("template", "-o", "/proc/x.xlsx"), 3)],
)
def test_places_that_cannot_be_used_are_said(tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    """A folder for a file, a place where nothing can be written: a sentence, no internal error."""
    done = process(*arguments, cwd=tmp_path)

    assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr.decode()


def test_what_we_wrote_is_not_taken_for_a_submission(tmp_path: Path) -> None:
    """A folder checked twice: the second run passes over the first one's workbooks and finds the same."""
    path = monthly(tmp_path / "月报.xlsx")
    run("validate", path, cwd=tmp_path)
    everything = sorted(tmp_path.glob("*.xlsx"))
    before = {p.name: p.read_bytes() for p in everything}
    assert len(everything) == 3

    done = run("validate", *everything, path, "--format", "json", cwd=tmp_path)

    assert [Path(f["path"]).name for f in json.loads(done.stdout)["files"]] == ["月报.xlsx"]
    assert "DUP01" not in done.stdout.decode()
    assert {p.name: p.read_bytes() for p in tmp_path.glob("*.xlsx")} == before


def test_several_files_end_in_one_line(tmp_path: Path) -> None:
    """A batch says how many passed, failed and could not be read."""
    small(tmp_path / "a.xlsx")

    done = run("validate", "a.xlsx", "没有.xlsx", "-o", "out", cwd=tmp_path)

    assert "共 2 个文件：通过 0，待核实 0，不通过 1，无法读取 1。" in done.stdout.decode()


def test_a_password_file_in_any_encoding_is_read(tmp_path: Path) -> None:
    """A password saved by a Chinese Windows does not end in an internal error."""
    (tmp_path / "口令.txt").write_bytes("口令".encode("gb18030"))

    path = small(tmp_path / "表.xlsx")
    done = run("validate", path, "--password-file", "口令.txt", "--format", "json", cwd=tmp_path)

    assert done.returncode == 1


def test_a_project_under_the_wrong_subtotal_is_one_finding(tmp_path: Path) -> None:
    """Its class differs from the 小计 it stands with: said at its cell, not at every total."""
    form = forms.Form()
    form.rows[3]["类别"] = "高速公路"
    path = forms.save(form.book(), tmp_path / "月报.xlsx")

    done = run("validate", path, "--format", "json", cwd=tmp_path)

    found = json.loads(done.stdout)["files"][0]["findings"]
    assert [(f["code"], f["cell"]) for f in found] == [("LIST02", "E10")]
