"""Compile the reader of texts for this machine with mypyc, so that it reads half as many pages again in the same time.

    .venv/bin/python deploy/compile_reader.py
    .venv/bin/python deploy/compile_reader.py --try    # only see that mypyc takes the sources; nothing is compiled

Needs mypy (requirements-fast.txt), a C compiler and Python's headers; `make fast` installs all three. What is compiled
lies in the environment, is taken only while the sources stay as they are, and answers as the sources do: that is tried
on two reports before it is put in its place. Tests run from the sources.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from mypyc.build import mypycify

from quarterdeck.core.compiled import SUFFIX, fingerprint, store

if TYPE_CHECKING:
    from setuptools import Extension

PROJECT = Path(__file__).resolve().parents[1]
READER = PROJECT / "src/quarterdeck/prose"
ROOMS = ("check", "citations", "claims", "matching", "numbers", "periods", "quantities", "tasks", "units")
# A property that keeps its answer is worked out anew each time once it is compiled.
_KEEPING = re.compile(r"import .*\b(lazy|cached_property)\b")
_SAMPLES = ("tests/prose/true.vi.txt", "tests/prose/true.en.txt")
_TELL = """
import json, sys
from quarterdeck.core.compiled import is_compiled
from quarterdeck.prose import citations, claims, tasks, words
from quarterdeck.prose.citations.form import to_json as of_citations
from quarterdeck.prose.claims.form import to_json as of_claims
from quarterdeck.prose.tasks.form import to_json as of_tasks
texts = [open(name, encoding="utf-8").read() for name in sys.argv[1:]]
said = [[of_claims(claims.read(one)), of_citations(citations.read(one)), of_tasks(tasks.read(one))] for one in texts]
print(json.dumps([is_compiled(words), said]))
"""


def modules() -> list[Path]:
    """What is compiled: reading and checking, but for the few modules that would not be the same."""
    found = [*READER.glob("*.py"), *(path for room in ROOMS for path in (READER / room).glob("*.py"))]
    return sorted(one for one in found if one.name != "__init__.py" and not _KEEPING.search(one.read_text("utf-8")))


def translated(folder: Path) -> list[Extension]:
    """The C sources of the modules, as mypyc writes them into `folder`."""
    os.environ["MYPYPATH"] = str(PROJECT / "src")
    paths = [str(path.relative_to(PROJECT)) for path in modules()]
    # Optimizing more takes minutes and gains little: most of the time goes by in Python's own library.
    return list(mypycify(paths, opt_level="1", debug_level="0", multi_file=True, target_dir=str(folder)))


def built(extensions: list[Extension], target: Path) -> None:
    """Compile and link each extension into a file of its name in `target`, on all cores."""
    include = sysconfig.get_paths()["include"]
    compiler = [*_command("CC"), *_command("CCSHARED"), "-w", "-DNDEBUG", "-fwrapv", f"-I{include}"]

    def compiled(one: Extension, source: str) -> None:
        flags = [*(f"-I{folder}" for folder in one.include_dirs), *one.extra_compile_args]
        subprocess.run([*compiler, *flags, "-c", source, "-o", f"{source}.o"], check=True)

    def linked(one: Extension) -> None:
        pieces = [f"{source}.o" for source in one.sources]
        subprocess.run([*_command("LDSHARED"), *pieces, "-o", str(target / f"{one.name}{SUFFIX}")], check=True)

    with ThreadPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(lambda pair: compiled(*pair), ((one, source) for one in extensions for source in one.sources)))
        list(workers.map(linked, extensions))


def _command(name: str) -> list[str]:
    """How this Python was compiled itself."""
    return shlex.split(sysconfig.get_config_var(name) or "")


def told(wanted: bool) -> object:
    """What the reader tells of the sample texts, compiled or not; ends with an error where it is not as `wanted`."""
    run = subprocess.run(
        [sys.executable, "-c", _TELL, *_SAMPLES], check=True, capture_output=True, cwd=PROJECT, text=True,
        env={**os.environ, "QUARTERDECK_COMPILED": str(int(wanted)), "PYTHONPATH": str(PROJECT / "src")},
    )  # fmt: skip
    was_compiled, said = json.loads(run.stdout)
    if was_compiled is not wanted:
        raise SystemExit("The compiled reader was not taken: were sources edited meanwhile? Run it again.")
    return said


def main() -> None:
    """Compile what is not compiled yet, try it and forget what was compiled of other sources."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--try", action="store_true", dest="only_try", help="only see that mypyc takes the sources")
    os.chdir(PROJECT)
    if options.parse_args().only_try:
        with tempfile.TemporaryDirectory() as work:
            print(f"{len(modules())} modules can be compiled into {len(translated(Path(work)))} files.")
        return
    target = store() / fingerprint()
    if target.is_dir():
        print("The reader is compiled already.")
        return
    begun = time.monotonic()
    store().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store()) as work:
        made = Path(work) / "made"
        made.mkdir()
        extensions = translated(Path(work) / "c")
        if store() / fingerprint() != target:
            raise SystemExit("Sources were edited while they were compiled. Run it again.")
        built(extensions, made)
        made.rename(target)
    if told(wanted=True) != told(wanted=False):
        shutil.rmtree(target)
        raise SystemExit("The compiled reader does not read as its sources do. It was removed; please report this.")
    for other in store().iterdir():
        if other != target:
            shutil.rmtree(other)
    print(f"The reader was compiled in {time.monotonic() - begun:.0f} s. Start Quarterdeck again to use it.")


if __name__ == "__main__":
    main()
