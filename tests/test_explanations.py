"""审核说明 through real files: what an officer writes comes back, and holds exactly as long as its values."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from recon import engine, explanations, messages
from recon.batch import run
from recon.cli import app
from recon.cli.checking import exit_code
from recon.explanations import boilerplate
from recon.explanations.weight import Own
from recon.model import CellRef, Explanation, FileReport, Finding, Report
from recon.options import Options
from recon.reports import annotate, console, excel, explained, reviews, text
from recon.templates import definition, exporting
from tests import office, sentences, soak
from tests.forms import Form, save
from tests.periodic import quarter

DAY = datetime.date(2021, 4, 7)
XLSX = "xlsx:Calc MS Excel 2007 XML"
WHY = "征地补偿款提前支付，概算调整已报省发改委"
MINE = ["OVER01", "MINUS01", "FUND01"]


def form(month: str = "2021-03", **changes: float) -> Form:
    """A report with two findings to verify, in the rows of two projects, and one error."""
    made = Form()
    made.cover["报告期"] = month
    closing = changes.get("closing", 3520.5)
    made.spoil(0, 上月末累计完成=closing - 20.5, 本月完成=20.5, 开工以来累计完成=closing)
    made.spoil(1, 上月末累计完成=830.75, 本月完成=-5.0, 开工以来累计完成=825.75)
    made.spoil(2, 到位资金=999)
    return made


def saved(folder: Path, made: Form | None = None, name: str = "月报.xlsx") -> Path:
    folder.mkdir(exist_ok=True)
    return save((made or form()).book(), folder / name)


def checked(path: Path, *told: Path) -> FileReport:
    return engine.validate_file(path, Options(explanations=told))


def marked(source: Path, path: Path | None = None) -> Path:
    path = path or source.with_stem(f"{source.stem}_标注")
    return annotate.write(checked(source), source, path, lang="zh")


def discrepancies(source: Path, path: Path | None = None) -> Path:
    path = path or source.with_stem(f"{source.stem}_差异")
    excel.write(checked(source), path, lang="zh", date=DAY)
    return path


def columns(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """Row and columns of the list's header."""
    for row in sheet.iter_rows(max_row=5):
        found = {str(c.value): c.column or 0 for c in row if c.value}
        if "审核说明" in found:
            return row[0].row or 0, found
    raise AssertionError("no list")


def is_list(sheet: Worksheet) -> bool:
    """A form may have a 问题清单 of its own."""
    return any("审核说明" in {c.value for c in row} for row in sheet.iter_rows(max_row=5))


def write(path: Path, **texts: str | None) -> Path:
    """Write texts by code into the list of a workbook, as a person would."""
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book.worksheets if is_list(sheet))
    header, at_column = columns(sheet)
    for row in range(header + 1, sheet.max_row + 1):
        code = sheet.cell(row, at_column["代码"]).value
        if code in texts:
            sheet.cell(row, at_column["审核说明"]).value = texts[str(code)]
    book.save(path)
    return path


def edit(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def told(file: FileReport) -> dict[str, tuple[bool, str]]:
    """Code → whether it is released, and why not."""
    return {f.code: (f.released, f.explanation.refused) for f in file.findings if f.explanation}


def cell(book: openpyxl.Workbook, place: str) -> openpyxl.cell.cell.Cell:
    sheet, _, a1 = place.rpartition("!")
    found = book[sheet][a1]
    assert isinstance(found, openpyxl.cell.cell.Cell)
    return found


# --- the round trip


def test_an_explanation_in_the_marked_copy_releases_its_finding_alone(tmp_path: Path) -> None:
    """Checked again, the copy gives the same findings; the one explained is released and no other."""
    copy = write(marked(saved(tmp_path)), OVER01=WHY)
    file = checked(copy)

    assert [f.code for f in file.findings] == MINE
    assert told(file) == {"OVER01": (True, "")}
    assert next(f.explanation for f in file.findings if f.explanation) == Explanation(WHY, "丙", "2021-03")


def test_an_explanation_of_a_form_by_definition_is_read_back(tmp_path: Path) -> None:
    """The report checked by its exported definition: what is written of one relation releases that, and no other."""
    own, source = tmp_path / "表样.xlsx", saved(tmp_path)
    own.write_bytes(definition.make(exporting.rows(exporting.by_name()["月报"])[0], "zh"))
    first = engine.validate_file(source, Options(definitions=(own,)))
    copy = annotate.write(first, source, tmp_path / "标注.xlsx", lang="zh")
    over = next(f for f in first.findings if f.level == "核实性")
    again = engine.validate_file(write(copy, **{over.code: WHY}), Options(definitions=(own,)))
    released = [f for f in again.findings if f.released]

    assert again.kind == "defined"
    assert [f.code for f in again.findings] == [f.code for f in first.findings]
    assert {(f.code, f.cells) for f in released} == {(f.code, f.cells) for f in first.findings if f.code == over.code}
    assert {f.level for f in first.findings} == {"强制性", "核实性"}


@office.needs_office
@pytest.mark.parametrize("make", [marked, discrepancies])
def test_an_explanation_survives_libreoffice(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """Saved by another program, the hidden column still tells what it was written for."""
    source = saved(tmp_path)
    told_in = office.convert(write(make(source), OVER01=WHY), tmp_path, XLSX)
    make(source).unlink()

    assert told(checked(source, told_in)) == {"OVER01": (True, "")}


def test_the_original_finds_what_is_written_beside_it(tmp_path: Path) -> None:
    """Neither workbook need be named: both are called after the file."""
    source = saved(tmp_path)
    write(marked(source), OVER01=WHY)
    write(discrepancies(source), MINUS01="冲减去年多报的勘察费")

    assert told(checked(source)) == {"OVER01": (True, ""), "MINUS01": (True, "")}


def test_what_is_told_of_by_name_or_folder_is_read(tmp_path: Path) -> None:
    """A workbook anywhere by its path, those of a folder by the file's name."""
    source = saved(tmp_path)
    away = tmp_path / "退回"
    away.mkdir()
    named = write(discrepancies(source, away / "审核组.xlsx"), MINUS01="冲减去年多报的勘察费")
    write(marked(source, away / "月报_标注.xlsx"), OVER01=WHY)

    assert told(checked(source)) == {}
    assert told(checked(source, named)) == {"MINUS01": (True, "")}
    assert told(checked(source, away)) == {"OVER01": (True, "")}


def test_another_units_list_explains_nothing(tmp_path: Path) -> None:
    """The hidden header says whose list it is."""
    other = form()
    other.cover["地区"] = "四平市"
    for row in other.projects:
        row["地区"] = "四平市"
    list_ = write(marked(saved(tmp_path / "乙", other)), OVER01=WHY)

    assert told(checked(saved(tmp_path / "甲"), list_)) == {}


# --- bound to the values


def test_a_changed_value_ends_it(tmp_path: Path) -> None:
    """The old words stay in sight, with the values they were written for."""
    source = saved(tmp_path)
    copy = write(marked(source), OVER01=WHY)
    made = form()
    place = made.at(0, "总投资")
    edit(copy, lambda book: setattr(cell(book, place), "value", 3100.4))
    over = next(f for f in checked(copy).findings if f.code == "OVER01")

    assert over.explanation is not None
    assert (over.released, over.explanation.refused, over.explanation.text) == (False, "changed", WHY)
    assert "3000.40" in explained.reason(over.explanation, "zh")


def test_an_expired_explanation_is_not_renewed_by_being_left_in_place(tmp_path: Path) -> None:
    """Written into the next list it stays expired; new words for the new values hold."""
    source = saved(tmp_path)
    write(marked(source), OVER01=WHY)
    changed = saved(tmp_path, form(closing=3600.5))
    again = marked(changed, tmp_path / "月报_标注(2).xlsx")

    assert told(checked(again)) == {"OVER01": (False, "changed")}
    assert told(checked(write(again, OVER01="二季度征地款提前支付，概算再次调整"))) == {"OVER01": (True, "")}


def test_rows_above_and_another_order_change_nothing(tmp_path: Path) -> None:
    """The place is the project, not its row."""
    source = saved(tmp_path)
    list_ = write(marked(source), OVER01=WHY, MINUS01="冲减去年多报的勘察费")
    turned = form()
    for rows in turned.blocks.values():
        rows.reverse()
    turned.add_up()
    moved = saved(tmp_path / "倒序", turned)
    edit(moved, lambda book: book["项目月报表"].insert_rows(1, 3))

    assert told(checked(moved, list_)) == {"OVER01": (True, ""), "MINUS01": (True, "")}


def test_a_renamed_sheet_changes_nothing(tmp_path: Path) -> None:
    """A table is what its head says it is."""
    copy = write(marked(saved(tmp_path)), OVER01=WHY)
    edit(copy, lambda book: setattr(book["项目月报表"], "title", "表1"))

    assert told(checked(copy)) == {"OVER01": (True, "")}


def test_another_unit_of_measure_is_another_value(tmp_path: Path) -> None:
    """The same digits in 千元 are not what was explained."""
    list_ = write(marked(saved(tmp_path)), OVER01=WHY)
    other = form()
    other.cover["计量单位"] = "千元"

    assert told(checked(saved(tmp_path / "千元", other), list_)) == {"OVER01": (False, "changed")}


@pytest.mark.parametrize("code", ["CODE01", "DATE03"])
def test_findings_that_rest_on_no_figures_are_bound_to_their_cells(tmp_path: Path, code: str) -> None:
    """A code or a month explained holds until that cell changes."""
    wrong = {"CODE01": "2411-130202-89-01-637016", "DATE03": "2065-10"}[code]
    label = {"CODE01": "项目代码", "DATE03": "竣工年月"}[code]
    made = Form().spoil(0, **{label: wrong})
    copy = write(marked(saved(tmp_path, made)), **{code: "省发改委2月25日重新赋码，平台通知2021年第15号"})
    before = told(checked(copy))
    place = made.at(0, "开工年月" if code == "DATE03" else label)
    edit(
        copy,
        lambda book: setattr(cell(book, place), "value", "2021-05" if code == "DATE03" else "2411-130202-89-01-637017"),
    )
    after = told(checked(copy))

    assert before == {code: (True, "")}
    assert after == ({code: (False, "changed")} if code == "DATE03" else {})


# --- what explains nothing


@pytest.mark.parametrize(
    "text",
    [
        "已核实",
        "情况属实",
        "经核实，情况属实，数据无误。",
        "已核实修正数据",
        "数据正确无误，同意上报",
        "正 常",
        "ＯＫ",
        "无",
        "同上",
        "Verified, all figures are correct.",
        "已与项目单位核对，确认无误",
        "按实际填报",
    ],
)
def test_stock_phrases_release_nothing(text: str) -> None:
    """However they are joined, spaced or written wide."""
    assert boilerplate.refused(text) == "boilerplate"


@pytest.mark.parametrize("text", ["。。。", "   \n", "123456", "啊啊啊啊啊", "略"])
def test_what_has_no_words_is_empty(text: str) -> None:
    """Marks, digits and one letter over and over are no sentence."""
    assert boilerplate.refused(text) == "empty"


@pytest.mark.parametrize(
    "text",
    [
        WHY,
        "2020年结转资金",
        "冲减去年多报的勘察费",
        "3月10日资金到位后集中支付工程款",
        "经核实，因钢材涨价追加投资120万元",
        "Steel prices rose 12% after approval",
        "已核实：概算调增，批复文号吉发改〔2021〕15号",
        "项目停工两个月，业主更换施工队",
        "汛期水毀，追加修復費用35萬元",
    ],
)
def test_a_cause_that_can_be_checked_is_taken_for_one(text: str) -> None:
    """Short ones, too, those that begin with 经核实, and those in traditional characters."""
    assert boilerplate.refused(text, Own(period="2021-03")) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("含预备费", "uncheckable"),
        ("情况特殊，请予理解", "causeless"),
        ("详见吉发改〔2021〕15号", "causeless"),
        ("统计口径调整所致", "causeless"),
        ("钢材涨价", "uncheckable"),
        ("设计变更，详见合同", "uncheckable"),
        ("可能是去年结转资金800万元", "causeless"),
        ("未发生停工，3月5日已核对", "causeless"),
    ],
)
def test_a_cause_or_what_it_rests_on_may_be_missing(text: str, reason: str) -> None:
    """A paper alone gives no cause, a cause alone nothing to look up, and what is only guessed neither."""
    assert boilerplate.refused(text) == reason


def test_what_the_finding_says_itself_is_nothing_new(tmp_path: Path) -> None:
    """Its sentence, its numbers and the form's headings, as they stand and with 因 before them."""
    file = checked(saved(tmp_path))
    pasted = {f.code: text.sentence(f, "zh") for f in file.findings}
    for change in (str, "因设备调整：{}".format, lambda said: said + " 本年计划 开工以来累计完成 到位资金"):
        copy = write(marked(saved(tmp_path)), **{code: change(said) for code, said in pasted.items()})
        assert not any(f.released for f in checked(copy).findings)


@pytest.mark.parametrize("name", ["DISHONEST", "DISHONEST_LATER", "DISHONEST_LAST", "DISHONEST_HARD"])
def test_sentences_that_only_ask_to_be_let_through(name: str) -> None:
    """At most one in twenty is released; of those that give a cause one can look up, more than nine in ten."""
    own = Own(
        ("开工以来累计完成 3520.50 大于总投资 3000.40，差 520.10 万元，请核实", *Form().projects[0]),
        "2021-03",
    )
    bad, good = (
        [boilerplate.refused(said, own) for said in getattr(sentences, which)]
        for which in (name, name.removeprefix("DIS"))
    )

    assert bad.count("") <= len(bad) // 20
    assert good.count("") >= len(good) * 9 // 10


@pytest.mark.parametrize(("text", "reason"), [("已核实，情况属实。", "boilerplate"), ("……", "empty")])
def test_words_that_say_nothing_are_kept_and_refused(tmp_path: Path, text: str, reason: str) -> None:
    """They stand in the list and release nothing."""
    file = checked(write(marked(saved(tmp_path)), OVER01=text))

    assert told(file) == {"OVER01": (False, reason)}
    assert explained.texts(file) == {text}


def late(count: int) -> Form:
    """So many projects have done more than their total."""
    made = Form()
    for number, row in enumerate(made.projects[:count]):
        done = float(str(row["总投资"])) + 100
        made.spoil(number, 上月末累计完成=done - 20.5, 开工以来累计完成=done)
    return made


@pytest.mark.parametrize(("count", "reason"), [(2, ""), (3, "repeated"), (4, "repeated")])
def test_the_same_sentence_explains_two_projects_but_not_three(tmp_path: Path, count: int, reason: str) -> None:
    """Three projects do not share a story word for word, whatever the blanks and stops."""
    copy = write(marked(saved(tmp_path, late(count))), OVER01=WHY)
    book = openpyxl.load_workbook(copy)
    book["问题清单"]["E4"].value = f" {WHY}。"
    book.save(copy)
    found = [f.explanation.refused for f in checked(copy).findings if f.explanation]

    assert found == [reason] * count


def test_one_project_may_be_explained_by_one_sentence_in_all_its_boxes(tmp_path: Path) -> None:
    """Several relations of one row fail for one reason."""
    made = Form().spoil(0, 上月末累计完成=3600.0, 本月完成=-5.0, 本年累计完成=900.0, 开工以来累计完成=3595.0)
    copy = write(marked(saved(tmp_path, made)), OVER01=WHY, MINUS01=WHY, AHEAD01=WHY)

    assert told(checked(copy)) == dict.fromkeys(("OVER01", "MINUS01", "AHEAD01"), (True, ""))


def test_an_error_is_never_released(tmp_path: Path) -> None:
    """The explanation is shown and said to be of no use there."""
    file = checked(write(marked(saved(tmp_path)), FUND01=WHY))

    assert told(file) == {"FUND01": (False, "mandatory")}
    assert exit_code(Report((file,)), "强制性") == 1


# --- from month to month


def test_records_are_carried_to_the_next_month(tmp_path: Path) -> None:
    """Same relation, place and values: it holds, and its age is told; other values: it is expired."""
    before = checked(write(marked(saved(tmp_path, form("2021-02"))), OVER01=WHY, MINUS01="冲减去年多报的勘察费"))
    april = saved(tmp_path / "4月", form("2021-04").spoil(1, 本月完成=-6.0, 上月末累计完成=831.75))
    file = explanations.apply(checked(april), (), before.explained)

    assert told(file) == {"OVER01": (True, ""), "MINUS01": (False, "changed")}
    over = file.findings[0]
    assert over.explanation is not None
    assert replace(over.explanation, excess="") == Explanation(WHY, "丙", "2021-02")
    assert explained.note(file, over, "zh") == f"【已说明：{WHY}（丙，2021-02 起，2 个月）】"


@pytest.mark.parametrize(("more", "expected"), [(0, True), (99.99, True), (100, True), (100.01, False), (-150, False)])
def test_an_explanation_holds_while_its_reason_does(tmp_path: Path, more: float, expected: bool) -> None:
    """Accepted for an excess of 100, it holds as the cumulative amount grows, until the excess grows by more than that."""

    def over(excess: float) -> Form:
        made = Form()
        done = round(float(str(made.projects[0]["总投资"])) + excess, 2)
        return made.spoil(0, 上月末累计完成=round(done - 20.5, 2), 开工以来累计完成=done)

    before = checked(write(marked(saved(tmp_path, over(100))), OVER01=WHY))
    assert told(before)["OVER01"] == (True, "")
    now = checked(saved(tmp_path / "下月", over(100 + more)))
    file = explanations.apply(now, (), before.explained)
    later = explanations.apply(checked(saved(tmp_path / "再下月", over(100 + more))), (), file.explained)

    if more > -100:
        assert told(file)["OVER01"] == ((True, "") if expected else (False, "changed"))
        assert told(later) == told(file)  # what counts is what it was written for, not last month's excess
    else:
        assert "OVER01" not in told(file)


def test_last_months_workbooks_in_the_same_folder_are_carried(tmp_path: Path) -> None:
    """They are told by the unit's name for its reports; what is no longer asked for is not this month's."""
    write(
        marked(saved(tmp_path, form("2021-02"), "月报_2021-02_长春.xlsx")),
        OVER01=WHY,
        MINUS01="冲减去年多报的勘察费",
    )
    path = saved(tmp_path, Form().spoil(0, 上月末累计完成=3500.0, 开工以来累计完成=3520.5), "月报_2021-03_长春.xlsx")
    file = checked(path)

    assert told(file) == {"OVER01": (True, "")}
    assert [f.explanation.since for f in file.findings if f.explanation] == ["2021-02"]
    assert file.unclaimed == ()


def test_the_first_month_stays_through_lists_written_later(tmp_path: Path) -> None:
    """Author and month are written into the list with the words; new words have a new author, not a new month."""
    march = saved(tmp_path, form("2021-03"))
    (february,) = checked(write(marked(saved(tmp_path / "2", form("2021-02"))), OVER01=WHY)).explained
    carried = explanations.apply(checked(march), (), [replace(february, author="丁")])
    copy = annotate.write(carried, march, tmp_path / "月报_标注.xlsx", lang="zh")
    left = [f.explanation for f in checked(copy).findings if f.explanation]
    changed = [f.explanation for f in checked(write(copy, OVER01=WHY + "，见附件")).findings if f.explanation]

    assert left == [Explanation(WHY, "丁", "2021-02")]
    assert changed == [Explanation(WHY + "，见附件", "丙", "2021-02")]


# --- nothing a person wrote is lost


def test_an_explanation_without_its_finding_is_listed_below(tmp_path: Path) -> None:
    """Corrected and checked again, the words stand below the list, and hold again if the value comes back."""
    source = saved(tmp_path)
    write(marked(source), OVER01=WHY)
    sound = saved(tmp_path, Form().spoil(1, 上月末累计完成=830.75, 本月完成=-5.0, 开工以来累计完成=825.75))
    file = checked(sound)
    again = marked(sound, tmp_path / "月报_标注(2).xlsx")
    (tmp_path / "月报_标注.xlsx").unlink()
    back = checked(saved(tmp_path, form()))

    assert [(r.key.split("|")[0], r.text) for r in file.unclaimed] == [("OVER01", WHY)]
    assert [r.text for r in checked(again).unclaimed] == [WHY]
    assert "1 条无对应问题" in console.render(Report((file,)), "zh", None)
    assert told(back) == {"OVER01": (True, "")}


def test_an_explanation_taken_out_is_gone(tmp_path: Path) -> None:
    """Blanked where the program had written it in, it does not come back from another workbook."""
    source = saved(tmp_path)
    write(marked(source), OVER01=WHY)
    discrepancies(source)
    again = marked(source, tmp_path / "月报_标注(2).xlsx")

    assert told(checked(again)) == {"OVER01": (True, "")}
    assert told(checked(write(again, OVER01=None))) == {}


def test_words_typed_in_outweigh_words_written_in(tmp_path: Path) -> None:
    """Whichever list an officer happens to open."""
    source = saved(tmp_path)
    first = write(marked(source), OVER01=WHY)
    marked(source, tmp_path / "月报_标注(2).xlsx")
    write(first, OVER01="设计变更增加两座桥")

    assert explained.texts(checked(source)) == {"设计变更增加两座桥"}


def test_a_workbook_with_carried_words_may_be_replaced_one_with_typed_words_may_not(tmp_path: Path) -> None:
    """What the program wrote in is in the new one too."""
    source = saved(tmp_path)
    write(marked(source), OVER01=WHY)
    book = discrepancies(source)
    carried = frozenset(explained.texts(checked(source)))

    assert reviews.disposable(book, carried)
    assert not reviews.disposable(book)
    assert not reviews.disposable(write(book, MINUS01="冲减去年多报的勘察费"), carried)


def test_the_review_column_is_nobodys_explanation(tmp_path: Path) -> None:
    """An auditor's 复核结论 releases nothing."""
    source = saved(tmp_path)
    book = openpyxl.load_workbook(discrepancies(source))
    sheet = book["问题清单"]
    header, at = columns(sheet)
    sheet.cell(header + 1, at["复核结论"]).value = "属实，原文如此"
    book.save(tmp_path / "月报_差异.xlsx")

    assert told(checked(source)) == {}


@pytest.mark.parametrize("make", [marked, discrepancies])
def test_rows_and_their_stamps_must_agree(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """Sorted without the hidden column, or two stamps exchanged: neither releases, both are kept and told."""
    list_ = write(make(saved(tmp_path)), OVER01=WHY, MINUS01="冲减去年多报的勘察费")

    def exchange(book: openpyxl.Workbook) -> None:
        sheet = next(s for s in book.worksheets if is_list(s))
        header, found = columns(sheet)
        key = max(c.column or 0 for c in sheet[header] if str(c.value).startswith("recon-key"))
        rows = [r for r in range(header + 1, sheet.max_row + 1) if sheet.cell(r, found["审核说明"]).value]
        one, other = (sheet.cell(row, key) for row in rows)
        one.value, other.value = other.value, one.value

    file = checked(tmp_path / "月报.xlsx", edit(list_, exchange))

    assert told(file) == {}
    assert {(r.text, r.refused) for r in file.unclaimed} == {
        (WHY, "mismatched"),
        ("冲减去年多报的勘察费", "mismatched"),
    }
    assert "因所在行与隐藏列不符" in console.render(Report((file,)), "zh", None)


@pytest.mark.parametrize("made_up", [("2021-02", "2019-05"), ("丁", "省发改委")])
def test_month_and_author_of_a_hidden_cell_cannot_be_made_up(tmp_path: Path, made_up: tuple[str, str]) -> None:
    """Edited, the row no longer agrees with its seal."""
    march = saved(tmp_path)
    (february,) = checked(write(marked(saved(tmp_path / "2", form("2021-02"))), OVER01=WHY)).explained
    carried = explanations.apply(checked(march), (), [replace(february, author="丁")])
    copy = annotate.write(carried, march, tmp_path / "月报_标注.xlsx", lang="zh")

    def forge(book: openpyxl.Workbook) -> None:
        for row in book["问题清单"].iter_rows():
            for cell_ in row:
                if isinstance(cell_.value, str) and cell_.value.startswith("OVER01|"):
                    cell_.value = cell_.value.replace(*made_up)

    assert told(checked(edit(copy, forge))) == {}


def test_a_list_on_a_hidden_sheet_is_none(tmp_path: Path) -> None:
    """Hidden or very hidden, in the file sent or beside it."""
    for state in ("hidden", "veryHidden"):
        copy = write(marked(saved(tmp_path / state)), OVER01=WHY)
        edit(copy, lambda book, state=state: setattr(book["问题清单"], "sheet_state", state))  # type: ignore[misc]
        assert told(checked(copy)) == {}


@pytest.mark.parametrize("changed", [False, True])
@pytest.mark.parametrize("make", [marked, discrepancies])
def test_lists_without_the_hidden_column_go_by_code_place_and_values(
    tmp_path: Path, make: Callable[[Path], Path], changed: bool
) -> None:
    """As earlier versions wrote them: the sentence must name the values of the finding."""
    source = saved(tmp_path)
    old = write(make(source), OVER01=WHY)

    def bare(book: openpyxl.Workbook) -> None:
        sheet = book["问题清单"]
        sheet.delete_cols(sheet.max_column)

    edit(old, bare)
    if changed:
        saved(tmp_path, form(closing=3600.5))

    assert told(checked(source)) == {"OVER01": (not changed, "changed" if changed else "")}


# --- any words

_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.sampled_from("\n\t _xX0041"),
    min_size=1,
    max_size=60,
)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FileReport]:
    """A file and its report."""
    path = saved(tmp_path_factory.mktemp("any"))
    return path, checked(path)


@given(text=_TEXT)
@soak.examples(4, 40)
def test_any_words_come_back_as_they_were(once: tuple[Path, FileReport], text: str) -> None:
    """Through the marked copy and through the discrepancy workbook, formulas and codes among them."""
    source, file = once
    said = Explanation(text, "丙", "2021-02")
    spoken = replace(file, findings=(replace(file.findings[0], explanation=said), *file.findings[1:]))
    copy = annotate.write(spoken, source, source.with_name("甲.xlsx"), lang="zh")
    book = source.with_name("乙.xlsx")
    excel.write(spoken, book, lang="zh", date=DAY)
    back = [
        next(f.explanation for f in found.findings if f.explanation) for found in (checked(copy), checked(source, book))
    ]

    assert [(e.text, e.author, e.since) for e in back] == [(text, "丙", "2021-02")] * 2


@given(parts=st.lists(st.text(max_size=200), min_size=5, max_size=5))
def test_a_stamp_is_read_back_whatever_names_a_sheet_holds(parts: list[str]) -> None:
    """Strokes, line breaks and endless names do not break the hidden column."""
    cells = (CellRef("表", 0, 0),)
    finding = Finding("CODE01", "核实性", cells, {"code": parts[0], "column": parts[1], "found": parts[2]})
    file = FileReport(
        "a.xlsx",
        "",
        "month",
        findings=(replace(finding, explanation=Explanation(parts[3], parts[4], "2021-02")),),
    )
    (stamp,) = explained.stamps(file)
    (key,) = explanations.keys(file)

    hidden = explanations.sealed(stamp, *parts[:3])

    assert hidden.isprintable()
    assert hidden.startswith(f"{key.identity}|{key.values}")
    assert hidden.count("|") == 9


# --- where it shows


def ran(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    return done.exit_code, done.output


def test_exit_codes_count_what_is_not_released(tmp_path: Path) -> None:
    """With everything to verify explained, --fail-on 核实性 passes; an unexplained one fails."""
    copy = marked(saved(tmp_path, late(2)))
    before, _ = ran("validate", copy, "--fail-on", "核实性")
    code, out = ran("validate", write(copy, OVER01=WHY), "--fail-on", "核实性")

    assert before == 1
    assert (code, "另有 2 条已说明" in out, f"【已说明：{WHY}（丙，2021-03 起）】" in out) == (0, True, True)


def test_an_error_with_an_explanation_still_fails_and_says_so(tmp_path: Path) -> None:
    """The console names the reason."""
    code, out = ran("validate", write(marked(saved(tmp_path)), FUND01=WHY))

    assert code == 1
    assert messages.EXPLAINED["mandatory"][0] in out


def test_json_tells_text_author_age_and_reason(tmp_path: Path) -> None:
    """One object a finding, null without an explanation."""
    copy = write(marked(saved(tmp_path)), OVER01=WHY, MINUS01="已核实")
    findings = json.loads(ran("validate", copy, "--format", "json")[1])["files"][0]["findings"]

    assert {f["code"]: f["explanation"] for f in findings} == {
        "OVER01": {"text": WHY, "author": "丙", "since": "2021-03", "valid": True, "reason": ""},
        "MINUS01": {
            "text": "已核实",
            "author": "丙",
            "since": "2021-03",
            "valid": False,
            "reason": "boilerplate",
        },
        "FUND01": None,
    }


def test_lists_show_the_words_and_how_they_stand(tmp_path: Path) -> None:
    """Both workbooks: the explanation in its column, its status beside it, the key hidden; 复核结论 blank."""
    source = saved(tmp_path)
    write(marked(source), OVER01=WHY, MINUS01="已核实")
    for path in (discrepancies(source), marked(source, tmp_path / "再.xlsx")):
        sheet = openpyxl.load_workbook(path)["问题清单"]
        header, at = columns(sheet)
        first, second = ([sheet.cell(header + n, at[c]).value for c in ("审核说明", "说明状态")] for n in (1, 2))

        assert first == [WHY, "有效（丙，2021-03 起）"]
        assert second[0] == "已核实"
        assert str(second[1]).startswith("未放行")
        assert sheet.column_dimensions[get_column_letter(sheet.max_column)].hidden
        assert not at.get("复核结论") or sheet.cell(header + 1, at["复核结论"]).value is None


def test_the_comment_on_the_cell_says_it_is_explained(tmp_path: Path) -> None:
    """In the marked copy and in the copy within the discrepancy workbook."""
    made = form()
    source = saved(tmp_path, made)
    write(marked(source), OVER01=WHY)
    place = made.at(0, "开工以来累计完成")
    for path in (discrepancies(source), marked(source, tmp_path / "再.xlsx")):
        comment = cell(openpyxl.load_workbook(path), place).comment

        assert comment is not None
        assert f"【已说明：{WHY}" in comment.text


def test_explanations_on_the_command_line_are_read(tmp_path: Path) -> None:
    """--explanations names a workbook; -o a folder whose earlier results are read by themselves."""
    source = saved(tmp_path, late(1))
    away = tmp_path / "果"
    away.mkdir()
    write(discrepancies(source, away / "月报_差异.xlsx"), OVER01=WHY)

    assert ran("validate", source, "--fail-on", "核实性", "--format", "json")[0] == 1
    assert ran("validate", source, "--fail-on", "核实性", "--format", "json", "--explanations", away)[0] == 0
    assert ran("validate", source, "--fail-on", "核实性", "-o", away)[0] == 0
    assert ran("validate", source, "--explanations", tmp_path / "无.xlsx")[0] == 2


def test_two_reports_of_one_unit_can_be_explained(tmp_path: Path) -> None:
    """A finding that arises between files is released by what is written in one of them."""
    second = Form()
    second.projects[0]["备注"] = "分县区明细"
    one, other = saved(tmp_path, Form(), "甲.xlsx"), saved(tmp_path, second, "乙.xlsx")
    clashing = run.execute(run.Run((one, other), keep=True))[0].report
    copy = annotate.write(clashing, one, tmp_path / "甲_标注.xlsx", lang="zh")
    write(copy, DUP01="3月5日合并两个子项，乙表为分县区明细")
    files = run.reports(run.execute(run.Run((one, other))))

    assert [told(file) for file in files] == [{"DUP01": (True, "")}, {}]


def test_a_form_that_cannot_be_patched_is_explained_too(tmp_path: Path) -> None:
    """From a csv the marked copy is a new workbook; its list is read like any other."""
    rows = form().book().sheets[1].rows
    path = tmp_path / "月报.csv"
    path.write_text("\n".join(",".join("" if c is None else str(c) for c in row) for row in rows), "utf-8")
    copy = write(marked(path, tmp_path / "月报_标注.xlsx"), OVER01=WHY)

    assert told(checked(copy))["OVER01"] == (True, "")
    assert told(checked(path))["OVER01"] == (True, "")


def test_a_month_of_reports_is_explained_where_its_results_lie(tmp_path: Path) -> None:
    """Findings against last month too; in several processes; keyed by the project, not by file or cell."""
    march = Form().spoil(0, 总投资=3001.4, **{"2024年": 601.0}).spoil(1, 地区="长春市")
    march.blocks["铁路"].pop()
    saved(tmp_path / "2021-03", march.add_up(), "月报_2021-03_路网_长春市.xlsx")
    february = Form()
    february.cover["报告期"] = "2021-02"
    for number, row in enumerate(february.projects):
        closing = float(str(row["上月末累计完成"]))
        february.spoil(
            number,
            本月完成=10.25,
            本年累计完成=10.25,
            上月末累计完成=closing - 10.25,
            开工以来累计完成=closing,
        )
    saved(tmp_path / "2021-02", february, "月报_2021-02_路网_长春市.xlsx")
    asked = (
        "validate",
        tmp_path / "2021-03",
        "--previous",
        tmp_path / "2021-02",
        "--fail-on",
        "核实性",
        "--jobs",
        "2",
    )
    first, out = ran(*asked)
    list_ = tmp_path / "2021-03_审核" / "月报_2021-03_路网_长春市_标注.xlsx"
    write(list_, PTOT01="可研批复后概算调增1万元", GONE01="该项目并入长白铁路二期，另表报送")
    (tmp_path / "2021-02" / "月报_2021-02_路网_长春市.xlsx").rename(tmp_path / "2021-02" / "二月.xlsx")
    edit(tmp_path / "2021-02" / "二月.xlsx", lambda book: book["项目月报表"].insert_rows(1, 2))
    again, said = ran(*asked)

    assert (first, again) == (1, 0), out + said
    assert "【已说明：可研批复后概算调增1万元" in said
    assert "【已说明：该项目并入长白铁路二期，另表报送" in said


@pytest.mark.parametrize("make", [marked, discrepancies])
def test_a_quarterly_report_is_explained_like_any_form(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """Keyed by 任务编号, though the form has a 问题清单 of its own, and dated by its quarter."""
    made = quarter().spoil(0, 完成状态="已完成", 完成日期="2021-03-20", 目标单位="公里", 目标值=12, 完成值=10)
    source = save(made.book(), tmp_path / "季报.xlsx")
    write(make(source), GOAL01="其余2公里并入城区段，由住建局实施")
    (goal,) = (f for f in checked(source).findings if f.code == "GOAL01")
    place = made.at(0, "完成值")
    edit(source, lambda book: setattr(cell(book, place), "value", 11))

    assert goal.released
    assert goal.explanation is not None
    assert goal.explanation.since == "2021Q1"
    assert told(checked(source)) == {"GOAL01": (False, "changed")}
