"""A pool of processes of this machine; results in the order of the jobs.

A file that takes its process down with it is tried again alone, so that it costs nobody else their result.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import TypeVar

from recon import errors, lean
from recon.batch.work import Done, Job, work
from recon.model import FileReport

#: Jobs handed out ahead of the one waited for, per process: enough to keep all busy, few enough to hold in memory.
AHEAD = 4
Given = TypeVar("Given")
Got = TypeVar("Got")


def spread_jobs(jobs: Sequence[Job], count: int) -> Iterator[Done]:
    """The results of jobs in ``count`` processes."""
    waiting = deque(jobs)
    while waiting:
        left: list[Job] = []
        with _executor(count) as pool:
            yield from _in_order(pool, waiting, count, left)
        if left:  # the pool broke: its first unfinished file is the suspect, and goes alone
            yield alone(left[0])
        waiting = deque(left[1:])


def _in_order(pool: ProcessPoolExecutor, jobs: deque[Job], count: int, left: list[Job]) -> Iterator[Done]:
    """Results in order until the pool breaks; what was not finished then is put into ``left``."""
    running: deque[tuple[Job, Future[Done]]] = deque()
    try:
        while jobs or running:
            while jobs and len(running) < AHEAD * count:
                running.append((jobs[0], pool.submit(work, jobs[0])))
                jobs.popleft()
            done = running[0][1].result()
            running.popleft()
            yield done
    except BrokenProcessPool:
        left += [job for job, _ in running] + list(jobs)


def spread(function: Callable[[Given], Got], items: Iterable[Given], count: int) -> Iterator[Got]:
    """A function of independent items in ``count`` processes; results in the order of the items, few of them held."""
    running: deque[Future[Got]] = deque()
    with _executor(count) as pool:
        for item in items:
            running.append(pool.submit(function, item))
            if len(running) >= AHEAD * count:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def alone(job: Job) -> Done:
    """One job in a process of its own; if that dies too, the file is reported as unreadable."""
    with _executor(1) as pool:
        try:
            return pool.submit(work, job).result()
        except BrokenProcessPool:
            return lost(job)


def lost(job: Job, detail: str = "parser") -> Done:
    """The result of a file of which its process died or was ended: it cannot be read."""
    from recon import workbook

    words: dict[str, object] = {"path": str(job.path), "detail": (detail, {})}
    report = FileReport(str(job.path), workbook.digest(job.path), "unknown", error=("FILE04", words))
    return Done(job.number, report)


@contextmanager
def _executor(count: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(count, mp_context=context(), initializer=follow)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def follow() -> None:
    """Make this a worker's process: nothing it does without, and an end when the one that started it is killed."""
    errors.hush()
    lean.leave_out()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_mourn, args=(parent.sentinel,), daemon=True).start()


def _mourn(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def context() -> BaseContext:
    """A server that has imported everything once and forks from there; spawn where there is none (Windows)."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["recon.batch.preload"])
    return context
