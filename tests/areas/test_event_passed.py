"""What passed to heirs is told in words, on the page of the event and on that of its day."""

from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from quarterdeck.areas.queries import register
from quarterdeck.areas.rules.drafting import with_units_below
from quarterdeck.areas.rules.kinds import absorb
from quarterdeck.core.lineage import EventKind
from quarterdeck.core.links import Moved, told
from tests.areas.drafts import EVE, facts, in_force, unit
from tests.difficulties.cast import landslide
from tests.people.merger import city
from tests.tasks.cast import issued
from tests.world import World

SignIn = Callable[..., Client]
DAY = "2025-03-01"


def _in_force(world: World) -> str:
    """The city absorbs District Two, of which a task and a difficulty are open."""
    city(world)
    issued(world, lead=world.organisations["UBND-D2"], accountable_post=world.posts["district"])
    landslide(world)
    draft = absorb(facts(EventKind.ABSORB), unit("D1", EVE), [unit("D2", EVE)])
    return in_force(world, with_units_below(draft, register(expected=True))).code


SAID = {
    "en": ["Task: Lead", "Body that ended", "Post that ended", "Term in a post that ended", "Body that goes on",
           "Difficulty: raised by", "City One (1 March 2025)", "open tasks passed to heirs",
           "bodies and posts ended or went on"],
    "vi": ["Nhiệm vụ: ", "Cơ quan kết thúc hoạt động", "Vị trí kết thúc", "Cơ quan tiếp tục hoạt động",
           "đã chuyển giao nhiệm vụ đang mở"],
}  # fmt: skip


@pytest.mark.parametrize("language", SAID)
def test_what_passed_is_told_in_words_with_names_and_pages(world: World, signed_in: SignIn, language: str) -> None:
    code = _in_force(world)
    client = signed_in("specialist", language)
    with override_settings(TODAY=DAY):
        pages = [
            client.get(address).content.decode()
            for address in (f"/areas/events/{code}/", f"/areas/events/day/?day={DAY}&scope=P")
        ]
    for page in pages:
        assert [words for words in SAID[language][:4] if words not in page] == []
        assert [raw for raw in ("membership end", "organisation area", "raised_by", "task lead") if raw in page] == []
        assert 'href="/people/bodies/UBND-D2/"' in page
    assert [words for words in SAID[language] if words not in pages[0]] == []
    assert "organisations.followed" not in pages[0]


def test_what_no_room_tells_stays_as_it_was_kept() -> None:
    (one,) = told([Moved("nowhere", "thing", "T-1", "from", "to")])
    assert (str(one.what), one.title, one.url, one.origin, one.heir) == ("thing", "T-1", "", "from", "to")
