"""The server: a socket on this machine, a link with a secret, the end when nobody looks any more."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn

from recon import scratch
from recon.page import app, rendering
from recon.page.patience import patient
from recon.page.service import Service
from recon.page.settings import Settings
from recon.page.workers import Workers

#: Seconds between looks at whether to end and what to delete.
TIDY = 5.0
#: Connections at once; more are told to come again.
MOST = 600
#: Hosts that mean every address of this machine.
EVERY = ("0.0.0.0", "::")


def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve until it is interrupted or nobody looks any more; ``ready`` is given the link. Raises OSError."""
    for name in ("SIGTERM", "SIGHUP"):  # the private folder is deleted, whoever ends it
        if (sign := getattr(signal, name, None)) is not None:
            signal.signal(sign, lambda *_: sys.exit(0))
    with opened(settings) as (server, sock, link), contextlib.suppress(KeyboardInterrupt):
        threading.Thread(target=_announce, args=(server, ready, link), daemon=True).start()
        server.run(sockets=[sock])


@contextlib.contextmanager
def opened(settings: Settings) -> Iterator[tuple[uvicorn.Server, socket.socket, str]]:
    """A server that is ready to run on a socket, and the link to it; raises OSError."""
    with listening(settings) as sock, scratch.folder() as home, running_service(settings, home) as mine:
        rendering.warm()  # while the processes start
        link = f"{settings.scheme}://{_shown(settings)}:{sock.getsockname()[1]}/"
        if settings.password is None:
            link += f"{mine.sessions.open(settings.lang).token}/"
        server = uvicorn.Server(_config(mine))
        with _watched(server, mine):
            yield server, sock, link


@contextlib.contextmanager
def listening(settings: Settings) -> Iterator[socket.socket]:
    """The socket; raises OSError where the address or the port cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as sock:
        if os.name == "posix":  # a port used a moment ago may be had again; elsewhere the option means another thing
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((settings.host, settings.port))
        sock.listen(MOST)
        yield sock


@contextlib.contextmanager
def running_service(settings: Settings, home: Path) -> Iterator[Service]:
    """A service whose processes end with the block."""
    mine = Service(settings, home, Workers(settings.workers, settings.longest))
    try:
        yield mine
    finally:
        mine.close()


def _config(mine: Service) -> uvicorn.Config:
    settings = mine.settings
    return uvicorn.Config(
        app.build(mine),
        log_level="critical",
        access_log=False,
        lifespan="off",
        http=patient(settings.silence),
        ws="none",
        server_header=False,
        date_header=False,
        proxy_headers=False,
        limit_concurrency=MOST,
        timeout_keep_alive=max(1, int(settings.silence)),
        timeout_graceful_shutdown=2,
        loop="asyncio",
        ssl_certfile=settings.certificate,
        ssl_keyfile=settings.key,
    )


@contextlib.contextmanager
def _watched(server: uvicorn.Server, mine: Service) -> Iterator[None]:
    """While the server runs: what is old is deleted, and it ends when no window has been heard of."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(min(TIDY, mine.settings.idle, mine.settings.age)):
            mine.tidy()
            if not mine.settings.keep and mine.idle > mine.settings.idle:
                server.should_exit = True

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()


def _announce(server: uvicorn.Server, ready: Callable[[str], None], link: str) -> None:
    while not server.started and not server.should_exit:
        threading.Event().wait(0.02)
    if server.started:
        ready(link)


def _shown(settings: Settings) -> str:
    """The name in the link: one that was given, this machine's where all its addresses are served, else the address."""
    host = settings.host
    if settings.names:
        return settings.names[0]
    if host in EVERY:
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host
