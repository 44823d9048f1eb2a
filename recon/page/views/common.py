"""What every page needs: its looks, its script, its language, and word that a window is open."""

from __future__ import annotations

import time

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from recon import messages
from recon.page.rendering import FOLDER
from recon.page.service import service, session


async def alive(request: Request) -> Response:
    """A window says that it is open; the server ends some time after the last one fell silent."""
    service(request).heard = time.monotonic()
    return JSONResponse({})


async def language(request: Request) -> Response:
    """Go on in another language on the page one came from."""
    mine = session(request)
    to, back = request.query_params.get("to", ""), request.query_params.get("back", "")
    if to in messages.LANGUAGES:
        mine.lang = to
    here = back if back.startswith(f"{mine.base}/") and "\\" not in back and "//" not in back else f"{mine.base}/"
    return RedirectResponse(here, 303)


ROUTES: tuple[BaseRoute, ...] = (
    Mount("/static", StaticFiles(directory=FOLDER / "static")),
    Route("/alive", alive),
    Route("/language", language),
)
