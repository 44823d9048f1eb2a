"""The officer's page: files dropped, progress, and for each file what is wrong, where, and what to do."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from recon.page import rendering, stream, uploads
from recon.page.drops import ROLES, Drop, Outcome
from recon.page.service import service, session
from recon.page.views.view import View
from recon.page.workers import Stopped, Wanted

#: Findings on one page, each with what follows from it.
SHOWN = 100
#: Bytes of explanations sent at once, and characters of one.
WRITTEN, LONGEST = 1_000_000, 2000
#: Results that may be fetched.
RESULTS = ("marked", "written", "report")


def requested_drop(request: Request) -> Drop:
    """The drop that a path names."""
    drop = session(request).drops.get(request.path_params["drop"])
    if drop is None:
        raise HTTPException(404)
    return drop


async def home(request: Request) -> Response:
    """The page to drop files on, with the earlier drops."""
    mine, limits = session(request), service(request).settings
    return rendering.page(request, "check.html", drops=list(mine.drops), hours=int(limits.age // 3600))


async def new(request: Request) -> Response:
    """A drop to put files into."""
    mine = session(request)
    try:
        drop = mine.drops.new(mine.lang)
    except OverflowError:
        return rendering.error_json(429, "too_many")
    except OSError as error:
        return rendering.error_json(507, "disk", detail=error.strerror or "")
    return JSONResponse({"id": drop.id, "at": f"{mine.base}/drops/{drop.id}"}, 201)


async def put(request: Request) -> Response:
    """A file of a drop, as a raw body; its name is only ever a name."""
    drop, settings, role = requested_drop(request), service(request).settings, request.path_params["role"]
    if role not in ROLES:
        raise HTTPException(404)
    if drop.state in ("waiting", "working"):
        return rendering.error_json(409, "at_work")
    if sum(map(len, drop.files.values())) >= settings.most_files:
        return rendering.error_json(413, "too_many_files", limit=settings.most_files)
    path: Path | None = None
    try:
        uploads.promised(request, settings.largest)
        if service(request).room < settings.largest:
            return rendering.error_json(507, "no_room")
        path = drop.place(role, request.query_params.get("name", ""))
        drop.size += await uploads.save(request, path, settings.largest, settings.silence, settings.sending)
    except uploads.Refused as refused:
        if path is not None:
            drop.files[role].remove(path)
        return rendering.error_json(refused.status, refused.key, **refused.words)
    when = request.query_params.get("modified", "")
    if when.isascii() and when.isdigit() and len(when) <= 11:
        os.utime(path, (int(when), int(when)))
    return JSONResponse({"name": path.name}, 201)


async def start(request: Request) -> Response:
    """Begin the work."""
    drop, settings = requested_drop(request), service(request).settings
    if drop.state in ("waiting", "working"):
        return rendering.error_json(409, "at_work")
    if not drop.files["report"]:
        return rendering.error_json(400, "no_file")
    try:
        body = await uploads.small(request, 1000, settings.silence)
    except uploads.Refused as refused:
        return rendering.error_json(refused.status, refused.key)
    drop.plan = b"plan" in body
    for paths in drop.files.values():
        paths.sort(key=lambda path: path.name)  # several come at once, whichever is first
    if drop.wanted.stopped:
        drop.wanted = Wanted()
    service(request).start(drop)
    return JSONResponse(drop.progress, 202)


async def stop(request: Request) -> Response:
    """Give the work up; what it kept busy is killed."""
    drop = requested_drop(request)
    await asyncio.to_thread(drop.wanted.stop)
    return JSONResponse(drop.progress)


async def forget(request: Request) -> Response:
    """Delete everything of a drop."""
    await asyncio.to_thread(session(request).drops.forget, requested_drop(request))
    return JSONResponse({})


async def events(request: Request) -> Response:
    """How far the work is."""
    return stream.events(requested_drop(request))


async def drop(request: Request) -> Response:
    """Progress while there is some, then what came of each file; of a single file its findings at once."""
    one = requested_drop(request)
    if one.open:
        return rendering.page(request, "progress.html", drop=one)
    if one.state == "done" and len(one.outcomes) == 1 and "shown" in one.outcomes[0].made:
        return await _file(request, one, 0)
    return rendering.page(request, "drop.html", drop=one)


async def file(request: Request) -> Response:
    """The findings of one file."""
    one, number = requested_drop(request), request.path_params["number"]
    if one.open or number >= len(one.outcomes) or "shown" not in one.outcomes[number].made:
        raise HTTPException(404)
    return await _file(request, one, number)


async def _file(request: Request, one: Drop, number: int) -> Response:
    outcome = one.outcomes[number]
    fields = await asyncio.to_thread(shown, outcome)
    first = _number(request.query_params.get("from", ""))
    listed = fields.get("findings", [])[first : first + SHOWN]
    return rendering.page(
        request,
        "file.html",
        drop=one,
        number=number,
        outcome=outcome,
        file=fields,
        listed=listed,
        first=first,
        step=SHOWN,
        results=[key for key in RESULTS if key in outcome.made],
    )


def shown(outcome: Outcome) -> dict[str, Any]:
    """The results of a file that the page draws, as its process wrote them."""
    value = json.loads(outcome.made["shown"].read_text("utf-8"))
    assert isinstance(value, dict)
    return value


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


async def result(request: Request) -> Response:
    """A workbook that was made, to save."""
    one, number, key = requested_drop(request), request.path_params["number"], request.path_params["key"]
    if number >= len(one.outcomes) or key not in RESULTS or key not in one.outcomes[number].made:
        raise HTTPException(404)
    path = one.outcomes[number].made[key]
    name = f"{Path(one.outcomes[number].name).stem}.json" if key == "report" else path.name
    return FileResponse(path, filename=name, content_disposition_type="attachment")


async def explanations(request: Request) -> Response:
    """Texts for findings of a file, as a JSON object of number → text; the same gate as everywhere judges them."""
    from recon.page import checking

    one, number, limits = requested_drop(request), request.path_params["number"], service(request).settings
    if one.state != "done" or number >= len(one.outcomes) or "shown" not in one.outcomes[number].made:
        raise HTTPException(404)
    try:
        texts, author = _written(await uploads.small(request, WRITTEN, limits.silence))
    except uploads.Refused as refused:
        return rendering.error_json(refused.status, refused.key, **refused.words)
    async with one.lock:
        try:
            await asyncio.to_thread(checking.explain, one, number, texts, author, service(request).workers)
        except (EOFError, TimeoutError, RuntimeError, Stopped):
            return rendering.error_json(500, "fault")
        except OSError as error:
            return rendering.error_json(507, "disk", detail=error.strerror or "")
    return JSONResponse({"verdict": one.outcomes[number].verdict})


def _written(body: bytes) -> tuple[dict[int, str], str]:
    """Number → text, and who wrote; raises Refused for anything else."""
    try:
        fields = json.loads(body)
        texts = {int(key): str(text).strip() for key, text in fields["texts"].items()}
        author = str(fields.get("author", "")).strip()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise uploads.Refused(400, "not_understood") from None
    if any(len(text) > LONGEST for text in (*texts.values(), author)):
        raise uploads.Refused(413, "too_long")
    return texts, author


VIEW = View(
    "check",
    "/",
    (
        Route("/", home),
        Route("/drops", new, methods=["POST"]),
        Route("/drops/{drop}", drop),
        Route("/drops/{drop}", forget, methods=["DELETE"]),
        Route("/drops/{drop}/start", start, methods=["POST"]),
        Route("/drops/{drop}/stop", stop, methods=["POST"]),
        Route("/drops/{drop}/events", events),
        Route("/drops/{drop}/{number:int}", file),
        Route("/drops/{drop}/{number:int}/explanations", explanations, methods=["POST"]),
        Route("/drops/{drop}/{number:int}/{key}", result),
        Route("/drops/{drop}/{role}", put, methods=["PUT"]),
    ),
)
