"""How far a compaction has come, on disk: one that was killed goes on where it was."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quarterdeck.engine.segments import manifest
from quarterdeck.engine.segments.checksums import is_sound
from quarterdeck.engine.segments.layout import FileMeta, Manifest, YearFiles

NAME = "journal.json"


@dataclass(frozen=True, slots=True)
class Journal:
    """A compaction at work: the manifest that it makes, in so far as it is made, and what is left to do.

    `base` is the generation of the manifest that it builds on, `anew` says that it takes nothing over from it. `todo`
    has the years to write, each with its newly read rows (None: none were read), its scales, and its old files.
    """

    base: int
    anew: bool
    target: Manifest
    todo: Mapping[int, "Task"]

    def with_year(self, year: int, files: YearFiles | None) -> "Journal":
        """The same after a year is written; None: nothing is left of it."""
        years = dict(self.target.years) | ({year: files} if files else {})
        todo = {one: task for one, task in self.todo.items() if one != year}
        return replace(self, target=replace(self.target, years=years), todo=todo)

    @property
    def files(self) -> set[str]:
        """The names of the files that it counts on."""
        spills = {task.spill.name for task in self.todo.values() if task.spill}
        return manifest.files_of(self.target) | spills

    def is_sound(self, folder: Path, held: Manifest) -> bool:
        """Whether it can go on: the manifest is still the one that it builds on, and its files are whole."""
        years = (files for year, files in self.target.years.items() if held.years.get(year) != files)
        made = [one for files in years for one in (files.newest, files.superseded, *files.slabs)]
        spills = [task.spill for task in self.todo.values() if task.spill]
        return self.base == held.generation and all(is_sound(folder, one) for one in (*made, *spills))


@dataclass(frozen=True, slots=True)
class Task:
    """A year to write: from newly read rows and from what `old` files hold, with these decimals."""

    spill: FileMeta | None
    old: YearFiles | None
    scales: Mapping[str, int]


def read(folder: Path) -> Journal | None:
    """The journal of a compaction that did not come to its end."""
    body = manifest.read_body(folder / NAME)
    if body is None:
        return None
    todo = {int(year): _task_from(told) for year, told in body["todo"].items()}
    return Journal(body["base"], body["anew"], manifest.manifest_from(body["target"]), todo)


def write(folder: Path, journal: Journal) -> None:
    """Set down how far it has come."""
    todo = {str(year): _task_to(task) for year, task in journal.todo.items()}
    target = manifest.manifest_to(journal.target)
    body = {"base": journal.base, "anew": journal.anew, "target": target, "todo": todo}
    manifest.write_body(folder / NAME, body)


def remove(folder: Path) -> None:
    """It has come to its end."""
    (folder / NAME).unlink(missing_ok=True)


def _task_to(task: Task) -> dict[str, Any]:
    return {
        "spill": task.spill and manifest.file_to(task.spill),
        "old": task.old and manifest.year_to(task.old),
        "scales": dict(task.scales),
    }


def _task_from(told: Mapping[str, Any]) -> Task:
    spill, old = told["spill"], told["old"]
    return Task(spill and manifest.file_from(spill), old and manifest.year_from(old), told["scales"])
