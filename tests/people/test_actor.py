"""Who acts as which post."""

import pytest

from quarterdeck.core.errors import Refused
from quarterdeck.core.rights import Right, may, require
from tests.world import World


def test_a_district_specialist_writes_only_its_own_area(world: World) -> None:
    minh = world.actor("district")
    assert may(minh, Right.WRITE_FIGURES, area="D2")
    with pytest.raises(Refused, match="only its own area, not D1"):
        require(minh, Right.WRITE_FIGURES, area="D1")


def test_the_general_affairs_specialist_writes_every_area(world: World) -> None:
    assert may(world.actor("specialist"), Right.WRITE_FIGURES, area="D1")


def test_an_account_without_a_post_is_known_by_name_and_may_do_nothing(world: World) -> None:
    oanh = world.actor("outsider")
    assert oanh.name == "Oanh"
    assert not any(may(oanh, right) for right in Right)


def test_an_inspector_reads_the_record_but_writes_nothing(world: World) -> None:
    thu = world.actor("inspector")
    assert may(thu, Right.READ_AUDIT)
    assert not may(thu, Right.WRITE_FIGURES)
    assert not may(thu, Right.ISSUE_TASK)
