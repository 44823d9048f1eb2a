"""Server-sent events: how far something is, at once and at each change, until it has ended."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Protocol

from starlette.responses import Response, StreamingResponse

#: Seconds between looks at what has changed, and between two signs of life of a quiet stream.
LOOK, SIGN = 0.05, 15.0


class Watched(Protocol):
    """Work that says how far it is."""

    turn: int  #: counts the changes

    @property
    def open(self) -> bool:
        """Whether something is still to come."""

    @property
    def progress(self) -> Mapping[str, object]:
        """The state that the page shows."""


def events(work: Watched) -> Response:
    """The stream of one work; the last event says how it ended."""

    async def lines() -> AsyncIterator[str]:
        seen, quiet = -1, 0.0
        yield "retry: 1000\n\n"
        while True:
            turn = work.turn
            if turn != seen:
                seen, quiet = turn, 0.0
                yield f"data: {json.dumps(work.progress)}\n\n"
                if not work.open:
                    return
            elif quiet > SIGN:
                quiet = 0.0
                yield ": \n\n"
            await asyncio.sleep(LOOK)
            quiet += LOOK

    return StreamingResponse(lines(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
