"""How an expected failure is told in one line."""

import pytest

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("The file is empty", "x.csv:1: The file is empty. Save it again."),
        ("The file is empty.", "x.csv:1: The file is empty. Save it again."),
        ("Is it empty?", "x.csv:1: Is it empty? Save it again."),
        (Message("{file} is empty", {"file": "x"}), "x.csv:1: x is empty. Save it again."),
    ],
)
def test_a_full_stop_stands_between_what_is_wrong_and_the_remedy(message: Message | str, told: str) -> None:
    assert str(BadInput(message, remedy="Save it again.", place="x.csv:1")) == told


def test_without_a_remedy_the_message_stays_as_it_is() -> None:
    assert str(BadInput("Nothing there", place="x.csv")) == "x.csv: Nothing there"
    assert str(BadInput("Nothing there")) == "Nothing there"
