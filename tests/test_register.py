"""The register: the office's list, who is late, the month's workbook read back, the command."""

from __future__ import annotations

import datetime
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from examples.lists import NETWORKS, PROVINCE, REGIONS
from recon import engine, kinds, messages, register, workbook
from recon.cli import app
from recon.model import FileReport
from recon.options import Options
from recon.plaintext import parse
from recon.register import history, owed, status
from recon.register.deadlines import deadline
from recon.register.month import Month, gather
from recon.register.owed import Office
from recon.register.store import beside
from recon.register.values import Entry
from recon.reports import register as writer
from recon.reports import seal, text
from recon.reports.register import listing, notes
from recon.schemas import register as schema
from recon.templates import register as template
from recon.templates.monthly import coordinates
from tests import forms, office, recording

CHINESE = re.compile("[一-鿿]")
MARCH = "2021-03"
DAY = datetime.date.fromisoformat
DUE = DAY("2021-04-08")
HEAD = "网别 | 地区 | 填报单位 | 联系人 | 电话 | 起报月 | 止报月"


def read(rows: str, days: str = "") -> Office:
    """A register written as text: rows of 应报单位, rows of 放假调休."""
    text = f"## 应报单位\n{HEAD}\n" + "\n".join(line.strip() for line in rows.strip().splitlines())
    if days:
        text += "\n\n## 放假调休\n日期 | 类型 | 说明\n" + "\n".join(line.strip() for line in days.strip().splitlines())
    return owed.load(parse(text))


def found(rows: str, days: str = "") -> list[tuple[str, str]]:
    """What is wrong with it, as (code, cell)."""
    return [(f.code, str(f.cell)) for f in read(rows, days).findings]


# the office's list


def test_a_row_is_a_report_owed_in_its_months() -> None:
    """From 起报月 to 止报月, both included; blank has no end. Months may be written in several ways."""
    list_ = read("""
        路网 | 长春市 | 长春市交通运输局 | 甲 | 0431-1 | 2020-05 | 2020年12月
        路网 | 长春市 | 长春市人民政府 | 乙 | 0431-2 | 2021/1 |
        水网 | 全省 | 省水利厅 | | | |
    """)

    assert list_.findings == ()
    due = {month: [o.sender for o in list_.due(month)] for month in ("2020-04", "2020-12", "2021-01")}
    assert due == {
        "2020-04": ["省水利厅"],
        "2020-12": ["长春市交通运输局", "省水利厅"],
        "2021-01": ["长春市人民政府", "省水利厅"],
    }


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("路往 | 长春市 | 甲 | | | |", "LIST01", "应报单位!A2"),
        ("路网 | 长春 | 甲 | | | |", "LIST01", "应报单位!B2"),
        ("路网 | 长春市 | | | | |", "FORM03", "应报单位!C2"),
        ("路网 | 长春市 | 甲 | | | 三月 |", "DATE01", "应报单位!F2"),
        ("路网 | 长春市 | 甲 | | | 2021-03 | 2021-02", "OWED02", "应报单位!G2"),
        ("路网 | 长春市 | 甲 | | | | 2021-02\n路网 | 长春市 | 乙 | | | 2021-02 |", "OWED01", "应报单位!A3"),
    ],
)
def test_a_fault_of_the_list_is_told_at_its_cell(row: str, code: str, cell: str) -> None:
    """One fault, one finding; the row still counts, so that nobody who owes is forgotten."""
    assert found(row) == [(code, cell)]
    assert len(read(row).owed) == len(row.splitlines())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("2027-02-30 | 放假 |", [("OWED03", "放假调休!A2")]),
        ("2027 | 放假 |", [("OWED03", "放假调休!A2")]),
        ("2027-01-01 | 全年 |", [("OWED03", "放假调休!A2")]),
        ("2027-01-01 | 休息 |", [("LIST01", "放假调休!B2")]),
        ("2027-01-01 | |", [("FORM03", "放假调休!B2")]),
        ("2027-01-01 | 放假 |\n2027年1月1日 | 上班 |", [("KEY01", "放假调休!A3")]),
        ("2027年 | 全年 | 国办通知\n2027/1/1 | 放假 |\n20270103 | 上班 |", []),
    ],
)
def test_days_of_the_office_are_read_or_told(rows: str, expected: list[tuple[str, str]]) -> None:
    """A row that cannot be meant is not used."""
    assert found("路网 | 长春市 | 甲 | | | |", rows) == expected


def test_days_of_the_office_reach_the_deadline() -> None:
    """Whole-year row and single days, typed as text or as dates of a spreadsheet."""
    list_ = read("路网 | 长春市 | 甲 | | | |", "2027 | 全年 |\n2027-01-01 | 放假 |\n2027-01-02 | 上班 |")

    assert deadline("2026-12", list_.overrides).day == DAY("2027-01-07")


def test_another_workbook_is_not_taken_for_a_register(tmp_path: Path) -> None:
    """FILE07 names the sheet that is missing."""
    openpyxl.Workbook().save(tmp_path / "空.xlsx")

    done = command("register", tmp_path / "空.xlsx", "--month", MARCH)

    assert done.exit_code == 3
    assert "FILE07" in done.stderr
    assert schema.OWED in done.stderr


# the starter


def test_the_starter_lists_every_report_of_a_month(tmp_path: Path) -> None:
    """All 91 coordinates, lead departments named; checked as any workbook, it has no finding."""
    made = command("template", "--kind", "register", "-o", tmp_path / "登记簿.xlsx")
    list_ = owed.read(tmp_path / "登记簿.xlsx")

    assert made.exit_code == 0, made.output
    assert [o.subject for o in list_.owed] == list(coordinates())
    assert len(list_.owed) == 91
    assert {o.network: o.sender for o in list_.owed if o.region == PROVINCE} == {
        network: lead for network, (lead, _) in NETWORKS.items()
    }
    assert all(o.sender for o in list_.owed)
    report = engine.validate_file(tmp_path / "登记簿.xlsx")
    assert (report.kind, report.findings) == ("register", ())


def test_the_starter_has_dropdowns_and_the_same_bytes(tmp_path: Path) -> None:
    """Closed lists are those of the schema; help stands in the input messages."""
    path = tmp_path / "登记簿.xlsx"
    path.write_bytes(template.make("zh"))
    book = openpyxl.load_workbook(path)
    lists = {
        (page.title, str(rule.sqref).partition("2:")[0]): rule.formula1
        for page in book
        for rule in page.data_validations.dataValidation
        if rule.type == "list"
    }

    assert lists == {
        ("应报单位", "A"): f'"{",".join(NETWORKS)}"',
        ("应报单位", "B"): f'"{",".join((PROVINCE, *REGIONS))}"',
        ("放假调休", "B"): '"放假,上班,全年"',
    }
    assert template.make("zh") == path.read_bytes()


@pytest.mark.parametrize("option", [("--month", MARCH), ("--from", "a.xlsx"), ("--all", "--month", MARCH)])
def test_options_of_other_kinds_are_wrong_usage(tmp_path: Path, option: tuple[str, ...]) -> None:
    """They are not ignored."""
    done = command("template", "--kind", "register", "-o", tmp_path / "登记簿.xlsx", *option)

    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_filled_list_is_never_replaced(tmp_path: Path) -> None:
    """As with any form; --force says that it is meant."""
    path = tmp_path / "登记簿.xlsx"
    command("template", "--kind", "register", "-o", path)
    book = openpyxl.load_workbook(path)
    book[schema.OWED]["D2"] = "某某"
    book.save(path)

    assert command("template", "--kind", "register", "-o", path).exit_code == 2
    assert openpyxl.load_workbook(path)[schema.OWED]["D2"].value == "某某"


# who is late


def standing(came: Iterable[tuple[str, str]], today: str, month: str = MARCH) -> tuple[str, int | None]:
    """State and days of one report, of which contents came on days of April 2021."""
    list_ = read("路网 | 长春市 | 甲 | | | |")
    with register.open(Path("unused.xlsx"), create=False) as store:
        for content, day in came:
            entry = Entry("a.xlsx", content, "monthly", "pass", "路网", "长春市", month)
            store.run(month, DAY(day)).record(entry)
        versions = history.versions(store, month, DAY(today))
        (row,) = status.rows(list_.due(month), versions, deadline(month), DAY(today))
    return row.state, row.days


@pytest.mark.parametrize(
    ("came", "today", "expected"),
    [
        ([], "2021-04-01", ("pending", None)),
        ([], "2021-04-08", ("pending", None)),
        ([], "2021-04-09", ("missing", 1)),
        ([], "2021-05-08", ("missing", 30)),
        ([("1", "2021-04-08")], "2021-04-09", ("received", 0)),
        ([("1", "2021-04-09")], "2021-04-12", ("late", 1)),
        ([("1", "2021-04-12")], "2021-04-09", ("missing", 1)),
        ([("1", "2021-04-07"), ("2", "2021-04-20")], "2021-04-30", ("received", 0)),
        ([("1", "2021-04-10"), ("2", "2021-04-20")], "2021-04-30", ("late", 2)),
    ],
)
def test_a_report_is_in_time_late_missing_or_not_due(
    came: list[tuple[str, str]], today: str, expected: tuple[str, int | None]
) -> None:
    """The deadline of March 2021 is 8 April; a resubmission changes nothing, and later runs are not seen."""
    assert standing(came, today) == expected


def test_without_a_deadline_nobody_is_late() -> None:
    """December 2026: what came is received, what did not is missing without days."""
    assert standing([("1", "2027-03-01")], "2027-04-01", "2026-12") == ("received", None)
    assert standing([], "2027-04-01", "2026-12") == ("undated", None)


# the month's workbook


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register and two days of runs: reports, a correction, a stray, a torn file, one nobody owed."""
    tmp_path = tmp_path_factory.mktemp("册")
    path = tmp_path / "登记簿.xlsx"
    path.write_bytes(template.make("zh"))
    book = openpyxl.load_workbook(path)
    page = book[schema.OWED]
    page["D2"], page["E2"] = "=1+1 赵", "0431-88900000"
    page["D2"].data_type = "s"
    for row in page.iter_rows(min_row=2):
        if (row[0].value, row[1].value) == ("电网", "延边州"):
            row[6].value = "2021-02"
    book.save(path)
    place = tmp_path / MARCH
    place.mkdir()
    reports = list(recording.sixty(place))
    keep(path, DUE, reports[:40])
    keep(path, DAY("2021-04-12"), [*reports[:58], *others(place)])
    for one in reports[:3]:
        Path(one.path).touch()
    return tmp_path


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """The register in a folder of the test's own."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path / "登记簿.xlsx"


def others(place: Path) -> list[FileReport]:
    """What comes besides: a correction, a cover of last month, a torn file, the month as a whole."""
    correction = recording.report(place / "更正.xlsx", "路网", "长春市", "f" * 64, findings=recording.findings(3))
    stray = recording.report(place / "旧.xlsx", "水网", "全省", "e" * 64, month="2021-02")
    torn = FileReport(str(place / "坏.xlsx"), "d" * 64, "unknown", error=("FILE02", {"path": "坏.xlsx"}))
    whole = FileReport(str(place), "", "month", findings=recording.findings(1))
    return [correction, stray, torn, whole]


def keep(path: Path, day: datetime.date, files: Iterable[FileReport]) -> None:
    """Record a run."""
    list(register.record(path, MARCH, day, files, recording.say))


def month(path: Path, today: str = "2021-04-13", of: str = MARCH) -> Month:
    """The month gathered."""
    with register.open(path, create=False) as store:
        return gather(owed.read(path), store, of, DAY(today))


def table(page: Worksheet, head: int) -> list[dict[str, object]]:
    """The rows below a header, by its words."""
    heads = [str(cell.value) for cell in page[head]]
    rows = page.iter_rows(min_row=head + 1, values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows if isinstance(row[0], int | float | str)]


def written(found: Month, tmp_path: Path, lang: str = "zh") -> Path:
    """The workbook of a month."""
    path = tmp_path / "月.xlsx"
    writer.write(found, path, lang=lang)
    return path


def test_every_report_owed_is_a_row_with_its_state(path: Path, tmp_path: Path) -> None:
    """In the order of the list; what nobody owed or could not be placed stands below, with the reason."""
    found = month(path)
    page = openpyxl.load_workbook(written(found, tmp_path), data_only=True)["登记"]
    rows = table(page, listing.HEAD)[: len(found.rows)]

    assert [(r["网别"], r["地区"], r["应报单位"]) for r in rows] == [
        (row.owed.network, row.owed.region, row.owed.sender) for row in found.rows
    ]
    assert [r["状态"] for r in rows] == [messages.register(row.state, "zh") for row in found.rows]
    assert Counter(row.state for row in found.rows) == {"received": 39, "late": 18, "missing": 33}
    (changed,) = [r for r in rows if (r["网别"], r["地区"]) == ("路网", "长春市")]
    assert (changed["版本"], changed["首次收到"], changed["本版收到"]) == (2, "2021-04-08", "2021-04-12")
    below = [row[4].value or row[8].value for row in page.iter_rows(min_row=listing.HEAD + len(rows) + 3)]
    assert below[1:] == ["月报_电网_延边州.xlsx", "坏.xlsx", "旧.xlsx"] or set(below[1:]) == {
        "月报_电网_延边州.xlsx",
        "坏.xlsx",
        "旧.xlsx",
    }


def test_reminders_are_one_a_unit_and_ready_to_send(path: Path, tmp_path: Path) -> None:
    """Everything a unit owes in one text that names it, the month, the reports, the deadline and the days."""
    found = month(path)
    page = openpyxl.load_workbook(written(found, tmp_path), data_only=True)["催报"]
    rows = [row for row in page.iter_rows(min_row=5, values_only=True) if isinstance(row[0], int)]
    owing = Counter(row.owed.sender for row in found.rows if row.state == "missing")
    late = Counter(row.owed.sender for row in found.rows if row.state == "late")

    assert [(row[1], row[4]) for row in rows] == [*owing.items(), *late.items()]
    for row in rows[: len(owing)]:
        assert all(
            word in str(row[7]) for word in (str(row[1]), "2021年3月", "2021年4月8日", f"{row[6]:.0f} 天", str(row[5]))
        )
        assert row[6] == 5
    assert rows[0][2:4] == ("=1+1 赵", "0431-88900000")


def test_versions_problems_and_explanations_are_all_there(path: Path, tmp_path: Path) -> None:
    """What was superseded stays on its sheet; open findings are those of the current versions and of the month."""
    found = month(path)
    book = openpyxl.load_workbook(written(found, tmp_path), data_only=True)
    versions = table(book["历次版本"], 1)
    changed = [(r["版本"], r["效力"]) for r in versions if (r["网别"], r["地区"]) == ("路网", "长春市")]
    problems = table(book["未决问题"], 1)
    told = table(book["审核说明"], 1)

    assert len(versions) == 59
    assert [number for number, _ in changed] == [1, 2]
    assert [standing for _, standing in changed][1] == "现行"
    assert len(problems) == len(found.problems) == sum(p.open for _, p in found.problems)
    assert {r["代码"] for r in problems} == {"ROLL01"}
    assert problems[-1]["网别"] == "全月"
    assert {(r["说明人"], r["起始"], r["沿用月数"]) for r in told} == {("丙", "2021-01", 3)}
    assert len(told) == len(found.notes)


def test_an_old_version_seen_again_is_pointed_out(tmp_path: Path) -> None:
    """After the newer one came, somebody should make sure which is meant."""
    path = tmp_path / "登记簿.xlsx"
    path.write_bytes(template.make("zh"))
    first = recording.report(tmp_path / "a.xlsx", "路网", "长春市", "1")
    second = recording.report(tmp_path / "b.xlsx", "路网", "长春市", "2")
    for day, files in (("2021-04-06", [first]), ("2021-04-07", [second]), ("2021-04-08", [first])):
        keep(path, DAY(day), files)
    book = openpyxl.load_workbook(written(month(path), tmp_path), data_only=True)
    rows = table(book["历次版本"], 1)

    assert ["2021-04-08" in str(r["效力"]) for r in rows] == [True, False]


@office.needs_office
@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_libreoffice_computes_what_is_written(path: Path, tmp_path: Path, lang: str) -> None:
    """Every formula: cached value = recalculated value; counts, grid and days are live."""
    made = written(month(path), tmp_path, lang)
    live = openpyxl.load_workbook(made)
    cached = openpyxl.load_workbook(made, data_only=True)
    anew = openpyxl.load_workbook(office.recalculated(made, tmp_path), data_only=True)
    cells = [(page.title, cell.coordinate) for page in live for row in page for cell in row if cell.data_type == "f"]

    assert len(cells) > 90 + 7 * 7 + 8
    for title, place in cells:
        assert cached[title][place].value == anew[title][place].value, (title, place)


@office.needs_office
def test_counts_and_grid_follow_the_table(path: Path, tmp_path: Path) -> None:
    """A state changed by hand changes the counts and the grid."""
    made = written(month(path), tmp_path)
    book = openpyxl.load_workbook(made)
    book["登记"][listing.place("state", listing.FIRST)] = "已报"
    book.save(made)
    anew = openpyxl.load_workbook(office.recalculated(made, tmp_path), data_only=True)
    counts = [anew["登记"].cell(listing.COUNTS, column).value for column in range(listing.LEFT, listing.LEFT + 5)]

    assert counts == [90, 40, 18, 32, 0]
    assert anew["一览"]["B7"].value == "已报"


def test_the_grid_has_a_word_in_every_cell(path: Path, tmp_path: Path) -> None:
    """Seven networks by thirteen regions; a dash where nothing is owed."""
    found = month(path)
    page = openpyxl.load_workbook(written(found, tmp_path), data_only=True)["一览"]
    start = next(row[0].row or 0 for row in page.iter_rows() if row[1].value == PROVINCE)
    grid = {
        (page.cell(row, 1).value, page.cell(start, column).value): page.cell(row, column).value
        for row in range(start + 1, start + 8)
        for column in range(2, 15)
    }

    expected = {row.owed.subject: messages.register(row.state, "zh") for row in found.rows}
    assert grid == {subject: expected.get(subject, "—") for subject in coordinates()}
    assert grid["电网", "延边州"] == "—"


def test_links_lead_to_files_that_are_there(path: Path, tmp_path: Path) -> None:
    """Relative to the workbook, so that folder and register may move together; none to a file that is gone."""
    book = openpyxl.load_workbook(written(month(path), tmp_path))
    targets = {
        cell.hyperlink.target.replace("\\", "/")
        for row in book["登记"]
        for cell in row
        if cell.hyperlink is not None and cell.hyperlink.target
    }

    assert targets == {f"{MARCH}/月报_路网_吉林市.xlsx", f"{MARCH}/月报_路网_四平市.xlsx"}
    assert all((tmp_path / target).exists() for target in targets)


def test_text_of_people_never_becomes_a_formula(path: Path, tmp_path: Path) -> None:
    """A contact that begins with an equals sign stays text."""
    book = openpyxl.load_workbook(written(month(path), tmp_path))
    cells = [c for page in book for row in page for c in row if c.value == "=1+1 赵"]

    assert [c.data_type for c in cells] == ["s"] * len(cells)
    assert len(cells) == 2


def test_no_chinese_of_ours_in_english(path: Path, tmp_path: Path) -> None:
    """Headings, states and sentences; names of forms, units and the notice stay what they are."""
    found = month(path)
    book = openpyxl.load_workbook(written(found, tmp_path, "en"), data_only=True)
    page = book.worksheets[1]
    heads = [c.value for c in page[listing.HEAD]]

    assert not [h for h in heads if CHINESE.search(str(h))]
    assert not [page.title for page in book if CHINESE.search(page.title)]
    states = {
        row[listing.PLACES["state"] - 1]
        for row in page.iter_rows(min_row=listing.FIRST, max_row=listing.last_row(len(found.rows)), values_only=True)
    }
    assert states == {"received", "late", "missing"}


def test_the_same_history_and_day_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    """The wall clock is nowhere in the file."""
    found = month(path)
    first = written(found, tmp_path).read_bytes()

    assert written(found, tmp_path).read_bytes() == first


def test_a_month_with_nothing_in_it_is_whole(tmp_path: Path) -> None:
    """Nobody owes, nothing came, no deadline: every sheet says so."""
    path = tmp_path / "登记簿.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = schema.OWED
    page.append(HEAD.split(" | "))
    book.save(path)
    made = openpyxl.load_workbook(written(month(path, "2027-02-01", "2026-12"), tmp_path), data_only=True)

    assert made["登记"].cell(listing.COUNTS, listing.LEFT).value == 0
    assert "2027" in str(made["一览"]["B2"].value)
    assert made["催报"]["A4"].value == messages.register("no_deadline", "zh")


@pytest.mark.parametrize(("since", "months"), [("2021-03", 1), ("2020-12", 4), ("2021-03-02", 1)])
def test_the_age_of_an_explanation_counts_both_months(since: str, months: int) -> None:
    """One that is new this month is one month old."""
    assert notes.age(since, MARCH) == months


def test_an_age_nobody_knows_is_blank() -> None:
    """Where the file names no month."""
    assert notes.age("", MARCH).is_nan()


def test_what_the_engine_finds_is_what_the_register_says(tmp_path: Path) -> None:
    """Real files, one sound, one with a fault, one torn: verdict, counts and sentence, and the right links."""
    list_ = tmp_path / "登记簿.xlsx"
    list_.write_bytes(template.make("zh"))
    files = [tmp_path / MARCH / f"{name}.xlsx" for name in ("好", "错", "坏")]
    files[0].parent.mkdir()
    forms.save(forms.Form().book(), files[0])
    wrong = forms.Form("水网")
    wrong.projects[0]["开工以来累计完成"] = 999.0
    forms.save(wrong.add_up().book(), files[1])
    files[2].write_bytes(files[0].read_bytes()[:999])
    checked = (engine.validate_file(path, Options(gather=True)) for path in files)
    say = partial(text.sentence, lang="zh")
    reports = list(register.record(list_, MARCH, DUE, checked, say, inputs=files))
    found = month(list_)
    told = {row.owed.subject: row.version.file for row in found.rows if row.version}

    assert [r.path for r in reports] == [str(path) for path in files]
    assert {s: (f.verdict, f.must, f.sender, f.stated) for s, f in told.items()} == {
        ("路网", "长春市"): ("pass", 0, "长春市人民政府", "2021-04-07"),
        ("水网", "长春市"): ("fail", 1, "长春市人民政府", "2021-04-07"),
    }
    ((_, problem),) = found.problems
    assert (problem.code, problem.cells[0]) == ("ROLL01", str(reports[1].findings[0].cell))
    assert problem.message == say(reports[1].findings[0])
    assert [(k.path, "坏.xlsx" in k.error) for k in found.strays] == [(f"{MARCH}/坏.xlsx", True)]


def test_a_run_over_a_single_file_does_not_hide_what_was_said_of_the_month(path: Path) -> None:
    """Findings of the month as a whole and files that could not be placed stay until a run over the month."""
    before = month(path)
    keep(path, DAY("2021-04-13"), [recording.report(path.parent / "补.xlsx", "路网", "全省", "9" * 64)])
    after = month(path)

    assert after.strays == before.strays
    assert [p for _, p in after.problems] == [p for _, p in before.problems]


# the seal


def test_a_workbook_nobody_saved_is_replaced_and_one_somebody_saved_is_not(path: Path, tmp_path: Path) -> None:
    """Run on two days: the first workbook gives way; once saved by a spreadsheet program it stays."""
    out = tmp_path / "登记簿_2021-03.xlsx"
    command("register", path, "--month", MARCH, "--date", "2021-04-12")
    assert seal.unbroken(out)
    command("register", path, "--month", MARCH, "--date", "2021-04-13")
    assert sorted(p.name for p in tmp_path.glob("登记簿_*")) == [out.name]
    book = openpyxl.load_workbook(out)
    book["登记"]["R1"] = "已电话催过"
    book.save(out)
    assert not seal.unbroken(out)
    done = command("register", path, "--month", MARCH, "--date", "2021-04-14")

    assert openpyxl.load_workbook(out)["登记"]["R1"].value == "已电话催过"
    assert (tmp_path / "登记簿_2021-03(2).xlsx").exists()
    assert "(2)" in done.stderr


# the command


def command(*arguments: object) -> Result:
    """``recon …``."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_command_writes_the_workbook_and_says_who_is_missing(path: Path, tmp_path: Path) -> None:
    """Beside the register, which is not touched; 0 unless --fail-on says otherwise."""
    before = path.read_bytes(), beside(path).read_bytes()
    done = command("register", path, "--month", MARCH, "--date", "2021-04-13")

    assert done.exit_code == 0, done.output
    assert "应报 90 份，已报 39，迟报 18，未报 33" in done.output
    assert "省水利厅" in done.output
    assert "2021-04-08" in done.output
    assert (tmp_path / "登记簿_2021-03.xlsx").exists()
    assert (path.read_bytes(), beside(path).read_bytes()) == before


@pytest.mark.parametrize(
    ("option", "today", "code"),
    [
        ((), "2021-04-13", 0),
        (("--fail-on", "未报"), "2021-04-13", 1),
        (("--fail-on", "迟报"), "2021-04-13", 1),
        (("--fail-on", "未报"), "2021-04-08", 0),
    ],
)
def test_fail_on_asks_for_missing_or_late_ones(
    path: Path, tmp_path: Path, option: tuple[str, ...], today: str, code: int
) -> None:
    """Before the deadline nothing is missing."""
    done = command("register", path, "--month", MARCH, "--date", today, *option)

    assert done.exit_code == code, done.output


def test_a_fault_of_the_list_makes_the_exit_code_one(path: Path, tmp_path: Path) -> None:
    """It is told at its cell, and the workbook is written all the same."""
    book = openpyxl.load_workbook(path)
    book[schema.OWED]["A2"] = "路往"
    book.save(path)
    done = command("register", path, "--month", MARCH, "--date", "2021-04-13")

    assert done.exit_code == 1
    assert "应报单位!A2 [错误 LIST01]" in done.output
    assert (tmp_path / "登记簿_2021-03.xlsx").exists()


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_an_unknown_calendar_is_said(path: Path, tmp_path: Path, lang: str) -> None:
    """With the year, in the reader's language; nobody is called late."""
    done = command("register", path, "--month", "2026-12", "--date", "2027-02-01", "--lang", lang)

    assert done.exit_code == 0
    assert "2027" in done.output
    assert messages.register("no_calendar", lang, year=2027, day="2027-01-01") in done.output


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_a_history_that_cannot_be_used_is_exit_code_three(path: Path, tmp_path: Path, lang: str) -> None:
    """With the code and the file's name, and no workbook."""
    beside(path).write_bytes(b"not a database at all, but a text")
    done = command("register", path, "--month", MARCH, "--lang", lang)

    assert done.exit_code == 3
    assert "STORE01" in done.stderr
    assert "登记簿.sqlite" in done.stderr
    assert not (tmp_path / "登记簿_2021-03.xlsx").exists()


def test_a_register_without_a_history_is_all_missing(tmp_path: Path) -> None:
    """It is said that nothing was ever recorded, and no history is made by looking."""
    path = tmp_path / "登记簿.xlsx"
    path.write_bytes(template.make("zh"))
    done = command("register", path, "--month", MARCH, "--date", "2021-04-13")

    assert "未报 91" in done.stdout
    assert "登记簿.sqlite" in done.stderr
    assert not beside(path).exists()


@pytest.mark.parametrize("word", ["2021-13", "三月", "2021"])
def test_a_month_that_is_none_is_wrong_usage(tmp_path: Path, word: str) -> None:
    """The example is in the sentence."""
    done = command("register", tmp_path / "x.xlsx", "--month", word)

    assert done.exit_code == 2
    assert "2021-03" in done.stderr


def test_the_output_may_not_be_the_register(path: Path, tmp_path: Path) -> None:
    """The office's file is never written to."""

    assert command("register", path, "--month", MARCH, "-o", path).exit_code == 2


def test_output_may_be_a_folder(path: Path, tmp_path: Path) -> None:
    """A new one is made; links lead from there."""
    done = command("register", path, "--month", MARCH, "--date", "2021-04-13", "-o", tmp_path / "出")

    assert done.exit_code == 0, done.output
    book = openpyxl.load_workbook(tmp_path / "出" / "登记簿_2021-03.xlsx")
    targets = [
        c.hyperlink.target.replace("\\", "/") for row in book["登记"] for c in row if c.hyperlink and c.hyperlink.target
    ]
    assert targets
    assert all(target.startswith(f"../{MARCH}/") for target in targets)


def test_help_shows_an_example() -> None:
    """One that can be typed."""
    assert "recon register 登记簿.xlsx --month 2021-03" in command("register", "--help").output


def test_register_and_months_workbook_are_no_submissions(path: Path, tmp_path: Path) -> None:
    """The register is a kind of its own; the month's workbook is not taken for a monthly report."""
    book = workbook.read(written(month(path), tmp_path))

    first, second = (
        [kind.name for kind in kinds.every() if kind.name != "open" and kind.recognise(one)]
        for one in (workbook.read(path), book)
    )
    assert (first, second) == (["register"], [])


def test_register_and_files_may_move_together(path: Path, tmp_path: Path) -> None:
    """Paths in the history start from the register's folder."""
    shutil.copytree(path.parent, tmp_path / "乙", ignore=shutil.ignore_patterns("乙"))
    found = month(tmp_path / "乙" / path.name)

    assert {v.file.path.split(os.sep)[0].split("/")[0] for v in found.versions} == {MARCH}
