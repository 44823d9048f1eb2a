"""Processes that check files: warm before they are needed, one file at a time, killed when nobody wants the result."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from recon.batch import pool, runners
from recon.batch.work import Done, Job

if TYPE_CHECKING:
    from recon.page.shown import Written

#: Files after which a process makes room for a fresh one, so that memory stays flat whatever they held.
RETIRES = 50
LEAST, MOST = 2, 4
#: Processes that may die on a file before the file itself is taken for the cause.
TRIES = 2


class Stopped(Exception):  # noqa: N818  # a wish, not an error
    """Nobody wants the result any more."""


class Workers:
    """A few processes shared by all drops."""

    def __init__(self, count: int = 0, longest: float = 1800.0) -> None:
        self.count = count or max(LEAST, min(MOST, os.cpu_count() or 1))
        self.longest = longest
        self._closed = False
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._threads = ThreadPoolExecutor(self.count, "check")
        self.processes = {_Worker() for _ in range(self.count)}
        for worker in self.processes:
            self._idle.put(worker)

    def runner(self, wanted: Wanted) -> runners.Runner:
        """A runner of :mod:`recon.batch` for one drop; raises Stopped once it is not wanted."""

        def run(jobs: Sequence[Job]) -> Iterator[Done]:
            waiting, running = deque(jobs), deque[Future[Done]]()
            while waiting or running:
                while waiting and len(running) < self.count:  # few ahead, so that drops take turns
                    running.append(self._threads.submit(self._check, waiting.popleft(), wanted))
                yield running.popleft().result()

        return run

    def _check(self, job: Job, wanted: Wanted) -> Done:
        """The result of one file; that it cannot be read, where two processes died of it or one took too long."""
        for _ in range(TRIES):
            try:
                return self.ask(job, wanted)
            except TimeoutError:
                return pool.lost(job, "limits")
            except EOFError:
                continue
        return pool.lost(job)

    def ask(self, asked: Job | Written, wanted: Wanted) -> Done:
        """The answer of a process; raises EOFError where it died, TimeoutError, Stopped, RuntimeError for a fault."""
        if wanted.stopped:
            raise Stopped
        worker = self._idle.get()
        try:
            with wanted.using(worker):
                return worker.work(asked, self.longest)
        except (EOFError, TimeoutError):
            if wanted.stopped:
                raise Stopped from None
            raise
        finally:
            self._idle.put(worker if worker.fit or self._closed else self._fresh(worker))

    def _fresh(self, worker: _Worker) -> _Worker:
        """A process in the place of one that is spent."""
        worker.end()
        self.processes.discard(worker)
        self.processes.add(fresh := _Worker())
        return fresh

    def close(self) -> None:
        """End all processes; what they were doing is lost."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in tuple(self.processes):
            worker.kill()
        for _ in range(self.count):
            with contextlib.suppress(queue.Empty):
                self._idle.get(timeout=5).end()


class Wanted:
    """Whether somebody waits for a drop, and the processes that are at work on it."""

    def __init__(self) -> None:
        self.stopped = False
        self._busy: set[_Worker] = set()
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def using(self, worker: _Worker) -> Iterator[None]:
        """While a process is at work; it is killed when the drop is stopped."""
        with self._lock:
            self._busy.add(worker)
            if self.stopped:
                worker.kill()
        try:
            yield
        finally:
            with self._lock:
                self._busy.discard(worker)

    def stop(self) -> None:
        """Kill the processes at work; those that were to follow do not start."""
        with self._lock:
            self.stopped = True
            for worker in self._busy:
                worker.kill()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self) -> None:
        context = pool.context()
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=False)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()
        self._done, self._spent = 0, False  # a process that was killed still seems alive for a moment

    @property
    def fit(self) -> bool:
        """Whether it can take another file."""
        return not self._spent and self._done < RETIRES

    def work(self, asked: Job | Written, longest: float) -> Done:
        """The result of one file; raises EOFError where the process died of it, TimeoutError, or what a fault of ours raised."""
        self._done += 1
        try:
            self._pipe.send(asked)
            answer = self._pipe.recv() if self._pipe.poll(longest) else None
        except (EOFError, OSError) as error:
            self.kill()
            raise EOFError from error
        if answer is None:
            self.kill()
            raise TimeoutError
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Done)
        return answer

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid or 0

    def kill(self) -> None:
        """End the process at once; whoever waits for it is told by the pipe."""
        self._spent = True
        self._process.kill()

    def end(self) -> None:
        """End the process and give back what it held."""
        self.kill()
        self._process.join(5)
        self._pipe.close()


def _serve(pipe: Connection) -> None:
    """Do what comes through the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's, which then ends this process
    pool.follow()
    from recon.page import shown

    while True:
        try:
            asked = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: Done | Exception = (shown.check if isinstance(asked, Job) else shown.explain)(asked)
        except OSError as error:  # a disk that is full, as a rule
            answer = OSError(error.errno, error.strerror)
        except Exception as error:
            answer = RuntimeError(type(error).__name__)  # what any process can read
        pipe.send(answer)
