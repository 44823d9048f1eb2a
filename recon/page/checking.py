"""A drop → a run of the batch machinery → what came of each file."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

from recon import packaged
from recon.batch import inputs, run
from recon.batch.work import Done, Job, Results
from recon.options import Options
from recon.page.drops import Drop, Outcome
from recon.page.workers import Stopped, Workers


def check(drop: Drop, workers: Workers) -> None:
    """Do the work of a drop and put into it what came of it; whatever goes wrong is in its state."""
    try:
        drop.tell(state="working")
        drop.tell(outcomes=_outcomes(drop, workers), state="done")
    except Stopped:
        drop.tell(state="stopped")
    except OSError as error:
        drop.tell(state="failed", trouble=error.strerror or str(error))
    except Exception as error:
        drop.tell(state="failed", trouble=type(error).__name__)


def explain(drop: Drop, number: int, texts: Mapping[int, str], author: str, workers: Workers) -> None:
    """Give texts to findings of one file of a drop, besides those given before; raises what ends the process at work."""
    from recon.page import shown

    written = {**drop.texts.get(number, {}), **texts}
    job = Job(number, drop.outcomes[number].source, run.PLAIN, results=_results(drop))
    done = workers.ask(shown.Written(job, written, author or drop.author), drop.wanted)
    before = drop.outcomes[number]
    fresh = dataclasses.replace(before, verdict=done.report.verdict, made={**before.made, **done.made})
    drop.texts[number], drop.author = written, author or drop.author
    drop.tell(outcomes=[*drop.outcomes[:number], fresh, *drop.outcomes[number + 1 :]])


def _results(drop: Drop) -> Results:
    """The place that the workbooks of a drop are made in."""
    folder = drop.folder / "results"
    folder.mkdir(exist_ok=True)
    return Results(folder, datetime.date.today(), drop.lang)


def _outcomes(drop: Drop, workers: Workers) -> list[Outcome]:
    asked, last = inputs.expand(drop.files["report"]), inputs.expand(drop.files["previous"])
    skipped = [(path.name, why) for why, paths in (*asked.skipped.items(), *last.skipped.items()) for path in paths]
    drop.tell(skipped=skipped, count=len(asked.paths))
    results = _results(drop)
    work = run.Run(
        asked.paths,
        _options(drop, last.paths),
        last.paths,
        results=results,
        runner=workers.runner(drop.wanted),
    )

    def watch(what: str, count: int, done: Iterator[Done]) -> Iterator[Done]:
        drop.tell(phase=what, count=count, finished=0)
        for one in done:
            drop.tell(finished=drop.finished + 1)
            yield one

    return [_outcome(_with_drawing(one, results.folder)) for one in run.execute(work, watch)]


def _options(drop: Drop, last: tuple[Path, ...]) -> Options:
    """The options of a drop's check, as the command line would give them."""
    from recon.batch import inputs

    before = [drop.outcomes[number].made for number in drop.texts if number < len(drop.outcomes)]
    marked = tuple(made["marked"] for made in before if "marked" in made)  # what was written on the page lives on in it
    own = tuple(drop.files["targets"])
    targets = own[-1] if own else packaged.targets() if drop.plan else None
    homes = dict.fromkeys(path.parent for path in drop.files["report"])
    forms = tuple(drop.files["form"]) or tuple(path for home in homes for path in inputs.definitions(home))
    return dataclasses.replace(
        run.PLAIN,
        targets=targets,
        lists=targets,
        definitions=forms,
        earlier=last if forms else (),
        explanations=marked,
    )


def _with_drawing(done: Done, folder: Path) -> Done:
    """The result; of a file whose process died, with what the page draws of it."""
    if done.report.error is None or "shown" in done.made or not done.standing.counts:
        return done
    from recon.page import shown

    place = folder / str(done.number)
    place.mkdir(exist_ok=True)
    return dataclasses.replace(done, made=shown.write(done.report, place, folder.parent))


def _outcome(done: Done) -> Outcome:
    report = done.report
    return Outcome(
        Path(report.path),
        report.verdict,
        dict(done.made),
        done.trouble,
        done.standing.counts,
        Path(done.standing.by).name,
    )
