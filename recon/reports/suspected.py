"""Suspects and hints in words."""

from __future__ import annotations

from recon import messages
from recon.model import FileReport, Finding, Hint, Outcome, Suspect, SuspectSet
from recon.reports.text import number

#: Alternatives and slips named on one line; the workbook's sheet lists them all.
SHOWN = 3
#: Places of a code named on the line of what follows.
PLACES = 6


def hint(slip: Hint, lang: str) -> str:
    """The description of a slip."""
    words = {"detail": "", **slip.words, "figure": slip.figure, "suggested": slip.suggested}
    return messages.hint(slip.kind, lang, **words) if slip.kind in messages.HINTS else words.get("text", "")


def lines(outcome: Outcome, lang: str) -> list[str]:
    """A line of suspects and a line of slips, as far as there are any."""
    texts = []
    if outcome.suspects:
        key = "ranked" if outcome.located == "ranking" else "suspects"
        texts.append(messages.suspected(key, lang, sets=sets(outcome, lang)))
    if outcome.hints:
        texts.append(messages.suspected("slip", lang, hints=slips(outcome, lang)))
    return texts


def below(finding: Finding, lang: str) -> list[str]:
    """The lines below a finding: suspects, slips, and what follows from it."""
    texts = lines(finding.outcome, lang) if finding.outcome else []
    if finding.follows:
        texts.append(follows(finding, lang))
    return texts


def follows(finding: Finding, lang: str) -> str:
    """The sentence on the findings that would be gone with this one."""
    places: dict[str, list[str]] = {}
    for one in finding.follows:
        places.setdefault(one.code, []).append(str(one.cell) if one.cell.sheet != finding.cell.sheet else one.cell.a1)
    listed = "、".join(
        f"{code} {'、'.join(cells[:PLACES])}{'…' * (len(cells) > PLACES)}" for code, cells in places.items()
    )
    return messages.suspected("follows", lang, count=len(finding.follows), places=listed)


def any_in(file: FileReport) -> bool:
    """Whether some finding of a file has cells that are suspected."""
    return any(f.outcome is not None and f.outcome.suspects for f in file.every)


def first(outcome: Outcome, lang: str) -> tuple[str, str]:
    """The cells of all single-cell ways (or of the likeliest set), and what each would read."""
    alone = [s.cells for s in outcome.suspects if len(s.cells) == 1]
    cells = [cell for (cell,) in alone] if alone else list(outcome.suspects[0].cells)
    join = messages.suspected("or" if alone else "and", lang)
    shown = [number(c.suggested) for c in cells[:SHOWN] if c.suggested.is_finite()]
    return _some([str(c.cell) for c in cells], "", lang) if alone else join.join(str(c.cell) for c in cells), join.join(
        shown
    )


def slips(outcome: Outcome, lang: str) -> str:
    """The slips that would explain it, the likeliest first."""
    return _some([hint(slip, lang) for slip in outcome.hints], "", lang)


def sets(outcome: Outcome, lang: str) -> str:
    """The sets, each as what its cells read and would have to read, the likeliest first."""
    return _some([_set(suspects, lang) for suspects in outcome.suspects], outcome.left_out, lang)


def _set(suspects: SuspectSet, lang: str) -> str:
    cells = [_cell(suspect, lang) for suspect in suspects.cells]
    if len(cells) == 1:
        return cells[0]
    return messages.suspected("both", lang, cells=messages.suspected("and", lang).join(cells))


def _cell(suspect: Suspect, lang: str) -> str:
    key = "one" if suspect.suggested.is_finite() else "unknown"
    values = {"value": number(suspect.printed), "suggested": number(suspect.suggested)}
    return messages.suspected(key, lang, cell=str(suspect.cell), **values)


def _some(texts: list[str], left_out: str, lang: str) -> str:
    """The first few joined, and how many more there are."""
    joined = messages.suspected("or", lang).join(texts[:SHOWN])
    if left_out == "more":
        return joined + messages.suspected("left_many", lang)
    more = max(0, len(texts) - SHOWN) + int(left_out or 0)
    return joined + (messages.suspected("left", lang, count=more) if more else "")
