"""Connections that do not hang: a head that does not come, and a body that nobody wants, end them."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class Patient(H11Protocol):
    """HTTP as uvicorn speaks it, with an end to patience."""

    silence = 20.0  #: seconds for a whole head
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a whole head."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came, and see whether a head is still missing or a body is no longer read."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._wait()
            return
        self._wait_no_more()
        answered = self.cycle is not None and self.cycle.response_complete
        if answered and self.conn.their_state is h11.SEND_BODY:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more comes."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(self.silence, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def patient(silence: float) -> type[Patient]:
    """The protocol with that many seconds of patience."""
    return type("Patient", (Patient,), {"silence": silence})
