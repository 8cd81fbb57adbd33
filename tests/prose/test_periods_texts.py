"""For which time the numbers of Vietnamese texts are said: accounts between two days, estimates, parts of the year."""

from pathlib import Path

import pytest
import yaml

from quarterdeck.prose.claims import read
from quarterdeck.prose.claims.form import to_json
from tests.prose.test_periods import same_days

SAID = yaml.safe_load((Path(__file__).parent / "periods.vi.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("one", SAID, ids=[one["text"][:60] for one in SAID])
def test_each_number_of_a_vietnamese_text_is_of_the_time_that_it_tells(one: dict[str, list[str | None]]) -> None:
    said = [claim["period"] for claim in to_json(read(str(one["text"]), "vi"))["claims"]]
    assert len(said) == len(one["of"]), said
    for period, form in zip(said, one["of"], strict=True):
        assert period is None if form is None else same_days(period, form), said
