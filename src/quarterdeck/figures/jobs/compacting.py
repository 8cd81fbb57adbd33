"""Moving rows of the log into the segments of the figures engine."""

from quarterdeck.engine.keeping import keep
from quarterdeck.engine.segments import compaction
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.segments.progress import Progress, unheard
from quarterdeck.engine.slabs.writing import write
from quarterdeck.figures.queries.engine import both_names, folder, level_of, store, world


def compact(*, anew: bool = False, thoroughly: bool = False, on_progress: Progress = unheard) -> Manifest:
    """Move new rows into the segments; `anew` makes all of them again, `thoroughly` looks into every file first.

    What is needed to answer from the folder alone is written beside them. Raises as `segments.compaction` does.
    """
    work = compaction.rebuild if anew else compaction.mend if thoroughly else compaction.compact
    log = store().log
    last = _keep(store().held().manifest.wide)
    made = work(folder(), log, slabs=write, level_of=level_of(), on_progress=on_progress)
    if made.wide or made.watermark > last:
        _keep(made.wide)
    return made


def _keep(wide: tuple[str, ...]) -> int:
    """Write what is needed to answer from the folder alone; gives the last batch of which it knows the moment."""
    return keep(folder(), store().log, world=world(False), expected=world(True), names=both_names(), wide=wide)


def tail_rows() -> int:
    """How many rows of the log the segments do not hold yet."""
    of = store()
    return of.log.count(after=of.held().manifest.watermark)
