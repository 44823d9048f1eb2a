"""Outside of any session: the form that asks for the password, where the page is served beyond this machine."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from recon.page import rendering, uploads
from recon.page.service import service
from recon.page.sessions import same

#: Bytes of a form with a password.
MOST = 4000


async def form(request: Request) -> Response:
    """The form; where no password is asked for, that the link is not whole."""
    here = service(request)
    if here.settings.password is None:
        return rendering.refusal(request, here, 404, "unknown_link")
    return rendering.outside(here, "enter.html", wrong=False)


async def enter(request: Request) -> Response:
    """A session of one's own for the right password."""
    here = service(request)
    if here.settings.password is None:
        return rendering.refusal(request, here, 404, "unknown_link")
    address = request.client.host if request.client else ""
    if here.tries.full(address):
        return rendering.refusal(request, here, 429, "too_often")
    try:
        body = await uploads.small(request, MOST, here.settings.silence)
    except uploads.Refused as refused:
        return rendering.refusal(request, here, refused.status, refused.key)
    given = parse_qs(body.decode("utf-8", "replace")).get("password", [""])[0]
    if not same(given, here.settings.password):
        here.tries.count(address)
        return rendering.outside(here, "enter.html", 403, wrong=True)
    return RedirectResponse(f"{here.sessions.open(here.settings.lang).base}/", 303)


ROUTES: tuple[BaseRoute, ...] = (
    Mount(f"/{rendering.DOOR}/static", StaticFiles(directory=rendering.FOLDER / "static")),
    Route("/", form),
    Route(f"/{rendering.DOOR}", enter, methods=["POST"]),
)
