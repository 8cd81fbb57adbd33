"""Two people act at once: on PostgreSQL, where two writers can meet."""

from collections.abc import Callable, Iterator, Sequence
from threading import Barrier, Thread

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from quarterdeck.areas.actions.activation import activate_event
from quarterdeck.areas.models import AreaEvent, Transfer
from quarterdeck.areas.queries import register
from quarterdeck.areas.rules.kinds import rename
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.lineage import EventKind
from tests.areas.drafts import DAY, EVE, facts, following, kept, merged_districts, staged, unit
from tests.world import NOW, World, build

pytestmark = [
    pytest.mark.store,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer: nobody can meet another"),
]


@pytest.fixture
def together(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The cast in a database of its own: what two connections share is committed, and the record forgets nothing."""
    with django_db_blocker.unblock():
        plain = connection.settings_dict["NAME"]
        connection.cursor().execute(f'CREATE DATABASE together TEMPLATE "{plain}"')
        _switch_to("together")
        try:
            yield build()
        finally:
            _switch_to(plain)
            connection.cursor().execute("DROP DATABASE together")
            connection.close()


def _switch_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """What each act returned or raised when all began together."""
    start, results = Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        start.wait()
        try:
            results[place] = acts[place]()
        except Exception as failure:
            results[place] = failure
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=20)
    return list(results)


def test_of_two_activations_at_once_one_takes_force_and_the_other_is_told_who_was_first(together: World) -> None:
    actors = [together.actor("specialist"), together.actor("admin")]
    with following() as room:
        room.delay = 0.4  # the second comes while the first is at work
        event = staged(together, merged_districts())
        done = at_once(
            [lambda by=by: activate_event(event=event, version=2, today=DAY, by=by, at=NOW) for by in actors]
        )
    winners = [one for one in done if isinstance(one, AreaEvent)]
    (loser,) = [one for one in done if isinstance(one, Conflict)]
    assert [one.standing for one in winners] == ["in_force"]
    assert "was changed while you had it open" in str(loser)
    assert ("Lan" in str(loser)) != ("Quân" in str(loser))
    assert len(room.moved) == Transfer.objects.count() == 4
    assert {one.code for one in register().state(DAY, 2)} == {"D3"}


def test_of_two_drafts_at_once_that_end_one_unit_the_second_is_told_of_the_first(together: World) -> None:
    kept(together, merged_districts())
    drafts = [rename(facts(EventKind.RENAME, DAY), unit("P", EVE), name) for name in ("Tỉnh A", "Tỉnh B")]
    done = at_once([lambda draft=draft: kept(together, draft) for draft in drafts])
    (loser,) = [one for one in done if isinstance(one, BadInput)]
    assert "is already to be ended on 2025-03-01 by the planned event DC-2025-002" in str(loser)
    assert AreaEvent.objects.filter(kind="rename").count() == 1


def test_one_after_the_other_the_second_activation_is_told_the_same(world: World) -> None:
    event = staged(world, merged_districts())
    activate_event(event=event, version=2, today=DAY, by=world.actor("specialist"), at=NOW)
    with pytest.raises(Conflict, match="was changed while you had it open"):
        activate_event(event=event, version=2, today=DAY, by=world.actor("admin"), at=NOW)
