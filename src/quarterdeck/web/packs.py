"""Read the country packs: the dated data of a country, kept as YAML beside the code."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from quarterdeck.core.calendars import WorkingCalendar, from_pack
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import Message, gettext_noop


@cache
def read(pack: str, path: str) -> Any:
    """The parsed YAML file `path` of a pack, e.g. `read("vn", "documents/types.yaml")`.

    Read once per process and shared: treat the result as read-only. Raises `NotFound` where the pack has no
    such file, and `BadInput` where it is no YAML or leaves the pack's folder.
    """
    place = f"{pack}/{path}"
    file = _file(pack, path)
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as broken:
        remedy = Message(gettext_noop("Correct it: {problem}"), {"problem": " ".join(str(broken).split())})
        raise BadInput(gettext_noop("The file is not valid YAML in UTF-8."), place=place, remedy=remedy) from broken


@cache
def rows(pack: str, path: str) -> tuple[dict[str, str], ...]:
    """The rows of a pack's CSV file with a header line, as text; raises `NotFound` where there is none."""
    with _file(pack, path).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def content(pack: str, path: str) -> bytes:
    """A pack's file as it stands, not kept in memory; raises `NotFound` where there is none."""
    return _file(pack, path).read_bytes()


def available() -> tuple[str, ...]:
    """The codes of the packs that are there."""
    return tuple(sorted(path.parent.name for path in Path(settings.PACKS).glob("*/pack.yaml")))


def _file(pack: str, path: str) -> Path:
    root = Path(settings.PACKS).resolve()
    file = (root / pack / path).resolve()
    if not file.is_relative_to(root / pack) or not (root / pack).is_relative_to(root):
        raise BadInput(gettext_noop("This path leads out of the pack."), place=f"{pack}/{path}",
                       remedy=gettext_noop("Name a file inside the pack."))  # fmt: skip
    if not file.is_file():
        raise NotFound(
            Message(gettext_noop("The pack {pack} has no file {path}."), {"pack": pack, "path": path}),
            remedy=gettext_noop("Choose another pack, or add the file to it."),
        )
    return file


@cache
def working_calendar(pack: str) -> WorkingCalendar:
    """The working days of a pack's country; raises what `read` and `core.calendars.from_pack` raise."""
    path = "calendars/swaps.yaml"
    return from_pack(read(pack, path), f"{pack}/{path}")
