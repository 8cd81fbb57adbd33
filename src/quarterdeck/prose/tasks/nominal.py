"""Orders that name the act by a noun: "ordered an inquiry into …", "issued instructions to clear …"."""

from collections.abc import Iterator

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.lists import act_after
from quarterdeck.prose.tasks.order import Order
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import begins_body, clause_start, is_auxiliary

# Words before the noun of an act ("a full and public inquiry"), and those between a noun of ordering and its "to".
_BEFORE_NOUN = 6
_WINDOW = 8


def act_noun(s: Sentence, at: int) -> int | None:
    """Where the words of an act begin whose noun heads what stands at `at`; None where no act is named."""
    start = at
    while s.words.clarity.bodies.articles.at(s.tokens, start):
        start += 1
    for index in range(start, min(start + _BEFORE_NOUN, len(s.tokens))):
        token = s.tokens[index]
        if not (token.is_word or token.key == "-") or s.at("noun_stops", index):
            return None
        if not token.is_capital and s.words.action_noun.fullmatch(token.key) and _heads(s, index):
            return start
        if start > at and index == start and s.words.gerund.fullmatch(token.key) and _has_object(s, index + 1):
            return start
    return None


def _has_object(s: Sentence, at: int) -> bool:
    """Whether "of" stands at `at`, so that a gerund before it names an act: "the convening of"."""
    bodies = s.words.clarity.bodies
    return at < len(s.tokens) and bool(s.at("name_links", at) and bodies.articles.at(s.tokens, at))


def to_be_done(s: Sentence, at: int) -> int | None:
    """Where the words begin of what is to be done: "road repairs to be carried out"; None where nothing is."""
    for index in range(at + 1, min(at + _WINDOW, len(s.tokens) - 1)):
        if not s.tokens[index].is_word or s.at("zone_stops", index):
            return None
        if s.tokens[index].key == s.words.clarity.to:
            return at if s.tokens[index + 1].key in s.words.plain_be else None
    return None


def _heads(s: Sentence, index: int) -> bool:
    """Whether a noun ends its group and no body is named by it ("the investment board")."""
    bodies, after = s.words.clarity.bodies, index + 1
    if bodies.organisations.at(s.tokens, index) or bodies.groups.at(s.tokens, index):
        return False
    if after == len(s.tokens) or not s.tokens[after].is_word:
        return True
    if s.tokens[after].key == s.words.clarity.to:
        return after + 1 < len(s.tokens) and s.tokens[after + 1].key in s.words.clarity.be
    return bool(s.at("noun_ends", after) or s.adverb(after))


def granted(s: Sentence) -> Iterator[Order]:
    """What instructions or an approval were given for: "issued orders to clear …", "approval was granted to …"."""
    for index in range(s.begin, len(s.tokens)):
        length = s.at("order_nouns", index)
        if not length or not _is_given(s, index, index + length):
            continue
        for at in range(index + length, min(index + length + _WINDOW, len(s.tokens) - 1)):
            if s.tokens[at].key in ",;.":
                break
            if s.at("given_for", at) and (noun := act_noun(s, at + 1)) is not None:
                yield Order(index, noun, len(s.tokens), "", (), "given")
                return
            if s.tokens[at].key != s.words.clarity.to:
                continue
            whom = act_after(s, at + 1)
            if whom is not None and not _names_body(s, at + 1) and _is_group(s, at + 1, whom):
                yield Order(index, whom + 1, len(s.tokens), "", (s.said(at + 1, whom),), "given")
                return
            if not _names_body(s, at + 1):
                yield Order(index, at + 1, len(s.tokens), "", (), "given")
                return
            found = named(s, at + 1) if begins_body(s, at + 1) else None
            if found is not None and found.end + 1 < len(s.tokens):
                yield Order(index, found.end + 1, len(s.tokens), "", found.names, "given")
            return


def _is_group(s: Sentence, first: int, last: int) -> bool:
    """Whether a few words name people or offices in general before "to": "divisional secretaries | to"."""
    bodies = s.words.clarity.bodies
    kinds = (bodies.organisations, bodies.groups, bodies.posts, s.words.phrases["people"])
    known = last < len(s.tokens) and s.tokens[last].key == s.words.clarity.to and s.tokens[last - 1].key.endswith("s")
    return known and last - first <= _WINDOW // 2 and any(one.at(s.tokens, last - 1) for one in kinds)


def _names_body(s: Sentence, at: int) -> bool:
    """Whether the name of a body, or of people, begins right at `at`, and no verb."""
    bodies = s.words.clarity.bodies
    kinds = (bodies.articles, bodies.organisations, bodies.groups, bodies.posts, s.words.phrases["people"])
    named_so = any(phrases.at(s.tokens, at) for phrases in (*kinds, bodies.quantifiers))
    return s.tokens[at].is_capital or not s.tokens[at].is_word or (named_so and not s.is_verb(at))


def _is_given(s: Sentence, first: int, after: int) -> bool:
    near = (*range(max(0, first - 4), first), *range(after, min(after + 4, len(s.tokens))))
    return any(s.at("giving", at) for at in near)


def handed(s: Sentence) -> Iterator[Order]:
    """What a body is given to do: "the survey will be assigned to the Land Department"."""
    for index in range(s.begin + 2, len(s.tokens)):
        length = s.at("handed_to", index)
        # "The grant will be paid through the Land Office": who has to pay it.
        channel = s.at("channels", index) if s.tokens[index - 1].key in s.words.plain_be and s.modal(index - 2) else 0
        length = length or channel
        if not length or s.tokens[index - 1].key not in s.words.passive_be:
            continue
        to = index + length
        names = _receivers(s, to)
        end = index - 1
        while end > s.begin and (s.modal(end - 1) or is_auxiliary(s, end) or s.tokens[end - 1].key in "be"):
            end -= 1
        first = clause_start(s, end)
        if names and first < end and not _is_people(s, first, end):
            yield Order(first, first, end, "", names, "handed")
            return


def _receivers(s: Sentence, at: int) -> tuple[str, ...]:
    """The one body named after "to", up to a small word that goes on."""
    while s.words.clarity.bodies.articles.at(s.tokens, at):
        at += 1
    end = at
    while end < len(s.tokens) and (s.tokens[end].is_capital or (end > at and s.at("name_links", end))):
        end += 1
    while end > at and not s.tokens[end - 1].is_capital:
        end -= 1
    return (s.said(at, end),) if end > at and begins_body(s, at) else ()


def _is_people(s: Sentence, first: int, last: int) -> bool:
    bodies = s.words.clarity.bodies
    return any(
        phrases.at(s.tokens, at)
        for at in range(first, last)
        for phrases in (bodies.groups, bodies.posts, s.words.phrases["people"], s.words.phrases["pronouns"])
    )
