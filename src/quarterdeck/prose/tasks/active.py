"""Orders in the active: "the Chairman requested the departments to …", "Chủ tịch giao Sở Y tế …"."""

from collections.abc import Iterator
from dataclasses import replace

from quarterdeck.prose.tasks.asides import asked_for, given_by, letter, past_aside, past_item, past_view, sent_to
from quarterdeck.prose.tasks.bodies import Named, named
from quarterdeck.prose.tasks.lists import act_after, bare, split
from quarterdeck.prose.tasks.nominal import act_noun, to_be_done
from quarterdeck.prose.tasks.order import NEAR, Order, act_at, has_act, is_vague, opens_list
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import clause_start, is_auxiliary, is_body, is_person, subject

# No sentence has more verbs of ordering; what has is no prose, and time must stay bounded.
_TRIES = 40
# Words of those who are asked, whatever they are.
_SHORT = 8


def active(s: Sentence, *, within: bool) -> Iterator[Order]:
    """The orders of a sentence by its verbs of ordering; `within` where somebody orders in the paragraph."""
    index, first, tried, rule = s.begin, -1, 0, ""
    while index < len(s.tokens) and tried < _TRIES:
        found = s.words.orders.at(s.tokens, index)
        tried += found is not None
        again = _again(s, index, found, rule) if found and first >= 0 else None
        usable = found is not None and (first < 0 or again is not None) and (found[1] != "that_within" or within)
        order = _order_at(s, index, index + found[0], found[1], again) if found and usable else None
        if order is None:
            index += found[0] if found else 1
            continue
        yield order
        first, rule = order.first, order.rule
        index = max(order.act, index + 1)


def _again(s: Sentence, index: int, found: tuple[int, str], rule: str) -> int | None:
    """Where a further order begins, whose verb at `index` stands behind a joiner, "also" apart; None for none."""
    if found[1] == "that_more":
        return index if rule == "order that" and is_body(s, index + found[0]) else None
    if not s.at("again", index):
        return None
    at = index
    for _ in range(NEAR):
        at -= 3 if at > 3 and s.tokens[at - 1].key == ")" and s.tokens[at - 3].key == "(" else 0  # "; (2) giao …"
        if at == 0 or s.words.clarity.joiners.at(s.tokens, at - 1) or s.tokens[at - 1].key == '"':
            return at
        if not (is_auxiliary(s, at) or s.tokens[at - 1].is_capital or is_person(s, at - 1)):
            return None
        at -= 1
    return None


def _order_at(s: Sentence, at: int, after: int, how: str, again: int | None) -> Order | None:
    noun = act_noun(s, after) if s.ends_phrase("noun_orders", after) else None
    noun = to_be_done(s, after) if noun is None and how == "noun" else noun
    barred = how != "noun" and not how.startswith("that") and s.at("not_order_before", after)
    first = clause_start(s, at) if again is None else again
    written = letter(s, first, at)
    if (written is None and s.ends_phrase("not_order_after", at)) or (barred and noun is None) or _is_passive(s, at):
        return None
    assigner = _who_orders(s, first, at) if written is None else subject(s, first, written)
    # "giao ban" is to meet, "giao Ban Tổ chức" orders.
    other = s.at("more_verbs", at) > after - at and not (after < len(s.tokens) and s.tokens[after].is_capital)
    # "Sở Y tế mở …; chỉ đạo các trạm …" is one body's work.
    passes_on = assigner == "" and first > s.begin and s.tokens[first - 1].key == ";" and s.at("led", at)
    if other or assigner is None or passes_on or _only_led(s, first, at):
        return None
    if how.startswith("that"):
        return that_clause(s, first, after, assigner, decides=how != "that_within")
    if noun is not None:
        return Order(first, noun, len(s.tokens), assigner, (), "noun")
    if (passive := given_by(s, first, at)) is not None:
        told = bool(passive[1]) and has_act(s, after, near=1)
        return Order(first, act_at(s, after), len(s.tokens), *passive, "passive") if told else None
    given = Order(first, after, len(s.tokens), assigner, (), "order")
    if how == "free" and not s.words.clarity.bodies.head_first and not s.ends_phrase("act_on", after):
        return replace(given, act=act_at(s, after)) if has_act(s, after, near=1) else None
    sent = sent_to(s, written, at) if written is not None else ()
    return _asked(s, given, sent, direct=how == "free", anybody=bool(assigner) or again is not None)


def _asked(s: Sentence, given: Order, sent: tuple[str, ...], *, direct: bool, anybody: bool) -> Order | None:
    """An order with those who are asked at its `act`, or to whom its letter was `sent`; None where nobody is.

    With `direct` the act itself may stand there, with `anybody` whoever it is may be asked.
    """
    if (wanted := asked_for(s, given.act)) is not None:
        return replace(given, act=wanted[1], assignees=wanted[0], rule="noun")
    if s.ends_phrase("act_on", given.act):
        gerund = given.act < given.last and s.words.gerund.fullmatch(s.tokens[given.act].key)
        whom = None if gerund else _offices_asked(s, given.act)
        named_so = replace(given, act=act_at(s, whom.end), assignees=whom.names) if whom is not None else None
        return given if gerund else named_so
    after = past_aside(s, given.act)
    found = Named(sent, after, certain=True) if sent and has_act(s, after, near=1) else _all_named(s, after)
    found = found or _place(s, after) or (_anybody(s, after) if anybody else None)
    names = found.names if found is not None else ()
    if found is not None and has_act(s, found.end, near=NEAR, certain=found.certain):
        return replace(given, act=given.last if opens_list(s, found.end) else act_at(s, found.end), assignees=names)
    if found is None and (told := _told_that(s, given.act)) is not None:
        return replace(given, act=told.end, assignees=told.names, rule="order that")
    if opens_list(s, found.end if found is not None else after):
        return replace(given, act=given.last, assignees=names)
    acts = has_act(s, after, near=1) or after == given.last or s.ends_phrase("act_nouns", after)
    return replace(given, act=act_at(s, after)) if direct and acts else None


def _who_orders(s: Sentence, first: int, at: int) -> str | None:
    """Who orders by the verb at `at`, as `subject` tells it; behind a joiner who spoke before: "noted … and asked"."""
    assigner = subject(s, first, at)
    if assigner is not None or not s.words.clarity.joiners.at(s.tokens, at - 1):
        return assigner
    said = next((one for one in range(s.begin + 1, min(first, s.begin + NEAR)) if s.at("speech", one)), None)
    return (subject(s, s.begin, said) or None) if said is not None else None


def _is_passive(s: Sentence, at: int) -> bool:
    """Whether somebody is asked: "officers are hereby directed to"."""
    while (
        at > s.begin + 1
        and (s.adverb(at - 1) or is_auxiliary(s, at))
        and s.tokens[at - 1].key not in s.words.passive_be
    ):
        at -= 1
    return at > s.begin and s.tokens[at - 1].key in s.words.passive_be


def _all_named(s: Sentence, at: int) -> Named | None:
    """Those named at `at`, and behind a joiner those asked by a further verb: "yêu cầu các sở và đề nghị các ban …"."""
    found = named(s, at)
    joined = (
        s.words.clarity.joiners.at(s.tokens, found.end) if found is not None and found.end < len(s.tokens) else None
    )
    if found is None or joined is None or not s.words.clarity.bodies.head_first:
        return found
    order = s.words.orders.at(s.tokens, found.end + joined[0])
    more = named(s, found.end + joined[0] + order[0]) if order is not None else None
    return Named((*found.names, *more.names), more.end, more.certain) if more is not None else found


def _place(s: Sentence, at: int) -> Named | None:
    """A place that is asked as its authority, where an act follows its name: "yêu cầu Hải Phòng rà soát …"."""
    end = at
    while s.words.clarity.bodies.head_first and end < len(s.tokens) and s.tokens[end].is_capital:
        end += 1
    return Named((s.said(at, end),), end, certain=True) if end > at and s.is_verb(s.after_adverbs(end)) else None


def _only_led(s: Sentence, first: int, at: int) -> bool:
    """Whether a body is said to have led others in what is reported: "UBND tỉnh đã chỉ đạo …"."""
    reported = s.at("led", at) and any(s.at("led_before", one) for one in range(first, at))
    return bool(reported) and not any(s.words.clarity.bodies.posts.at(s.tokens, one) for one in range(first, at))


def _anybody(s: Sentence, at: int) -> Named | None:
    """Those whom somebody asks, of whatever kind they are: "told him to …", "asked the growers to …"."""
    end = act_after(s, at)
    if end is None or not at < end <= at + _SHORT or s.tokens[end].key != s.words.clarity.to:
        return None
    if s.at("him", at) and end == at + 1:
        return Named((), end, certain=True)
    opens = (
        s.tokens[at].is_capital
        or s.words.clarity.bodies.articles.at(s.tokens, at)
        or s.words.phrases["people"].at(s.tokens, at)
        or s.words.clarity.bodies.quantifiers.at(s.tokens, at)
        or s.tokens[end - 1].key.endswith("s")
    )
    plain = all(s.tokens[one].is_word or s.tokens[one].key in "-," for one in range(at, end))
    return Named((bare(s, at, end),), end, certain=True) if opens and plain else None


def _told_that(s: Sentence, after: int) -> Named | None:
    """Who is told that something must be done, and where what they are told begins."""
    if not s.ends_phrase("told_that", after):
        return None
    that = next((one for one in range(after + 1, min(after + NEAR, len(s.tokens) - 1)) if s.at("motions", one)), None)
    if that is None or not any(
        s.at(kind, one)
        for one in range(that, min(that + 2 * NEAR, len(s.tokens)))
        for kind in ("strong", "firm", "to_be_done", "weak")
    ):
        return None
    names = split(s, after, that)
    return Named(names, that + 1, certain=True) if names else None


def motion(s: Sentence) -> Iterator[Order]:
    """A motion, or an action under its label: "That the clerk write …", "ACTION: Finance to circulate …"."""
    if s.at("motions", s.begin) and (s.tokens[s.begin].is_capital or s.listed):
        order = that_clause(s, s.begin, s.begin + 1, "", decides=True)
        if order is not None:
            yield order
        return
    at = s.begin + s.at("act_labels", s.begin)
    if at == s.begin or at + 2 >= len(s.tokens) or s.tokens[at].key not in ":-":
        return
    if s.is_verb(at + 1):
        yield Order(s.begin, at + 1, len(s.tokens), "", (), "action")
    elif found := named(s, at + 1):
        yield Order(s.begin, act_at(s, found.end), len(s.tokens), "", found.names, "action")


def that_clause(s: Sentence, first: int, after: int, assigner: str, *, decides: bool) -> Order | None:
    """ "requested that ministries submit", "stressed that the ministry must": a clause with its own subject."""
    after = past_view(s, past_item(s, after))
    for index in range(after, min(after + 40, len(s.tokens))):
        if _is_done(s, index, after):
            return Order(first, after, len(s.tokens), assigner, (), "order that")
        if s.at("strong", index) or s.at("firm", index):
            break
        acts = (s.is_verb(index) and s.tokens[index - 1].key != s.words.clarity.to) or _acts(s, index)
        if index > after and acts and s.tokens[index - 1].is_word and not _is_told(s, index):
            break
        weak = index > after and s.at("weak", index)
        if weak and (decides or s.tokens[index].key == "should"):
            break
    else:
        return _that_list(s, first, after, assigner)
    end = index
    while end > after + 1 and s.adverb(end - 1):
        end -= 1
    names = split(s, after, end)
    act = s.after_adverbs(act_at(s, index))
    tells = s.words.gerund.fullmatch(s.tokens[after].key) and not s.modal(index)  # "that keeping it clean is a duty"
    if names and (tells or is_vague(s, act)):
        return None
    be_done = s.modal(index) and act < len(s.tokens) and s.tokens[act].key in s.words.plain_be
    if names and be_done and not is_body(s, after):
        names, index = (), after  # "that the works should be finished": whoever does it
    if names or index == after:
        return Order(first, act_at(s, index), len(s.tokens), assigner, names, "order that")
    decided = any(s.ends_phrase("decides", one) for one in range(first, after + 1)) and any(
        s.at("to_be_done", one) or s.tokens[one].key in s.words.plain_be or s.at("shoulds", one)
        for one in range(index, min(index + 4, len(s.tokens)))
    )
    return Order(first, after, len(s.tokens), assigner, (), "order that") if decided else None


def _that_list(s: Sentence, first: int, after: int, assigner: str) -> Order | None:
    """ "resolved that Council:", before a list of what it is to do."""
    end = len(s.tokens)
    names = split(s, after, end - 1) if end - after < NEAR and s.tokens[-1].key == ":" else ()
    return Order(first, end, end, assigner, names, "order that") if names else None


def _acts(s: Sentence, at: int) -> bool:
    """Whether "submits", "adopts" stands at `at`, and no plural that something is to happen to."""
    verb = s.words.clarity.verbs.at(s.tokens, at)
    key = s.tokens[at].key
    if verb is None or not key.endswith("s") or s.words.clarity.lemmas.get(key, key) == key or s.after_noun(at):
        return False
    after = at + 1
    return after < len(s.tokens) and not (
        s.at("to_be_done", after) or s.modal(after) or s.tokens[after].key in s.words.clarity.be
    )


def _is_done(s: Sentence, index: int, after: int) -> bool:
    """Whether a plain "be" after its subject asks that something be done, whoever does it."""
    if index <= after or s.tokens[index].key not in s.words.plain_be:
        return False
    return not (s.modal(index - 1) or s.tokens[index - 1].key == s.words.clarity.to)


def _is_told(s: Sentence, index: int) -> bool:
    """Whether what stands before a verb makes it tell what is: "has | set", "been | set"."""
    return bool(s.at("auxiliaries", index - 1)) or s.tokens[index - 1].key in s.words.clarity.be


def _offices_asked(s: Sentence, at: int) -> Named | None:
    """Those whom somebody presses: "stressed upon all departments to …", not "stressed on the need to …"."""
    found = _anybody(s, at)
    bodies = s.words.clarity.bodies
    kinds = (bodies.groups, bodies.posts, bodies.organisations, s.words.phrases["people"])
    return found if found is not None and any(one.at(s.tokens, found.end - 1) for one in kinds) else None
