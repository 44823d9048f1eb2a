"""Who may see what: a secret in the link for each start, or for each who gives the password."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from recon.page.drops import Drops

#: Sessions at once; the one that was used last longest ago makes room.
MOST = 300


@dataclass
class Session:
    """One person's work: everything below the link with this secret."""

    token: str
    drops: Drops
    lang: str = "zh"
    seen: float = field(default_factory=time.monotonic)

    @property
    def base(self) -> str:
        """The prefix of every path of this session."""
        return f"/{self.token}"


class Sessions:
    """The sessions of one start, looked up by a digest of the secret, so that timing gives nothing of it away."""

    def __init__(self, home: Path, most_drops: int) -> None:
        self.home, self.most_drops = home, most_drops
        self._sessions: dict[bytes, Session] = {}

    def open(self, lang: str) -> Session:
        """A session with a fresh secret and a folder of its own."""
        while len(self._sessions) >= MOST:
            oldest = min(self._sessions, key=lambda digest: self._sessions[digest].seen)
            self._sessions.pop(oldest).drops.close()
        token = secrets.token_urlsafe(24)
        folder = self.home / secrets.token_hex(8)
        folder.mkdir(mode=0o700)
        session = Session(token, Drops(folder, self.most_drops), lang)
        self._sessions[_digest(token)] = session
        return session

    def find(self, token: str) -> Session | None:
        """The session of a secret."""
        return self._sessions.get(_digest(token))

    def expire(self, age: float) -> None:
        """End the sessions that nobody has used for ``age`` seconds."""
        for digest, session in list(self._sessions.items()):
            if time.monotonic() - session.seen > age:
                session.drops.close()
                del self._sessions[digest]

    def __iter__(self) -> Iterator[Session]:
        """All sessions."""
        return iter(list(self._sessions.values()))


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def same(given: str, password: str) -> bool:
    """Whether a password is the right one, in a time that does not depend on it."""
    return hmac.compare_digest(_digest(given), _digest(password))


class Limiter:
    """The limit of what an address may do within a minute."""

    def __init__(self, most: int, span: float = 60.0) -> None:
        self.most, self.span = most, span
        self._times: dict[str, deque[float]] = {}

    def full(self, address: str) -> bool:
        """Whether the address has done it too often already."""
        times = self._times.get(address)
        while times and times[0] < time.monotonic() - self.span:
            times.popleft()
        if times is not None and not times:
            del self._times[address]
        return times is not None and len(times) >= self.most

    def count(self, address: str) -> None:
        """Note that it did it once more."""
        self._times.setdefault(address, deque(maxlen=self.most)).append(time.monotonic())
