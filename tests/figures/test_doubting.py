"""A file whose areas are those of other days is warned about, and its areas are found around the province alone."""

from datetime import date

import pytest
from click.testing import CliRunner

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import forget, neighbourhood
from quarterdeck.core.rights import SYSTEM
from quarterdeck.figures.cli import figures
from quarterdeck.figures.queries.importing import DryRun, dry_run
from tests.world import MERGER, NOW, World, indicator

HEADS = "indicator,area,period,value,unit"


def look(*lines: str) -> DryRun:
    content = "\n".join([HEADS, *lines]).encode()
    return dry_run(content=content, name="june.csv", by=SYSTEM, at=NOW)


def row(area: str, period: str) -> str:
    return f"BUDGET_REV,{area},{period},12,VND_bn"


@pytest.fixture
def moved(world: World) -> World:
    """D1's code passes to another unit on the day of the merger; D3 is new on that day."""
    indicator(world)
    Area.objects.filter(code="D1").update(valid_to=MERGER)
    for code, name in (("D1", "Huyện Khác"), ("D3", "Huyện Ba")):
        Area.objects.create(
            uid=f"{code}@2025", code=code, level=2, kind="district", name_vi=name, name_en=name, parent_code="P",
            valid_from=MERGER,
        )  # fmt: skip
    return world


def test_areas_of_later_days_are_warned_about_and_the_dead_ones_refused(moved: World) -> None:
    run = look(row("D1", "2024-Q1"), row("D2", "2024-Q1"), row("D3", "2024-Q1"))
    (warning,) = run.warnings
    assert "look like those of 2025-01-01 and later" in str(warning)
    (error,) = run.errors
    assert (error.place, "did not exist" in str(error.what)) == ("B4", True)
    assert "unit that existed then" in str(error.remedy)
    assert len(run.changes) == 2


def test_names_of_earlier_days_are_warned_about(moved: World) -> None:
    (warning,) = look(row("Thành phố Một", "2025-Q2"), row("D2", "2025-Q2")).warnings
    assert "2010-01-01 to 2024-12-31" in str(warning)


def test_areas_of_the_period_or_of_no_sure_day_are_not_warned_about(moved: World) -> None:
    assert look(row("D1", "2025-Q1"), row("D2", "2025-Q1"), row("D3", "2025-Q1")).warnings == ()
    assert look(row("D2", "2024-Q1")).warnings == ()
    assert look(row("D1", "2024-Q1"), row("D1", "2025-Q1")).warnings == ()


def test_a_warning_is_told_by_the_command_and_forbids_nothing(moved: World, tmp_path) -> None:
    file = tmp_path / "june.csv"
    file.write_text("\n".join([HEADS, *(row(code, "2024-Q1") for code in ("D1", "D2", "D3"))]), "utf-8")
    done = CliRunner().invoke(figures, ["import", str(file), "--accept-good-rows"])
    assert "warning: The areas of Q1 2024 look like those of 2025-01-01 and later" in done.stderr
    assert "Imported 2 figures" in done.output


def test_the_units_of_other_provinces_are_not_offered(world: World) -> None:
    for code, level, parent in (("Q", 1, ""), ("E1", 2, "Q"), ("F1", 3, "E1")):
        Area.objects.create(
            uid=f"{code}@2010", code=code, level=level, kind="x", name_vi="Xã Một", name_en="x", parent_code=parent,
            valid_from=date(2010, 1, 1),
        )  # fmt: skip
    found = neighbourhood()
    assert {unit.code for _, unit in found} == {"P", "Q", "D1", "D2", "C1", "C2", "C3", "C4"}
    assert [world.areas["P"].pk in dict(found), len(found)] == [True, 8]
    Area.objects.filter(steered=True).update(steered=False)
    forget()
    assert len(neighbourhood()) == 10
