"""Sheet 摘要 of a month: the verdict, each network and region with live figures, charts, findings by kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from recon import messages, pages
from recon.model import LEVELS, Level, column_letters
from recon.month import lag
from recon.reports import theme
from recon.reports.excel.page import Page, address
from recon.reports.rollup import charts, province
from recon.reports.rollup.desk import Desk, value
from recon.reports.rollup.detail import exact
from recon.schemas import lists

WIDTHS = (18, 12, 11, *[16] * 6, 13, 13)
LAST = len(WIDTHS)
YI = Decimal(10) ** 4  #: 万元 in 亿元
AMOUNTS = ("总投资", "本年计划", "本年累计完成", "开工以来累计完成", "到位资金")
RATES = (("本年累计完成", "本年计划"), ("开工以来累计完成", "总投资"))


def write(desk: Desk) -> None:
    """Write the sheet; sections follow each other down the page."""
    page = Page(desk.book.add_worksheet(desk.say("summary")), WIDTHS)
    _Writer(desk, page).write()
    desk.close(page, None)


@dataclass
class _Writer:
    desk: Desk
    page: Page
    row: int = 1

    def write(self) -> None:
        self._head()
        networks = self._networks()
        regions = self._regions()
        self._charts(networks, regions)
        self._codes()
        self._section("usage")
        for key in ("usage_1", "usage_2", "usage_3"):
            look = self.desk.style("plain", text_wrap=True)
            self.page.merged(self.row, 1, LAST, self.desk.say(key), look)
            self.row += 1

    def _head(self) -> None:
        desk, month = self.desk, self.desk.month
        title = desk.say("title", month=desk.whole.intake.month)
        self.page.merged(1, 1, LAST, title, desk.style("title"))
        verdicts = {month.verdict, *(file.verdict for file in desk.present)}
        verdict = next(
            v for v in ("fail", "unreadable", "review", "pass") if v in verdicts
        )  # the month is no better than its files
        fill = theme.VERDICT_FILLS[verdict]
        look = desk.style("body", "strong", font_size=14, bg_color=fill, align="center")
        self.page.text(2, 1, desk.word(verdict), look)
        self.page.merged(2, 2, LAST, self._tally(), desk.style("body", bg_color=fill))
        self.page.least(2, 2)
        self.page.merged(3, 1, LAST, province.partial(desk), desk.style("plain", "strong", text_wrap=True))
        self.row = 4

    def _tally(self) -> str:
        desk = self.desk
        levels = Counter(f.level for f in desk.month.findings)
        errors, verify, notes = (levels[level] for level in reversed(LEVELS))
        intake = desk.whole.intake
        return desk.say(
            "tally", files=len(desk.files), used=len(intake.leads) + len(intake.locals), errors=errors, verify=verify,
            notes=notes, due=len(lists.NETWORKS) * (1 + len(lists.REGIONS)),
            unreadable=sum(file.error is not None for file in desk.present),
            failed=sum(file.verdict == "fail" for file in desk.present),
            asked=sum(file.verdict == "review" for file in desk.present),
        )  # fmt: skip

    def _section(self, key: str) -> None:
        self.row += 1
        self.page.merged(self.row, 1, LAST, self.desk.say(key), self.desk.style("section"))
        self.row += 1

    def _networks(self) -> int:
        """Each network from 全省汇总, in 亿元; the row of the first."""
        desk = self.desk
        self._section("by_network")
        self.page.merged(self.row, 1, LAST, desk.say("unit_yi"), desk.style("plain", "muted"))
        self.row += 1
        rates = [desk.say("year_rate"), desk.say("calendar"), desk.say("works_rate")]
        heads = [desk.say("网别"), desk.say("basis"), desk.say("projects"), *AMOUNTS, *rates]
        self.page.texts(self.row, heads, desk.style("header"))
        first = self.row + 1
        for column, network in enumerate([*desk.networks, ""], 2):
            self.row += 1
            self._network(network, column)
        self.row += 1
        return first

    def _network(self, network: str, column: int) -> None:
        desk, page, row = self.desk, self.page, self.row
        styles = () if network else ("result",)
        told = not network or province.reported(desk, network)
        projects = list(desk.whole.select(network)) if network else list(desk.whole.select())
        missing = desk.say("unreported")
        page.text(row, 1, network or desk.say("total"), desk.style("body", *(styles or ("strong",))))
        if network:
            basis = address(desk.say("province"), province.BASIS, column)
            view = desk.say(desk.whole.intake.view(network)) if told else missing
            page.formula(row, 2, basis, view, desk.style("body", "center"))
        else:
            page.text(row, 2, "", desk.style("body", *styles))
        count = address(desk.say("province"), province.COUNT, column)
        page.formula(
            row, 3, count, Decimal(len(projects)) if told else missing, desk.number(*styles, places=0)
        )
        for place, measure in enumerate(AMOUNTS, 4):
            cell = province.place(desk, measure, column)
            formula = f"IF(ISNUMBER({cell}),ROUND({cell}/10000,{desk.places + 4}),{cell})"
            worth = value(projects, measure) / YI
            page.formula(row, place, formula, worth if told else missing, desk.number(*styles))
        rate = desk.style("body", *styles, "number", num_format="0.0%_ ")
        year, works = (_rate(value(projects, done), value(projects, plan)) for done, plan in RATES)
        places = [column_letters(4 + AMOUNTS.index(m)) + str(row) for pair in RATES for m in pair]
        page.formula(row, 9, _ratio(places[0], places[1]), year, rate)
        page.formula(row, 10, desk.elapsed(), exact(lag.passed(desk.whole.intake.month)), rate)
        page.formula(row, 11, _ratio(places[2], places[3]), works, rate)

    def _regions(self) -> int:
        """Each region from 明细, in 亿元; the row of the first."""
        desk = self.desk
        self._section("by_region")
        rates = [desk.say("year_rate"), desk.say("calendar"), desk.say("works_rate")]
        self.page.merged(self.row, 1, 2, desk.say("地区"), desk.style("header"))
        self.page.texts(self.row, [desk.say("projects"), *AMOUNTS, *rates], desk.style("header"), 3)
        first = self.row + 1
        for region in desk.regions:
            self.row += 1
            self._region(region)
        self.row += 1
        return first

    def _region(self, region: str) -> None:
        desk, page, row = self.desk, self.page, self.row
        projects = list(desk.whole.select("", region))
        where = {"地区": f"$A{row}", "counted": "1"}
        page.merged(row, 1, 2, desk.region(region), desk.style("body", "strong"))
        page.formula(row, 3, desk.count(**where), Decimal(len(projects)), desk.number(places=0))
        for column, measure in enumerate(AMOUNTS, 4):
            formula = f"ROUND({desk.sums(measure, **where)}/10000,{desk.places + 4})"
            page.formula(row, column, formula, value(projects, measure) / YI, desk.number())
        rate = desk.style("body", "number", num_format="0.0%_ ")
        for column, (done, plan) in zip((9, 11), RATES, strict=True):
            cells = [column_letters(4 + AMOUNTS.index(m)) + str(row) for m in (done, plan)]
            worth = _rate(value(projects, done), value(projects, plan))
            page.formula(row, column, _ratio(*cells), worth, rate)
        page.formula(row, 10, desk.elapsed(), exact(lag.passed(desk.whole.intake.month)), rate)

    def _charts(self, networks: int, regions: int) -> None:
        """Both charts side by side, over the tables above."""
        desk, sheet = self.desk, self.desk.say("summary")
        self.page.sheet.set_h_pagebreaks([self.row])
        ends = networks + len(desk.networks) - 2
        names, done, calendar = ((sheet, networks - 1, c, ends, c) for c in (0, 8, 9))
        told = (desk.say("year_rate"), desk.say("calendar"))
        first = charts.progress(desk, desk.say("chart_progress"), names, done, calendar, told)
        ends = regions + len(desk.regions) - 2
        names, whole, built = ((sheet, regions - 1, c, ends, c) for c in (0, 3, 6))
        second = charts.amounts(
            desk, desk.say("chart_regions"), names, (("总投资", whole), ("开工以来累计完成", built))
        )
        for chart, offset, key in ((first, 2, "chart_progress"), (second, 604, "chart_regions")):
            chart.set_size({"width": 590, "height": 330})
            place = {"x_offset": offset, "y_offset": 6, "description": desk.say(key)}
            self.page.sheet.insert_chart(self.row, 0, chart, place)
        self.row += 19

    def _codes(self) -> None:
        """Findings by level, gravest first, and code, with a link to the first of each."""
        desk, page = self.desk, self.page
        self._section("by_code")
        heads = [desk.say(key) for key in ("level", "code", "count", "first")]
        page.texts(self.row, heads, desk.style("header"))
        page.merged(self.row, 5, LAST, desk.say("what"), desk.style("header"))
        numbers: dict[tuple[Level, str], list[int]] = {}
        for number, finding in enumerate(desk.month.findings, 1):
            numbers.setdefault((finding.level, finding.code), []).append(number)
        for level, code in sorted(numbers, key=lambda key: (-LEVELS.index(key[0]), key[1])):
            self.row += 1
            self._code(level, code, numbers[level, code])
        if not numbers:
            self.row += 1
            page.merged(self.row, 1, LAST, desk.say("no_findings"), desk.style("body", "muted"))
        self.row += 1

    def _code(self, level: Level, code: str, numbers: list[int]) -> None:
        desk, page = self.desk, self.page
        page.text(self.row, 1, desk.word(level), desk.style("level", bg_color=theme.FILLS[level][0]))
        page.text(self.row, 2, code, desk.style("body", "center"))
        page.number(self.row, 3, Decimal(len(numbers)), desk.number(places=0))
        link = desk.style("body", "center", "link")
        page.link(self.row, 4, desk.plan.finding_link(numbers[0]), f"№ {numbers[0]}", link)
        title = messages.pick(pages.PAGES[code].title, desk.lang)
        page.merged(self.row, 5, LAST, title, desk.style("body"))


def _ratio(above: str, below: str) -> str:
    return f'IF(N({below})>0,{above}/{below},"")'


def _rate(done: Decimal, planned: Decimal) -> Decimal | str:
    return done / planned if planned > 0 else ""
