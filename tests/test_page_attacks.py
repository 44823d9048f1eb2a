"""Attacks on the page: nothing leaks, nothing hangs, nothing is left."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import openpyxl
import pytest
from starlette.applications import Starlette

from recon.page import drops, server
from recon.page.gate import HEADERS
from recon.page.service import Service
from recon.page.settings import Settings
from tests.sheets import front

SITE = {"X-Recon": "1"}
HTML = {"Accept": "text/html"}


@dataclass
class Served:
    """A running server of this process."""

    link: str
    service: Service

    @property
    def home(self) -> Path:
        """The private folder."""
        return self.service.home

    @property
    def origin(self) -> str:
        """Scheme, name and port."""
        parts = urlsplit(self.link)
        return f"{parts.scheme}://{parts.netloc}"

    def files(self) -> list[Path]:
        """Every file below the private folder."""
        return [path for path in self.home.rglob("*") if path.is_file()]

    def workers(self) -> list[int]:
        """The processes that check."""
        return [worker.pid for worker in tuple(self.service.workers.processes)]

    def connect(self) -> socket.socket:
        """A bare connection."""
        parts = urlsplit(self.link)
        return socket.create_connection((parts.hostname, parts.port), 10)


def wait_for(true: Callable[[], bool]) -> None:
    """Go on once it is."""
    while not true():
        time.sleep(0.01)


@contextmanager
def served(**settings: Any) -> Iterator[Served]:
    with server.opened(Settings(**{"workers": 1, **settings})) as (running, sock, link):
        thread = threading.Thread(target=running.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        wait_for(lambda: running.started)
        app = running.config.app
        assert isinstance(app, Starlette)
        yield Served(link, app.state.service)
        running.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def page() -> Iterator[Served]:
    with served(silence=0.5, largest=20_000) as one:
        yield one


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "localhost",
        "localhost:1",
        "127.0.0.2:{port}",
        "",
        "localhost:{port}@x",
    ],
)
def test_no_other_name_is_answered_to(page: Served, host: str) -> None:
    """A rebound name, another port and none at all are refused on a right link, before anything is done."""
    answer = httpx.get(page.link, headers={**HTML, "Host": host.format(port=urlsplit(page.link).port)})

    assert (answer.status_code, "drop" in answer.text) == (421, False)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {**SITE, "Origin": "http://evil.example"},
        {**SITE, "Origin": "null"},
        {**SITE, "Sec-Fetch-Site": "cross-site"},
        {**SITE, "Sec-Fetch-Site": "same-site"},
        {"Origin": "{own}", "Content-Type": "application/x-www-form-urlencoded"},
    ],
)
def test_another_site_cannot_write(page: Served, headers: dict[str, str]) -> None:
    """A request that a page of another site can send makes no drop, even with the secret."""
    before = page.files()
    answer = httpx.post(f"{page.link}drops", headers={k: v.format(own=page.origin) for k, v in headers.items()})

    assert (403, before) == (answer.status_code, page.files())


def test_another_site_cannot_read(page: Served) -> None:
    """No answer allows other origins, a frame or a cached copy; an image of another site gets nothing."""
    answer = httpx.get(page.link, headers={"Origin": "http://evil.example"})
    image = httpx.get(page.link, headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"})

    assert (answer.status_code, image.status_code) == (403, 403)
    assert not any("access-control" in name for name in answer.headers)


@pytest.mark.parametrize("path", ["", "static/page.css", "alive", "nothing", "../x/", "drops/x/0/marked"])
def test_every_answer_has_its_headers(page: Served, path: str) -> None:
    """Pages, files, values and refusals alike."""
    answer = httpx.get(f"{page.link}{path}")

    assert dict(HEADERS) == {name: answer.headers.get(name) for name in HEADERS}
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_a_wrong_secret_opens_nothing(page: Served) -> None:
    """Neither a wrong one nor a part of the right one; after some tries not even an answer; the right one still works."""
    token = urlsplit(page.link).path.strip("/")
    wrong = [token[:-1], token + "x", token.swapcase(), "", "a", "%00", "..", *"bcdefghijkl"]
    codes = [httpx.get(f"{page.origin}/{one}/drops", headers=HTML).status_code for one in wrong]

    assert set(codes) == {404, 429}
    assert codes[-1] == 429
    assert httpx.get(page.link).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd",
        "..\\..\\x.xlsx",
        "/etc/passwd",
        "C:\\Windows\\x.xlsx",
        "..",
        ".",
        "",
        "a\0b.xlsx",
        "CON.xlsx",
        ".hidden.xlsx",
        "x" * 400 + ".xlsx",
        "报表" * 200 + ".xlsx",
        "a\r\nSet-Cookie: x=1.xlsx",
        "\u202excod.xlsx",
        "a.xlsx.part",
        "nul",
        "~$x.xlsx",
        "a/../../b.xlsx",
        "\ud800.xlsx",
        "a." + "b" * 300,
        " . ",
        "|;$(reboot)`x`.xlsx",
    ],
)
def test_a_name_is_never_a_path(page: Served, name: str) -> None:
    """Whatever a file is called it lies in its own folder, and what was sent is what is there."""
    at = page.origin + httpx.post(f"{page.link}drops", headers=SITE).json()["at"]
    before = set(page.files())
    told = quote(name, safe="", errors="surrogatepass")
    answer = httpx.put(f"{at}/report?name={told}", content=b"bytes", headers=SITE)
    made = set(page.files()) - before

    assert answer.status_code == 201
    assert [path.read_bytes() for path in made] == [b"bytes"]
    assert all(path.parent == page.home / path.parts[-4] / path.parts[-3] / "report" for path in made)
    httpx.delete(at, headers=SITE)


def test_a_harmless_name_stays_as_it_is() -> None:
    """What offices call their files is what they are told about."""
    names = ["月报_2021-03_路网_长春市.xlsx", "预算 (2).et", "a.b.c.xls", "２０２１年报表（终稿）.ods", "x"]

    assert names == [drops.harmless(name) for name in names]


@pytest.mark.parametrize(
    "path",
    [
        "static/../settings.py",
        "static/%2e%2e/settings.py",
        "static/..%2f..%2f..%2fpyproject.toml",
        "drops/../../etc/passwd",
        "drops/%2e%2e/0/marked",
        "drops/..%2f..%2fx/0/written",
        "drops/x/-1/marked",
        "drops/x/0/../../report",
        "static/%00",
    ],
)
def test_no_path_leads_out(page: Served, path: str) -> None:
    """Identities are looked up, never joined."""
    with page.connect() as wire:
        host = urlsplit(page.link).netloc
        wire.sendall(
            f"GET {urlsplit(page.link).path}{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: wire.recv(65536), b""))

    assert answer.split()[1] in (b"404", b"400")
    assert b"root:" not in answer
    assert b"recon.guard" not in answer


def test_what_is_too_large_is_refused_before_it_is_read(page: Served) -> None:
    """2 GB by its head alone; without a length as soon as it is too long; nothing is left of either."""
    at = urlsplit(httpx.post(f"{page.link}drops", headers=SITE).json()["at"]).path
    before = page.files()
    with page.connect() as wire:
        host = urlsplit(page.link).netloc
        wire.sendall(
            f"PUT {at}/report?name=x HTTP/1.1\r\nHost: {host}\r\nX-Recon: 1\r\nContent-Length: {2 << 30}\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: wire.recv(65536), b""))  # to the end of the connection, in however many parts
        assert answer.split()[1] == b"413"
    long = httpx.put(f"{page.origin}{at}/report?name=x", content=iter([b"x" * 9000] * 3), headers=SITE)

    assert (413, before) == (long.status_code, page.files())


def test_what_stands_still_is_ended(page: Served) -> None:
    """A head that never ends, a body that stops, and a second head on a connection that was used."""
    at = urlsplit(httpx.post(f"{page.link}drops", headers=SITE).json()["at"]).path
    host = urlsplit(page.link).netloc
    before = page.files()
    asked = f"GET {urlsplit(page.link).path}alive HTTP/1.1\r\nHost: {host}\r\n\r\n"
    with page.connect() as head, page.connect() as body, page.connect() as second:
        head.sendall(b"GET / HTTP/1.1\r\nHost: ")
        body.sendall(
            f"PUT {at}/report?name=x HTTP/1.1\r\nHost: {host}\r\nX-Recon: 1\r\nContent-Length: 9\r\n\r\nabc".encode()
        )
        second.sendall(asked.encode() + b"GET ")
        answers = [b"".join(iter(partial(wire.recv, 65536), b"")) for wire in (head, body, second)]

    assert [answer and answer.split()[1] for answer in answers] == [b"", b"408", b"200"]
    assert before == page.files()


def test_many_at_once_are_all_answered() -> None:
    """500 requests at once, right ones and attacks mixed: each gets its answer, and the server goes on."""

    async def all_of_them(page: Served) -> list[int]:
        limits = httpx.Limits(max_connections=500)
        async with httpx.AsyncClient(limits=limits, timeout=60) as client:
            asked = []
            for _ in range(100):
                asked += [
                    client.get(f"{page.link}alive"),
                    client.post(f"{page.link}drops"),
                    client.get(page.link, headers={"Host": "evil.example"}),
                    client.get(f"{page.link}static/page.css"),
                    client.get(f"{page.origin}/wrong/drops"),
                ]
            return [answer.status_code for answer in await asyncio.gather(*asked)]

    with served() as page:
        codes = asyncio.run(all_of_them(page))
        after = httpx.get(page.link).status_code

    assert codes[0::5] == [200] * 100
    assert ({403}, {421}, {200}) == (set(codes[1::5]), set(codes[2::5]), set(codes[3::5]))
    assert {404, 429} >= set(codes[4::5])
    assert after == 200


def test_too_many_requests_of_one_address_are_put_off() -> None:
    """Beyond the rate each is refused."""
    with served(rate=5) as page:
        codes = [httpx.get(f"{page.link}alive").status_code for _ in range(8)]

    assert codes == [200] * 5 + [429] * 3


def test_a_password_is_asked_for_and_guessing_ends() -> None:
    """Right once, it gives a link of one's own; wrong often, not even the right one is looked at."""
    with served(password="秘密 1", tries=3) as page:
        post = {"Origin": page.origin, "Sec-Fetch-Site": "same-origin"}
        assert httpx.get(page.link, headers=HTML).status_code == 200
        entered = [httpx.post(f"{page.origin}/enter", data={"password": "秘密 1"}, headers=post) for _ in range(2)]
        links = [page.origin + one.headers["location"] for one in entered]
        at = httpx.post(f"{links[0]}drops", headers=SITE).json()["at"]
        foreign = f"{links[1]}drops/{at.rpartition('/')[2]}"
        guesses = [
            httpx.post(f"{page.origin}/enter", data={"password": f"{n}"}, headers=post).status_code for n in range(5)
        ]
        late = httpx.post(f"{page.origin}/enter", data={"password": "秘密 1"}, headers=post).status_code

        assert len(set(links)) == 2
        assert httpx.get(foreign, headers=HTML).status_code == 404  # another's drop
        assert httpx.get(page.origin + at).status_code == 200
        assert (guesses, late) == ([403] * 3 + [429] * 2, 429)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_private_folder_is_gone_at_the_end(tmp_path: Path, sign: signal.Signals) -> None:
    """However it is ended: code 0, no word of Python, nothing left of what was dropped, no process left."""
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "recon", "page", "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, encoding="utf-8"
    ) as one:
        assert one.stdout is not None
        link = one.stdout.readline().split("：", 1)[1].strip()
        at = urlsplit(link)._replace(path=httpx.post(f"{link}drops", headers=SITE).json()["at"]).geturl()
        httpx.put(f"{at}/report?name=x.xlsx", content=b"x", headers=SITE)
        there = list(tmp_path.rglob("x.xlsx"))
        assert len(there) == 1
        assert {0o700} == {path.stat().st_mode & 0o777 for path in there[0].parents if path.name.startswith("recon-")}
        one.send_signal(sign)
        _, error = one.communicate(timeout=30)

    assert (one.returncode, error) == (0, "")
    assert not list(tmp_path.rglob("x.xlsx"))


def test_what_is_missing_is_said() -> None:
    """Without the extra the command names it."""
    root = Path(__file__).parent.parent
    code = (
        "import sys; sys.modules['starlette'] = None; sys.argv = ['recon', 'page']; from recon.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, encoding="utf-8", check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install recon[page]" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_beyond_this_machine_asks_for_a_password(tmp_path: Path) -> None:
    """Without one, or with a blank one, it refuses with a sentence before anything is served."""
    blank = tmp_path / "blank.txt"
    blank.write_text("\n", "utf-8")
    tries = [
        ["--host", "0.0.0.0"],
        ["--host", "0.0.0.0", "--password-file", str(blank)],
        ["--key", str(blank)],
        ["--certificate", str(blank)],
    ]
    from click.testing import CliRunner

    from recon.cli import app

    found = [CliRunner().invoke(app, ["page", *one]) for one in tries]

    assert [one.exit_code for one in found] == [2] * 4
    assert all("请" in one.output or "须" in one.output for one in found)


def test_a_file_whose_process_dies_costs_nobody_else_a_result(tmp_path: Path) -> None:
    """It is told to be unreadable, as on the command line, or stopped; what comes after is checked by a fresh process."""
    book = openpyxl.Workbook()
    for row in (["项目", "数"], ["甲", 1], ["乙", 2], ["丙", 4]):
        front(book).append(row)
    path = tmp_path / "表.xlsx"
    book.save(path)
    with served() as page, httpx.Client(headers=SITE, timeout=60) as client:

        def dropped(sign: signal.Signals | None = None) -> str:
            """A drop at work, whose processes have been sent a signal before."""
            if sign:
                for one in page.workers():
                    os.kill(one, sign)
            at: str = page.origin + client.post(f"{page.link}drops").json()["at"]
            client.put(f"{at}/report?name=x.xlsx", content=path.read_bytes())
            client.post(f"{at}/start")
            with client.stream("GET", f"{at}/events") as stream:
                next(line for line in stream.iter_lines() if '"count": 1' in line)
            return at

        def ended(at: str) -> str:
            return client.get(f"{at}/events").text.rstrip().rpartition("data: ")[2]

        once = dropped(signal.SIGSTOP)  # a process that stands still is at work for as long as it takes
        for one in page.workers():
            os.kill(one, signal.SIGKILL)
        assert '"done"' in ended(once)
        assert "FILE04" not in client.get(once).text
        stopped = dropped(signal.SIGSTOP)
        client.post(f"{stopped}/stop")
        assert '"stopped"' in ended(stopped)
        killed = dropped(signal.SIGSTOP)
        (drop,) = (one for one in next(iter(page.service.sessions)).drops if killed.endswith(one.id))
        while drop.open:
            for one in page.workers():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
        assert "FILE04" in client.get(killed).text
        fine = dropped()
        assert '"done"' in ended(fine)
        assert "FILE04" not in client.get(fine).text


def test_a_full_disk_is_said() -> None:
    """An upload that cannot be kept, and results that cannot be written, each cost a sentence and nothing else."""
    root = Path(__file__).parent.parent
    command = ["bash", "-c", f"ulimit -f 8; exec {sys.executable} -m recon page --no-browser --keep"]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    rows = "项目,数\n" + "".join(f"项目{n},{n * 7919 % 10007}\n" for n in range(400))
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, encoding="utf-8") as one,
        httpx.Client(headers=SITE, timeout=60) as client,
    ):
        assert one.stdout is not None
        link = one.stdout.readline().split("：", 1)[1].strip()
        at = urlsplit(link)._replace(path=client.post(f"{link}drops").json()["at"]).geturl()
        large = client.put(f"{at}/report?name=x.csv", content=b"x" * 20_000)
        small = client.put(f"{at}/report?name=x.csv", content=rows.encode())
        client.post(f"{at}/start")
        ended = client.get(f"{at}/events").text
        told = client.get(at).text
        one.terminate()

    assert ([507, 201], "磁盘" in large.json()["said"][0]) == ([large.status_code, small.status_code], True)
    assert '"done"' in ended or '"failed"' in ended
    assert "没有写成" in told or "没有完成" in told
    assert "Error" not in told


def test_it_ends_when_the_page_is_closed_and_forgets_what_is_old() -> None:
    """Without word of a window it ends by itself; a drop is gone after its time, its link says so."""
    with server.opened(Settings(workers=1, idle=0.5)) as (running, sock, _):
        running.run(sockets=[sock])
    with served(age=0.3) as page:
        at = page.origin + httpx.post(f"{page.link}drops", headers=SITE).json()["at"]
        wait_for(lambda: httpx.get(at).status_code == 404)

        assert page.files() == []
