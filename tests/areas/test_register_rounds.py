"""A register with planned events goes out as files and comes back the same, into its own store and into another."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from django.db.models import Q

from quarterdeck.areas.actions.importing import import_register
from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.areas.queries import register
from quarterdeck.areas.queries.exporting import register_files
from quarterdeck.areas.rules.drafting import Draft
from quarterdeck.areas.rules.registers import FILES, read_register
from quarterdeck.core.rights import SYSTEM
from tests.areas.drafts import kept, merged_districts, staged
from tests.areas.registers import SMALL, read, run
from tests.world import NOW, World

# 6 is to be ended by an event, and goes on without one; 5 goes on without an event later, and again.
LONG: Mapping[str, Sequence[str]] = {
    **SMALL,
    "units.csv": [
        f"{SMALL['units.csv'][0]},ended_by",
        *(f"{line}," for line in SMALL["units.csv"][1:-2]),
        "5@2015,5,2,Bb Hill,Bb Hill,commune,K1,2015-01-01,2018-01-01,",
        "5@2018,5,2,Bb Hills,Bb Hills,commune,K1,2018-01-01,2021-01-01,",
        "5@2021,5,2,Bb Hill,Bb Hill,commune,K1,2021-01-01,,",
        "6@2000,6,2,Cc,Cc,commune,K2,2000-01-01,2020-01-01,M4",
        "6@2020,6,2,Cc,Cc,commune,K1,2020-01-01,,",
    ],
    "changes.csv": [line.replace("abolish,Cc (6) is abolished", "move,Cc to Canton One")
                    for line in SMALL["changes.csv"]],
    "succession.csv": [
        *SMALL["succession.csv"], "5@2015,5@2018,1,1,exact,", "5@2018,5@2021,1,1,exact,", "6@2000,6@2020,1,1,exact,",
    ],
}  # fmt: skip
DAYS = [date(2005, 1, 1), date(2012, 6, 1), date(2016, 1, 1), date(2019, 1, 1), date(2030, 1, 1)]


def stored() -> list[list[tuple[object, ...]]]:
    """What the store holds, without its keys."""
    units = Area.objects.order_by("uid").values_list(
        "uid", "valid_from", "valid_to", "expected_to", "standing", "begun_by__code", "ended_by__code"
    )
    events = AreaEvent.objects.order_by("code").values_list("code", "kind", "day", "standing", "order")
    parts = Succession.objects.order_by("predecessor__uid", "successor__uid").values_list(
        "predecessor__uid", "successor__uid", "event__code", "shares"
    )
    return [list(units), list(events), list(parts)]


def emptied() -> None:
    Succession.objects.all().delete()
    Area.objects.all().delete()
    AreaEvent.objects.all().delete()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_whatever_is_planned_comes_back_as_it_was(db: None, tmp_path: Path, day: date) -> None:
    import_register(register=read(LONG), as_of=day, by=SYSTEM, at=NOW)
    before, files = stored(), register_files()
    run("export", tmp_path)
    own = run("import", tmp_path, "--commit")
    assert own.exit_code == 0, own.output
    assert own.output.count(" 0 new, 0 changed") == 3
    assert stored() == before
    emptied()
    other = run("import", tmp_path, "--commit")
    assert other.exit_code == 0, other.output
    assert "0 errors, 0 warnings" in other.output
    assert stored() == before
    assert register_files() == files


def test_a_planned_end_is_written_and_its_event_says_that_it_is_to_come(db: None, tmp_path: Path) -> None:
    import_register(register=read(LONG), as_of=date(2016, 1, 1), by=SYSTEM, at=NOW)
    run("export", tmp_path)
    units = (tmp_path / "units.csv").read_text(encoding="utf-8")
    assert "6@2000,6,2,Cc,Cc,commune,K2,2000-01-01,2020-01-01,,M4" in units
    assert "M4,2020-01-01" in (tmp_path / "changes.csv").read_text(encoding="utf-8")
    lines = (tmp_path / "succession.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split(",")[-2:] == ["change_id", "status"]
    assert {line.split(",")[0]: line.split(",")[-1] for line in lines[1:]} == {
        "2@2000": "", "1@2000": "", "2@2010a": "", "3@2010": "", "5@2015": "planned", "5@2018": "planned",
        "6@2000": "planned",
    }  # fmt: skip
    assert {unit.uid for unit in register().state(date(2022, 1, 1), 2)} == {"4@2015", "5@2015", "6@2000"}


@pytest.mark.parametrize("prepared", [kept, staged], ids=["planned", "staged"])
def test_an_event_drafted_on_its_page_comes_back_with_its_standing(
    world: World, tmp_path: Path, prepared: Callable[[World, Draft], AreaEvent]
) -> None:
    event = prepared(world, merged_districts())
    mine = Area.objects.filter(Q(begun_by=event) | Q(ended_by=event)).order_by("uid")
    before = list(mine.values("uid", "valid_from", "valid_to", "expected_to", "standing"))
    run("export", tmp_path)
    done = run("import", tmp_path, "--commit")
    assert done.exit_code == 0, done.output
    assert "0 errors" in done.output
    assert list(mine.values("uid", "valid_from", "valid_to", "expected_to", "standing")) == before
    assert len(before) == 7
    files = read_register({name: (tmp_path / name).read_bytes() for name in FILES})
    assert {row.event.code: row.event.standing.value for row in files.changes}[event.code] == event.standing
