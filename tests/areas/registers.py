"""Small registers for tests, written as the three files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from quarterdeck.areas.cli import areas
from quarterdeck.areas.rules.registers import read_register

UNITS = "uid,code,level,name_vi,name_en,kind,parent_code,valid_from,valid_to"
CHANGES = "change_id,date,kind,title,legal_basis"
SUCCESSIONS = "predecessor,successor,share,share_area,quality,change_id"
# Two communes merge, one of them after it has passed to the other canton: a chain of one day.
SMALL: Mapping[str, Sequence[str]] = {
    "units.csv": (
        UNITS,
        "K1@2000,K1,1,Canton One,Canton One,canton,,2000-01-01,",
        "K2@2000,K2,1,Canton Two,Canton Two,canton,,2000-01-01,",
        "1@2000,1,2,Aa,Aa,commune,K1,2000-01-01,2010-01-01",
        "2@2000,2,2,Bb,Bb,commune,K2,2000-01-01,2010-01-01",
        "2@2010a,2,2,Bb,Bb,commune,K1,2010-01-01,2010-01-01",
        "3@2010,3,2,Aabb,Aabb,commune,K1,2010-01-01,2015-01-01",
        "4@2015,4,2,Aa Bridge,Aa Bridge,commune,K1,2015-01-01,",
        "5@2015,5,2,Bb Hill,Bb Hill,commune,K1,2015-01-01,",
        "6@2000,6,2,Cc,Cc,commune,K2,2000-01-01,2020-01-01",
    ),
    "changes.csv": (
        CHANGES,
        "M1,2010-01-01,move,Bb to Canton One,Act 7 (2009-06-30)",
        "M2,2010-01-01,merge,Aa and Bb merge,Act 7 (2009-06-30)",
        "M3,2015-01-01,split,Aabb splits,Act 9",
        "M4,2020-01-01,abolish,Cc (6) is abolished,",
    ),
    "succession.csv": (
        SUCCESSIONS,
        "2@2000,2@2010a,1,1,exact,M1",
        "1@2000,3@2010,1,1,exact,M2",
        "2@2010a,3@2010,1,1,exact,M2",
        "3@2010,4@2015,1/3,0.25,counted,M3",
        "3@2010,5@2015,2/3,0.75,counted,M3",
    ),
}


def folder(path: Path, files: Mapping[str, Sequence[str]] = SMALL, **changed: Sequence[str]) -> Path:
    """A folder with these files; `units=...`, `changes=...` or `succession=...` stand in for one of them."""
    path.mkdir(exist_ok=True)
    for name, lines in {**files, **{f"{key}.csv": lines for key, lines in changed.items()}}.items():
        (path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def without(file: str, start: str) -> list[str]:
    """The lines of a file of `SMALL` but those that begin so."""
    return [line for line in SMALL[file] if not line.startswith(start)]


def run(*arguments: object) -> Result:
    """`quarterdeck areas` with these arguments."""
    return CliRunner().invoke(areas, [str(one) for one in arguments])


def imported(path: Path, **changed: Sequence[str]) -> Result:
    """The small register, or a variant of it, taken in."""
    return run("import", folder(path / "register", **changed), "--commit")


def read(files: Mapping[str, Sequence[str]] = SMALL):
    """The files as `read_register` gives them."""
    return read_register({name: "\n".join(lines).encode() for name, lines in files.items()})
