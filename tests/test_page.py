"""The page in the browser: what it refuses, that it loses nothing, and that it finds what the command line finds."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import openpyxl
import pytest

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
        at = self.origin + self.client.post(f"{self.link}drops").json()["at"]
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


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    command = [sys.executable, "-m", "recon", "page", "--no-browser", "--keep"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        link = re.search(r"http://\S+", process.stdout.readline())
        assert link is not None
        threading.Thread(target=process.stdout.read, daemon=True).start()
        with httpx.Client(headers={"X-Recon": "1"}, timeout=60) as client:
            yield Page(link[0], process, client)
        process.terminate()


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of no known form with one total that does not add up, and a script in every text."""
    script = "<script>alert(1)</script>"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "<b onload=x>"
    sheet.append(["项目", "一季度", "二季度", f"合计{script}"])
    for n, name in enumerate("甲乙丙丁戊己庚辛壬癸"):
        first, second = 1103 + 977 * n % 613, 2207 + 1583 * n % 1009
        sheet.append([name + script * (n == 4), first, second, first + second + 100 * (n == 4)])
    path = tmp_path_factory.mktemp("page") / "预算<i>.xlsx"
    book.save(path)
    return path


def test_a_dropped_file_is_found_wrong_as_on_the_command_line(page: Page, budget: Path) -> None:
    """The report behind the page is the very JSON of ``recon validate``."""
    at = page.drop(budget)
    told = page.client.get(f"{at}/0/report").json()["files"]
    command = [sys.executable, "-m", "recon", "validate", budget.name, "--format", "json"]
    said = subprocess.run(
        command, cwd=budget.parent, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )

    expected = json.loads(said.stdout.replace(b"<i>", b"_i_"))["files"]
    assert expected[0]["findings"]
    assert expected == told


def test_nothing_of_a_file_is_markup(page: Page, budget: Path) -> None:
    """Names, sheets and cells with tags are shown as text."""
    html = page.client.get(page.drop(budget)).text

    assert "alert(1)" in html
    assert not re.search(r"<script>|<b onload|<i>", html)
