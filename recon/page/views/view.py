"""What a view is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.routing import BaseRoute

from recon.page.service import Service


def always(_: Service) -> bool:
    """There is something to see whatever the server was started with."""
    return True


@dataclass(frozen=True, slots=True)
class View:
    """One kind of page. Its word in the navigation is ``nav_<name>`` of :data:`recon.messages.PAGE`."""

    name: str
    home: str  #: the path of its first page, below the session's
    routes: tuple[BaseRoute, ...]
    offered: Callable[[Service], bool] = always
