"""The words of one language that the check reads by. The words are data: `prose/<language>/clarity.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quarterdeck.core.clarity.script import Phrases


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that make the date after them a deadline.

    `kind`: "before" leaves the day out, "by" counts it in, "in" a period or length of time, "on" the day itself.
    `weight`: where several dates stand in a text, the heavier marker tells the deadline.
    """

    pattern: re.Pattern[str]
    kind: str
    weight: int


@dataclass(frozen=True, slots=True)
class TimeWords:
    """How a language says when.

    `moments` are patterns with named groups (day, month, year, quarter, part, months, half, count, unit, shift,
    hour); `numbers` the values of number words and month names; `not_due` words before a date that is no
    deadline (as of, dated); `starts` what follows a length of time and is the day of issue; `recurring` words
    for what has no single date; `milestone` words that make an earlier date a step on the way.
    """

    markers: tuple[Marker, ...]
    moments: tuple[re.Pattern[str], ...]
    numbers: Mapping[str, int]
    parts: Mapping[str, str]
    units: Mapping[str, str]
    not_due: re.Pattern[str]
    starts: re.Pattern[str]
    conditions: re.Pattern[str]
    recurring: re.Pattern[str]
    milestone: re.Pattern[str]
    citation: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Bodies:
    """How a language names organisations and posts.

    `organisations` name kinds of bodies ("open" needs a name after it, "place" the name of a place, "closed" is
    a body by itself); `names` are names whose words would otherwise be read as verbs; `groups` are the nouns of a
    collective ("sở", "departments"), `quantifiers` what makes them one ("các", "all"), `collectives` whole phrases.
    `head_first` is true where the kind stands first (Sở Tài chính); `levels` are words of rank or place that
    add no name, `steered` the level that needs none (UBND tỉnh). `spelled` gives the full words of abbreviations.
    """

    organisations: Phrases
    names: Phrases
    posts: Phrases
    groups: Phrases
    quantifiers: Phrases
    collectives: Phrases
    conjunctions: Phrases
    articles: Phrases
    levels: frozenset[str]
    steered: str
    spelled: Phrases
    head_first: bool
    heads_of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the check knows of one language.

    `verbs` give the kind of an act: document, report, make, construct, event, count, check, state, complete (acts
    with an end, whose result can be seen), activity (without an end), direction, heed, drive and ponder (good
    intentions; only a direction can be measured by a number), shape (makes a document, else a direction).
    `vague` give the code of a vague word. `generic` are nouns that say nothing by themselves, `commonplace` what
    every report is about (results, difficulties). `submits` are verbs that leave the decision to another body,
    `decides` those that take it; `baselines` say from where a number starts.
    """

    language: str
    verbs: Phrases
    finished: Phrases
    written: Phrases
    modals: Phrases
    assign: Phrases
    lead: Phrases
    cooperate: Phrases
    agent: Phrases
    openers: Phrases
    joiners: Phrases
    vague: Phrases
    not_vague: Phrases
    fillers: Phrases
    routine: Phrases
    urgent: Phrases
    generic: Phrases
    commonplace: Phrases
    documents: Phrases
    approval: Phrases
    submits: frozenset[str]
    decides: frozenset[str]
    baselines: Phrases
    units: Phrases
    not_units: Phrases
    unit: re.Pattern[str]
    unit_gap: int
    currencies: Phrases
    no_quantity: Phrases
    number_words: Phrases
    percent: Phrases
    bases: Phrases
    base_nouns: Phrases
    not_base: Phrases
    own_base: Phrases
    lists: Phrases
    labels: Phrases
    kinds: Phrases
    stop: frozenset[str]
    dangling: frozenset[str]
    verb_after: frozenset[str]
    verb_before: frozenset[str]
    not_verb_after: Phrases
    be: frozenset[str]
    adverb: re.Pattern[str]
    to: str
    time: TimeWords
    bodies: Bodies
    lemmas: Mapping[str, str]
    wording: Mapping[str, str]
