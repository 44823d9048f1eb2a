"""The per-file function on a Dask cluster (``recon[dask]``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from distributed import Client, as_completed

from recon.batch.work import Done, Job, work

#: Workers that may die on a job before the job itself is taken for the cause.
RETRIES = 5


def spread(jobs: Sequence[Job], address: str) -> Iterator[Done]:
    """Results in the order of the jobs, each once, whatever workers come and go."""
    with Client(address, timeout="30s") as client:
        futures = client.map(work, jobs, pure=False, retries=RETRIES)
        waiting: dict[int, Done] = {}
        due = 0
        for _, done in as_completed(futures, with_results=True):
            waiting.setdefault(done.number, done)
            while due < len(jobs) and jobs[due].number in waiting:
                yield waiting.pop(jobs[due].number)
                due += 1
