"""Where the per-file function runs: here, in several processes, or on a cluster; results in the order of the jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from recon import lean
from recon.batch.work import Done, Job, work

#: A pool of processes costs about a second to start; below this many files it would not come back.
WORTHWHILE = 12

Runner = Callable[[Sequence[Job]], Iterator[Done]]


def here(jobs: Iterable[Job]) -> Iterator[Done]:
    """One after the other, in this process."""
    return map(work, jobs)


def processes(count: int) -> Runner:
    """In ``count`` processes of this machine."""

    def run(jobs: Sequence[Job]) -> Iterator[Done]:
        if count < 2 or sum(not job.glance for job in jobs) < WORTHWHILE:
            return here(jobs)
        from recon.batch import pool

        return pool.spread_jobs(jobs, count)

    return run


def cluster(address: str) -> Runner:
    """On the workers of a Dask cluster, which must see the same files; raises ImportError without ``recon[dask]``.

    A job whose worker dies is given to another one; each result is taken once, by its number.
    """
    lean.take_back()
    from recon.batch.dask import spread

    return lambda jobs: spread(jobs, address)
