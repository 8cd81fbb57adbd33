"""Values that a sentence writes in the language of its own text."""

from decimal import Decimal

import pytest

from quarterdeck.core.measures import ObservationStatus
from quarterdeck.core.messages import Message
from quarterdeck.core.wording import Named, UnitNamed, Written


@pytest.mark.parametrize(
    ("value", "english", "vietnamese"),
    [
        (Written(Decimal("4680.5")), "4,680.5", "4.680,5"),
        (Written(Decimal("22.649"), 1), "22.6", "22,6"),
        (Written(Decimal("22.6"), unit="%"), "22.6%", "22,6%"),
        (Written(Decimal("3.2"), unit="VND_bn"), "3.2\N{NO-BREAK SPACE}billion VND", "3,2\N{NO-BREAK SPACE}tỷ đồng"),
        (Written(Decimal("6"), unit="tonnes/ha"), "6\N{NO-BREAK SPACE}tonnes/ha", "6\N{NO-BREAK SPACE}tấn/ha"),
        (Named(ObservationStatus.ESTIMATED), "Estimated", "Số liệu ước tính"),
        (UnitNamed("ha/person"), "ha/person", "ha/người"),
        (UnitNamed("USD_mn/ha"), "million USD/ha", "triệu USD/ha"),
        (UnitNamed("sacks/field"), "sacks/field", "sacks/field"),
        (UnitNamed(""), "a bare number", "một số không có đơn vị"),
    ],
)
def test_a_value_is_written_as_the_text_around_it_asks(value: object, english: str, vietnamese: str) -> None:
    assert str(Message("{value:en}", {"value": value})) == english
    assert str(Message("{value:vi}", {"value": value})) == vietnamese
    assert str(value) == english
