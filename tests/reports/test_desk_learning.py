"""Choosing at the desk what words mean: the name is kept with who and when, and the text is read anew."""

from collections.abc import Callable

import pytest
from django.test import Client

from quarterdeck.figures.models import Alias, Indicator
from quarterdeck.reports import actions
from quarterdeck.reports.models import Draft
from quarterdeck.reports.queries.drafts import against
from tests.reports.cast import quarter
from tests.world import NOW, World

TEXT = "Nguồn thu của Nhà nước trên địa bàn tỉnh đạt gần 4.680 tỷ đồng."


@pytest.fixture
def draft(world: World) -> Draft:
    """A draft that calls the budget revenue by a name that nobody knows."""
    quarter(world)
    return actions.check_draft(
        against=against("2024-Q1"), name="la.txt", text=TEXT, by=world.actor("specialist"), at=NOW
    )


def test_a_chosen_name_is_learnt_and_the_number_agrees_from_then_on(draft: Draft, world: World) -> None:
    one = draft.findings.get()
    assert one.verdict == "not_in_figures"
    actions.choose_indicator(
        draft=draft, finding=one.pk, indicator=Indicator.objects.get(code="BUDGET_REV"),
        words="Nguồn thu của Nhà nước", version=one.version, by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    learnt = Alias.objects.get(text="Nguồn thu của Nhà nước")
    assert (learnt.indicator.code, learnt.language, learnt.by, learnt.at) == ("BUDGET_REV", "vi", "Lan", NOW)
    assert draft.findings.get().verdict in ("agrees", "rounds_to")
    again = actions.check_draft(
        against=against("2024-Q1"), name="la-2.txt", text=TEXT, by=world.actor("finance"), at=NOW
    )
    assert again.findings.get().verdict in ("agrees", "rounds_to")


def test_words_with_numbers_are_no_name(draft: Draft, signed_in: Callable[..., Client]) -> None:
    one, client = draft.findings.get(), signed_in("specialist", "en")
    address = f"/reports/drafts/{draft.pk}/findings/{one.pk}/means/"
    assert 'value="Nguồn thu' in client.get(address).content.decode()
    page = client.post(address, {"words": "thu 4.680", "indicator": "BUDGET_REV", "version": one.version})
    assert "cannot be the name" in page.content.decode()
    assert not Alias.objects.exists()
    page = client.post(address, {"words": "Nguồn thu", "indicator": "BUDGET_REV", "version": 99}, follow=True)
    assert "Nothing was overwritten" in page.content.decode()
