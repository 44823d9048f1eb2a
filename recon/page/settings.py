"""What a page may take and how long it keeps it, each limit with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recon.guard import MAX_FILE

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the page is served, and its limits in bytes, seconds and counts."""

    host: str = "127.0.0.1"
    port: int = 0  #: 0: any free one
    lang: str = "zh"
    names: tuple[str, ...] = ()  #: further names under which browsers may ask for it
    password: str | None = None  #: asked for where it is served beyond this machine
    certificate: Path | None = None
    key: Path | None = None
    keep: bool = False  #: stays when no window is open any more
    register: Path | None = None  #: the office's register
    largest: int = MAX_FILE  #: of one file, as the reader takes them
    most_files: int = 500  #: of one drop: a month of a province has about a hundred
    most_bytes: int = 2048 * MIB  #: of everything kept
    most_drops: int = 1000  #: kept for one session; the oldest that is finished goes first
    silence: float = 20.0  #: without a byte of a body or of a head
    sending: float = 900.0  #: for one whole body: 128 MB over a poor line
    longest: float = 1800.0  #: for one file to be checked
    age: float = 8 * 3600.0  #: a working day: what was dropped is deleted after it
    idle: float = 300.0  #: without any word of a window: browsers let hidden ones speak once a minute
    tries: int = 10  #: wrong tokens and passwords of one address in a minute
    rate: int = 3000  #: requests of one address in a minute; a drop of 500 files makes about 1,100
    workers: int = 0  #: processes that check; 0: as many as there are processors, two to four

    @property
    def secure(self) -> bool:
        """Whether it is served by TLS."""
        return self.certificate is not None

    @property
    def scheme(self) -> str:
        """http or https."""
        return "https" if self.secure else "http"
