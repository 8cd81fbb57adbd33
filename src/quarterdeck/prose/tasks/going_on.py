"""Sentences that go on ordering without saying who: "Focus on …", "Hoàn thiện …", items below "as follows:"."""

from collections.abc import Iterator, Sequence

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.lists import split
from quarterdeck.prose.tasks.memory import Memory
from quarterdeck.prose.tasks.order import NEAR, Order, act_at
from quarterdeck.prose.tasks.orders import own_body, said_by
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import begins_body, clause_start, is_office

_SIGNS = ",-+*•·●▪–.)(:"
_DEEPEST = 12
_CONDITION = 4
_FEWEST = 3


def going_on(s: Sentence, memory: Memory) -> Iterator[Order]:
    """The order that a sentence within an order gives by its first verb, or by a body and its verb."""
    at = start_of(s)
    last, _sayer = said_by(s)
    if at >= last:
        return
    headed = _headed(s, at)
    if headed is not None:
        yield headed
        return
    labelled = _labelled(s, at) if s.listed else None
    if labelled is not None:
        yield labelled
        return
    led = s.listed or memory.in_item or memory.ordered_here or memory.just
    at = _past_condition(s, at) if led else at
    body = own_body(s, at) if led and not _is_imperative(s, s.after_adverbs(at)) else None
    if body is not None and any(s.at(kind, act_at(s, body.end)) for kind in ("speech", "no_duty", "done")):
        return
    if body is not None and s.tokens[-1].key == ":" and len(s.tokens) - body.end <= NEAR:
        yield Order(at, len(s.tokens), len(s.tokens), "", body.names, "head")
    elif body is not None and body.end < last:
        yield Order(at, body.end, last, "", body.names, "goes on")
    elif _is_imperative(s, s.after_adverbs(at)) or (s.listed and memory.listing and _may_be_item(s, at)):
        yield Order(at, at, last, "", (), "goes on")


def passed_on(s: Sentence, memory: Memory, found: Sequence[Order]) -> Iterator[Order]:
    """The task of the body that an item names first, where it is to press others: no order of its own."""
    if not found or found[0].rule != "order" or not found[0].assigner:
        return
    for one in going_on(s, memory):
        if s.at("passes_on", one.act) and "; ".join(one.assignees) == found[0].assigner:
            yield one


def _headed(s: Sentence, at: int) -> Order | None:
    """A line that is only the name of a body, whose tasks stand below it: "2. Sở Tài chính:"."""
    end = len(s.tokens)
    while end > at and s.tokens[end - 1].key in ":.":
        end -= 1
    if (
        end - at > (2 * NEAR if s.tokens[-1].key == ":" else NEAR)
        or not (s.listed or s.tokens[-1].key == ":")
        or not begins_body(s, at)
    ):
        return None
    order = s.words.orders.at(s.tokens, at)
    start = at + (order[0] if order else 0)
    if not s.words.clarity.bodies.head_first:
        plain = not any(s.is_verb(one) or s.tokens[one].is_number for one in range(start, end))
        names = split(s, start, end) if plain and s.tokens[-1].key == ":" else ()
        return Order(at, end, end, "", names, "head") if names else None
    found = named(s, start)
    whole = found is not None and all(
        s.at("tail", one) or s.ends_phrase("tail", one + 1) for one in range(found.end, end)
    )
    return Order(at, end, end, "", found.names, "head") if found is not None and whole else None


def _may_be_item(s: Sentence, at: int) -> bool:
    """Whether a line below a list is one of its items, and no figure, nobody's words and nothing done."""
    first = range(at, min(at + NEAR, len(s.tokens)))
    spoken = any(s.at("speech", index) or (s.at("done", index) and index > at) for index in first)
    words = sum(token.is_word for token in s.tokens[at:])
    return not s.tokens[at].is_number and not spoken and words >= _FEWEST


def _labelled(s: Sentence, at: int) -> Order | None:
    """An item that names a body before a colon: "Sở Tài chính: cân đối …"."""
    colon = next((i for i in range(at + 1, min(at + NEAR, len(s.tokens) - 1)) if s.tokens[i].key == ":"), None)
    if colon is None or not begins_body(s, at) or any(s.tokens[one].key == "(" for one in range(at, colon)):
        return None
    if s.words.clarity.bodies.head_first:
        found = named(s, at)
        names = found.names if found is not None and found.end <= colon else ()
    else:
        names = split(s, at, colon)
    return Order(at, act_at(s, colon), len(s.tokens), "", names, "goes on") if names else None


def start_of(s: Sentence) -> int:
    """Past bullets, numbers of items, and words that only connect."""
    at = s.begin
    for _ in range(_DEEPEST):
        if at >= len(s.tokens):
            break
        if s.tokens[at].key in _SIGNS:
            at += 1
            continue
        length = s.at("connectors", at) or _by_whom(s, at)
        if not length or s.at("more_verbs", at) > length:
            break  # "Cụ thể hóa" acts
        at += length
    return at


def _by_whom(s: Sentence, at: int) -> int:
    """How many tokens of "Theo đồng chí Bình," stand at `at`, where somebody's words follow."""
    behind = at + s.at("origin_in", at)
    if behind == at or not any(is_office(s, one) for one in range(behind, min(behind + 2, len(s.tokens)))):
        return 0
    comma = next((one for one in range(at + 1, min(at + NEAR, len(s.tokens))) if s.tokens[one].key == ","), at - 1)
    return comma + 1 - at


def _past_condition(s: Sentence, at: int) -> int:
    """Past "if there are problems," where an act or a body with an act follows; else `at`."""
    if not s.at("conditions", at) or _is_spoken(s, at):
        return at
    commas = [one for one in range(at + 1, min(at + 2 * NEAR, len(s.tokens) - 1)) if s.tokens[one].key == ","]
    for comma in commas[:_CONDITION]:
        after = s.after_adverbs(comma + 1)
        if _is_imperative(s, after) or own_body(s, comma + 1) is not None:
            return comma + 1
    return at


def _is_spoken(s: Sentence, at: int) -> bool:
    """Whether somebody says what follows: "Trên cơ sở nghị quyết về …, Chủ tịch cho rằng …"."""
    near = range(at + 1, len(s.tokens))
    return any(s.at("speech", one) and is_office(s, clause_start(s, one)) for one in near)


def _is_imperative(s: Sentence, at: int) -> bool:
    if at >= len(s.tokens) or not s.is_verb(at):
        return False
    if s.words.orders.at(s.tokens, at):
        return False
    verb = s.words.clarity.verbs.at(s.tokens, at)
    stop = s.at("not_imperative", at)
    if stop and (verb is None or stop >= verb[0]):
        return False
    return at + 1 < len(s.tokens) and s.tokens[at + 1].key not in ":"
