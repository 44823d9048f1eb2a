"""What a process of ours does without: optional back ends that libraries load wherever they find them.

pandera imports dask and hypothesis when they are installed, which doubles the start of every command, and looks for geopandas
again with each of its types, installed or not; pydantic looks for plugins in every package installed; numpy
starts a thread for each core to multiply matrices. None is used here. modin and
pyspark stay: older pandera takes their place in ``sys.modules`` for them.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from typing import NoReturn

#: Packages that no check of ours needs; the one command that does takes them back.
UNUSED = ("dask", "geopandas", "hypothesis")


#: Objects made before garbage is looked for: what a command imports are half a million, none of them garbage.
PATIENCE = 1_000_000


def leave_out() -> None:
    """Make the unused packages look as if they were not installed, in this process, unless they are loaded already.

    For processes of ours alone (the command line, its workers): a program that imports ``recon`` keeps its dask.
    Garbage is looked for less often.
    """
    gc.set_threshold(PATIENCE, 20, 20)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for name in UNUSED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None is how Python marks a missing module


def take_back() -> None:
    """Let the unused packages be imported again."""
    for name in UNUSED:
        if name in sys.modules and sys.modules[name] is None:
            del sys.modules[name]


def end(code: int) -> NoReturn:
    """End the process as ``sys.exit`` does, without taking apart first what ends with it: half a million objects.

    Where another thread is still at work it is waited for, as usual.
    """
    gc.freeze()
    if threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
