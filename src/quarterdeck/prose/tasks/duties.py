"""Orders by what a body has to do: "was requested to …", "shall …", "được giao …", "phải …"."""

from collections.abc import Iterator
from itertools import islice

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.lists import bare, split
from quarterdeck.prose.tasks.modals import binding, who_urges
from quarterdeck.prose.tasks.order import NEAR, Order, act_at, has_act, is_vague, opens_list
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import (
    before_company,
    begins_body,
    clause_start,
    is_auxiliary,
    name_start,
    subject,
    subject_bodies,
)

# Words of the time that somebody is given.
_TIME = 6
_CLAUSES = 8
# No sentence has more duties; what has is no prose, and time must stay bounded.
_TRIES = 12
_DUTIES = frozenset(("firm", "strong", "weak", "advised", "bound", "intends"))


def passive(s: Sentence, *, within: bool, after: int = -1) -> Iterator[Order]:
    """What a body was asked to do, in the passive; only in clauses after the token `after`."""
    for index in range(max(s.begin, after) + 1, len(s.tokens)):
        length = s.at("passive", index)
        be = _past_adverbs(s, index) if length else index
        if not length or (s.words.passive_be and s.tokens[be - 1].key not in s.words.passive_be):
            continue
        agent = _agent(s, index + length)
        now = _is_now(s, be) or _past_order(s, be)
        if not (within or agent or s.listed or now):
            continue
        first, names = subject_bodies(s, index)
        if (
            s.at("pronouns", first)
            and s.tokens[first + 1].key in s.words.passive_be
            and within
            and first > after
            and has_act(s, index + length, near=NEAR)
        ):
            yield Order(first, act_at(s, index + length), len(s.tokens), agent, (), "the same")
            return
        if first <= after or _moved(s, index + length) or is_vague(s, index + length):
            continue
        if not names and s.at("asked_of_things", index) and s.is_verb(index + length) and index - first > 1:
            yield Order(first, first, len(s.tokens), agent, (), "to be done")
            return
        if names and opens_list(s, index + length):
            yield Order(first, len(s.tokens), len(s.tokens), agent, names, "passive")
            return
        if names and has_act(s, index + length, near=NEAR):
            whole = s.at("whole_duty", index)
            yield Order(first, index if whole else act_at(s, index + length), len(s.tokens), agent, names, "passive")
            return


def _moved(s: Sentence, at: int) -> bool:
    """Whether a body stands behind "to" and no act: "officers were assigned to | the Border Department"."""
    to = s.tokens[at - 1].key == s.words.clarity.to
    return to and at < len(s.tokens) and bool(s.words.clarity.bodies.articles.at(s.tokens, at))


def _past_adverbs(s: Sentence, at: int) -> int:
    """The place before the adverbs that end at `at`: "are also kindly | asked to"."""
    while (
        at > s.begin + 1
        and (s.adverb(at - 1) or is_auxiliary(s, at))
        and s.tokens[at - 1].key not in s.words.passive_be
    ):
        at -= 1
    return at


def _is_now(s: Sentence, at: int) -> bool:
    """Whether a passive that begins before `at` is one of the present: "are", "have been", and not "had been"."""
    return s.ends_phrase("passive_now", at) and not any(s.at("passive_done", one) for one in range(max(0, at - 4), at))


def given_time(s: Sentence) -> Iterator[Order]:
    """A body that is given its time: "The Chief Officer was given one month to …"."""
    for index in range(s.begin + 1, len(s.tokens) - 2):
        length = s.at("given_time", index)
        if not length or (length == 1 and s.tokens[index - 1].key not in s.words.passive_be):
            continue
        to = next(
            (
                at
                for at in range(index + 2, min(index + _TIME + 2, len(s.tokens) - 1))
                if s.tokens[at].key == s.words.clarity.to
            ),
            0,
        )
        timed = to and any(s.at("time_words", at) for at in range(index, to))
        first, names = subject_bodies(s, index) if timed and not s.tokens[to + 1].is_capital else (0, ())
        if names:
            yield Order(first, index + 1, len(s.tokens), "", names, "passive")
            return


def gives_time(s: Sentence) -> Iterator[Order]:
    """Who is given time by somebody: "The Mayor gave the contractor two weeks to …"."""
    for index in range(s.begin + 1, len(s.tokens) - 3):
        length = s.at("gives_time", index)
        if not length:
            continue
        joined = s.words.clarity.joiners.at(s.tokens, index - 1)
        assigner = "" if joined else subject(s, clause_start(s, index), index)
        if not assigner and not joined:
            continue
        near = range(index + length + 1, min(index + NEAR, len(s.tokens) - 1))
        count = next((at for at in near if s.tokens[at].is_number or s.words.clarity.number_words.at(s.tokens, at)), 0)
        to = next((at for at in near if s.tokens[at].key == s.words.clarity.to), 0)
        whom = (index + length, count)
        names = split(s, *whom) or (bare(s, *whom),) if 0 < count < to else ()
        if names and any(s.at("time_words", at) for at in range(count, to)):
            yield Order(index, count, len(s.tokens), assigner or "", names, "order")
            return


def to_be_done(
    s: Sentence, *, within: bool, carried: bool = False, dated: bool = False, due: bool = False, after: int = -1
) -> Iterator[Order]:
    """What is to be done, whoever does it: "All vacancies shall be reported by 3 May".

    Only in clauses that begin after the token `after`; `carried` where the sentences before ordered, `dated` where
    this one tells a day, `due` where it tells by when.
    """
    found = (
        at
        for at in range(max(s.begin, after) + 1, len(s.tokens) - 1)
        if s.at("to_be_done", at) or (s.listed and s.at("listed_done", at))
    )
    for index in islice(found, _TRIES):
        length = s.at("to_be_done", index) or s.at("listed_done", index)
        strong = carried and s.at("strong", index) and (dated or s.at("shoulds", index))  # "must be", not "have to be"
        if not (within or s.listed or s.at("firm", index) or strong or (due and s.at("strong", index))):
            continue
        first = clause_start(s, index)
        done = s.after_adverbs(index + length)
        if after < first < index and not s.at("no_subject", first) and is_done(s, done):
            yield Order(first, first, len(s.tokens), "", (), "to be done")
            return


def is_done(s: Sentence, at: int) -> bool:
    """Whether a participle of doing stands at `at`, and none of a state."""
    if at >= len(s.tokens) or s.at("states", at):
        return False
    return bool(s.at("participles", at)) or (s.tokens[at].key.endswith("ed") and len(s.tokens[at].key) > 4)


def leading(s: Sentence) -> Iterator[Order]:
    """An article or item that makes a body lead: "Điều 2. Sở Y tế chủ trì tổ chức thực hiện …"."""
    at = s.begin
    if (length := s.at("article_labels", at)) and at + length + 2 < len(s.tokens):
        at += length + 1 + (s.tokens[at + length + 1].key in ".:")
    elif not s.listed:
        return
    found = named(s, at)
    if found is None or found.end >= len(s.tokens):
        return
    lead = s.words.clarity.lead.at(s.tokens, found.end)
    if lead and s.tokens[-1].key == ":" and len(s.tokens) - found.end <= NEAR:
        yield Order(at, len(s.tokens), len(s.tokens), "", found.names, "head")
    elif lead or s.words.clarity.cooperate.at(s.tokens, found.end):
        yield Order(at, found.end, len(s.tokens), "", found.names, "leads")


def _agent(s: Sentence, at: int) -> str:
    """Who ordered, after "by" at the end of a passive."""
    agent = s.words.clarity.agent
    for index in range(at, min(at + 4, len(s.tokens))):
        timed = index + 1 < len(s.tokens) and (s.tokens[index + 1].is_number or s.at("time_words", index + 1))
        if agent.at(s.tokens, index) and index + 1 < len(s.tokens) and not timed:
            return s.said(index + 1, min(index + 9, len(s.tokens)))
    return ""


def must(s: Sentence, *, within: bool, dated: bool, carried: bool = False, after: int = -1) -> Iterator[Order]:
    """What a body must do, by a modal; only in clauses after the token `after`."""
    found = (at for at in range(max(s.begin, after) + 1, len(s.tokens)) if not _DUTIES.isdisjoint(s.marks[at]))
    for index in islice(found, _TRIES):
        length = binding(s, index, within=within, dated=dated, carried=carried)
        if not length or s.tokens[index - 1].key in s.words.no_modal_after:
            continue
        first, names = subject_bodies(s, index)
        length += _aside(s, index + length)
        act = s.after_adverbs(index + length)
        if first <= after or s.at("no_duty", act) or is_vague(s, act) or _of_speaker(s, first):
            continue
        sayer = who_urges(s, first, index)
        same = s.at("pronouns", first) and (within or carried) and _is_act(s, index + length)
        if sayer or same:
            yield Order(first, act_at(s, index + length), len(s.tokens), sayer, (), "must" if sayer else "the same")
            return
        if names and (
            s.words.clarity.bodies.head_first or (_is_act(s, index + length) and not _is_thing(s, first, index))
        ):
            whole = s.at("whole_duty", index)
            yield Order(first, index if whole else act_at(s, index + length), len(s.tokens), "", names, "must")
            return


def _is_thing(s: Sentence, first: int, index: int) -> bool:
    """Whether one word opens the sentence before a modal that names no body: "Exports must rise"."""
    return first == s.begin and index == first + 1 and not begins_body(s, first)


def _of_speaker(s: Sentence, first: int) -> bool:
    """Whether who speaks tells what he will do himself: "said he would", "we will"."""
    return bool(s.at("ourselves", first) or (s.at("pronouns", first) and s.ends_phrase("speech", first)))


def _aside(s: Sentence, at: int) -> int:
    """How many tokens are set off by commas at `at`: "shall, in coordination with the ministries, | formulate"."""
    if s.words.clarity.bodies.head_first or at >= len(s.tokens) or s.tokens[at].key != ",":
        return 0
    ends = [one for one in range(at + 1, min(at + NEAR, len(s.tokens) - 1)) if s.tokens[one].key == ","]
    end = next((one for one in ends if s.is_verb(s.after_adverbs(one + 1))), at - 1)
    return end + 1 - at


def _past_order(s: Sentence, index: int) -> bool:
    """Whether somebody "was told to" do what no clause after it reports as done."""
    if not s.at("passive_past", index - 1) or not begins_body(s, name_start(s, before_company(s, index - 1))):
        return False
    clauses = [at for at in range(index, len(s.tokens)) if s.tokens[at].key == ","]
    return not any(
        s.tokens[at].key in s.words.passive_be
        for one in clauses[:_CLAUSES]
        for at in range(one, min(one + NEAR, len(s.tokens)))
    )


def _is_act(s: Sentence, at: int) -> bool:
    """Whether what follows a modal is something to do: a verb, and no "be" of a state or a passive."""
    at = s.after_adverbs(at)
    at += s.at("to_negated", at)
    return at < len(s.tokens) and s.tokens[at].is_word and s.tokens[at].key not in s.words.clarity.be
