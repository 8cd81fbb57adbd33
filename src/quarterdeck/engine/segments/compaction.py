"""Move rows from the log into segments: one at a time, resumable, without holding up any reader."""

import fcntl
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import numpy as np

from quarterdeck.core.errors import Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.engine.facts import LogReader
from quarterdeck.engine.segments import damage, disk, journal, manifest
from quarterdeck.engine.segments.journal import Journal, Task
from quarterdeck.engine.segments.layout import Dictionaries, FileMeta, Manifest, YearFiles
from quarterdeck.engine.segments.planning import plan
from quarterdeck.engine.segments.progress import Progress, unheard
from quarterdeck.engine.segments.rows import Numbers, Rows
from quarterdeck.engine.segments.spills import spilled, stored
from quarterdeck.engine.segments.writing import write_year

SlabWriter: TypeAlias = Callable[
    [Path, str, Path, Path, Dictionaries, Callable[[str], int], Mapping[str, int]], tuple[FileMeta, ...]
]
"""Makes the slabs of a year: `engine.slabs.writing.write`."""

_OURS = re.compile(r"\d{4}-g(\d+)\W.*|.*\.json\.tmp")

logger = logging.getLogger(__name__)


def compact(
    folder: Path, log: LogReader, *, slabs: SlabWriter, level_of: Callable[[str], int], on_progress: Progress = unheard
) -> Manifest:
    """Take the rows of new batches into the segments; make damaged years again. Gives the manifest that then counts.

    `level_of` gives the level of a unit by uid. One that was killed goes on where it was. Readers go on with what they
    opened; rows that arrive meanwhile stay in the tail. Raises `Conflict` where another is at work, and `BadInput`
    where the disk is full or the folder may not be written in: then everything is as before.
    """
    return _Compaction(folder, log, slabs, level_of, on_progress).run(anew=False)


def rebuild(
    folder: Path, log: LogReader, *, slabs: SlabWriter, level_of: Callable[[str], int], on_progress: Progress = unheard
) -> Manifest:
    """Make all segments anew from the log, beside the old ones, which count until the end. Otherwise as `compact`."""
    return _Compaction(folder, log, slabs, level_of, on_progress).run(anew=True)


def mend(
    folder: Path, log: LogReader, *, slabs: SlabWriter, level_of: Callable[[str], int], on_progress: Progress = unheard
) -> Manifest:
    """Compare every file with its digest, and make the years of damaged ones again from the log, as `compact` does."""
    held = manifest.read(folder) or Manifest()
    for files in held.years.values():
        if wrong := damage.damaged_files(folder, files, thoroughly=True):
            damage.distrust(folder, *wrong)
    return compact(folder, log, slabs=slabs, level_of=level_of, on_progress=on_progress)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one who works on the segments of a folder. Raises `Conflict` where another does."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(
                gettext_noop("The figures engine is being compacted or verified already."),
                remedy=gettext_noop("Wait until that is done. Figures can be read and reported meanwhile."),
                place=str(folder),
            ) from None
        yield


class _Compaction:
    """One run over a folder."""

    def __init__(
        self, folder: Path, log: LogReader, slabs: SlabWriter, level_of: Callable[[str], int], on_progress: Progress
    ) -> None:
        self.folder, self.log, self.slabs, self.level_of, self.on_progress = folder, log, slabs, level_of, on_progress

    def run(self, *, anew: bool) -> Manifest:
        """Go on with what was begun, then take what is new."""
        with disk.writing(self.folder), alone(self.folder):
            try:
                return self._run(anew=anew)
            except OSError as error:
                if disk.is_full(error):
                    journal.remove(self.folder)
                    self._tidy()
                raise

    def _run(self, *, anew: bool) -> Manifest:
        held = manifest.read(self.folder) or Manifest()
        begun = journal.read(self.folder)
        if begun and (begun.anew or not anew) and begun.is_sound(self.folder, held) and self._is_ours(begun.target):
            self._tidy(begun)
            held, anew = self._finish(begun), False
        base = Manifest(generation=held.generation) if anew or not self._is_ours(held) else held
        generation = self._generation(held) + 1
        journal.remove(self.folder)
        self._tidy()
        with self.log.held() as last:
            pass
        if not anew and last == base.watermark and not damage.damaged_years(self.folder, base):
            return base
        made = plan(
            self.folder, self.log, base, last, generation=generation, anew=anew, on_progress=self.on_progress
        )  # fmt: skip
        journal.write(self.folder, made)
        return self._finish(made)

    def _is_ours(self, held: Manifest) -> bool:
        ours = not held.watermark or held.log == self.log.log_name(held.watermark)
        if not ours:
            logger.warning("The segments in %s were made from another log and are made anew", self.folder)
        return ours

    def _generation(self, held: Manifest) -> int:
        """The last generation of which there is a trace, so that no name ever stands for two files."""
        traces = (_OURS.fullmatch(path.name) for path in self.folder.iterdir())
        return max([held.generation, *(int(one[1]) for one in traces if one and one[1])])

    def _finish(self, begun: Journal) -> Manifest:
        """Write the years that are left, then let the new manifest count."""
        order = self.log.batches().order()
        sizes = {year: _size(task) for year, task in begun.todo.items()}
        done = sum(sizes.values())
        total = 2 * done
        for year, task in sorted(begun.todo.items()):
            self.on_progress(done, total, Message(gettext_noop("Writing {year}"), {"year": year}))
            begun = begun.with_year(year, self._written(year, task, begun.target, order))
            journal.write(self.folder, begun)
            done += sizes[year]
        before = manifest.read(self.folder)
        if before is not None:
            manifest.write(self.folder, before, manifest.PREVIOUS)
        manifest.write(self.folder, begun.target)
        self.on_progress(total, total, Message(gettext_noop("Done")))
        damage.forget(self.folder, manifest.files_of(begun.target))
        journal.remove(self.folder)
        self._tidy()
        return begun.target

    def _written(self, year: int, task: Task, target: Manifest, order: Numbers) -> YearFiles | None:
        known = target.dictionaries
        indicators = [one.indicator for one in known.series]
        rows = Rows.joined([spilled(self.folder, task.spill), stored(self.folder, task.old, indicators)])
        wide = np.isin(np.array(indicators, dtype=object), target.wide)
        if wide.any():
            rows = rows.only(~wide[rows.series])
        if not len(rows):
            return None
        stem = f"{year}-g{target.generation}"
        newest, superseded = write_year(self.folder, stem, rows, known, task.scales, order)
        del rows
        paths = (self.folder / newest.name, self.folder / superseded.name)
        slabs = self.slabs(self.folder, stem, *paths, known, self.level_of, task.scales)
        return YearFiles(newest, superseded, slabs, task.scales)

    def _tidy(self, begun: Journal | None = None) -> None:
        """Remove files of ours that nothing counts on: not the manifest, not the one before, not what is begun."""
        counted = {name for one in (manifest.NAME, manifest.PREVIOUS) for name in self._named(one)}
        for path in self.folder.iterdir():
            if _OURS.fullmatch(path.name) and path.name not in counted | (begun.files if begun else set()):
                path.unlink(missing_ok=True)

    def _named(self, name: str) -> set[str]:
        return manifest.files_of(manifest.read(self.folder, name))


def _size(task: Task) -> int:
    old = task.old.newest.rows + task.old.superseded.rows if task.old else 0
    return old + (task.spill.rows if task.spill else 0)
