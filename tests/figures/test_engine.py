"""The engine over a store: what figures mean now, what is accepted is answered at once, and segments change nothing."""

import errno
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import override_settings

from quarterdeck.areas.queries import forget
from quarterdeck.core.errors import BadInput
from quarterdeck.engine.query import Statement
from quarterdeck.engine.segments import manifest
from quarterdeck.engine.segments.verifying import verify
from quarterdeck.engine.store import Way
from quarterdeck.figures.jobs import background
from quarterdeck.figures.jobs.compacting import compact, tail_rows
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries import engine as queries
from quarterdeck.figures.queries.engine import both_names, folder, level_of, read_ahead, store, world
from quarterdeck.figures.queries.engine_asking import Wish, question_of
from tests.figures.told import as_committed, as_outside_a_transaction, history, tell
from tests.world import NOW, World, indicator


@pytest.fixture
def revenue(world: World, tmp_path: Path) -> Iterator[Indicator]:
    with override_settings(HOME=tmp_path):
        made = indicator(world)
        history(world, made)
        yield made


def ask(way: Way | None = None, **wished: object) -> list[dict[str, object]]:
    fields: dict[str, object] = {"indicators": ("BUDGET_REV",), "periods": ("2024-Q1",)} | wished
    return store().ask(question_of(Wish(**fields), NOW), way).to_pylist()


def level(**wished: object) -> str:
    (row,) = ask(statements=("level",), **wished)
    return f"{row['value']:f}".rstrip("0").rstrip(".")


def test_the_world_is_the_same_until_something_in_it_changes(revenue: Indicator) -> None:
    first = world()
    assert world() is first
    assert world(expected=True).measures == first.measures
    Indicator.objects.filter(pk=revenue.pk).update(decimals=2)
    second = world()
    assert second is not first
    assert second.token != first.token
    assert second.measures["BUDGET_REV"].decimals == 2


def test_what_was_answered_is_asked_of_the_log_again_only_after_somebody_wrote(
    world: World, revenue: Indicator
) -> None:
    question = question_of(Wish(indicators=("BUDGET_REV",), periods=("2024-Q1",), statements=("level",)), NOW)
    with as_outside_a_transaction():
        first = store().ask(question)
        assert store().ask(question) is first
    (before,) = first["value"].to_pylist()
    tell(world, revenue, str(before + 1))
    as_committed()
    with as_outside_a_transaction():
        assert store().ask(question)["value"].to_pylist() == [before + 1]


def test_the_world_follows_the_register(world: World, revenue: Indicator) -> None:
    before = queries.world()
    area = world.areas["D2"]
    area.name_vi = "Huyện Hai Mới"
    area.save()
    forget()
    assert queries.world() is not before
    assert queries.world().register.units[area.uid].name_vi == "Huyện Hai Mới"


def test_a_country_packs_calendars_belong_to_the_world(revenue: Indicator) -> None:
    assert world().regimes
    assert world().regimes == catalogue.regimes()


def test_what_is_accepted_is_answered_at_once_before_and_after_compaction(world: World, revenue: Indicator) -> None:
    assert level() == "250"
    compact()
    assert (tail_rows(), level()) == (0, "250")
    tell(world, revenue, "260")
    assert (tail_rows(), level()) == (1, "260")
    compact()
    assert (tail_rows(), level()) == (0, "260")
    assert verify(folder(), store().log).equal


def test_segments_change_no_answer(revenue: Indicator) -> None:
    every = {"statements": tuple(Statement), "per": "BUDGET_REV", "areas": ("P",), "children": True,
             "periods": ("2023-Q1..2024-Q1", "2023", "2024")}  # fmt: skip
    before = ask(Way.REFERENCE, **every)
    compact()
    for way in Way:
        assert ask(way, **every) == before


def test_a_store_that_was_restored_is_not_answered_from_foreign_segments(world: World, revenue: Indicator) -> None:
    compact()
    path = folder() / manifest.NAME
    held = manifest.read(folder())
    assert held is not None
    manifest.write(folder(), replace(held, log="another"))
    assert path.exists()
    tell(world, revenue, "261")
    assert level() == "261"
    assert tail_rows() > 1


def test_a_damaged_file_is_read_from_the_log_and_made_again(
    revenue: Indicator, monkeypatch: pytest.MonkeyPatch
) -> None:
    compact()
    for path in folder().glob("2024-*"):
        path.write_bytes(b"\x01" * path.stat().st_size)
    started: list[str] = []
    monkeypatch.setattr(background, "start", lambda: started.append("compaction"))
    monkeypatch.setattr(background, "_started", {})
    with override_settings(ENGINE_TAIL=10):
        assert level() == "250"
    assert started
    compact(thoroughly=True)
    assert verify(folder(), store().log).equal
    assert level() == "250"


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "may not be written in")])
@pytest.mark.parametrize("anew", [False, True])
def test_what_is_kept_beside_the_segments_and_cannot_be_written_is_told(
    revenue: Indicator, monkeypatch: pytest.MonkeyPatch, number: int, said: str, anew: bool
) -> None:
    compact()
    before = (folder() / "kept" / "world.json").read_bytes()

    def failing(*_: object) -> None:
        raise OSError(number, "as the disk says")

    monkeypatch.setattr("quarterdeck.engine.segments.checksums.os.fsync", failing)
    with pytest.raises(BadInput, match=said) as found:
        compact(anew=anew)
    assert (found.value.place, bool(found.value.remedy)) == (str(folder()), True)
    assert [path.name for path in (folder() / "kept").iterdir()] == ["world.json"]
    assert (folder() / "kept" / "world.json").read_bytes() == before
    assert level() == "250"


def test_the_folder_may_be_deleted_at_any_time(revenue: Indicator) -> None:
    compact()
    for path in sorted(folder().rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert level() == "250"
    compact(anew=True)
    assert verify(folder(), store().log).equal


def test_levels_and_names_of_all_units_and_indicators_are_known(world: World, revenue: Indicator) -> None:
    of = level_of()
    assert [of(world.areas[code].uid) for code in ("P", "D1", "C1", "C4")] == [1, 2, 3, 3]
    world.areas["C3"].standing = "withdrawn"
    world.areas["C3"].save()
    forget()
    assert level_of()(world.areas["C3"].uid) == 3
    assert both_names()["BUDGET_REV"] == ("Thu ngân sách nhà nước", "State budget revenue")


def test_a_server_reads_ahead_what_every_question_needs(revenue: Indicator, django_assert_num_queries) -> None:
    read_ahead()
    with django_assert_num_queries(2):
        world()


class TestBackground:
    """Compaction starts by itself when enough has come in, never in this process, and not all the time."""

    @pytest.fixture
    def started(self, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
        commands: list[list[str]] = []

        class Process:
            def __init__(self, command: list[str], **_: object) -> None:
                commands.append(command)

            def poll(self) -> int:
                return 0

        monkeypatch.setattr(background.subprocess, "Popen", Process)
        monkeypatch.setattr(background, "_started", {})
        return commands

    def test_when_the_tail_is_long(self, revenue: Indicator, started: list[list[str]]) -> None:
        with override_settings(ENGINE_TAIL=10):
            assert background.compact_if_due()
        assert started[0][-3:] == ["engine", "compact", "--quiet"]

    def test_not_when_it_is_short(self, revenue: Indicator, started: list[list[str]]) -> None:
        with override_settings(ENGINE_TAIL=1000):
            assert not background.compact_if_due()
        assert started == []

    def test_not_where_the_store_forbids_it(self, revenue: Indicator, started: list[list[str]]) -> None:
        with override_settings(ENGINE_TAIL=0):
            assert not background.compact_if_due()
            background.after_damage()
        assert started == []

    def test_not_twice_within_a_minute(self, revenue: Indicator, started: list[list[str]]) -> None:
        with override_settings(ENGINE_TAIL=10):
            assert background.compact_if_due()
            assert not background.compact_if_due()
            background.after_damage()
        assert len(started) == 1

    def test_after_a_batch_is_there_for_good(
        self, world: World, revenue: Indicator, started: list[list[str]], django_capture_on_commit_callbacks
    ) -> None:
        with override_settings(ENGINE_TAIL=10), django_capture_on_commit_callbacks(execute=True):
            tell(world, revenue, "260")
            assert started == []
        assert len(started) == 1
