"""Files that turned out to be damaged, told to all processes, so that none uses them and the next compaction mends."""

import json
import logging
from pathlib import Path

from quarterdeck.engine.segments.checksums import has_size, is_sound, replace_text
from quarterdeck.engine.segments.layout import Manifest, YearFiles

NAME = "damaged.json"

logger = logging.getLogger(__name__)


def distrust(folder: Path, *names: str) -> None:
    """Let nobody use these files any more: what they told is read from the log until they are made again."""
    for name in names:
        logger.error("%s is damaged; its year is read from the log until it is made again", folder / name)
    try:
        replace_text(folder / NAME, json.dumps(sorted({*distrusted(folder), *names})))
    except OSError as error:
        logger.warning("%s cannot be written: %s", folder / NAME, error)


def distrusted(folder: Path) -> frozenset[str]:
    """The names of the files that nobody may use."""
    try:
        return frozenset(json.loads((folder / NAME).read_bytes()))
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError, TypeError) as error:
        logger.warning("%s cannot be read: %s", folder / NAME, error)
        return frozenset()


def damaged_files(folder: Path, files: YearFiles, *, thoroughly: bool = False) -> list[str]:
    """Which files of a year are missing or otherwise than they must be: by size, or thoroughly by content."""
    sound = is_sound if thoroughly else has_size
    return [one.name for one in (files.newest, files.superseded, *files.slabs) if not sound(folder, one)]


def damaged_years(folder: Path, manifest: Manifest) -> tuple[int, ...]:
    """The years of which a file is distrusted, missing or of another size."""
    doubted = distrusted(folder)
    found = []
    for year, files in manifest.years.items():
        names = {one.name for one in (files.newest, files.superseded, *files.slabs)}
        wrong = damaged_files(folder, files)
        for name in wrong:
            logger.error("%s is missing or not as long as it must be", folder / name)
        if wrong or names & doubted:
            found.append(year)
    return tuple(sorted(found))


def forget(folder: Path, counted: set[str]) -> None:
    """Distrust only files that still count."""
    left = distrusted(folder) & counted
    if left:
        replace_text(folder / NAME, json.dumps(sorted(left)))
    else:
        (folder / NAME).unlink(missing_ok=True)
