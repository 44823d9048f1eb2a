"""The page in a real browser, as a person without a terminal meets it: by mouse, by keyboard and by screen reader."""

from __future__ import annotations

import functools
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

import openpyxl
import pytest

from recon import messages
from recon.page.settings import Settings
from recon.templates.monthly import coordinates
from tests import commands, months, test_returns
from tests.forms import Form, save
from tests.served import served
from tests.sheets import front
from tests.test_page import table
from tests.test_present import form

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
psutil = pytest.importorskip("psutil", reason="psutil is not installed")
ROOT = Path(__file__).parent.parent
#: The shell has no windows, each of which costs half a second of processor.
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
#: What the rules of axe-core are asked for: WCAG 2.2, levels A and AA.
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
say = functools.partial(messages.page, lang="zh")


@pytest.fixture(scope="module")
def link() -> Iterator[str]:
    with served() as (one, _):
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        playwright.expect.set_options(timeout=90_000)
        one = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield one
        one.close()


@pytest.fixture
def window(browser: Any) -> Iterator[Any]:
    """A window; what the page's scripts and its policy complain of fails the test."""
    context = browser.new_context(accept_downloads=True, locale="zh-CN")
    context.set_default_timeout(90_000)  # loaded machines; what hangs is ended all the same
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if "Content Security" in told.text else None)
    yield page
    context.close()
    assert not wrong


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files to drop: a table with one total that does not add up, a sound one, and one that is no workbook."""
    home = tmp_path_factory.mktemp("browser")
    for name, slip in (("预算.xlsx", 100), ("决算.xlsx", 0)):
        book = openpyxl.Workbook()
        front(book).append(["项目", "一季度", "二季度", "合计"])
        for n, item in enumerate("甲乙丙丁戊己庚辛壬癸"):
            first, second = 1103 + 977 * n % 613, 2207 + 1583 * n % 1009
            front(book).append([item, first, second, first + second + slip * (n == 4)])
        book.save(home / name)
    (home / "坏.xlsx").write_bytes(b"PK\3\4 not a workbook")
    return home


@functools.cache
def reported(path: Path) -> dict[str, Any]:
    """What the command line says of a file."""
    told = json.loads(commands.run("validate", path.name, "--format", "json", cwd=path.parent).stdout)["files"][0]
    assert isinstance(told, dict)
    return told


def choose(window: Any, *paths: Path) -> None:
    """Choose files and go on when what came of them is there."""
    window.locator(".zone.main input").first.set_input_files(list(map(str, paths)))
    window.wait_for_url("**/drops/*")
    window.wait_for_selector(".verdict, table.files, #main > .notice:not([hidden])")


def saved(window: Any, follow: Callable[[], None]) -> openpyxl.Workbook:
    """The workbook that is saved when something is followed."""
    with window.expect_download() as told:
        follow()
    return openpyxl.load_workbook(io.BytesIO(Path(told.value.path()).read_bytes()))


def test_a_dropped_file_shows_what_is_wrong_and_where(window: Any, link: str, folder: Path) -> None:
    """Dropped by the mouse: the verdict and the findings of the command line, the table around the cell, two workbooks."""
    window.goto(link)
    place = window.locator(".zone.main").bounding_box()
    wire = window.context.new_cdp_session(window)
    for event in ("dragEnter", "dragOver", "drop"):
        wire.send(
            "Input.dispatchDragEvent",
            {
                "type": event,
                "x": place["x"] + 50,
                "y": place["y"] + 50,
                "data": {"items": [], "files": [str(folder / "预算.xlsx")], "dragOperationsMask": 1},
            },
        )
    window.wait_for_selector("article.finding")
    expected = reported(folder / "预算.xlsx")
    marked = window.locator("td.mark.first").first
    cell = expected["findings"][0]["cell"]
    sheet = front(openpyxl.load_workbook(folder / "预算.xlsx"))

    assert window.locator("h1 .verdict").inner_text() == messages.word(expected["verdict"], "zh")
    assert [one["code"] for one in expected["findings"]] == window.locator(
        "#findings > article > h3 .code"
    ).all_inner_texts()
    assert str(sheet[cell].value) in marked.inner_text()
    assert "合计" in window.locator("table.sheet .head").first.inner_text()
    assert sheet.cell(sheet[cell].row, 1).value in window.locator("table.sheet .stub").all_inner_texts()
    for key in ("marked", "written"):
        book = saved(window, window.locator(f"a[href$='/{key}']").click)
        assert book.sheetnames
    assert window.locator(".suspects td b").first.inner_text()


def test_the_other_language_is_one_step_away(window: Any, link: str, folder: Path) -> None:
    """The same page in English, and back."""
    window.goto(link)
    choose(window, folder / "预算.xlsx")
    before = window.url
    window.click(".language a")
    english = window.locator("html").get_attribute("lang"), window.url, window.locator("h2").inner_text()
    window.click(".language a")

    assert english == ("en", before, messages.page("findings", "en"))
    assert window.locator("html").get_attribute("lang") == "zh-CN"


def test_no_mouse_is_needed(window: Any, link: str, folder: Path) -> None:
    """Tab, Enter and Space lead from the first page to the marked copy, and what has the focus is seen to have it."""

    def reach(what: str) -> None:
        for _ in range(30):
            window.keyboard.press("Tab")
            if window.evaluate("what => document.activeElement.matches(what)", what):
                return
        raise AssertionError(what)

    window.goto(link)
    reach(".skip")
    reach(".zone.main input")
    ring = window.evaluate("getComputedStyle(document.activeElement.closest('.button')).outlineStyle")
    with window.expect_file_chooser() as chooser:
        window.keyboard.press("Space")
    chooser.value.set_files(str(folder / "预算.xlsx"))
    window.wait_for_selector("article.finding")
    reach("a[href$='/marked']")
    book = saved(window, lambda: window.keyboard.press("Enter"))

    assert ring == "solid"
    assert book.sheetnames


def test_a_refusal_is_the_command_lines(window: Any, link: str, folder: Path) -> None:
    """What cannot be read is refused with the same code and sentence, and no table stands empty beside it."""
    window.goto(link)
    choose(window, folder / "坏.xlsx")
    said = commands.run("validate", "坏.xlsx", cwd=folder).stdout.decode()
    notice = window.locator("#main > p.notice").first
    code, sentence = notice.locator(".code").inner_text(), notice.inner_text()

    assert code in said
    assert sentence.removeprefix(code).strip() in " ".join(said.split())
    assert window.locator("table").count() == 0


def test_two_windows_do_not_disturb_each_other(window: Any, link: str, folder: Path) -> None:
    """Each shows what was dropped in it; the first page knows both; back leads back, and the same can be dropped again."""
    other = window.context.new_page()
    for one in (window, other):
        one.goto(link)
    window.locator(".zone.main input").first.set_input_files(str(folder / "预算.xlsx"))
    choose(other, folder / "决算.xlsx")
    window.wait_for_selector("h1 .verdict")
    titles = [one.locator("h1").inner_text().split()[0] for one in (window, other)]
    other.go_back()
    other.reload()
    known = " ".join(other.locator(".drops li").all_inner_texts())
    choose(other, folder / "决算.xlsx", folder / "坏.xlsx")

    assert titles == ["预算.xlsx", "决算.xlsx"]
    assert all(name in known for name in titles)
    assert other.locator("table.files th[scope=row]").all_inner_texts() == ["决算.xlsx", "坏.xlsx"]


def test_a_lost_connection_and_a_restart_are_told(window: Any, folder: Path) -> None:
    """Neither leaves the page mute; once the connection is back, the same step works."""
    with served() as (link, _):
        window.goto(link)
        window.context.set_offline(True)
        window.locator(".zone.main input").first.set_input_files(str(folder / "决算.xlsx"))
        lost = window.locator("#notice").inner_text()
        window.context.set_offline(False)
        choose(window, folder / "决算.xlsx")
        window.goto(link)
    port = re.search(r":(\d+)/", link)
    assert port is not None
    with served("--port", port[1]) as (again, _):
        window.locator(".zone.main input").first.set_input_files(str(folder / "决算.xlsx"))
        window.wait_for_selector("#notice:not([hidden])")
        restarted = window.locator("#notice").inner_text()
        window.goto(link)
        stale = window.locator("#main").inner_text()

        assert again != link
        assert lost == say("gone")
        assert restarted == say("unknown_link")
        assert say("unknown_link") in stale


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier(window: Any, link: str, folder: Path, scheme: str) -> None:
    """axe-core finds nothing of levels A and AA on any page, in either scheme, wide and narrow."""
    window.goto(link)
    addresses = [link]
    for paths in (["预算.xlsx"], ["坏.xlsx"], ["决算.xlsx", "坏.xlsx"]):
        window.goto(link)
        choose(window, *(folder / name for name in paths))
        addresses.append(window.url)
    window.goto(addresses[1])
    window.locator("a.one").first.click()
    window.wait_for_selector("#sides")
    addresses += [window.url, f"{link}findings"]
    waiting = window.request.post(f"{link}drops", headers={"X-Recon": "1"}).json()["at"]
    addresses += [link.rpartition("/")[0].rpartition("/")[0] + waiting, link + "nothing"]

    assert barriers(window, addresses, scheme) == {}


#: Widths of the window by scheme: a scheme changes colours, which the rules hold against each other at any width.
WIDTHS = {"light": (1200, 360), "dark": (1200,)}


def barriers(window: Any, addresses: list[str], scheme: str) -> dict[str, list[str]]:
    """What axe-core finds on pages, by address and width."""
    window.emulate_media(color_scheme=scheme)
    found = {}
    for address, width in ((address, width) for address in addresses for width in WIDTHS[scheme]):
        window.set_viewport_size({"width": width, "height": 800})
        window.goto(address)
        told = axe.Axe().run(window, options={"runOnly": LEVELS, "resultTypes": ["violations"]}).response
        wrong = [f"{one['id']}: {node['html']}" for one in told["violations"] for node in one["nodes"]]
        wide = window.evaluate("document.documentElement.scrollWidth")
        wrong += [f"wider than the window: {wide}"] * (wide > width)
        if wrong:
            found[f"{address} {width}"] = wrong
    return found


def test_a_finding_has_a_page_where_it_can_be_worked_out(window: Any, link: str, folder: Path) -> None:
    """Both sides with every term as the report has them; a value that is tried is added up exactly; its link leads to it."""
    window.goto(link)
    choose(window, folder / "预算.xlsx")
    window.locator("a.one").first.click()
    window.wait_for_selector("#sides")
    told = reported(folder / "预算.xlsx")
    outcome = next(o for o in told["outcomes"] if o["id"] == told["findings"][0]["outcome"])
    for side in ("left", "right"):
        inputs = window.locator(f"[data-side={side}] input")
        cells = [(one.get_attribute("data-cell"), one.input_value()) for one in inputs.all()]
        assert [(term["cell"], term["value"]) for term in outcome[side]["terms"]] == cells
    assert window.locator("#difference").inner_text() == outcome["difference"]

    ways = [one["cells"] for one in outcome["suspects"]]
    heads = window.locator("table.sides thead th").all_inner_texts()[4:]
    assert len(ways) == len(heads) == window.locator("[data-difference]").count()
    for place, cells in enumerate(ways):
        column = window.locator(f"[data-way='{place}'] b")
        assert column.all_inner_texts() == [cell["suggested"] for cell in cells]
        assert abs(Decimal(window.locator(f"[data-difference='{place}']").inner_text())) <= Decimal(outcome["slack"])

    window.locator("[data-try]").first.click()
    playwright.expect(window.locator("#difference")).to_have_text("0")
    first = window.locator("[data-side=left] input").first
    window.locator("[type=reset]").click()
    first.fill(f"{first.input_value()}.123456789012345678901")
    expected = Decimal(outcome["difference"]) + Decimal("0.123456789012345678901")
    assert Decimal(window.locator("#difference").inner_text()) == expected

    here = window.url
    assert window.locator("#link").input_value() == here


def test_a_file_is_looked_at_again_with_last_month(window: Any, link: str, tmp_path: Path) -> None:
    """Last month's report is added to what was dropped, and the result is that of the command line with both."""
    for month in ("2021-03", "2021-02"):
        (tmp_path / month).mkdir()
        report = months.form("水网", "长春市", months.projects("水网", "长春市", 4), 报告期=month)
        if month == "2021-02":
            report.projects[0]["项目名称"] = f"{report.projects[0]['项目名称']}（一期）"
        save(report.book(), tmp_path / month / "水网.xlsx")
    window.goto(link)
    choose(window, tmp_path / "2021-03" / "水网.xlsx")
    before = reported_by(window)
    window.locator(".again summary").click()
    window.locator(".again .zone[data-role=previous] input").first.set_input_files(str(tmp_path / "2021-02/水网.xlsx"))
    with window.expect_navigation(url="**/drops/*"):
        window.locator("#again button:not(.clear)").click()
    window.wait_for_selector(".verdict")
    said = commands.run(
        "validate", "水网.xlsx", "--previous", "../2021-02", "--format", "json", cwd=tmp_path / "2021-03"
    )

    assert json.loads(said.stdout)["files"] == [reported_by(window)] != [before]


def reported_by(window: Any) -> dict[str, Any]:
    """The report behind the page of a file."""
    address = window.locator("a[href$='/report']").get_attribute("href")
    told = window.request.get(urljoin(window.url, address)).json()["files"][0]
    assert isinstance(told, dict)
    return told


def test_what_is_too_large_or_too_many_is_refused_before_it_is_sent(window: Any, link: str, tmp_path: Path) -> None:
    """A file of 2 GB and 501 files each cost a sentence; nothing is sent, and the same page takes the next file."""
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.method))
    with open(tmp_path / "大.xlsx", "wb") as large:
        large.truncate(2 << 30)
    window.goto(link)
    window.locator(".zone.main input").first.set_input_files(str(tmp_path / "大.xlsx"))
    limits = Settings()
    playwright.expect(window.locator("#notice")).to_contain_text(say("too_large", limit=limits.largest >> 20))
    many = [{"name": f"{n}.csv", "mimeType": "text/csv", "buffer": b"a,1"} for n in range(limits.most_files + 1)]
    window.locator(".zone.main input").first.set_input_files(many)
    playwright.expect(window.locator("#notice")).to_have_text(say("too_many_files", limit=limits.most_files))

    assert set(asked) == {"GET"}
    choose(window, table(tmp_path / "预算.xlsx", "合计"))


@pytest.mark.soak
def test_two_hundred_files_at_once_each_get_their_line(window: Any, link: str, tmp_path: Path) -> None:
    """Every second one has a row that does not add up; each verdict is that file's."""
    for n in range(200):
        rows = [
            f"项目{k},{k * 37 % 101},{k * 53 % 97},{k * 37 % 101 + k * 53 % 97 + 50 * (n % 2) * (k == 7)}"
            for k in range(1, 15)
        ]
        (tmp_path / f"{n:03}.csv").write_text("\n".join(["项目,一季度,二季度,合计", *rows]), "utf-8")
    paths = sorted(tmp_path.iterdir())
    window.goto(link)
    window.locator(".zone.main input").first.set_input_files(list(map(str, paths)))
    window.wait_for_selector("table.files", timeout=600_000)
    names = window.locator("table.files th[scope=row]").all_inner_texts()
    verdicts = window.locator("table.files .verdict").all_inner_texts()
    alone = [messages.word(reported(path)["verdict"], "zh") for path in paths[:2]]

    assert names == [path.name for path in paths]
    assert alone[0] != alone[1]
    assert verdicts == alone * 100


@pytest.mark.soak
def test_the_month_in_the_browser_finds_what_the_command_line_finds(window: Any, link: str) -> None:
    """The example month dropped at once, with the month before and the plan: every report value for value."""
    now, last = ROOT / "examples/2021-03", ROOT / "examples/2021-02"
    if not now.is_dir():
        pytest.skip("python -m examples makes them")
    files = sorted(now.glob("*.xlsx"))
    window.goto(link)
    window.locator("#drop > details summary").click()
    window.locator(".zone[data-role=previous] input").first.set_input_files(list(map(str, sorted(last.glob("*.xlsx")))))
    window.check("#plan")
    window.locator(".zone.main input").first.set_input_files(list(map(str, files)))
    window.wait_for_selector("table.files", timeout=1_800_000)
    told = [window.request.get(f"{window.url}/{n}/report").json()["files"][0] for n in range(len(files))]
    said = commands.process(
        "validate", *[path.name for path in files], "--previous", last, "--targets", "plan", "--format", "json", cwd=now
    )

    assert len(files) > 90
    assert window.locator("table.files tbody tr").count() == len(files)
    assert json.loads(said.stdout)["files"] == told


def test_findings_are_chosen_and_saved(window: Any, link: str, folder: Path) -> None:
    """By level, code and unit; the workbook has the rows that are shown, and text stays text."""
    window.goto(link)
    choose(window, folder / "预算.xlsx")
    window.goto(f"{link}findings")
    before = window.locator("main tbody tr").count()
    code = reported(folder / "预算.xlsx")["findings"][0]["code"]
    window.select_option("[name=code]", code)
    window.select_option("[name=unit]", "预算.xlsx")
    window.locator(".filters button").click()
    rows = window.locator("main tbody tr")
    sheet = front(saved(window, window.locator("a[href*='/export?']").click))

    assert 0 < rows.count() <= before
    assert sheet.max_row - 1 == rows.count()
    assert {sheet.cell(row, 5).value for row in range(2, sheet.max_row + 1)} == {code}
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office's folder: a register, and a month in which one report has a fault, one is sound and one is missing."""
    home = tmp_path_factory.mktemp("office")
    test_returns.office(home / "登记簿.xlsx")
    (home / "2021-03").mkdir()
    save(form("2021-04-07", 开工以来累计完成=999.0).book(), home / "2021-03" / "甲.xlsx")
    save(Form("水网").book(), home / "2021-03" / "乙.xlsx")
    test_returns.check(home)
    return home


@pytest.fixture(scope="module")
def desk(office: Path) -> Iterator[str]:
    """The link of the office's server."""
    with served("--register", str(office / "登记簿.xlsx")) as (one, _):
        yield one


def settled(window: Any) -> None:
    """Go on when the office's command has ended."""
    window.wait_for_selector(".errand")


def test_the_month_is_a_board(window: Any, desk: str, office: Path) -> None:
    """Who owes, who has sent and with what result, as ``recon register`` tells; a unit's findings; letters as they are written."""
    window.goto(f"{desk}office")
    rows = window.locator("table.board tbody tr")
    states = [row.split("\t")[3] for row in rows.all_inner_texts()]
    told = commands.run("register", "登记簿.xlsx", "--month", "2021-03", "-o", "一.xlsx", cwd=office)
    book = openpyxl.load_workbook(office / "一.xlsx")["登记"]
    expected = [row[6] for row in book.iter_rows(8, 10, values_only=True)]

    assert told.returncode in (0, 1)
    assert expected == states
    assert states[2] == messages.register("missing", "zh")

    window.locator("table.board tbody a").first.click()
    window.locator("a[href*='finding?about=']").first.click()
    assert "2021-03" in window.locator(".months-told").inner_text()

    window.goto(f"{desk}office/2021-03/letters")
    box = window.locator("textarea").first
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.locator("[data-copy]").first.click()
    playwright.expect(window.locator("[data-copy]").first).to_have_text(say("copied"))
    copied = window.evaluate("navigator.clipboard.readText()")

    assert copied == box.input_value()
    assert "长春/市人民政府" in copied


def test_a_report_that_comes_is_checked_and_recorded(window: Any, desk: str, office: Path) -> None:
    """It lies in the month's folder, the board shows it, the roll-up can be looked at and saved, nothing is written over."""
    before = (office / "2021-03" / "甲.xlsx").read_bytes()
    fresh = form("2021-04-08")
    fresh.cover.update({"地区": test_returns.OTHER, "填报单位": f"{test_returns.OTHER}人民政府"})
    for row in fresh.projects:
        row["地区"] = test_returns.OTHER
    save(fresh.add_up().book(), office / "甲.xlsx")
    window.goto(f"{desk}office/2021-03")
    window.locator(".zone.main input").first.set_input_files(str(office / "甲.xlsx"))
    settled(window)
    states = [row.split("\t")[3] for row in window.locator("table.board tbody tr").all_inner_texts()]

    assert messages.register("missing", "zh") not in states
    assert (office / "2021-03" / "甲.xlsx").read_bytes() == before
    assert (office / "2021-03" / "甲(2).xlsx").read_bytes() == (office / "甲.xlsx").read_bytes()

    window.locator("a[href*='/sums/0']").first.click()
    names = openpyxl.load_workbook(next((office / "2021-03_审核").glob("汇总_*.xlsx"))).sheetnames
    assert window.locator("section h2").all_inner_texts() == names
    assert saved(window, window.locator("a[href$='/save']").click).sheetnames == names


def test_the_check_of_a_month_tells_how_far_it_is_and_can_be_given_up(
    window: Any, browser: Any, tmp_path: Path
) -> None:
    """Its count is shown; when it is given up all its processes are gone, and it can be begun anew."""
    test_returns.office(tmp_path / "登记簿.xlsx")
    (tmp_path / "2021-03").mkdir()
    for network in ("路网", "水网", "电网", "油气网", "市政基础设施网"):
        save(Form(network).book(), tmp_path / "2021-03" / f"{network}.xlsx")
    with served("--register", str(tmp_path / "登记簿.xlsx")) as (link, process):
        window.goto(f"{link}office/2021-03")
        begin, count = window.locator("[data-post$='/start']"), window.locator("#progress .count")
        begin.click()
        window.wait_for_selector("#progress")
        while "/ 5" not in count.inner_text():
            window.wait_for_timeout(10)
        at_work = [one for one in psutil.Process(process.pid).children(True) if "validate" in one.cmdline()]
        for one in at_work:
            one.suspend()  # so that it is still at work when it is given up
        window.locator("[data-stop]").click()
        settled(window)
        given_up = window.locator(".errand").inner_text()
        left = [one for one in at_work if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
        begin.click()
        playwright.expect(window.locator(".errand")).to_contain_text(say("state_done"))
        after = [row.split("\t")[3] for row in window.locator("table.board tbody tr").all_inner_texts()]

    assert at_work
    assert (say("state_stopped") in given_up, left) == (True, [])
    assert messages.register("missing", "zh") not in after[:2]


def test_what_decides_on_others_is_not_taken(window: Any, desk: str, office: Path) -> None:
    """A table of days, a form definition and a program do not come in by the page."""
    for name in ("received.csv", "收到日期.csv", "表样.xlsx", "x.exe", "../登记簿.sqlite"):
        answer = window.request.put(
            f"{desk}office/2021-03/report?{urlencode({'name': name})}", data=b"x", headers={"X-Recon": "1"}
        )
        assert answer.status == 400
    assert not [path.name for path in (office / "2021-03").iterdir() if path.suffix != ".xlsx"]


def test_files_of_one_name_at_once_are_all_kept(window: Any, desk: str, office: Path) -> None:
    """Each finds a name of its own, whichever comes first."""
    window.goto(f"{desk}office")
    put = """at => Promise.all([1, 2, 3, 4].map((n) =>
        fetch(at, {method: "PUT", body: "x".repeat(n * 100000), headers: {"X-Recon": "1"}}).then((told) => told.status)))"""
    told = window.evaluate(put, f"{desk}office/2020-05/report?name=a.xlsx")
    sizes = sorted(path.stat().st_size for path in (office / "2020-05").iterdir())

    assert told == [201] * 4
    assert sizes == [100_000, 200_000, 300_000, 400_000]


@pytest.mark.soak
def test_the_forms_of_next_month_are_a_button(window: Any, desk: str, office: Path) -> None:
    """They come as one zip, the forms that ``recon template --all`` makes."""
    window.goto(f"{desk}office/2021-03")
    window.locator("[data-post$='/blank']").click()
    window.wait_for_selector("a[href$='/work/made']", timeout=120_000)
    with window.expect_download() as told:
        window.locator("a[href$='/work/made']").click()
    with zipfile.ZipFile(told.value.path()) as made:
        names = made.namelist()

    assert len([name for name in names if name.endswith(".xlsx")]) == len(list(coordinates()))
    assert all("2021-04" in name for name in names if name.endswith(".xlsx"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_office_has_a_barrier(window: Any, desk: str, office: Path, scheme: str) -> None:
    """axe-core finds nothing of levels A and AA on the board and what it leads to."""
    window.goto(f"{desk}office/2021-03/0")
    finding = desk.rpartition("/")[0].rpartition("/")[0] + str(
        window.locator("a[href*='about=']").first.get_attribute("href")
    )
    below = ["", "/0"] if scheme == "dark" else ["", "/0", "/2", "/letters", "/sums/0"]

    assert barriers(window, [*(f"{desk}office/2021-03{path}" for path in below), finding], scheme) == {}
