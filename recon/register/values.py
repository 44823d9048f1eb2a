"""What the register keeps of a run: frozen rows of plain texts, built by whoever records."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

#: Network and region.
Subject = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding as kept."""

    code: str
    level: str
    cells: tuple[str, ...]  #: sheet!A1, the one to look at first in front
    message: str  #: in Chinese
    released: bool = False  #: a written explanation lets it stand
    about: str = ""  #: relation and place in words, the same from month to month; blank in old histories
    follows: int = 0  #: findings that vanish with it

    @property
    def open(self) -> bool:
        """Whether somebody still has to correct or explain it."""
        return self.level != "提示性" and not self.released


@dataclass(frozen=True, slots=True)
class Note:
    """An explanation as kept: what it was written for, the values it was written for, who wrote it since when."""

    key: str
    values: str
    text: str
    author: str
    since: str  #: YYYY-MM or a day; blank where the file names none
    refused: str = ""  #: why it releases nothing; blank: it does


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a run. Subject and month are blank for a file that is no monthly report."""

    path: str
    sha256: str
    kind: str
    verdict: str
    network: str = ""
    region: str = ""
    month: str = ""  #: YYYY-MM, as its cover says
    sender: str = ""
    stated: str = ""  #: 报出日期 of the cover, YYYY-MM-DD where it can be read as a day
    error: str = ""  #: why it could not be read, in Chinese
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    content: str = ""  #: digest of what a form says; blank where that is its bytes
    received: str = ""  #: the day it came, where that is told otherwise than by the run's date
    rests_on: str = ""  #: SHA-256 of last month's report it was checked against
    changed: str = ""  #: what it says otherwise than the version before, in Chinese


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was last recorded; ``number`` finds its findings and explanations in the history."""

    number: int
    run: int  #: the run's number: runs of one day come one after the other
    path: str
    sha256: str
    kind: str
    verdict: str
    network: str
    region: str
    month: str
    sender: str
    stated: str
    error: str
    run_date: datetime.date
    content: str
    received: str
    rests_on: str
    changed: str
    must: int  #: 强制性 findings
    verify: int  #: 核实性 findings that no explanation releases

    @property
    def subject(self) -> Subject:
        """Network and region."""
        return self.network, self.region

    @property
    def says(self) -> str:
        """The identity of a version."""
        return self.content or self.sha256


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report: a content that was seen for a subject and month."""

    number: int  #: from 1, in the order of :mod:`recon.current`
    received: datetime.date  #: the day it came, or the date of the run that first saw it
    file: Kept  #: as the last run that saw it recorded it
    current: bool
    tied: bool = False  #: another one has the same dates and number: which one counts is asked about

    @property
    def subject(self) -> Subject:
        """Network and region."""
        return self.file.subject
