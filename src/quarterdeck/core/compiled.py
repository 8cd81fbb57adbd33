"""Modules that were compiled for this machine, taken in place of their sources while these are still the same.

`deploy/compile_reader.py` puts them into the folder of the environment (`.venv`). Nothing needs them: without them, or
after one letter of the sources was edited, everything runs from the sources.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

SUFFIX = EXTENSION_SUFFIXES[0]
# What the compiled modules are made of, and what they take for granted.
ROOMS = ("core", "prose")
_PACKAGE = Path(__file__).resolve().parents[1]
_OFF = "0"


def sources(package: Path = _PACKAGE) -> Iterator[Path]:
    """The sources whose change makes compiled modules stale, in order."""
    return (path for room in ROOMS for path in sorted((package / room).rglob("*.py")))


def fingerprint(package: Path = _PACKAGE) -> str:
    """What the sources and the interpreter are told by: other sources, other fingerprint."""
    found = hashlib.sha256(SUFFIX.encode())
    for path in sources(package):
        content = path.read_bytes()
        found.update(f"{path.relative_to(package).as_posix()} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()[:20]


def store(environment: str = sys.prefix) -> Path:
    """The folder of compiled modules in an environment: one folder for each fingerprint."""
    return Path(environment) / "lib" / "quarterdeck-compiled"


class Compiled(MetaPathFinder):
    """Finds the modules that lie compiled in `folder`, each as a file of its full name."""

    def __init__(self, folder: Path) -> None:
        self.places: Mapping[str, Path] = {
            path.name.removesuffix(SUFFIX): path for path in folder.iterdir() if path.name.endswith(SUFFIX)
        }

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """How a module is loaded that lies there; None for any other."""
        if (place := self.places.get(fullname)) is None:
            return None
        return spec_from_file_location(fullname, place, loader=ExtensionFileLoader(fullname, str(place)))


def prefer_compiled() -> None:
    """Load modules from now on as they were compiled for these very sources, unless QUARTERDECK_COMPILED is 0."""
    if os.environ.get("QUARTERDECK_COMPILED") == _OFF or not store().is_dir():
        return
    folder = store() / fingerprint()
    if folder.is_dir():
        sys.meta_path.insert(0, Compiled(folder))


def is_compiled(module: ModuleType) -> bool:
    """Whether a module was loaded as it was compiled."""
    return str(module.__file__).endswith(SUFFIX)
