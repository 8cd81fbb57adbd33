"""The pure log: the newest row of a key wins, and other publishers stand beside it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.engine.reading.log import Key, Known, Log

START = datetime(2024, 1, 1, tzinfo=UTC)


def known(number: int, hours: int, value: int, *, regime: str = "", period: str = "2024-Q1") -> Known:
    return Known(
        number, Key("REV", "P", period, regime=regime), Decimal(value), "VND_bn", "A", "reported", "exact", "", "",
        None, "", number, START + timedelta(hours=hours),
    )  # fmt: skip


ROWS = st.lists(
    st.builds(known, st.integers(1, 10_000), st.integers(0, 50), st.integers(0, 9)),
    min_size=1,
    unique_by=lambda r: r.id,
)


@given(ROWS, st.randoms())
def test_the_newest_row_wins_whatever_the_order_of_reading(rows: list[Known], chance) -> None:
    newest = max(rows, key=lambda one: (one.at, one.id))
    chance.shuffle(rows)
    assert Log(rows, {}).find("REV", "P", "2024-Q1") == newest


@given(ROWS, st.integers(0, 50))
def test_what_was_known_at_an_hour_is_not_changed_by_later_rows(rows: list[Known], hour: int) -> None:
    then = [one for one in rows if one.at <= START + timedelta(hours=hour)]
    more = [known(20_000 + place, hour + 1 + place, 5) for place in range(3)]
    again = [one for one in [*rows, *more] if one.at <= START + timedelta(hours=hour)]
    assert Log(then, {}).rows() == Log(again, {}).rows()


def test_another_publisher_never_overwrites_the_authoritative_figure() -> None:
    log = Log([known(1, 0, 4680, regime="decree09"), known(2, 9, 4914, regime="press")], {"REV": "decree09"})
    found = log.find("REV", "P", "2024-Q1")
    assert found is not None
    assert found.value == 4680
    assert [one.value for one in log.others("REV", "P", "2024-Q1")] == [4914]


def test_a_row_without_a_regime_counts_as_the_authoritative_one() -> None:
    log = Log([known(1, 0, 4680, regime="decree09"), known(2, 9, 4700)], {"REV": "decree09"})
    found = log.find("REV", "P", "2024-Q1")
    assert found is not None
    assert found.value == 4700


def test_of_one_publisher_only_the_newest_word_stands_beside_the_figure() -> None:
    log = Log([known(1, 0, 624, regime="daily"), known(2, 5, 625, regime="daily")], {"REV": "decree09"})
    assert [one.value for one in log.others("REV", "P", "2024-Q1")] == [625]


def test_a_key_that_nobody_reported_is_not_found() -> None:
    assert Log([known(1, 0, 5)], {}).find("REV", "P", "2024-Q2") is None
