"""Which reports of a month count: one for each network and region; the others are named with the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from recon.catalogue import in_force
from recon.current import choose
from recon.submission import Submission

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
LEAD, LOCAL = "行业", "地方"
#: Reasons that nobody has to do anything about.
SETTLED = ("superseded", "copy")
#: Why a report does not count; the words are in :mod:`recon.messages.month`.
REASONS = ("month", "subject", "empty", "twice", "superseded", "copy")


@dataclass(frozen=True)
class Intake:
    """The reports of one month: the lead departments' by network, the local ones by network and region."""

    month: str
    leads: Mapping[str, Submission]
    locals: Mapping[tuple[str, str], Submission]
    left_out: tuple[tuple[Submission, str], ...]  #: each with a key of REASONS

    def __iter__(self) -> Iterator[tuple[str, Submission]]:
        """View and report, in the order of networks and regions, the lead department's first."""
        for network in in_force().networks:
            if network in self.leads:
                yield LEAD, self.leads[network]
            for region in in_force().regions:
                if (network, region) in self.locals:
                    yield LOCAL, self.locals[network, region]

    def view(self, network: str) -> str:
        """The view that counts for the province: the lead department's where it reported."""
        return LEAD if network in self.leads else LOCAL

    def reported(self, network: str, region: str) -> bool:
        """Whether a unit's report counts; 全省 stands for the lead department."""
        return network in self.leads if region == in_force().whole else (network, region) in self.locals

    def absent(self, network: str) -> tuple[str, ...]:
        """Regions whose report does not count, 全省 for the lead department's."""
        return tuple(region for region in in_force().places if not self.reported(network, region))

    def gaps(self, network: str) -> tuple[str, ...]:
        """Regions that the province's figures lack: none where the lead department reported."""
        return () if network in self.leads else self.absent(network)[1:]


def take(submissions: Iterable[Submission]) -> Intake:
    """Sort the reports of a folder, however they are ordered.

    The month is the one most reports are for, the later of equals. Of several reports on the same subject the
    current version counts (:mod:`recon.current`); where that is not to be told, none does.
    """
    ordered = sorted(submissions, key=lambda s: (s.name, s.path))
    months = Counter(s.month for s in ordered if _MONTH.fullmatch(s.month))
    month = max(months, key=lambda m: (months[m], m), default="")
    reasons = [(s, _reason(s, month)) for s in ordered]
    subjects: dict[tuple[str, str], list[Submission]] = {}
    for submission, reason in reasons:
        if not reason:
            subjects.setdefault(submission.subject, []).append(submission)
    left_out = [(s, reason) for s, reason in reasons if reason]
    kept: dict[tuple[str, str], Submission] = {}
    for subject, same in subjects.items():
        choice, by_path = choose(s.sent for s in same), {s.path: s for s in same}
        left_out += [(by_path[one.path], "twice") for one in choice.tied]
        left_out += [(by_path[one.path], "superseded") for one in choice.superseded]
        left_out += [(by_path[one.path], "copy") for one, _ in choice.copies]
        if choice.current is not None:
            kept[subject] = by_path[choice.current.path]
    leads = {network: s for (network, region), s in kept.items() if region == in_force().whole}
    others = {subject: s for subject, s in kept.items() if subject[1] != in_force().whole}
    return Intake(month, leads, others, tuple(left_out))


def _reason(submission: Submission, month: str) -> str:
    """The reason why a report cannot count, by itself; blank if it can."""
    network, region = submission.subject
    if network not in in_force().networks or region not in in_force().places:
        return "subject"
    if submission.month != month:
        return "month"
    return "" if submission.rows else "empty"
