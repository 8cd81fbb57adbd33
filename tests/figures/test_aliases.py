"""Learning by what names texts call an indicator."""

import pytest

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Refused
from quarterdeck.core.rights import NOBODY, SYSTEM
from quarterdeck.figures.actions.aliases import add_alias
from quarterdeck.figures.models import Alias
from quarterdeck.prose.claims import read
from quarterdeck.reports.queries.drafts import catalogue
from tests.world import NOW, World, indicator

TEXT = "The treasury's haul reached 4,680 billion VND."


def test_a_chosen_name_is_kept_with_who_chose_it_and_when(world: World) -> None:
    made = add_alias(indicator=indicator(world), language="en", text=" the treasury's  haul ", by=SYSTEM, at=NOW)
    assert (made.text, made.by, made.at) == ("the treasury's haul", SYSTEM.name, NOW)
    assert Line.objects.get(act="alias.added").detail == {"language": "en", "text": "the treasury's haul"}


def test_the_next_reading_knows_the_chosen_name(world: World) -> None:
    revenue = indicator(world, name_en="State budget revenue")
    before = read(TEXT, "en", catalogue(NOW.date()))
    add_alias(indicator=revenue, language="en", text="treasury's haul", by=SYSTEM, at=NOW)
    after = read(TEXT, "en", catalogue(NOW.date()))
    assert [sorted(one.codes) for one in before] == [[]]
    assert [sorted(one.codes) for one in after] == [[revenue.code]]


def test_a_name_is_learned_once_however_it_is_written(world: World) -> None:
    revenue = indicator(world)
    first = add_alias(indicator=revenue, language="vi", text="Số thu của kho bạc", by=SYSTEM, at=NOW)
    again = add_alias(indicator=revenue, language="vi", text="số thu của kho bạc", by=SYSTEM, at=NOW)
    assert again == first
    assert Alias.objects.filter(indicator=revenue, by=SYSTEM.name).count() == 1


def test_a_name_of_another_indicator_is_refused(world: World) -> None:
    other = indicator(world, "EXPORT_VALUE", name_en="Exports of goods")
    with pytest.raises(BadInput, match="another indicator"):
        add_alias(indicator=indicator(world), language="en", text="exports of goods", by=SYSTEM, at=NOW)
    assert not other.aliases.filter(by=SYSTEM.name).exists()


@pytest.mark.parametrize("text", ["", "32", "revenue 2024", "%", "x" * 200])
def test_words_that_name_nothing_are_refused(world: World, text: str) -> None:
    with pytest.raises(BadInput):
        add_alias(indicator=indicator(world), language="en", text=text, by=SYSTEM, at=NOW)


def test_an_unknown_language_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="xx"):
        add_alias(indicator=indicator(world), language="xx", text="revenue", by=SYSTEM, at=NOW)


def test_who_may_not_check_drafts_teaches_no_names(world: World) -> None:
    with pytest.raises(Refused):
        add_alias(indicator=indicator(world), language="en", text="revenue of ours", by=NOBODY, at=NOW)
