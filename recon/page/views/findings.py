"""The auditor's page: findings of all files chosen by code, level and unit, each with a page of its own."""

from __future__ import annotations

import asyncio
import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from recon import messages
from recon.errors import UnreadableError
from recon.page import rendering, shown
from recon.page.drops import Drop
from recon.page.service import service, session
from recon.page.views import check
from recon.page.views.view import View

if TYPE_CHECKING:
    from recon.reports import selection

#: Findings on one page, and other relations of the same cells.
SHOWN, ELSEWHERE = 100, 50
#: What a file's process has written where it was read.
NEEDED = frozenset({"shown", "sides", "report"})
#: What findings are chosen by.
FILTERS = ("level", "code", "unit")


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with where it is from."""

    drop: Drop
    number: int  #: of the file
    file: str
    unit: str
    finding: dict[str, Any]
    printed: dict[str, Any]  #: the same in the report of the command line

    def value(self, by: str) -> str:
        """The value that a filter compares."""
        return self.unit if by == "unit" else str(self.finding[by])


def _finding_rows(drop: Drop, number: int) -> Iterator[FindingRow]:
    """The findings of a file with those that follow from them."""
    outcome = drop.outcomes[number]
    body = check.shown(outcome)
    report = _report(drop, number)
    unit = "·".join(body.get("subject", ())[:2]) or outcome.name
    pairs = zip(shown.every(body.get("findings", [])), shown.every(report["findings"]), strict=True)
    for finding, printed in pairs:
        yield FindingRow(drop, number, outcome.name, unit, finding, printed)


def _report(drop: Drop, number: int) -> dict[str, Any]:
    value = json.loads(drop.outcomes[number].made["report"].read_text("utf-8"))["files"][0]
    assert isinstance(value, dict)
    return value


def _all(request: Request) -> list[FindingRow]:
    """The findings of every file that counts and was read, the latest drop first."""
    return [
        one
        for drop in session(request).drops
        if drop.state == "done"
        for number, outcome in enumerate(drop.outcomes)
        if outcome.counts and NEEDED.issubset(outcome.made)
        for one in _finding_rows(drop, number)
    ]


def _chosen(request: Request, rows: list[FindingRow]) -> tuple[dict[str, str], list[FindingRow]]:
    """The filters asked for, and the findings that pass them."""
    asked = {by: request.query_params.get(by, "") for by in FILTERS}
    return asked, [one for one in rows if all(asked[by] in ("", one.value(by)) for by in FILTERS)]


async def listed(request: Request) -> Response:
    """The findings chosen, some at a time."""
    rows = await asyncio.to_thread(_all, request)
    asked, chosen = _chosen(request, rows)
    text = request.query_params.get("from", "")
    first = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    return rendering.page(
        request,
        "findings.html",
        asked=asked,
        found=chosen[first : first + SHOWN],
        count=len(chosen),
        first=first,
        step=SHOWN,
        choices={by: sorted({one.value(by) for one in rows}) for by in FILTERS},
        query=urlencode(asked),
    )


def _row(one: FindingRow, place: int) -> selection.Chosen:
    """A row of the workbook; amounts where a relation was judged."""
    from recon.reports import selection

    fields, amounts = one.finding, one.printed if one.printed["outcome"] else {}
    return selection.Chosen(
        one.file,
        one.unit,
        fields["level"],
        fields["code"],
        fields["place"],
        fields["sentence"][place],
        amounts.get("expected", ""),
        amounts.get("actual", ""),
        amounts.get("difference", ""),
        fields["explained"],
    )


async def export(request: Request) -> Response:
    """The findings chosen, all of them, as a workbook."""
    mine = session(request)
    lang, path = mine.lang, mine.drops.home / "findings.xlsx"
    place = messages.LANGUAGES.index(lang)

    def make() -> None:
        from recon.reports import selection

        _, chosen = _chosen(request, _all(request))
        rows = [_row(one, place) for one in chosen]
        selection.write(rows, path, lang=lang, date=datetime.date.today())

    await asyncio.to_thread(make)
    name = f"{messages.page('nav_findings', lang)}.xlsx"
    return FileResponse(path, filename=name, content_disposition_type="attachment")


async def one(request: Request) -> Response:
    """One finding: both sides with every term, suspects, the same cells elsewhere, month by month."""
    drop, number, place = check.requested_drop(request), request.path_params["number"], request.path_params["place"]
    if drop.open or number >= len(drop.outcomes) or not NEEDED.issubset(drop.outcomes[number].made):
        raise HTTPException(404)
    values = await asyncio.to_thread(_one, drop, number, place, service(request).settings.register)
    return rendering.page(request, "one.html", drop=drop, number=number, **values)


def _one(drop: Drop, number: int, place: int, register: Path | None) -> dict[str, Any]:
    one = next((row for row in _finding_rows(drop, number) if row.finding["number"] == place), None)
    if one is None:
        raise HTTPException(404)
    report, cells = _report(drop, number), set(one.finding["cells"])
    mine = one.printed["outcome"]
    others = [o for o in report["outcomes"] if o["id"] != mine and cells & _cells(o)] if mine else []
    months = _months(register, tuple(check.shown(drop.outcomes[number]).get("subject", ())), one.finding["key"])
    return {
        "row": one,
        "both": json.loads(drop.outcomes[number].made["sides"].read_text("utf-8"))[str(place)],
        "others": others[:ELSEWHERE],
        "more": max(0, len(others) - ELSEWHERE),
        "months": months,
    }


def _cells(outcome: dict[str, Any]) -> set[str]:
    """The cells of both sides of a relation."""
    return {term["cell"] for side in ("left", "right") for term in outcome[side]["terms"]}


def _months(register: Path | None, subject: tuple[str, ...], about: str) -> list[tuple[str, Any]]:
    """The finding month by month, where an office's register knows the report."""
    from recon import register as registers
    from recon.register import persisting

    if register is None or len(subject) != 3:
        return []
    try:
        with registers.open(register, create=False) as store:
            return list(persisting.over_months(store, (subject[0], subject[1]), about))
    except UnreadableError:
        return []  # the register's own page says why


VIEW = View(
    "findings",
    "/findings",
    (
        Route("/findings", listed),
        Route("/findings/export", export),
        Route("/drops/{drop}/{number:int}/finding/{place:int}", one),
    ),
)
