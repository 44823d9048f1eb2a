"""The ASGI application: the gate in front, the views behind it."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from recon.page import door, rendering, views
from recon.page.gate import Gate
from recon.page.service import Service


def build(service: Service) -> Starlette:
    """The application of one server."""

    async def missing(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return rendering.refusal(request, service, status, "nothing_here" if status < 500 else "fault")

    handlers = {HTTPException: missing, Exception: missing}
    outside = Starlette(routes=door.ROUTES, exception_handlers=handlers)
    inside = Starlette(
        routes=views.routes(),
        middleware=[Middleware(Gate, service=service, door=outside)],
        exception_handlers=handlers,
    )
    inside.state.service = outside.state.service = service
    return inside
