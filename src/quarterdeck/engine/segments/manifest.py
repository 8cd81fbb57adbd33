"""The manifest on disk: read and written as one JSON file, at one stroke."""

import json
import logging
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from quarterdeck.engine.segments.checksums import replace_text
from quarterdeck.engine.segments.layout import Dictionaries, FileMeta, Manifest, Series, YearFiles

NAME = "manifest.json"
PREVIOUS = "manifest.previous.json"
FORMAT = 1

logger = logging.getLogger(__name__)


def read(folder: Path, name: str = NAME) -> Manifest | None:
    """The manifest of a folder; None where there is none that can be read."""
    body = read_body(folder / name)
    return None if body is None else manifest_from(body)


def write(folder: Path, manifest: Manifest, name: str = NAME) -> None:
    """Make this the manifest of the folder."""
    write_body(folder / name, manifest_to(manifest))


def read_body(path: Path) -> dict[str, Any] | None:
    """What `write_body` wrote; None, and a line in the program's log, where it is not what was written."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        logger.warning("%s cannot be read and does not count: %s", path, error)
        return None
    try:
        told: dict[str, Any] = json.loads(text)
        body: dict[str, Any] = told["body"]
        if told["format"] != FORMAT or told["digest"] != _digest(_text(body)):
            raise ValueError("format or digest")
    except (ValueError, KeyError, TypeError) as error:
        logger.warning("%s is damaged or foreign and does not count: %s", path, error)
        return None
    return body


def write_body(path: Path, body: Mapping[str, Any]) -> None:
    """Write a value of JSON with its format and digest, at one stroke."""
    text = _text(body)
    replace_text(path, f'{{"format":{FORMAT},"digest":"{_digest(text)}","body":{text}}}')


def manifest_to(manifest: Manifest) -> dict[str, Any]:
    """A manifest as a value of JSON."""
    known = manifest.dictionaries
    return {
        "generation": manifest.generation,
        "watermark": manifest.watermark,
        "log": manifest.log,
        "series": [list(one) for one in known.series],
        "units": list(known.units),
        "periods": list(known.periods),
        "years": {str(year): year_to(files) for year, files in sorted(manifest.years.items())},
        "wide": list(manifest.wide),
    }


def manifest_from(body: Mapping[str, Any]) -> Manifest:
    """The manifest that a value of JSON tells."""
    known = Dictionaries(tuple(Series(*one) for one in body["series"]), tuple(body["units"]), tuple(body["periods"]))
    years = {int(year): year_from(files) for year, files in body["years"].items()}
    return Manifest(body["generation"], body["watermark"], body["log"], known, years, tuple(body["wide"]))


def file_to(meta: FileMeta) -> list[Any]:
    """A file's properties as a value of JSON."""
    return [meta.name, meta.size, meta.digest, meta.rows]


def file_from(told: list[Any]) -> FileMeta:
    """The properties of a file that a value of JSON tells."""
    return FileMeta(*told)


def files_of(manifest: Manifest | None) -> set[str]:
    """The names of all files that a manifest counts on."""
    years = manifest.years.values() if manifest else ()
    return {one.name for files in years for one in (files.newest, files.superseded, *files.slabs)}


def year_to(files: YearFiles) -> dict[str, Any]:
    """The files of a year as a value of JSON."""
    return {
        "newest": file_to(files.newest),
        "superseded": file_to(files.superseded),
        "slabs": [file_to(one) for one in files.slabs],
        "scales": dict(files.scales),
    }


def year_from(told: Mapping[str, Any]) -> YearFiles:
    """The files of a year that a value of JSON tells."""
    slabs = tuple(file_from(one) for one in told["slabs"])
    return YearFiles(file_from(told["newest"]), file_from(told["superseded"]), slabs, told["scales"])


def _text(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
