"""What all requests of one server share: settings, sessions, processes and the day's housekeeping."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from recon.page.drops import Drop
from recon.page.errand import Errand
from recon.page.sessions import Limiter, Session, Sessions
from recon.page.settings import Settings
from recon.page.workers import Workers

#: Drops that are worked on at once; more wait in order.
AT_ONCE = 8


@dataclass
class Service:
    """The state of one server."""

    settings: Settings
    home: Path  #: the private folder
    workers: Workers
    sessions: Sessions = field(init=False)
    tries: Limiter = field(init=False)
    requests: Limiter = field(init=False)
    errand: Errand | None = None  #: the office's last command, of which one runs at a time
    heard: float = field(default_factory=time.monotonic)  #: when a window last said that it is there
    _threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE, "drop"))

    def __post_init__(self) -> None:
        self.sessions = Sessions(self.home, self.settings.most_drops)
        self.tries = Limiter(self.settings.tries)
        self.requests = Limiter(self.settings.rate)

    def start(self, drop: Drop) -> None:
        """Let the work of a drop begin as soon as others leave room."""
        from recon.page import checking

        drop.tell(state="waiting")
        self._threads.submit(checking.check, drop, self.workers)

    @property
    def idle(self) -> float:
        """Seconds without any window and any work."""
        busy = (self.errand is not None and self.errand.open) or any(
            drop.open and drop.state != "receiving" for one in self.sessions for drop in one.drops
        )
        return 0.0 if busy else time.monotonic() - self.heard

    @property
    def room(self) -> int:
        """Bytes that may still be dropped."""
        return self.settings.most_bytes - sum(drop.size for one in self.sessions for drop in one.drops)

    def tidy(self) -> None:
        """Delete what is too old; the one session that needs no password lasts as long as the server."""
        for session in self.sessions:
            session.drops.expire(self.settings.age)
        if self.settings.password is not None:
            self.sessions.expire(self.settings.age)

    def close(self) -> None:
        """Stop all work."""
        if self.errand is not None and self.errand.open:
            self.errand.stop()
        for session in self.sessions:
            for drop in session.drops:
                drop.wanted.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.workers.close()


def service(request: Request) -> Service:
    """The service that a request came to."""
    state = request.app.state.service
    assert isinstance(state, Service)
    return state


def session(request: Request) -> Session:
    """The session a request belongs to."""
    state = request.scope["session"]
    assert isinstance(state, Session)
    return state
