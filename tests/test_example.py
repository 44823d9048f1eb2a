"""The example months: sound where they should be, tied to the plan, and spoilt exactly where the list says."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from examples import bench, faults, plan, progress, reports, write, years
from examples.draw import fit, share
from examples.lists import NETWORKS, PROVINCE, REGIONS, network_of
from examples.pair import plant
from examples.pair import write as pair
from examples.projects import everything
from examples.reports import Draft
from recon import engine, month, packaged, units
from recon.batch import inputs, run
from recon.model import FileReport, Report
from recon.options import Options
from recon.previous_reports import PreviousReports
from recon.reports import json as writer
from recon.schemas import codes
from recon.schemas.fields import amounts
from recon.schemas.monthly import SPLITS, Projects
from recon.submission import Submission

JANUARY, FEBRUARY, MARCH = progress.MONTHS
AMOUNTS = amounts(Projects.to_schema())
PLANNED = {"2020": ("2020年",), "2021-2025": SPLITS[2:7], "2020-2025": SPLITS[1:7]}
Found = Counter[tuple[str, str, str]]  #: file, cell, code


class Months:
    """The months as files: each written, read and checked when a test first asks for it, and once."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.shelf = folder, PreviousReports(folder)
        self.drafts = {name: reports.month(name) for name in progress.MONTHS}  #: sound

    @cached_property
    def january(self) -> list[FileReport]:
        """The lead departments' reports, which list every project."""
        return self.checked(draft for draft in self.drafts[JANUARY].values() if draft.region == PROVINCE)

    @cached_property
    def february(self) -> list[FileReport]:
        """All reports of the month before."""
        return self.checked(self.drafts[FEBRUARY].values())

    @cached_property
    def march(self) -> list[FileReport]:
        """All reports of the month, sound, with last month's."""
        self.shelf.fill(self.february)
        return self.checked(self.drafts[MARCH].values(), "sound", previous=self.shelf)

    @cached_property
    def spoilt(self) -> tuple[list[Draft], list[faults.Fault]]:
        """The month with its faults, and the list of them."""
        drafts, promised = write.spoilt()
        return [*drafts.values()], promised

    @property
    def listed(self) -> list[faults.Fault]:
        """What the list promises."""
        return self.spoilt[1]

    @cached_property
    def told(self) -> dict[str, Any]:
        """What the command says of the month with its faults, as JSON."""
        self.shelf.fill(self.february)
        write.save(self.folder, self.spoilt[0])
        with contextlib.chdir(self.folder):
            options = Options(targets=packaged.targets(), gather=True, previous=self.shelf)
            files = run.report(run.execute(run.Run(inputs.expand([Path(MARCH)]).paths, options))).files
            whole = month.check(files, Path(MARCH), packaged.targets())
        told: dict[str, Any] = json.loads(writer.render(Report((*files, whole)), "zh"))
        return told

    def checked(
        self, drafts: Iterable[Draft], part: str = "", previous: PreviousReports | None = None
    ) -> list[FileReport]:
        """Drafts as files, read and checked one by one."""
        options = Options(targets=packaged.targets(), gather=True, previous=previous)
        drafts = list(drafts)
        write.save(self.folder / part, drafts)
        return [engine.validate_file(self.folder / part / draft.month / draft.name, options) for draft in drafts]


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Months:
    """The three example months."""
    return Months(tmp_path_factory.mktemp("months"))


def submissions(files: list[FileReport]) -> Iterator[Submission]:
    """What was read of each file."""
    for file in files:
        assert file.error is None, file.error
        assert file.submission is not None
        yield file.submission


def listed(promised: Iterable[faults.Fault]) -> Found:
    """What the list promises."""
    return Counter((f.file, f.cell, f.code) for f in promised)


# sound


@pytest.mark.parametrize(
    "name", ["february", *(pytest.param(name, marks=pytest.mark.soak) for name in ("january", "march"))]
)
def test_the_sound_months_give_no_finding(months: Months, name: str) -> None:
    """Neither in a file, nor against last month, nor against the plan.

    That March is as silent is shown by its spoilt reports, too: nothing is told in them but what was planted.
    """
    files: list[FileReport] = getattr(months, name)

    assert [(f.path, f.error) for f in files if f.error] == []
    assert [f for file in files for f in file.findings] == []


@pytest.mark.soak
def test_the_sound_month_as_a_whole_tells_only_what_the_plan_itself_does_to_it(months: Months) -> None:
    """Between the reports and against the plan; LAG01 is no fault."""
    whole = month.check(months.march, Path(MARCH), packaged.targets())
    told = Counter((MARCH, str(f.cell), f.code) for f in whole.findings if f.code != "LAG01")

    assert told == listed(f for f in months.listed if f.kind == faults.INHERENT)


def test_every_network_and_region_reports_every_month(months: Months) -> None:
    """Seven lead departments and 84 local reports, none without a project, at least sixty of them."""
    for drafts in months.drafts.values():
        assert len(drafts) == len(NETWORKS) * (1 + len(REGIONS)) >= 60
        assert all(draft.rows for draft in drafts.values())


def test_both_views_of_a_project_agree_to_the_last_place(months: Months) -> None:
    """Lead departments and regions list the same projects with the same amounts, whatever their units."""
    assert list(differences(months.february)) == []
    assert Counter(code for code, _ in one_sided(months.february)) == Counter()


def differences(files: list[FileReport]) -> Iterator[tuple[str, str]]:
    """File and cell of each amount of a local report that is not what the lead department's report says."""
    for local, place, lead, there in pairs(files):
        factor = units.ratio(units.parse(local.unit), units.parse(lead.unit))
        assert factor is not None
        for label in AMOUNTS:
            mine, theirs = local.amount(place, label), lead.amount(there, label)
            if mine is None or theirs is None or mine * factor != theirs:
                yield local.name, str(local.cell(place, label))


def pairs(files: list[FileReport]) -> Iterator[tuple[Submission, int, Submission, int]]:
    """Each project that stands once in a local and once in the lead department's report, and where."""
    reports_ = list(submissions(files))
    leads = {report.subject[0]: report for report in reports_ if report.subject[1] == PROVINCE}
    for report in reports_:
        lead = leads[report.subject[0]]
        if report is not lead:
            for code, places in report.places.items():
                there = lead.places.get(code, [])
                if len(places) == len(there) == 1:
                    yield report, places[0], lead, there[0]


def one_sided(files: list[FileReport]) -> Iterator[tuple[str, str]]:
    """项目代码 and file of the projects that only the region or only the lead department lists."""
    reports_ = list(submissions(files))
    for network in NETWORKS:
        mine = [report for report in reports_ if report.subject[0] == network]
        lead = {code for report in mine if report.subject[1] == PROVINCE for code in report.places}
        local = {code: r.name for r in mine if r.subject[1] != PROVINCE for code in r.places}
        yield from ((code, local.get(code, PROVINCE)) for code in sorted(lead ^ set(local)))


# tied to the plan


def test_every_print_of_the_plan_on_a_network_holds(months: Months) -> None:
    """总投资, 计划投资 by period and 项目数 of networks, of all together and of regions: all prints, coarse and fine."""
    lead = {r.subject[0]: r for r in submissions(months.february) if r.subject[1] == PROVINCE}
    local = {r.subject: r for r in submissions(months.february) if r.subject[1] != PROVINCE}
    contradicted = [one.figure.coordinate for _, one in years.all_contradicted()]
    tied = []
    for figure in plan.base().figures:
        at = figure.coordinate
        place = next((form for form, name in REGIONS.items() if name == at.region), PROVINCE)
        if (
            at.item not in (*NETWORKS, plan.WHOLE)
            or (at.item == "电网" and at.measure == "项目数" and at.period != plan.PERIOD)
            or at in contradicted
        ):
            continue
        whole = (
            list(lead.values())
            if at.item == plan.WHOLE
            else [lead[at.item] if place == PROVINCE else local[at.item, place]]
        )
        if at.measure == "项目数":
            tied.append(sum(len(report.rows) for report in whole) == figure.value)
        elif at.measure == "总投资":
            tied.append(plan.inside(figure, total(whole, ("总投资",))))
        elif at.measure == "计划投资":
            tied.append(plan.inside(figure, total(whole, PLANNED[at.period])))
        assert not tied or tied[-1], figure

    assert len(tied) > 40


def test_the_classes_of_city_works_hold_as_printed(months: Months) -> None:
    """项目数 and 总投资 of each class that annex 6 prints."""
    network = "市政基础设施网"
    lead = next(r for r in submissions(months.february) if r.subject == (network, PROVINCE))
    for name in NETWORKS[network][1]:
        places = [place for place in lead if lead.text(place, "类别") == name]
        invested = sum((lead.amount(place, "总投资") or Decimal(0) for place in places), Decimal(0))
        figure = plan.printed("总投资", name, plan.LIFE)
        assert figure is not None

        assert plan.number(name) == len(places)
        assert plan.inside(figure, invested)


def test_the_years_of_every_class_hold_as_printed() -> None:
    """计划投资 of 2020, 2021-2025 and both: all prints on a class, of roads as a whole too."""
    roads = ("高速公路", "普通国省道", "农村公路")
    tied = 0
    for figure in plan.base().figures:
        at = figure.coordinate
        names = roads if at.item == "公路" else (at.item,)
        if at.measure == "计划投资" and all(network_of(name) for name in names):
            splits = [
                p.splits[SPLITS.index(label)]
                for p in everything()
                if p.category in names
                for label in PLANNED[at.period]
            ]
            assert plan.inside(figure, Decimal(sum(splits)).scaleb(-2)), figure
            tied += 1

    assert tied > 40


def test_the_only_print_of_years_left_open_is_the_one_the_findings_list() -> None:
    """社会事业 2020-2025: docs/findings-761.md, no. 6."""
    assert [(name, one.figure.id) for name, one in years.all_contradicted()] == [("社会事业补短板", "F366")]


def total(files: list[Submission], labels: tuple[str, ...]) -> Decimal:
    """The sum of columns over all projects of some reports, in 万元."""
    whole = Decimal(0)
    for report in files:
        factor = units.ratio(units.parse(report.unit), units.parse("万元"))
        assert factor is not None
        whole += factor * sum(
            (report.amount(place, label) or Decimal(0) for place in report for label in labels), Decimal(0)
        )
    return whole


def test_codes_and_names_are_unique_and_codes_right(months: Months) -> None:
    """As the form demands, over all networks."""
    lead = [r for r in submissions(months.february) if r.subject[1] == PROVINCE]
    found_ = [(r.text(p, "项目代码"), r.text(p, "项目名称")) for r in lead for p in r]

    assert len({code for code, _ in found_}) == len({name for _, name in found_}) == len(found_)
    assert all(codes.shape(code) and (codes.checks(code) or not codes.new_form(code)) for code, _ in found_)


def test_works_only_advance(months: Months) -> None:
    """From month to month no project leaves the state it reached for an earlier one, and some begin."""
    order = {"未开工": 0, "在建": 1, "停工": 1, "完工": 2}
    steps = Counter(
        order[str(now["建设状态"])] - order[str(months.drafts[FEBRUARY][subject].row(str(now["项目代码"]))["建设状态"])]
        for subject, draft in months.drafts[MARCH].items()
        for now in draft.rows
    )

    assert min(steps) == 0 < steps[1]


# spoilt


def every(file: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings of a file with those that follow from them."""
    return [one for finding in file["findings"] for one in (finding, *finding["follows"])]


def told_of(file: dict[str, Any], finding: dict[str, Any]) -> tuple[str, str, str]:
    """A finding as the list names it."""
    return file["path"], f"{finding['sheet']}!{finding['cell']}", finding["code"]


def test_every_fault_is_found_at_its_cell_and_nothing_else(months: Months) -> None:
    """As the command tells it; LAG01 is left out: it lists works that trail the calendar, which is no fault."""
    told = Counter(told_of(file, finding) for file in months.told["files"] for finding in every(file))
    promised = listed(months.listed)
    groups = [
        {told_of(file, finding) for finding in (head, *head["follows"])}
        for file in months.told["files"]
        for head in file["findings"]
        if head["code"] != "LAG01"
    ]

    assert [file["path"] for file in months.told["files"] if "error" in file] == []
    assert promised - told == Counter()
    assert [group for group in groups if not group & set(promised)] == []
    assert len(groups) < len(promised)


def test_what_stood_there_before_is_among_the_values_suggested(months: Months) -> None:
    """Wherever a fault makes a sum or a roll-forward wrong, some way to mend it is to put back what was changed, or its cause says so."""
    was = {(f.file, f.cell, f.code): f.before for f in months.listed}
    asked = 0
    for file in months.told["files"]:
        outcomes = {o["id"]: o for o in file["outcomes"]}
        heads = {one["code"] + one["cell"]: head for head in file["findings"] for one in head["follows"]}
        for finding in every(file):
            outcome = outcomes.get(finding["outcome"])
            if (
                file["kind"] == "month"
                or not outcome
                or (outcome["verdict"], outcome["level"]) != ("mismatch", "强制性")
            ):
                continue
            place = (file["path"], f"{finding['sheet']}!{finding['cell']}", finding["code"])
            suggested = {Decimal(c["suggested"]) for way in outcome["suspects"] for c in way["cells"]}
            cause = heads.get(finding["code"] + finding["cell"], {"code": "", "message": ""})
            if cause["code"] == "NUM06":
                continue  # a number stored as text, which SUM skips, is mended without another value
            assert Decimal(was[place]) in suggested or was[place] in cause["message"].replace(",", ""), place
            asked += 1

    assert asked > 20


def test_there_are_a_hundred_faults_of_many_kinds(months: Months) -> None:
    """As many as were asked for, each in the list once."""
    planted = [fault for fault in months.listed if fault.kind != faults.INHERENT]

    assert len(planted) == len(set(planted)) == 100
    assert len({fault.kind for fault in planted}) >= 15


def test_the_list_kept_is_the_list_made(months: Months) -> None:
    """The committed list is what the generator writes, and reads back as it was."""
    kept = list(csv.reader(write.LIST.read_text("utf-8-sig").splitlines()))

    assert write.LIST.read_bytes() == faults.table(months.listed)
    assert [tuple(line) for line in kept] == [faults.HEAD, *months.listed]


# the same everywhere


def test_another_process_writes_the_same_bytes(months: Months) -> None:
    """Of the months and of the pair of libraries, whatever its hash seed, its clock or its folder."""
    code = (
        "import hashlib; from examples import faults, write; drafts, told = write.spoilt();"
        "print(hashlib.sha256(faults.table(told)).hexdigest());"
        "[print(hashlib.sha256(write.content(d)).hexdigest()) for d in drafts.values() if d.network == '油气网'];"
        "from examples.pair import plant, write as pair; made = plant.example();"
        "[print(hashlib.sha256(data).hexdigest()) for data in (pair.content(pair.LEFT, made.left),"
        " pair.content(pair.RIGHT, made.right), pair.truth(made))]"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(write.__file__).parent.parent,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    made = plant.example()
    mine = [
        faults.table(months.listed),
        *(write.content(d) for d in months.spoilt[0] if d.network == "油气网"),
        pair.content(pair.LEFT, made.left),
        pair.content(pair.RIGHT, made.right),
        pair.truth(made),
    ]

    assert other.stdout.split() == [hashlib.sha256(data).hexdigest() for data in mine]


# shares


def test_a_share_is_whole_and_within_its_caps() -> None:
    """By largest remainder; what a cap cuts off goes to the others; too much for the caps is refused."""
    assert share(10, [1, 1, 1]) == [4, 3, 3]
    assert share(10, [8, 1, 1], [4, 9, 9]) == [4, 3, 3]
    assert share(7, [0, 2]) == [0, 7]
    with pytest.raises(ValueError, match="left over"):
        share(10, [1, 1], [4, 4])


def test_fitted_weights_meet_both_groupings() -> None:
    """Sums by row and by column come near their totals."""
    rows, columns = ["a", "a", "b", "b"], ["x", "y", "x", "y"]

    fitted = fit([1, 2, 3, 4], [(rows, {"a": 40, "b": 60}), (columns, {"x": 70, "y": 30})])

    sums = [sum(v for v, c in zip(fitted, columns, strict=True) if c == name) for name in "xy"]
    assert [round(value / 10**6) for value in sums] == [70, 30]


def test_an_address_follows_its_row() -> None:
    """A project put in above moves the cell that a fault is told at."""
    draft = reports.month(MARCH)["路网", "长春市"]
    row, first = draft.rows[3], draft.rows[0]
    before = bench.address(draft, row, "总投资")
    draft.rows.insert(0, {**first, "项目代码": "2020-220100-99-01-999999"})

    def number(cell: str) -> int:
        return int(cell.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))

    assert number(before) + 1 == number(bench.address(draft, row, "总投资"))
