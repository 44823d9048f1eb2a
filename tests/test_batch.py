"""Many files: which are meant, the same result however many processes, and none that stops the others."""

from __future__ import annotations

import datetime
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import recon
from examples.lists import PROVINCE, REGIONS
from recon import engine
from recon.batch import inputs, pool, run, runners
from recon.batch.work import Done, Job, Results
from recon.month import repeated
from recon.options import Options
from recon.schemas.forms import form as spec_of
from recon.templates import register
from recon.templates.columns import Row
from recon.templates.layout import Form as Planned
from recon.templates.making import make
from recon.workbook import Cell
from tests import office, soak
from tests.commands import run as command
from tests.forms import CODES, Form, project, save
from tests.recording import statements
from tests.sheets import real

TEMPLATES = Path(__file__).parent.parent / "templates"


def month(folder: Path, name: str = "2021-03", *, fault: bool = True, regions: Iterable[str] = REGIONS) -> Path:
    """A month of local reports, as many as a pool starts for, each with its own codes; one in six has a wrong roll-forward."""
    (folder / name).mkdir(parents=True)
    for n, region in enumerate(regions):
        form = Form("路网")
        form.cover |= {"地区": region, "报告期": name}
        for k, row in enumerate(form.projects):
            row.update({"地区": region, "项目代码": f"2019-{220000 + n:06d}-04-01-{k:06d}"})
        if fault and n % 6 == 0:
            form.projects[0]["开工以来累计完成"] = 999.0
        save(form.add_up().book(), folder / name / f"月报_路网_{region}.xlsx")
    return folder / name


# which files


def test_a_folder_is_its_workbooks(tmp_path: Path) -> None:
    """Recursive, by name; locks, links, discrepancy workbooks, hidden folders and other files are passed over and said."""
    for name in (
        "b.xlsx",
        "a/c.ods",
        "a/~$c.ods",
        ".git/x.xlsx",
        "说明.docx",
        "b_差异.xlsx",
        "b_标注.xlsx",
        "z_标注.xlsx",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "l.xlsx").symlink_to(tmp_path / "b.xlsx")

    found = inputs.expand([tmp_path])

    assert [str(p.relative_to(tmp_path)) for p in found.paths] == [
        "b.xlsx",
        "b_标注.xlsx",
        "z_标注.xlsx",
        "a/c.ods",
    ]
    skipped = {key: [p.name for p in paths] for key, paths in found.skipped.items()}
    assert skipped == {
        "ours": ["b_差异.xlsx"],
        "other": ["说明.docx"],
        "lock": ["~$c.ods"],
    } | ({"link": ["l.xlsx"]} if "link" in skipped else {})


def test_a_pattern_the_shell_left_alone_is_expanded(tmp_path: Path) -> None:
    """As on Windows: 2021-*/月报_*.xlsx means the files, in order, each once."""
    for name in ("2021-02/月报_a.xlsx", "2021-03/月报_b.xlsx", "2021-03/其他.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    found = inputs.expand([tmp_path / "2021-*" / "月报_*.xlsx", tmp_path / "2021-03" / "月报_b.xlsx"])

    assert [p.name for p in found.paths] == ["月报_a.xlsx", "月报_b.xlsx"]


def test_a_folder_without_a_workbook_is_wrong_usage(tmp_path: Path) -> None:
    """Nothing checked must not look like a pass."""
    (tmp_path / "空").mkdir()

    assert command("validate", "空", cwd=tmp_path).returncode == 2


# the same result for every number of processes


@pytest.mark.parametrize("jobs", [2, pytest.param(3, marks=pytest.mark.soak)])
def test_processes_change_nothing(tmp_path: Path, jobs: int) -> None:
    """Report and written workbooks of several processes are those of one, byte for byte."""
    month(tmp_path, "2021-02", fault=False, regions=list(REGIONS)[:2])
    folder = month(tmp_path)
    for count in (1, jobs):
        done = command(
            "validate",
            folder,
            "--previous",
            tmp_path / "2021-02",
            "--jobs",
            count,
            "-o",
            f"出{count}",
            "--date",
            "2021-04-08",
            "--format",
            "json",
            cwd=tmp_path,
        )
        (tmp_path / f"{count}.json").write_bytes(done.stdout)
        assert done.returncode == 1

    one, several = ({p.name: p.read_bytes() for p in (tmp_path / f"出{n}").iterdir()} for n in (1, jobs))
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / f"{jobs}.json").read_bytes()
    assert one == several
    assert len([name for name in one if name.endswith("_差异.xlsx")]) == len(REGIONS)


def test_bad_files_stop_nobody(tmp_path: Path) -> None:
    """Empty, torn, foreign: each is told as what it is, and the others are checked as if alone."""
    folder = month(tmp_path)
    good = {f.path: f for f in recon.validate(folder).files}
    (folder / "空.xlsx").touch()
    (folder / "坏.xlsx").write_bytes(next(folder.glob("月报*")).read_bytes()[:900])
    (folder / "文.xlsx").write_bytes(b"%PDF-1.7")

    files = {f.path: f for f in recon.validate(folder, jobs=2).files}

    assert {Path(p).name: f.error[0] for p, f in files.items() if f.error} == {
        "空.xlsx": "FILE02",
        "坏.xlsx": "FILE04",
        "文.xlsx": "FILE03",
    }
    assert {p: f.findings for p, f in good.items()} == {p: files[p].findings for p in good}


def _dying(job: Job) -> Done:
    """The per-file function of a run in which one file takes its process down."""
    from recon.batch.work import work

    if "四平市" in job.path.name:
        os.kill(os.getpid(), signal.SIGKILL)
    return work(job)


def test_a_file_that_kills_its_process_costs_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies on one file: that file is unreadable, every other has its own result, each once."""
    folder = month(tmp_path)
    jobs = [Job(n, path, Options()) for n, path in enumerate(sorted(folder.iterdir()))]
    monkeypatch.setattr(pool, "work", _dying)

    done = list(runners.processes(2)(jobs))

    assert [one.number for one in done] == list(range(len(REGIONS)))
    assert [Path(d.report.path).name for d in done if d.report.error] == ["月报_路网_四平市.xlsx"]


def test_two_reports_that_nothing_tells_apart_are_told_of_each_other(tmp_path: Path) -> None:
    """Same dates, no version number, other values: in their own discrepancy workbooks too, which are made anew."""
    folder = month(tmp_path, fault=False)
    first = folder / "月报_路网_长春市.xlsx"
    other = Form()
    other.cover |= {"地区": "长春市", "报告期": "2021-03"}
    for k, row in enumerate(other.projects):
        row.update({"地区": "长春市", "项目代码": f"2019-220000-04-01-{k:06d}", "备注": "另一份"})
    save(other.add_up().book(), folder / "重送.xlsx")
    results = Results(tmp_path, datetime.date(2021, 4, 8), sparing=True)

    asked = run.Run(inputs.expand([folder]).paths, results=results, runner=runners.processes(2))
    done = run.execute(asked)

    found = {Path(d.report.path).name: [f.code for f in d.report.findings] for d in done if d.report.findings}
    assert found == {"重送.xlsx": ["DUP01"], first.name: ["DUP01"]}
    assert [sorted(d.made) for d in done if d.made] == [["marked", "written"]] * 2


# last month


def pair(folder: Path, **changes: Cell) -> list[tuple[str, str]]:
    """The findings of a report whose second project is changed against a sound last month."""
    last, now = Form(), Form()
    last.cover["报告期"] = "2021-02"
    for row in last.projects:
        row.update(
            {
                "上月末累计完成": real(row["上月末累计完成"]) - 10.25,
                "本月完成": 10.25,
                "本年累计完成": 10.25,
                "开工以来累计完成": row["上月末累计完成"],
            }
        )
    now.spoil(1, **changes)
    save(last.add_up().book(), folder / "上月.xlsx")
    save(now.book(), folder / "本月.xlsx")
    report = recon.validate(folder / "本月.xlsx", previous=folder / "上月.xlsx")
    return [(f.code, str(f.cell)) for f in report.files[0].findings]


CHANGED: dict[str, tuple[dict[str, Cell], list[tuple[str, str]]]] = {
    "sound": ({}, []),
    "opening": ({"上月末累计完成": 810.2, "开工以来累计完成": 830.7}, [("PREV01", "上月末累计完成")]),
    "year": ({"本年累计完成": 31.0}, [("YTD01", "本年累计完成")]),
    "state": ({"建设状态": "未开工"}, [("IDLE01", "开工以来累计完成"), ("BACK01", "建设状态")]),
    "code": ({"项目代码": CODES[0]}, [("CODE03", "项目代码")]),
    "renamed": ({"项目名称": "改了名"}, [("SAME01", "项目名称")]),
    "both": (
        {"项目名称": "新", "项目代码": "2019-220000-04-01-000009"},
        [("GONE01", ""), ("NEW03", "项目代码")],
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_last_month_settles_this_one(name: str, tmp_path: Path) -> None:
    """Each change against last month at its cell, and nothing else."""
    changes, expected = CHANGED[name]
    if name == "code":
        changes = {"项目代码": "2019-220000-04-01-000007"}
    form = Form()
    form.spoil(1, **changes)
    cells = [(code, form.at(1, label) if label else "项目月报表!B") for code, label in expected]

    assert sorted(cells) == sorted(pair(tmp_path, **changes))


def test_units_may_change_between_months(tmp_path: Path) -> None:
    """Last month in 亿元 to four decimals, this month in 万元: what rounding explains is no finding."""
    last, now = Form(unit="亿元"), Form()
    for row in last.projects:
        for label, value in row.items():
            if isinstance(value, float | int) and label != "序号":
                row[label] = round(value / 10_000, 4)
    last.cover["报告期"] = "2021-02"
    for mine, theirs in zip(now.projects, last.projects, strict=True):
        theirs["开工以来累计完成"] = round(float(str(mine["上月末累计完成"])) / 10_000, 4)
        theirs["本年累计完成"] = round((float(str(mine["本年累计完成"])) - float(str(mine["本月完成"]))) / 10_000, 4)
    save(last.add_up().book(), tmp_path / "上月.xlsx")
    save(now.book(), tmp_path / "本月.xlsx")

    file = recon.validate(tmp_path / "本月.xlsx", previous=tmp_path / "上月.xlsx").files[0]

    assert [f.code for f in file.findings if f.code.startswith(("PREV", "YTD", "PTOT"))] == []
    assert sum(t.counts.get("rounding", 0) for t in file.tallies if t.code == "PREV") > 0


def test_another_month_is_not_rolled_forward(tmp_path: Path) -> None:
    """A report of two months ago is no last month: that nothing was compared is said."""
    form = Form()
    form.cover["报告期"] = "2021-01"
    for row in form.projects:
        row["本年累计完成"] = row["本月完成"]
    save(form.add_up().book(), tmp_path / "前.xlsx")
    save(Form().book(), tmp_path / "本.xlsx")

    findings = recon.validate(tmp_path / "本.xlsx", previous=tmp_path / "前.xlsx").files[0].findings

    assert [(f.code, f.level) for f in findings] == [("LAST01", "提示性")]


def test_a_project_that_moved_to_another_region_is_told_where_it_came_from(tmp_path: Path) -> None:
    """Reported by 长春 in February and by 吉林 in March, which has nothing else left: new there, and by whom it was reported."""
    for name, region in (("2021-02", "长春市"), ("2021-03", "吉林市")):
        folder = month(tmp_path, name, fault=False)
        form = Form()
        form.cover |= {"地区": region, "报告期": name}
        extra = project(9, "铁路", CODES[0], 地区=region, 项目名称="移交项目")
        form.blocks = {"铁路": [extra], "高速公路": []}
        save(form.add_up().book(), folder / f"月报_路网_{region}.xlsx")

    report = recon.validate(tmp_path / "2021-03" / "月报_路网_吉林市.xlsx", previous=tmp_path / "2021-02")

    (new,) = [f for f in report.files[0].every if f.code.startswith("NEW")]
    assert (new.code, new.words["home"]) == ("NEW02", "路网·长春市")


# a cluster


@pytest.mark.skipif(sys.platform == "win32", reason="workers are killed with SIGKILL")
def test_a_cluster_loses_nothing_when_a_worker_is_killed(tmp_path: Path) -> None:
    """Two real workers of a local Dask cluster, one killed on the way: every file once, as in one process."""
    distributed = pytest.importorskip("distributed", reason="recon[dask] is not installed")
    folder = month(tmp_path, regions=list(REGIONS)[:6])
    jobs = [Job(n, path, Options()) for n, path in enumerate(sorted(folder.iterdir()))]
    alone = list(runners.here(jobs))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        done = []
        for one in runners.cluster(cluster.scheduler_address)(jobs):
            done.append(one)
            if len(done) == 3:
                worker = next(iter(cluster.workers.values()))
                os.kill(worker.process.pid, signal.SIGKILL)

    assert [d.number for d in alone] == [d.number for d in done]
    assert [d.report for d in alone] == [d.report for d in done]


def test_findings_are_followed_from_month_to_month(tmp_path: Path) -> None:
    """New, persisting, moved by rounding, resolved: by project and column, though the rows have moved."""
    last, now = Form(), Form()
    last.cover["报告期"] = "2021-02"
    gaps = {0: (5.0, 5.0), 1: (5.0, 0.0), 2: (0.0, 5.0), 3: (5.0, 5.01)}
    for n, (before, after) in gaps.items():
        first, second = last.projects[n], now.projects[n]
        first["开工以来累计完成"] = round(float(str(second["上月末累计完成"])), 2)
        first["上月末累计完成"] = round(real(first["开工以来累计完成"]) - 10.25 - before, 2)
        first |= {"本月完成": 10.25, "本年累计完成": 10.25}
        second["开工以来累计完成"] = round(float(str(second["开工以来累计完成"])) + after, 2)
    now.blocks["铁路"].insert(0, project(7, "铁路", "2019-220000-04-01-000007"))
    save(last.add_up().book(), tmp_path / "上月.xlsx")
    save(now.add_up().book(), tmp_path / "本月.xlsx")

    report = recon.validate(tmp_path / "本月.xlsx", previous=tmp_path / "上月.xlsx").files[0]

    changes = {
        (change.status, outcome.coordinate.item)
        for change in report.changes or ()
        if change.finding.code == "ROLL01" and (outcome := change.finding.outcome)
    }
    names = [str(row["项目名称"]) for row in last.projects]
    assert changes == {
        ("persisting", names[0]),
        ("resolved", names[1]),
        ("new", names[2]),
        ("rounding", names[3]),
    }


@office.needs_office
def test_the_sheet_on_last_month_is_written_and_recalculates(tmp_path: Path) -> None:
    """与上月比较 stands in the discrepancy workbook, its formula cells worth what LibreOffice makes of them."""
    month(tmp_path, "2021-02", regions=("长春市",))
    command("validate", month(tmp_path, regions=("长春市",)), "--previous", "2021-02", "-o", "出", cwd=tmp_path)
    path = tmp_path / "出" / "月报_路网_长春市_差异.xlsx"

    cached = openpyxl.load_workbook(path, data_only=True)["与上月比较"]
    fresh = openpyxl.load_workbook(office.recalculated(path, tmp_path), data_only=True)["与上月比较"]
    values = [[[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] for sheet in (cached, fresh)]
    assert {row[0] for row in values[0]} >= {"新出现", "仍存在"}
    assert [row[8] for row in values[0]] == pytest.approx([row[8] for row in values[1]])


def test_a_project_of_two_local_reports_is_told_at_both_cells(tmp_path: Path) -> None:
    """Its code stands in 长春's and 吉林's report; the lead department's copy is meant."""
    books = []
    for n, region in enumerate(("长春市", "吉林市", PROVINCE)):
        form = Form()
        form.cover["地区"] = region
        for k, row in enumerate(form.projects):
            own = n if k or region == PROVINCE else 0
            row.update({"地区": region, "项目代码": f"2019-{220000 + own:06d}-04-01-{k:06d}"})
        books.append((form, save(form.add_up().book(), tmp_path / f"{region}.xlsx")))
    read = [engine.validate_file(path, Options(gather=True)).submission for _, path in books]

    found = list(repeated.check([report for report in read if report]))

    cells = {f"[{path.name}]{form.at(0, '项目代码')}" for form, path in books[:2]}
    assert [(f.code, {str(c) for c in f.cells}) for f in found] == [("REPT01", cells)]


@soak.longer
def test_the_register_of_a_run_killed_and_run_again_is_that_of_a_run_undisturbed(tmp_path: Path) -> None:
    """kill -9 of the whole command at random moments, then once more: the histories are equal row by row."""
    whole = month(tmp_path / "whole")
    (tmp_path / "whole" / "登记簿.xlsx").write_bytes(register.make("zh"))
    chance = random.Random(761)
    start = time.perf_counter()
    recorded(whole.parent)
    length = time.perf_counter() - start
    for number in range(soak.times(1, 20)):
        home = tmp_path / str(number)
        shutil.copytree(tmp_path / "whole", home, ignore=shutil.ignore_patterns("*.sqlite*"))
        child = subprocess.Popen(RECORD, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * length)
        child.kill()
        child.wait()
        assert command(*RECORD[3:], cwd=home).returncode == 1

        assert statements(whole.parent / "登记簿.xlsx") == statements(home / "登记簿.xlsx")
        shutil.rmtree(home)


#: A run of twelve files that keeps its results in the register.
RECORD = [
    sys.executable,
    "-m",
    "recon",
    "validate",
    "2021-03",
    "--register",
    "登记簿.xlsx",
    "--date",
    "2021-04-08",
    "--format",
    "json",
]


def recorded(folder: Path) -> None:
    """Run it to its end."""
    done = subprocess.run(RECORD, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr.decode()


def test_the_annual_plan_settles_the_years_plan_of_each_project(tmp_path: Path) -> None:
    """本年计划 of one project is not the annual plan's: told at its cell, and nothing else."""
    form = Form()
    wanted = {str(row["项目代码"]): float(str(row["本年计划"])) for row in form.projects}
    wanted[str(form.projects[1]["项目代码"])] += 5
    rows: tuple[Row, ...] = tuple(
        {
            "项目代码": code,
            "项目名称": code,
            "网别": "路网",
            "类别": str(row["类别"]),
            "地区": "长春市",
            "建设性质": "新建",
            "总投资": Decimal(str(row["总投资"])),
            "本年计划": Decimal(str(wanted[code])),
        }
        for row in form.projects
        for code in [str(row["项目代码"])]
    )
    plan = Planned("路网", "长春市", "2021", "万元", rows, spec=spec_of("annual"))
    (tmp_path / "年度计划.xlsx").write_bytes(make(plan))
    path = save(form.book(), tmp_path / "月报.xlsx")

    report = engine.validate_file(path, Options(annual=(tmp_path / "年度计划.xlsx",)))

    assert [(f.code, str(f.cell)) for f in report.findings] == [("YPLN01", form.at(1, "本年计划"))]


@pytest.mark.parametrize("path", sorted(p for p in TEMPLATES.glob("*.xlsx") if p.stem not in ("指标", "指标进展表")))
def test_what_a_file_is_is_told_before_it_is_checked(path: Path, tmp_path: Path) -> None:
    """Kind, subject and cover of each form, as the check tells them; of a file that is none, that it cannot be read."""
    looked, checked = engine.glance(path), engine.validate_file(path)
    assert (looked.kind, looked.subject, looked.cover) == (checked.kind, checked.subject, checked.cover)
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(path.read_bytes()[:1000])
    assert engine.glance(broken).error == engine.validate_file(broken).error
