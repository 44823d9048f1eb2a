"""Sheet 摘要 of a month: the verdict, each network and region with live figures, charts, findings by kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from recon import messages, pages
from recon.catalogue import in_force
from recon.model import LEVELS, Level, column_letters
from recon.month import lag
from recon.reports import theme
from recon.reports.excel.page import Page, address
from recon.reports.rollup import charts, province
from recon.reports.rollup.canvas import Canvas, value
from recon.reports.rollup.detail import exact

WIDTHS = (18, 12, 11, *[16] * 6, 13, 13)
LAST = len(WIDTHS)
YI = Decimal(10) ** 4  #: 万元 in 亿元
AMOUNTS = ("总投资", "本年计划", "本年累计完成", "开工以来累计完成", "到位资金")
RATES = (("本年累计完成", "本年计划"), ("开工以来累计完成", "总投资"))


def write(canvas: Canvas) -> None:
    """Write the sheet; sections follow each other down the page."""
    page = Page(canvas.book.add_worksheet(canvas.say("summary")), WIDTHS)
    _Writer(canvas, page).write()
    canvas.close(page, None)


@dataclass
class _Writer:
    canvas: Canvas
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
            look = self.canvas.style("plain", text_wrap=True)
            self.page.merged(self.row, 1, LAST, self.canvas.say(key), look)
            self.row += 1

    def _head(self) -> None:
        canvas, month = self.canvas, self.canvas.month
        title = canvas.say("title", month=canvas.whole.intake.month)
        self.page.merged(1, 1, LAST, title, canvas.style("title"))
        verdicts = {month.verdict, *(file.verdict for file in canvas.present)}
        verdict = next(
            v for v in ("fail", "unreadable", "review", "pass") if v in verdicts
        )  # the month is no better than its files
        fill = theme.VERDICT_FILLS[verdict]
        look = canvas.style("body", "strong", font_size=14, bg_color=fill, align="center")
        self.page.text(2, 1, canvas.word(verdict), look)
        self.page.merged(2, 2, LAST, self._tally(), canvas.style("body", bg_color=fill))
        self.page.least(2, 2)
        self.page.merged(3, 1, LAST, province.partial(canvas), canvas.style("plain", "strong", text_wrap=True))
        self.row = 4

    def _tally(self) -> str:
        canvas = self.canvas
        levels = Counter(f.level for f in canvas.month.findings)
        errors, verify, notes = (levels[level] for level in reversed(LEVELS))
        intake = canvas.whole.intake
        return canvas.say(
            "tally",
            files=len(canvas.files),
            used=len(intake.leads) + len(intake.locals),
            errors=errors,
            verify=verify,
            notes=notes,
            due=len(in_force().networks) * (1 + len(in_force().regions)),
            unreadable=sum(file.error is not None for file in canvas.present),
            failed=sum(file.verdict == "fail" for file in canvas.present),
            asked=sum(file.verdict == "review" for file in canvas.present),
        )

    def _section(self, key: str) -> None:
        self.row += 1
        self.page.merged(self.row, 1, LAST, self.canvas.say(key), self.canvas.style("section"))
        self.row += 1

    def _networks(self) -> int:
        """Each network from 全省汇总, in 亿元; the row of the first."""
        canvas = self.canvas
        self._section("by_network")
        self.page.merged(self.row, 1, LAST, canvas.say("unit_yi"), canvas.style("plain", "muted"))
        self.row += 1
        rates = [canvas.say("year_rate"), canvas.say("calendar"), canvas.say("works_rate")]
        heads = [canvas.say("网别"), canvas.say("basis"), canvas.say("projects"), *AMOUNTS, *rates]
        self.page.texts(self.row, heads, canvas.style("header"))
        first = self.row + 1
        for column, network in enumerate([*canvas.networks, ""], 2):
            self.row += 1
            self._network(network, column)
        self.row += 1
        return first

    def _network(self, network: str, column: int) -> None:
        canvas, page, row = self.canvas, self.page, self.row
        styles = () if network else ("result",)
        reported = not network or province.reported(canvas, network)
        projects = list(canvas.whole.select(network)) if network else list(canvas.whole.select())
        missing = canvas.say("unreported")
        page.text(row, 1, network or canvas.say("total"), canvas.style("body", *(styles or ("strong",))))
        if network:
            basis = address(canvas.say("province"), province.BASIS, column)
            view = canvas.say(canvas.whole.intake.view(network)) if reported else missing
            page.formula(row, 2, basis, view, canvas.style("body", "center"))
        else:
            page.text(row, 2, "", canvas.style("body", *styles))
        count = address(canvas.say("province"), province.COUNT, column)
        page.formula(row, 3, count, Decimal(len(projects)) if reported else missing, canvas.number(*styles, places=0))
        for place, measure in enumerate(AMOUNTS, 4):
            cell = province.place(canvas, measure, column)
            formula = f"IF(ISNUMBER({cell}),ROUND({cell}/10000,{canvas.places + 4}),{cell})"
            worth = value(projects, measure) / YI
            page.formula(row, place, formula, worth if reported else missing, canvas.number(*styles))
        rate = canvas.style("body", *styles, "number", num_format="0.0%_ ")
        year, works = (_rate(value(projects, done), value(projects, plan)) for done, plan in RATES)
        places = [column_letters(4 + AMOUNTS.index(m)) + str(row) for pair in RATES for m in pair]
        page.formula(row, 9, _ratio(places[0], places[1]), year, rate)
        page.formula(row, 10, canvas.elapsed(), exact(lag.passed(canvas.whole.intake.month)), rate)
        page.formula(row, 11, _ratio(places[2], places[3]), works, rate)

    def _regions(self) -> int:
        """Each region from 明细, in 亿元; the row of the first."""
        canvas = self.canvas
        self._section("by_region")
        rates = [canvas.say("year_rate"), canvas.say("calendar"), canvas.say("works_rate")]
        self.page.merged(self.row, 1, 2, canvas.say("地区"), canvas.style("header"))
        self.page.texts(self.row, [canvas.say("projects"), *AMOUNTS, *rates], canvas.style("header"), 3)
        first = self.row + 1
        for region in canvas.regions:
            self.row += 1
            self._region(region)
        self.row += 1
        return first

    def _region(self, region: str) -> None:
        canvas, page, row = self.canvas, self.page, self.row
        projects = list(canvas.whole.select("", region))
        where = {"地区": f"$A{row}", "counted": "1"}
        page.merged(row, 1, 2, canvas.region(region), canvas.style("body", "strong"))
        page.formula(row, 3, canvas.count(**where), Decimal(len(projects)), canvas.number(places=0))
        for column, measure in enumerate(AMOUNTS, 4):
            formula = f"ROUND({canvas.sums(measure, **where)}/10000,{canvas.places + 4})"
            page.formula(row, column, formula, value(projects, measure) / YI, canvas.number())
        rate = canvas.style("body", "number", num_format="0.0%_ ")
        for column, (done, plan) in zip((9, 11), RATES, strict=True):
            cells = [column_letters(4 + AMOUNTS.index(m)) + str(row) for m in (done, plan)]
            worth = _rate(value(projects, done), value(projects, plan))
            page.formula(row, column, _ratio(*cells), worth, rate)
        page.formula(row, 10, canvas.elapsed(), exact(lag.passed(canvas.whole.intake.month)), rate)

    def _charts(self, networks: int, regions: int) -> None:
        """Both charts side by side, over the tables above."""
        canvas, sheet = self.canvas, self.canvas.say("summary")
        self.page.sheet.set_h_pagebreaks([self.row])
        ends = networks + len(canvas.networks) - 2
        names, done, calendar = ((sheet, networks - 1, c, ends, c) for c in (0, 8, 9))
        titles = (canvas.say("year_rate"), canvas.say("calendar"))
        first = charts.progress(canvas, canvas.say("chart_progress"), names, done, calendar, titles)
        ends = regions + len(canvas.regions) - 2
        names, whole, built = ((sheet, regions - 1, c, ends, c) for c in (0, 3, 6))
        second = charts.amounts(
            canvas, canvas.say("chart_regions"), names, (("总投资", whole), ("开工以来累计完成", built))
        )
        for chart, offset, key in ((first, 2, "chart_progress"), (second, 604, "chart_regions")):
            chart.set_size({"width": 590, "height": 330})
            place = {"x_offset": offset, "y_offset": 6, "description": canvas.say(key)}
            self.page.sheet.insert_chart(self.row, 0, chart, place)
        self.row += 19

    def _codes(self) -> None:
        """Findings by level, gravest first, and code, with a link to the first of each."""
        canvas, page = self.canvas, self.page
        self._section("by_code")
        heads = [canvas.say(key) for key in ("level", "code", "count", "first")]
        page.texts(self.row, heads, canvas.style("header"))
        page.merged(self.row, 5, LAST, canvas.say("what"), canvas.style("header"))
        numbers: dict[tuple[Level, str], list[int]] = {}
        for number, finding in enumerate(canvas.month.findings, 1):
            numbers.setdefault((finding.level, finding.code), []).append(number)
        for level, code in sorted(numbers, key=lambda key: (-LEVELS.index(key[0]), key[1])):
            self.row += 1
            self._code(level, code, numbers[level, code])
        if not numbers:
            self.row += 1
            page.merged(self.row, 1, LAST, canvas.say("no_findings"), canvas.style("body", "muted"))
        self.row += 1

    def _code(self, level: Level, code: str, numbers: list[int]) -> None:
        canvas, page = self.canvas, self.page
        page.text(self.row, 1, canvas.word(level), canvas.style("level", bg_color=theme.FILLS[level][0]))
        page.text(self.row, 2, code, canvas.style("body", "center"))
        page.number(self.row, 3, Decimal(len(numbers)), canvas.number(places=0))
        link = canvas.style("body", "center", "link")
        page.link(self.row, 4, canvas.plan.finding_link(numbers[0]), f"№ {numbers[0]}", link)
        title = messages.pick(pages.PAGES[code].title, canvas.lang)
        page.merged(self.row, 5, LAST, title, canvas.style("body"))


def _ratio(above: str, below: str) -> str:
    return f'IF(N({below})>0,{above}/{below},"")'


def _rate(done: Decimal, planned: Decimal) -> Decimal | str:
    return done / planned if planned > 0 else ""
