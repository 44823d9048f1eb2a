"""A simulated year of an office: reports sent late, sent again in every way, corrected months later, explained."""

from __future__ import annotations

import datetime
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from examples.lists import NETWORKS, REGIONS
from recon import register
from recon.register import history, owed
from recon.register.month import gather
from tests import months
from tests.commands import run as command
from tests.forms import Form, save
from tests.sheets import stored

Subject = tuple[str, str]
#: How a report is sent again.
WAYS = ("number", "renamed", "subfolder", "marked", "overwritten", "copy")
WORDS = "该项目代码由旧平台2019年3月赋码，校验位按旧规则编制，见吉发改审批〔2019〕88号"
DAY = datetime.date.fromisoformat


@dataclass(frozen=True)
class World:
    """An office's folder and the year that happens in it."""

    home: Path
    subjects: tuple[Subject, ...]
    names: tuple[str, ...]  #: months, YYYY-MM
    watched: Callable[[Path, list[str]], None] = lambda home, arguments: None  #: told of each run before it

    def final(self, subject: Subject, month: str) -> Form:
        """What a unit says in the end of a month: sound, but for one code that has to be explained."""
        made = months.form(*subject, list(self.rows(subject, month)))
        made.cover |= {
            "报告期": month,
            "报出日期": f"{after(month)}-02",
            "填报单位": self.sender(subject, month),
        }
        return made

    def sender(self, subject: Subject, month: str) -> str:
        """The third unit takes another name in the year's second half."""
        renamed = subject == self.subjects[2] and self.names.index(month) >= (len(self.names) + 1) // 2
        return f"{subject[1]}{subject[0]}{'管理中心' if renamed else '建设局'}"

    def rows(self, subject: Subject, month: str, less: float = 0.0) -> Iterator[months.Row]:
        """The projects of a unit in a month; ``less``: what the first one has done less in it."""
        number, place = self.subjects.index(subject), self.names.index(month)
        own = months.projects(*subject, 3, number * 3)
        if number == 3:
            own[1]["项目代码"] = str(own[1]["项目代码"])[:-1] + str((int(str(own[1]["项目代码"])[-1]) + 1) % 10)
        moved = months.projects(*self.subjects[0], 3, 0)[2]
        if place >= len(self.names) // 2:  # a project goes from the first unit to the second
            own = own[:2] if number == 0 else [*own, {**moved, "地区": subject[1]}] if number == 1 else own
        for n, row in enumerate(own):
            start, month_number = 200.0 + 10 * n, int(month[-2:])
            done = 10.25 * month_number
            off = less if n == 0 else 0.0
            yield row | {
                "上月末累计完成": round(start + done - 10.25, 2),
                "本月完成": round(10.25 - off, 2),
                "本年累计完成": round(done - off, 2),
                "开工以来累计完成": round(start + done - off, 2),
            }


def after(month: str) -> str:
    """The month after."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02d}"


def stem(subject: Subject, month: str) -> str:
    """The usual name of a report."""
    return "_".join(("月报", month, *subject))


def set_up(home: Path, units: int, count: int) -> World:
    """A folder with the register of some units."""
    every = [(network, region) for network in NETWORKS for region in REGIONS]
    world = World(home, tuple(every[:units]), tuple(f"2021-{n:02d}" for n in range(1, count + 1)))
    home.mkdir(parents=True)
    enrol(world, world.names[0])
    return world


def enrol(world: World, month: str) -> None:
    """The office's list as of a month."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "应报单位"
    page.append(["网别", "地区", "填报单位", "联系人", "电话", "邮箱"])
    for subject in world.subjects:
        page.append([*subject, world.sender(subject, month), "", "", ""])
    book.save(world.home / "登记簿.xlsx")


def put(world: World, month: str, name: str, form: Form) -> Path:
    """A report into the month's folder."""
    path = world.home / month / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return save(form.book(), path)


def run(world: World, month: str, day: str) -> None:
    """The office's run over a month: results and register."""
    place = world.names.index(month)
    last = ["--previous", world.names[place - 1]] if place else []
    asked = ["validate", month, *last, "--date", day]
    asked += ["--jobs", "2"] if len(world.subjects) > 8 else []
    asked += ["--register", "登记簿.xlsx"]
    world.watched(world.home, asked)
    done = command(*asked, cwd=world.home)
    assert done.returncode in (0, 1), done.stderr.decode() + done.stdout.decode()


def explain(world: World, month: str) -> None:
    """The officer explains the one code, in the results, in the year's first month; later months carry it."""
    subject = world.subjects[3]
    folder = world.home / f"{month}_审核"
    path = next(p for p in sorted(folder.glob("*_差异.xlsx")) if subject[1] in p.stem or "上报材料" in p.stem)
    book = openpyxl.load_workbook(path)
    page = book["问题清单"]
    heads = [cell.value for cell in page[1]]
    row = next(n for n, r in enumerate(page.iter_rows(values_only=True), 1) if r[2] == "CODE01")
    page.cell(row, heads.index("审核说明") + 1, WORDS)
    book.save(path)


def spoilt(world: World, subject: Subject, month: str, chance: random.Random) -> Form:
    """A version with a slip: a cumulative amount, or a total investment."""
    made = world.final(subject, month)
    label, by = chance.choice([("开工以来累计完成", 7.0), ("总投资", 33.0), ("本年累计完成", -3.0)])
    row = made.projects[chance.randrange(len(made.projects))]
    row[label] = round(float(str(row[label])) + by, 2)
    return made.add_up()


def corrected(marked: Path, form: Form, path: Path) -> Path:
    """The marked copy as a unit sends it back: the cells corrected, saved by another program."""
    book = openpyxl.load_workbook(marked)
    for sheet in form.book().sheets:
        for r, cells in enumerate(sheet.rows, 1):
            for c, value in enumerate(cells, 1):
                if value is not None and book[sheet.name].cell(r, c).value != value:
                    book[sheet.name].cell(r, c, stored(value))
    book.save(path)
    return path


def send_again(world: World, subject: Subject, month: str, way: str, number: int, form: Form, day: str) -> None:
    """A further version of a report, sent in one of the ways."""
    name = stem(subject, month)
    form.cover["报出日期"] = day
    if way == "overwritten":
        put(world, month, f"{name}.xlsx", form)
    elif way == "marked":
        results = sorted((world.home / f"{month}_审核").glob(f"*{subject[0]}_{subject[1]}*_标注.xlsx"))
        if results:
            corrected(results[-1], form, world.home / month / results[-1].name)
        else:
            put(world, month, f"{name}_标注.xlsx", form)
    else:
        named = {
            "number": f"{name}({number}).xlsx",
            "renamed": f"上报材料{subject[0]}{subject[1]}{number}.xlsx",
            "subfolder": f"补报{number}/{name}.xlsx",
            "copy": f"{name}_更正{number}.xlsx",
        }
        path = put(world, month, named[way], form)
        if way == "copy":
            shutil.copy(path, path.with_name(f"副本{number}_{path.name}"))


def live(world: World, seed: int, most: int) -> int:
    """The year as it happens, month by month; returns how many versions were sent.

    A report is sent again up to ``most`` times.
    """
    chance = random.Random(seed)
    sent = 0
    for place, month in enumerate(world.names):
        enrol(world, month)
        due = after(month)
        past = place > 0 and world.subjects[place % len(world.subjects)]
        late: list[Subject] = []
        plans: dict[Subject, list[str]] = {}
        for subject in world.subjects:
            plans[subject] = chance.sample(WAYS, min(most, chance.choice((0, 0, 1, 1, 2, 3))))
            explained = place == 0 and subject == world.subjects[3]  # somebody explains it in the first run
            if chance.random() < 0.15 and not explained:
                late.append(subject)
            else:
                sent += _first(world, subject, month, plans[subject], chance)
        run(world, month, f"{due}-03")
        if place == 0:
            explain(world, month)
        for subject in late:
            first = _first(world, subject, month, plans[subject], chance)
            sent += first if plans[subject][:1] != ["overwritten"] else 0  # nobody ever saw it
        for number in range(most):
            if again := [subject for subject in world.subjects if len(plans[subject]) > number]:
                day = f"{due}-{10 + 2 * number:02d}"
                for subject in again:
                    last = number == len(plans[subject]) - 1
                    form = world.final(subject, month) if last else spoilt(world, subject, month, chance)
                    send_again(world, subject, month, plans[subject][number], number + 2, form, day)
                    sent += 1
                run(world, month, f"{due}-{11 + 2 * number:02d}")
        if not any(plans.values()):
            run(world, month, f"{due}-11")
        if past:  # a unit corrects last month: it had done more in it
            sent += _past(world, past, place)
            run(world, month, f"{due}-25")
    return sent


def _first(world: World, subject: Subject, month: str, plan: list[str], chance: random.Random) -> int:
    """The first version: already right where nothing follows it."""
    form = spoilt(world, subject, month, chance) if plan else world.final(subject, month)
    put(world, month, f"{stem(subject, month)}.xlsx", form)
    return 1


def _past(world: World, subject: Subject, place: int) -> int:
    """Last month's report of a unit once more, in order in itself, then put right; last month is run again."""
    month, day = world.names[place - 1], after(world.names[place])
    less = months.form(*subject, list(world.rows(subject, month, less=2.0)))
    less.cover |= world.final(subject, month).cover
    send_again(world, subject, month, "number", 8, less, f"{day}-20")
    run(world, month, f"{day}-21")
    run(world, world.names[place], f"{day}-21")
    right = world.final(subject, month)
    send_again(world, subject, month, "number", 9, right, f"{day}-23")
    run(world, month, f"{day}-24")
    return 2


def ideal(world: World) -> None:
    """The year as it would be had every unit sent its last version, once and in time."""
    for place, month in enumerate(world.names):
        enrol(world, month)
        for subject in world.subjects:
            put(world, month, f"{stem(subject, month)}.xlsx", world.final(subject, month))
        run(world, month, f"{after(month)}-08")
        if place == 0:
            explain(world, month)
            run(world, month, f"{after(month)}-08")


def standing(world: World, month: str) -> dict[Subject, tuple[object, ...]]:
    """What the register says of each report that counts: verdict, what is open, what is explained."""
    day = datetime.date(2022, 3, 1)
    with register.open(world.home / "登记簿.xlsx") as store:
        found = gather(owed.read(world.home / "登记簿.xlsx"), store, month, day)
        assert found.resting == (), (month, found.resting)
        return {
            version.subject: (
                version.file.verdict,
                version.file.sender,
                sorted((p.code, p.released, p.about) for p in history.findings(store, version.file)),
                sorted((n.key, n.text, n.since) for n in history.explanations(store, version.file)),
            )
            for version in found.versions
            if version.current
        }


def rolled_up(world: World, month: str) -> list[list[object]]:
    """The numbers of the province in the roll-up."""
    book = openpyxl.load_workbook(world.home / f"{month}_审核" / f"汇总_{month}.xlsx", data_only=True)
    names = [n for n in book.sheetnames if n not in ("来源", "明细", "问题清单", "计算过程")]
    return [
        [name, *(cell for cell in row if isinstance(cell, int | float))]
        for name in names
        for row in book[name].iter_rows(values_only=True)
    ]


def results(world: World, month: str) -> set[Subject]:
    """Which reports have results at present."""
    with register.open(world.home / "登记簿.xlsx") as store:
        paths = {Path(v.file.path).stem: v.subject for v in history.current(store, month)}
    from recon.current import unmarked

    there = {p.stem.removesuffix("_差异") for p in (world.home / f"{month}_审核").glob("*_差异.xlsx")}
    named = {unmarked(name): subject for name, subject in paths.items()}
    assert there <= set(named), there - set(named)
    return {named[name] for name in there}
