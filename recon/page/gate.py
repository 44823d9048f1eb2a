"""What stands before every page: Host, Origin, rate, the secret in the path, and the headers of every answer."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recon.page import rendering
from recon.page.service import Service

#: A page of another site cannot send it without being asked first, and nobody answers that question here.
HEADER = "x-recon"
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
READS = ("GET", "HEAD")


class Gate:
    """The ASGI middleware around the app; what belongs to no session goes to ``door``."""

    def __init__(self, app: ASGIApp, service: Service, door: ASGIApp) -> None:
        self.app, self.service, self.door = app, service, door
        self.names = {name.casefold() for name in ("localhost", socket.gethostname(), *service.settings.names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on with the session of the request."""
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if message["status"] >= 400 and scope["method"] not in READS:
                    headers["Connection"] = "close"  # what is still to come of the body is not read
            await send(message)

        if scope["type"] == "http":
            there = self._refused(scope) or (self.app if "session" in scope else self.door)
            await there(scope, receive, headed)
        return None

    def _refused(self, scope: Scope) -> Response | None:
        """Why a request is not handed on; None where it is."""
        request, headers = Request(scope), Headers(scope=scope)
        address = request.client.host if request.client else ""
        if self.service.requests.full(address):
            return rendering.refusal(request, self.service, 429, "too_often")
        self.service.requests.count(address)
        host = headers.get("host", "")
        if not self._ours(host, scope):
            return rendering.refusal(request, self.service, 421, "foreign")
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not _followed(headers, scope):
            return rendering.refusal(request, self.service, 403, "foreign")
        origin = headers.get("origin")
        if (
            origin is not None
            and origin != f"{self.service.settings.scheme}://{host}"
            and not _followed(headers, scope)
        ):
            return rendering.refusal(request, self.service, 403, "foreign")
        if not scope["path"].isprintable():
            return rendering.refusal(request, self.service, 404, "nothing_here")
        first = scope["path"].lstrip("/").partition("/")[0]
        if first in ("", rendering.DOOR):
            return None
        if scope["method"] not in READS and headers.get(HEADER) is None:
            return rendering.refusal(request, self.service, 403, "foreign")
        session = self.service.sessions.find(first)
        if session is None and self.service.tries.full(address):
            return rendering.refusal(request, self.service, 429, "too_often")
        if session is None:
            self.service.tries.count(address)
            return rendering.refusal(request, self.service, 404, "unknown_link")
        session.seen = time.monotonic()
        scope["session"] = session
        scope["root_path"] = session.base
        return None

    def _ours(self, host: str, scope: Scope) -> bool:
        """Whether the browser asked for this server by a name of its own, or by the very address it came to."""
        name, port = _split(host)
        reached = scope.get("server") or ("", None)
        if port != (reached[1] or 0):
            return False
        if name.casefold() in self.names:
            return True
        try:
            return ipaddress.ip_address(name) == ipaddress.ip_address(reached[0])
        except ValueError:
            return False


def _split(host: str) -> tuple[str, int]:
    """Name and port of a Host; port 80 where it names none, -1 where it is no port."""
    name, mark, port = host.rpartition(":")
    if not mark or host.endswith("]"):
        return host.strip("[]"), 80
    return name.strip("[]"), int(port) if port.isascii() and port.isdigit() else -1


def _followed(headers: Headers, scope: Scope) -> bool:
    """Whether a person followed a link to a whole page, which no other page can read."""
    return (
        scope["method"] in READS
        and headers.get("sec-fetch-mode") == "navigate"
        and (headers.get("sec-fetch-dest") == "document")
    )
