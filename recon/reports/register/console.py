"""What the terminal says of a month: faults of the list, counts, and who is late or missing, unit by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tabulate import tabulate

from recon import messages
from recon.model import FileReport, Finding
from recon.register.month import Month
from recon.register.status import OVERDUE, STATES, units
from recon.reports import text
from recon.reports.register.words import deadline, longest, reports

#: Columns a cell of the table takes before it is wrapped; None: as many as it needs.
WIDTHS = (None, None, None, None, None, None, 56)


def render(month: Month, lang: str) -> str:
    """The month as text, ending in a newline; every unit that is late or missing is named."""
    say = messages.register
    counts = Counter(row.state for row in month.rows)
    lines = [_fault(month, finding, lang) for finding in month.office.findings]
    states = {state: counts[state] for state in STATES}
    lines.append(say("told", lang, month=month.month, owed=len(month.rows), **states))
    lines.append(say("told_deadline", lang, text=deadline(month.deadline, lang)))
    lines += [say("unfinished", lang)] if month.unfinished else []
    rows = list(_overdue(month, lang))
    if rows:
        heads = [say(key, lang) for key in ("state", "sender", "contact", "phone", "days", "count", "networks")]
        lines += ["", tabulate(rows, heads, "simple", disable_numparse=True, maxcolwidths=WIDTHS), ""]
    if month.resting:
        listed = "、".join("·".join(one.version.subject) for one in month.resting)
        lines.append(say("told_resting", lang, count=len(month.resting), listed=listed))
    if others := len(month.unasked) + len(month.strays):
        lines.append(say("told_others", lang, count=others))
    return "\n".join(lines) + "\n"


def _fault(month: Month, finding: Finding, lang: str) -> str:
    office = FileReport(str(month.office.path), "", "register")
    return text.line(office, finding, lang)


def _overdue(month: Month, lang: str) -> Iterator[list[str]]:
    """A line for each unit that is late or missing."""
    for state in OVERDUE:
        for rows in units(month.rows, state):
            owed = rows[0].owed
            word, days = messages.register(state, lang), str(longest(rows))
            yield [word, owed.sender, owed.contact, owed.phone, days, str(len(rows)), reports(rows)]
