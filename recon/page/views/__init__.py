"""The views of the page, each one module with its routes and one template or a few; the first is where a link leads."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import BaseRoute

from recon.page.service import service, session
from recon.page.views import check, common, findings, office
from recon.page.views.view import View

#: In the order of the navigation.
VIEWS: tuple[View, ...] = (check.VIEW, findings.VIEW, office.VIEW)


def routes() -> list[BaseRoute]:
    """The routes of all views."""
    return [*common.ROUTES, *(route for view in VIEWS for route in view.routes)]


def offered(request: Request) -> tuple[tuple[str, str], ...]:
    """Name and address of each view that this server has something for."""
    base = session(request).base
    return tuple((view.name, base + view.home) for view in VIEWS if view.offered(service(request)))
