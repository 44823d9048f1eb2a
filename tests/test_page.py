"""The page in the browser: what it refuses, that it loses nothing, and that it finds what the command line finds."""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import openpyxl
import pytest

from tests import commands, forms, hostile, months
from tests.served import served
from tests.sheets import front, real

ROOT = Path(__file__).parent.parent


@dataclass
class Page:
    """A server in a process of its own, as ``recon page`` starts it, and a browser's way of asking it."""

    link: str
    process: subprocess.Popen[str]
    client: httpx.Client

    @property
    def origin(self) -> str:
        """Scheme, name and port."""
        parts = urlsplit(self.link)
        return f"{parts.scheme}://{parts.netloc}"

    def drop(self, *files: Path, start: bool = True, **beside: Path) -> str:
        """The address of a drop of files, worked on to its end."""
        at: str = self.origin + self.client.post(f"{self.link}drops").json()["at"]
        for role, path in [*(("report", path) for path in files), *beside.items()]:
            self.put(at, role, path.name, path.read_bytes()).raise_for_status()
        if start:
            self.client.post(f"{at}/start", content=b"").raise_for_status()
            self.ended(at)
        return at

    def put(self, at: str, role: str, name: str, data: bytes) -> httpx.Response:
        """The answer to a file that is sent."""
        return self.client.put(f"{at}/{role}?{urlencode({'name': name})}", content=data)

    def ended(self, at: str) -> list[dict[str, object]]:
        """Everything the stream of events tells until it ends."""
        with self.client.stream("GET", f"{at}/events") as stream:
            return [json.loads(line[5:]) for line in stream.iter_lines() if line.startswith("data:")]


class Patient(httpx.HTTPTransport):
    """Asks again, later, where it has asked too often."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request."""
        while (answer := super().handle_request(request)).status_code == 429 and "Retry-After" in answer.headers:
            answer.close()
            time.sleep(float(answer.headers["Retry-After"]))
        return answer


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    headers = {"X-Recon": "1"}
    with (
        served() as (link, process),
        httpx.Client(headers=headers, timeout=60, transport=Patient()) as client,
    ):
        yield Page(link, process, client)


SCRIPT = "<script>alert(1)</script>"


def table(path: Path, total: str) -> Path:
    """A table of no known form, of which one row does not add up, with a script in its texts."""
    book = openpyxl.Workbook()
    sheet = front(book)
    sheet.title = "<b onload=x>"
    sheet.append(["项目", "一季度", "二季度", total])
    for n, name in enumerate("甲乙丙丁戊己庚辛壬癸"):
        first, second = 1103 + 977 * n % 613, 2207 + 1583 * n % 1009
        sheet.append([name + SCRIPT * (n == 4), first, second, first + second + 100 * (n == 4)])
    book.save(path)
    return path


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return table(tmp_path_factory.mktemp("page") / "预算<i>.xlsx", f"合计{SCRIPT}")


def test_a_dropped_file_is_found_wrong_as_on_the_command_line(page: Page, budget: Path) -> None:
    """The report behind the page is the very JSON of ``recon validate``."""
    at = page.drop(budget)
    told = page.client.get(f"{at}/0/report").json()["files"]
    command = [sys.executable, "-m", "recon", "validate", budget.name, "--format", "json"]
    said = subprocess.run(command, cwd=budget.parent, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})

    expected = json.loads(said.stdout.replace(b"<i>", b"_i_"))["files"]
    assert expected[0]["findings"]
    assert expected == told


def test_nothing_of_a_file_is_markup(page: Page, budget: Path) -> None:
    """Names, sheets and cells with tags are shown as text."""
    html = page.client.get(page.drop(budget)).text

    assert "alert(1)" in html
    assert not re.search(r"<script>|<b onload|<i>", html)


def test_what_is_explained_on_the_page_is_in_the_marked_copy(page: Page, tmp_path: Path) -> None:
    """A reason is judged by the one gate, releases, and is read back from the copy by the command line."""
    at = page.drop(table(tmp_path / "预算.xlsx", "全年"))
    before = page.client.get(f"{at}/0/report").json()["files"][0]
    asked = [n for n, one in enumerate(before["findings"]) if one["level"] == "核实性"]
    reason = "该项目二季度经财政厅 2021 年第 15 号文批准追加 100 万元，合计栏按批复数填列。"
    weak = page.client.post(f"{at}/0/explanations", json={"texts": {asked[0]: "属实"}}).json()
    told = page.client.post(f"{at}/0/explanations", json={"texts": {asked[0]: reason}, "author": "王工"}).json()
    copy = tmp_path / "预算_标注.xlsx"
    copy.write_bytes(page.client.get(f"{at}/0/marked").content)
    command = [sys.executable, "-m", "recon", "validate", copy.name, "--format", "json"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    found = [one["explanation"] for one in json.loads(said.stdout)["files"][0]["findings"] if one["explanation"]]

    assert (weak["verdict"], told["verdict"]) == ("review", "pass")
    assert [(reason, "王工", True)] == [(one["text"], one["author"], one["valid"]) for one in found]
    assert reason in page.client.get(at).text

    page.client.post(f"{at}/stop")
    page.client.post(f"{at}/start", content=b"plan").raise_for_status()
    page.ended(at)
    assert reason in page.client.get(at).text  # looked at again, it still stands


def test_what_is_no_explanation_is_refused(page: Page, budget: Path) -> None:
    """Anything but numbers and texts, and a text that is too long, changes nothing."""
    at = page.drop(budget)
    bodies = [
        b"",
        b"[]",
        b'{"texts": 1}',
        b'{"texts": {"x": "y"}}',
        b"[" * 5000,
        json.dumps({"texts": {0: "x" * 9999}}).encode(),
    ]
    codes = [page.client.post(f"{at}/0/explanations", content=body).status_code for body in bodies]

    assert codes == [400] * 5 + [413]


def compared(
    page: Page, folder: Path, *files: Path, previous: tuple[Path, ...] = (), plan: bool = False
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """What the page and the command line say of the same files, by name."""
    at = page.origin + page.client.post(f"{page.link}drops").json()["at"]
    for role, path in [*(("report", path) for path in files), *(("previous", path) for path in previous)]:
        page.put(at, role, path.name, path.read_bytes()).raise_for_status()
    page.client.post(f"{at}/start", content=b"plan" * plan).raise_for_status()
    page.ended(at)
    mine = [page.client.get(f"{at}/{n}/report").json()["files"][0] for n in range(len(files))]
    options = (("--previous", previous[0].parent) if previous else ()) + (("--targets", "plan") if plan else ())
    said = commands.process("validate", *[path.name for path in files], *options, "--format", "json", cwd=folder)
    return mine, json.loads(said.stdout)["files"]


def test_the_page_finds_what_the_command_line_finds(page: Page, tmp_path: Path) -> None:
    """Reports with planted faults, against last month and the plan, and files that must not be read: value for value."""
    now, last = tmp_path / "2021-03", tmp_path / "2021-02"
    for folder, month in ((now, "2021-03"), (last, "2021-02")):
        folder.mkdir()
        form = months.form("水网", "长春市", months.projects("水网", "长春市", 12), 报告期=month)
        forms.save(form.book(), folder / "水网.xlsx")
    spoilt = openpyxl.load_workbook(now / "水网.xlsx")
    cells = [cell for cell in spoilt["项目月报表"][12] if isinstance(cell.value, int | float) and cell.value > 10]
    for cell in cells[::4]:
        cell.value = real(cell.value) + 9
    spoilt.save(now / "水网.xlsx")
    (now / "坏.xlsx").write_bytes(b"PK\x03\x04 no package")
    (now / "网页.xls").write_text("<html><body>没有表</body></html>", "utf-8")
    (now / "炸弹.xlsx").write_bytes(hostile.xlsx(hostile.cells("<row/>"), doctype="<!DOCTYPE x>"))
    mine, said = compared(page, now, *sorted(now.iterdir()), previous=(last / "水网.xlsx",), plan=True)

    assert said == mine
    assert {"unreadable", "fail"} == {file["verdict"] for file in said}


@pytest.mark.soak
def test_many_uploads_at_once_lose_nothing_and_leave_nothing(page: Page, budget: Path) -> None:
    """Fifty at once, then a thousand: each is done, and the processes end no larger than after the first hundred."""
    import psutil

    def dropped(number: int) -> str:
        at = page.drop(budget)
        verdict = page.client.get(f"{at}/0/report").json()["files"][0]["verdict"]
        page.client.delete(at)
        return str(verdict)

    def size() -> int:
        server = psutil.Process(page.process.pid)
        return sum(one.memory_info().rss for one in [server, *server.children(recursive=True)])

    with ThreadPoolExecutor(50) as pool:
        assert {"fail"} == set(pool.map(dropped, range(50)))
    with ThreadPoolExecutor(4) as pool:
        assert {"fail"} == set(pool.map(dropped, range(100)))
        before = size()
        assert {"fail"} == set(pool.map(dropped, range(900)))
    assert size() < 1.1 * before


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_it_is_served_by_tls(tmp_path: Path) -> None:
    """With a certificate the link is https, a browser that trusts it gets the page, and one without TLS gets nothing."""
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-out",
            certificate,
            "-keyout",
            key,
        ],
        check=True,
        capture_output=True,
    )
    with served("--certificate", str(certificate), "--key", str(key)) as (link, _):
        answer = httpx.get(link, headers={"Accept": "text/html"}, verify=ssl.create_default_context(cafile=certificate))
        with pytest.raises(httpx.HTTPError):
            httpx.get(link.replace("https://", "http://"))

    assert link.startswith("https://")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
