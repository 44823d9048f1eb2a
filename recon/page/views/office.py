"""The office's page: the month as a board, a unit's history, what to send, roll-ups, and the commands of a month."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from recon.errors import UnreadableError
from recon.page import office, rendering, stream, uploads
from recon.page.errand import Errand
from recon.page.service import Service, service, session
from recon.page.views.view import View


def _register(request: Request) -> Path:
    register = service(request).settings.register
    if register is None:
        raise HTTPException(404)
    return register.resolve()


def _month(request: Request) -> str:
    month = str(request.path_params["month"])
    if not office.MONTH.fullmatch(month):
        raise HTTPException(404)
    return month


async def _shown(request: Request, template: str, read: Callable[[], dict[str, Any]]) -> Response:
    """A page of what is read, or of the sentence that says why it cannot be."""
    from recon import messages

    lang = session(request).lang
    try:
        values = await asyncio.to_thread(read)
    except UnreadableError as error:
        return _trouble(request, error)
    errand = service(request).errand

    def say(key: str, **words: object) -> str:
        return messages.register(key, lang, **words)

    return rendering.page(request, template, register=say, errand=errand, **values)


def _trouble(request: Request, error: UnreadableError) -> Response:
    sentence = error.sentence(session(request).lang)
    return rendering.page(request, "trouble.html", 500, code=error.code, sentence=sentence)


async def home(request: Request) -> Response:
    """The latest month."""
    register, base = _register(request), session(request).base
    try:
        month = await asyncio.to_thread(office.latest, register)
    except UnreadableError as error:
        return _trouble(request, error)
    return RedirectResponse(f"{base}/office/{month}", 303)


async def board(request: Request) -> Response:
    """The page of a month: each report owed, whether it came, and its result."""
    register, month = _register(request), _month(request)
    lang = session(request).lang

    def read() -> dict[str, Any]:
        from recon.reports import text
        from recon.reports.register import words

        with office.opened(register, month) as (board, _):
            deadline = words.deadline(board.month.deadline, lang)
            return {
                "board": board,
                "month": month,
                "deadline": deadline,
                "rollups": office.rollups(register, month),
                "faults": [text.sentence(one, lang) for one in board.month.office.findings],
            }

    return await _shown(request, "office.html", read)


async def letters(request: Request) -> Response:
    """The page of the letters to send, unit by unit, to be copied."""
    register, month, lang = _register(request), _month(request), session(request).lang

    def read() -> dict[str, Any]:
        from recon.reports import letters as wording

        with office.opened(register, month) as (board, _):
            texts = [
                (one.owed, wording.subject(one, board.month, lang), wording.text(one, board.month, lang))
                for one in board.letters
            ]
            return {"month": month, "texts": texts}

    return await _shown(request, "letters.html", read)


async def unit(request: Request) -> Response:
    """One report owed: its versions, what is open, what stands by which explanation, and the months before."""
    register, month, place = _register(request), _month(request), request.path_params["place"]

    def read() -> dict[str, Any]:
        from recon.register import history

        with office.opened(register, month) as (board, store):
            if place >= len(board.rows):
                raise HTTPException(404)
            row = board.rows[place]
            kept = row.version.file if row.version else None
            mine = [v for v in board.month.versions if v.subject == row.owed.subject]
            past = [
                (name, v)
                for name in board.months
                for v in history.current(store, name)
                if v.subject == row.owed.subject
            ]
            opened = [p for p in history.findings(store, kept) if p.open] if kept else []
            ages = {about: age for (subject, about), age in board.month.ages.items() if subject == row.owed.subject}
            return {
                "board": board,
                "month": month,
                "place": place,
                "row": row,
                "versions": mine,
                "past": past,
                "open": opened,
                "released": board.released.get(kept.number, ()) if kept else (),
                "ages": ages,
                "events": [
                    e
                    for e in board.month.events
                    if e.subject == row.owed.subject and e.kind in ("reminded", "returned", "accepted")
                ],
            }

    return await _shown(request, "unit.html", read)


async def finding(request: Request) -> Response:
    """One open or released finding of a unit, month by month."""
    register, month, place = _register(request), _month(request), request.path_params["place"]
    about = request.query_params.get("about", "")

    def read() -> dict[str, Any]:
        from recon.register import persisting

        with office.opened(register, month) as (board, store):
            if place >= len(board.rows) or not about:
                raise HTTPException(404)
            row = board.rows[place]
            return {
                "month": month,
                "place": place,
                "row": row,
                "about": about,
                "months": list(persisting.over_months(store, row.owed.subject, about)),
            }

    return await _shown(request, "lasting.html", read)


async def sheets(request: Request) -> Response:
    """A roll-up to look at."""
    register, month = _register(request), _month(request)
    path = _rollup(register, month, request.path_params["number"])
    return await _shown(
        request,
        "sheets.html",
        lambda: {
            "month": month,
            "name": path.name,
            "number": request.path_params["number"],
            "sheets": office.sheets(path),
        },
    )


async def saved(request: Request) -> Response:
    """A roll-up to save."""
    path = _rollup(_register(request), _month(request), request.path_params["number"])
    return FileResponse(path, filename=path.name, content_disposition_type="attachment")


def _rollup(register: Path, month: str, number: int) -> Path:
    listed = office.rollups(register, month)
    if number >= len(listed):
        raise HTTPException(404)
    return listed[number]


async def book(request: Request) -> Response:
    """The register's workbook of the month, as the command writes it."""
    register, month, mine = _register(request), _month(request), session(request)
    path = mine.drops.home / f"{register.stem}_{month}.xlsx"

    def make() -> None:
        from recon.reports import register as writer

        with office.opened(register, month) as (board, _):
            writer.write(board.month, path, lang=mine.lang, beside=register.parent)

    try:
        await asyncio.to_thread(make)
    except UnreadableError as error:
        return _trouble(request, error)
    return FileResponse(path, filename=path.name, content_disposition_type="attachment")


async def put(request: Request) -> Response:
    """A report that came, into the month's folder; nothing that lies there is ever written over."""
    register, month, settings = _register(request), _month(request), service(request).settings
    if _busy(service(request)):
        return rendering.error_json(409, "at_work")
    try:
        path = office.place(register, month, request.query_params.get("name", ""))
        if path is None:
            return rendering.error_json(400, "not_a_report")
        await uploads.save(request, path, settings.largest, settings.silence, settings.sending)
    except uploads.Refused as refused:
        return rendering.error_json(refused.status, refused.key, **refused.words)
    except OSError as error:
        return rendering.error_json(507, "disk", detail=error.strerror or "")
    return JSONResponse({"name": path.name}, 201)


async def start(request: Request) -> Response:
    """Check and record the month."""
    register, month, settings = _register(request), _month(request), service(request).settings
    try:
        body = await uploads.small(request, 1000, settings.silence)
    except uploads.Refused as refused:
        return rendering.error_json(refused.status, refused.key)
    if not (register.parent / month).is_dir():
        return rendering.error_json(400, "no_file")
    return _begun(service(request), office.check(register, month, b"plan" in body, session(request).lang))


async def blank(request: Request) -> Response:
    """Make the forms of the month after."""
    register, month, mine = _register(request), _month(request), session(request)
    return _begun(service(request), office.blank(register, month, mine.drops.home, mine.lang))


def _busy(here: Service) -> bool:
    return here.errand is not None and here.errand.open


def _begun(here: Service, errand: Errand) -> Response:
    if _busy(here):
        return rendering.error_json(409, "at_work")
    here.errand = errand
    errand.start()
    return JSONResponse({}, 202)


def _errand(request: Request) -> Errand:
    _register(request)
    if (errand := service(request).errand) is None:
        raise HTTPException(404)
    return errand


async def events(request: Request) -> Response:
    """How far the command is."""
    return stream.events(_errand(request))


async def stop(request: Request) -> Response:
    """Give the command up."""
    await asyncio.to_thread(_errand(request).stop)
    return JSONResponse({})


async def made(request: Request) -> Response:
    """The file that the command made, to save."""
    path = _errand(request).made
    if path is None or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, filename=path.name, content_disposition_type="attachment")


VIEW = View(
    "office",
    "/office",
    (
        Route("/office", home),
        Route("/office/work/events", events),
        Route("/office/work/stop", stop, methods=["POST"]),
        Route("/office/work/made", made),
        Route("/office/{month}", board),
        Route("/office/{month}/letters", letters),
        Route("/office/{month}/workbook", book),
        Route("/office/{month}/report", put, methods=["PUT"]),
        Route("/office/{month}/start", start, methods=["POST"]),
        Route("/office/{month}/blank", blank, methods=["POST"]),
        Route("/office/{month}/sums/{number:int}", sheets),
        Route("/office/{month}/sums/{number:int}/save", saved),
        Route("/office/{month}/{place:int}", unit),
        Route("/office/{month}/{place:int}/finding", finding),
    ),
    lambda here: here.settings.register is not None,
)
