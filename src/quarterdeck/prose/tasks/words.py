"""How a language gives orders, from `prose/<language>/tasks.yaml` and the words of the clarity check."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quarterdeck.core.clarity import Lexicon, Phrases, fold, one_tone
from quarterdeck.core.clarity.script import Token
from quarterdeck.prose.lexicon import clarity_lexicon
from quarterdeck.prose.text import lower_form

_PHRASES = (
    "again", "not_order_after", "not_order_before", "passive", "firm", "strong", "weak", "speech",
    "pronouns", "titles", "auxiliaries", "boundaries", "connectors", "not_imperative", "topic",
    "origin_in", "under", "include", "due_labels", "proposals", "approved", "approved_by", "planned", "tail",
    "more_verbs", "haste", "negation", "opens_list", "people", "zone_stops", "passive_now", "passive_past",
    "done", "urging", "advised", "given_for", "act_with", "act_on", "no_duty",
    "noun_orders", "noun_stops", "noun_ends", "order_nouns", "giving", "handed_to", "channels", "name_links", "such_as",
    "times_ahead", "units", "plans_ahead", "results", "bound", "aims", "intends", "founding", "once", "forbids",
    "whole_duty", "by_letter", "ourselves", "suffers", "asked_of_things", "labours", "sent_to", "act_nouns",
    "vague_acts", "exhorting", "whose", "toward", "opening_acts",
    "said_when", "task_nouns", "task_is", "shoulds", "told_that", "to_be_done", "participles", "states", "no_subject",
    "given_time", "time_words",
    "act_labels", "motions", "him", "passive_done", "led", "led_before", "no_task", "body_after",
    "together", "conditions", "passes_on", "decides", "who_labels",
    "what_labels", "listed_done", "gives_time", "decisions", "public_groups", "article_labels", "to_negated",
)  # fmt: skip
# Phrases without which a sentence orders nothing by itself.
_HINTS = (
    "passive", "firm", "strong", "weak", "approved", "planned", "order_nouns", "handed_to", "bound", "intends",
    "forbids", "channels", "decisions", "article_labels", "who_labels", "what_labels", "to_be_done", "given_time",
    "gives_time", "act_labels", "told_that", "task_nouns",
)  # fmt: skip


# For a first word the kinds of phrases that it makes alone, and by second word the rest and the kind of longer ones.
Beginning = tuple[dict[str, int], dict[str, list[tuple[tuple[str, ...], str]]]]


@dataclass(frozen=True, slots=True)
class OrderWords:
    """The words that orders are read by; `clarity` knows bodies, verbs and times.

    `orders` gives how a verb orders ("to_body", "free", "that"); `hint` finds any word without which a sentence
    orders nothing by itself, `speaks` any verb of speaking, `opens` what names the document that an order rests on,
    `ahead` the time at the head of a programme, `sections` and `other_sections` the heads of a part that gives tasks
    and of one that does not, `article` the label of an article.
    `by_first` has all of `phrases` under their first words.
    `events` find when something is due that has no day ("before the harvest"); `compounds` are names of offices
    with "and" in them; `action_noun` a noun that names an act ("repair"); with `cut_by_semicolon` acts behind
    semicolons are tasks of their own; `singular` the one of several ("departments"). `concluded` are the words of a
    title behind which stands who concluded, `completing` those that with a deadline only say by when the task before
    is due, `sectors` nouns whose names are written with small second syllables ("ngành Y tế").
    """

    lang: str
    clarity: Lexicon
    orders: Phrases
    hint: re.Pattern[str]
    speaks: re.Pattern[str]
    opens: re.Pattern[str]
    ahead: re.Pattern[str]
    sections: re.Pattern[str]
    other_sections: re.Pattern[str]
    article: re.Pattern[str]
    phrases: Mapping[str, Phrases]
    by_first: Mapping[str, Beginning]
    passive_be: frozenset[str]
    plain_be: frozenset[str]
    no_modal_after: frozenset[str]
    cut_by_semicolon: bool
    name_end: frozenset[str]
    ordering_kinds: frozenset[str]
    from_day: re.Pattern[str]
    events: re.Pattern[str]
    singular: Mapping[str, str]
    compounds: re.Pattern[str]
    action_noun: re.Pattern[str]
    gerund: re.Pattern[str]
    concluded: re.Pattern[str]
    completing: frozenset[str]
    sectors: frozenset[str]

    def starting(self, tokens: Sequence[Token], index: int) -> Mapping[str, int]:
        """The kinds of phrases that begin at a token, each with the number of tokens of the longest."""
        alone, longer = self.by_first[tokens[index].key]
        phrases = longer.get(tokens[index + 1].key, ()) if index + 1 < len(tokens) else ()
        if not phrases:
            return alone
        found: dict[str, int] = {}
        for rest, kind in phrases:
            end = index + 2 + len(rest)
            if kind not in found and tuple(one.key for one in tokens[index + 2 : end]) == rest:
                found[kind] = end - index
        return {**alone, **found} if found else alone


@cache
def order_words(lang: str) -> OrderWords:
    """How `lang` ("vi" or "en") gives orders."""
    source = files("quarterdeck.prose").joinpath(lang, "tasks.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(source)
    hints = [one for listed in data["orders"].values() for one in listed]
    for kind in _HINTS:
        hints += data[kind]
    return OrderWords(
        lang=lang,
        clarity=clarity_lexicon(lang),
        orders=Phrases.of(data["orders"]),
        hint=any_phrase(hints),
        speaks=any_phrase(data["speech"]),
        opens=any_phrase(data["under"]),
        ahead=any_phrase(data["times_ahead"]),
        sections=any_phrase(data["sections"]),
        other_sections=any_phrase(data["other_sections"]),
        article=re.compile(any_phrase(data["article_labels"]).pattern + r"\s+\d{1,3}\s*[.:]"),
        phrases=(phrases := {name: Phrases.of({name: data[name]}) for name in _PHRASES}),
        by_first=_by_first(phrases),
        passive_be=frozenset(data["passive_be"]),
        cut_by_semicolon=bool(data["cut_by_semicolon"]),
        no_modal_after=frozenset(map(fold, data["no_modal_after"])),
        plain_be=frozenset(data["plain_be"]),
        name_end=frozenset(map(fold, data["name_end"])),
        ordering_kinds=frozenset(data["ordering_kinds"]),
        from_day=re.compile(one_tone(data["from_day"])),
        events=re.compile(rf"(?<!\w)(?:{'|'.join(one_tone(one) for one in data['events'])})(?!\w)"),
        singular={fold(name): str(one) for name, one in data["singular"].items()},
        compounds=any_phrase(data["compounds"]),
        gerund=re.compile(data["gerund"]),
        action_noun=re.compile(data["action_noun"]),
        concluded=any_phrase(data["concluded"]),
        completing=frozenset(map(fold, data["completing"])),
        sectors=frozenset(map(fold, data["sectors"])),
    )


def _by_first(phrases: Mapping[str, Phrases]) -> Mapping[str, Beginning]:
    """The phrases of each first word: those of one word, and under their second word the rest of longer ones."""
    found: dict[str, Beginning] = {}
    for one in phrases.values():
        for first, listed in one.by_first.items():
            alone, longer = found.setdefault(first, ({}, {}))
            for keys, kind in listed:
                if len(keys) == 1:
                    alone[kind] = 1
                else:
                    longer.setdefault(keys[1], []).append((keys[2:], kind))
    for _, longer in found.values():
        for rests in longer.values():
            rests.sort(key=lambda one: -len(one[0]))
    return found


def any_phrase(phrases: list[str]) -> re.Pattern[str]:
    """A pattern of one of the phrases as whole words, the longest first; of nothing where there are none."""
    if not phrases:
        return re.compile("$^")
    ordered = sorted({lower_form(str(one)) for one in phrases}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
