"""Words that name no indicator by their letters may mean one: a model that the office brings proposes it."""

import sys
from pathlib import Path

import numpy as np
import pytest
from django.test import override_settings
from model2vec import StaticModel
from tokenizers import Tokenizer, models, pre_tokenizers

from quarterdeck.core.errors import BadInput
from quarterdeck.prose.check import check
from quarterdeck.prose.matching import candidates
from quarterdeck.reports.queries.meanings import meanings
from tests.prose.quarter import PROVINCE, QUARTER, catalogue, figures

TOPICS = {
    "poverty": ("poverty", "destitute", "needy"),
    "revenue": ("revenue", "takings", "budget", "state"),
    "jobs": ("jobs", "employment", "vacancies", "created"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small model: words of one topic point the same way."""
    words = ["[UNK]", *(word for several in TOPICS.values() for word in several)]
    vectors = np.zeros((len(words), len(TOPICS)), dtype=np.float32)
    for topic, several in enumerate(TOPICS.values()):
        for word in several:
            vectors[words.index(word), topic] = 1
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    StaticModel(vectors, tokenizer).save_pretrained(tmp_path)
    return tmp_path


def test_words_without_a_letter_of_the_name_propose_what_they_mean(folder: Path) -> None:
    assert candidates("destitute", "en", catalogue()) == ()
    with override_settings(EMBEDDINGS=str(folder)):
        first = candidates("destitute", "en", catalogue(), meanings=meanings())[0]
    assert (first.code, first.why[0]) == ("POVERTY_RATE", "meaning")


def test_what_is_only_meant_never_makes_a_number_wrong(folder: Path) -> None:
    text = "The destitute were 99.9% in 2023."
    plain = check(text, catalogue(), figures(), lang="en", review_period=QUARTER, area=PROVINCE)
    with override_settings(EMBEDDINGS=str(folder)):
        (found,) = check(
            text, catalogue(), figures(), lang="en", review_period=QUARTER, area=PROVINCE, meanings=meanings()
        )
    assert [one.verdict for one in plain] == [found.verdict] == ["not_in_figures"]
    assert found.candidates[0].code == "POVERTY_RATE"


def test_words_that_the_model_does_not_know_mean_nothing(folder: Path) -> None:
    with override_settings(EMBEDDINGS=str(folder)):
        assert candidates("weather", "en", catalogue(), meanings=meanings()) == ()


def test_without_a_setting_there_is_no_model() -> None:
    assert meanings() is None


def test_a_folder_without_a_model_is_told_with_its_name(tmp_path: Path) -> None:
    with override_settings(EMBEDDINGS=str(tmp_path / "empty")), pytest.raises(BadInput, match="empty"):
        meanings()


def test_a_missing_library_is_told_with_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "model2vec", None)
    with override_settings(EMBEDDINGS=str(folder)), pytest.raises(BadInput, match="not installed") as refused:
        meanings()
    assert "quarterdeck[embeddings]" in str(refused.value.remedy)
