"""For which time the numbers of English texts are said: parts of the year, last days, fiscal years, brackets."""

from pathlib import Path

import pytest
import yaml

from quarterdeck.prose.claims import read
from quarterdeck.prose.claims.form import to_json
from tests.prose.test_periods import same_days

SAID = yaml.safe_load((Path(__file__).parent / "periods.en.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("one", SAID, ids=[one["text"][:60] for one in SAID])
def test_each_number_of_an_english_text_is_of_the_time_that_it_tells(one: dict[str, list[str | None]]) -> None:
    said = [claim["period"] for claim in to_json(read(str(one["text"]), "en"))["claims"]]
    assert len(said) == len(one["of"]), said
    for period, form in zip(said, one["of"], strict=True):
        assert period is None if form is None else same_days(period, form), said
