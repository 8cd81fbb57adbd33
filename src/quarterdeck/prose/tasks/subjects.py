"""Who stands before a verb: the one who orders, or those who are to act."""

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.lists import split
from quarterdeck.prose.tasks.sentence import Sentence

_SHORT_NAME = 8
_LONGEST = 60
_ASIDE = 6
# A short form in brackets, with them, has fewer tokens.
_BRACKET = 5


def is_auxiliary(s: Sentence, at: int) -> bool:
    """Whether a word that only goes with a verb ("also", "đã") ends before `at`."""
    return s.ends_phrase("auxiliaries", at)


def is_person(s: Sentence, at: int) -> bool:
    """Whether a pronoun or a title stands at `at`."""
    return bool(s.at("pronouns", at) or s.at("titles", at))


def clause_start(s: Sentence, at: int) -> int:
    """Where the subject of the verb at `at` begins: after the last sign or word that bounds a clause."""
    least = max(s.begin, at - _LONGEST)
    index = at
    while index > least:
        opened = before_bracket(s, index)
        if opened == index and s.ends_phrase("boundaries", index):
            return index
        index = min(opened, index - 1)
    return least


def subject(s: Sentence, first: int, at: int) -> str | None:
    """Who orders, as written; "" where nobody stands there, None where what stands there cannot order."""
    joins = bool(at > first and s.words.clarity.joiners.at(s.tokens, at - 1))
    while at > first and is_auxiliary(s, at):
        at -= 1
    at = before_bracket(s, at)
    while first < at and (step := _light(s, first)):
        first += step
    if first >= at:
        return ""
    told = _past_speech(s, first, at)
    if told > first:
        inner = subject(s, told, at)
        if inner is not None or not joins:
            return inner
        # "Cabinet noted the delay and resolved …": who speaks also orders.
        at = next(index for index in range(first + 1, told) if s.at("speech", index))
    at = next((index for index in range(first + 1, at) if s.at("auxiliaries", index)), at)
    at -= s.tokens[at - 1].key == "." and at - 1 > first
    at = next((index for index in range(first + 1, at) if index + s.at("said_when", index) == at), at)
    if any(s.words.orders.at(s.tokens, index) for index in range(first, at)):
        passed = _past_noun(s, first, at)
        return subject(s, passed, at) if passed > first else None
    bodies = s.words.clarity.bodies
    start = first + (bodies.articles.at(s.tokens, first) or bodies.quantifiers.at(s.tokens, first) or (0, ""))[0]
    person = any(
        is_office(s, index) or (s.tokens[index].is_capital and bodies.groups.at(s.tokens, index))
        for index in range(first, at)
        if index in (first, start) or s.tokens[index].is_capital
    )
    named_so = at - first > 1 and s.tokens[at - 1].is_capital and s.tokens[first].is_capital
    named_so = named_so or (at - start > 1 and s.tokens[at - 1].is_capital and s.tokens[start].is_capital)
    named_so = named_so or (at - start == 1 and at - first > 1 and s.tokens[start].text.isupper())
    person = person or (
        not s.words.clarity.bodies.head_first and bool(s.words.clarity.bodies.groups.at(s.tokens, start))
    )
    known = at - first == 1 and s.tokens[first].key in s.people
    return s.said(first, at) if person or named_so or known or _ends_office(s, first, at) else None


def _ends_office(s: Sentence, first: int, at: int) -> bool:
    """Whether a few words end in a kind of body, as names do that have it last: "the state government"."""
    if s.words.clarity.bodies.head_first or at - first > _ASIDE or not is_office(s, at - 1):
        return False
    plain = all(one.is_word or one.key in "&-" for one in s.tokens[first:at])
    return plain and not any(s.at("not_order_before", one) for one in range(first, at))


def _light(s: Sentence, at: int) -> int:
    """How many tokens at `at` come before whoever orders: signs, adverbs, "theo đó"."""
    step = max(s.adverb(at), s.at("auxiliaries", at), s.at("connectors", at))
    return step or (0 if s.tokens[at].is_word else 1)


def is_office(s: Sentence, index: int) -> bool:
    """Whether a post, a kind of body, a pronoun or a title stands at `index`."""
    bodies = s.words.clarity.bodies
    return bool(bodies.posts.at(s.tokens, index) or bodies.organisations.at(s.tokens, index) or is_person(s, index))


def subject_bodies(s: Sentence, at: int) -> tuple[int, tuple[str, ...]]:
    """The bodies that are the subject of a verb at `at`, and where they begin."""
    end = at
    while end > 0 and (s.tokens[end - 1].key in s.words.passive_be or is_auxiliary(s, end) or s.adverb(end - 1)):
        end -= 1
    end = before_bracket(s, before_company(s, end))
    start = name_start(s, end)
    if s.words.clarity.bodies.head_first:
        return _head_first_subject(s, start, end)
    start = _past_speech(s, _past_opening(s, start, end), end)
    joined = s.words.clarity.joiners.at(s.tokens, start)
    start += joined[0] if joined and joined[0] < end - start else 0
    if s.at("pronouns", start) and end == start + 1:
        return start, ()  # "in such cases, they must …": whoever was named before
    tries = [start]
    while start > s.begin and s.tokens[start - 1].key == "," and len(tries) < 4:
        start = clause_start(s, start - 1)
        tries.append(start)
    best: tuple[int, tuple[str, ...]] = (tries[0], split(s, tries[0], end))
    for first in tries[1:]:
        if s.at("topic", first) or s.at("origin_in", first) or s.at("connectors", first):
            break
        after = tries[tries.index(first) - 1]
        other = any(s.modal(one) for one in range(first, after))
        if other or after - first > _SHORT_NAME or not begins_body(s, first) or not begins_body(s, after):
            break
        best = (first, split(s, first, end))
    return best


def name_start(s: Sentence, at: int) -> int:
    """Where the clause before `at` begins, and with it a name that has commas: "the Ministry of Labour, Youth …"."""
    start = clause_start(s, at)
    if s.words.clarity.bodies.head_first or start == s.begin or s.tokens[start - 1].key != ",":
        return start
    first = start
    for _ in range(_SHORT_NAME):
        if first == s.begin or s.tokens[first - 1].key != ",":
            break
        first = clause_start(s, first - 1)
        plain = all(one.is_capital or one.key in (",", "of", "and", "the") for one in s.tokens[first:at])
        if not plain:
            break
        skipped = s.words.clarity.bodies.articles.at(s.tokens, first)
        kind = first + (skipped[0] if skipped else 0)
        if s.words.clarity.bodies.organisations.at(s.tokens, kind) and s.tokens[kind + 1].key == "of":
            return first
    return start


def before_company(s: Sentence, end: int) -> int:
    """Where a subject ends before ", together with the districts," or ", he added,"."""
    if end < 2 or s.tokens[end - 1].key != ",":
        return end
    first = clause_start(s, end - 1)
    aside = s.at("together", first) or (end - first <= _ASIDE and any(s.at("speech", at) for at in range(first, end)))
    return first - 1 if first > s.begin and s.tokens[first - 1].key == "," and aside else end


def before_bracket(s: Sentence, end: int) -> int:
    """Where a name ends before its short form in brackets: "the Ministry of Finance | (MoF) is asked to"."""
    if end < _BRACKET or s.tokens[end - 1].key != ")":
        return end
    opened = next((at for at in range(end - 2, max(s.begin, end - _BRACKET), -1) if s.tokens[at].key == "("), end)
    return opened if opened < end - 1 else end


def _past_noun(s: Sentence, first: int, at: int) -> int:
    """Past an order that is only a noun here, with whose it is behind: "truyền đạt ý kiến chỉ đạo của | Chủ tịch"."""
    for index in range(at - 1, first, -1):
        order = s.words.orders.at(s.tokens, index)
        if order:
            after = index + order[0]
            own = s.ends_phrase("not_order_after", index) and s.at("whose", after)
            if own or not s.ends_phrase("speech", index):
                return after + s.at("whose", after) if own else first
            # "Phát biểu chỉ đạo tại hội nghị | đồng chí Chủ tịch …": no comma behind the occasion.
            return next((one for one in range(after, at) if s.at("pronouns", one) or _is_post(s, one)), first)
    return first


def _is_post(s: Sentence, index: int) -> bool:
    return s.tokens[index].is_capital and bool(s.words.clarity.bodies.posts.at(s.tokens, index))


def _past_speech(s: Sentence, start: int, end: int) -> int:
    """Past "analysts said" before what they speak of."""
    for at in range(end - 1, start, -1):
        if length := s.at("speech", at):
            return at + length if at + length < end else start
    return start


def _past_opening(s: Sentence, start: int, end: int) -> int:
    """Past "in May" before "the Water Board"."""
    clarity = s.words.clarity
    if not clarity.openers.at(s.tokens, start):
        return start
    return next((at for at in range(start + 1, end) if clarity.bodies.articles.at(s.tokens, at)), start)


def begins_body(s: Sentence, first: int) -> bool:
    """Whether the kind of a body stands within the first words from `first` on."""
    bodies = s.words.clarity.bodies
    return any(
        phrases.at(s.tokens, at)
        for at in range(first, min(first + 6, len(s.tokens)))
        for phrases in (bodies.organisations, bodies.groups, bodies.posts)
    )


def is_body(s: Sentence, at: int) -> bool:
    """Whether a body is named right at `at`: by a capital letter, or by its kind."""
    bodies = s.words.clarity.bodies
    skipped = bodies.articles.at(s.tokens, at) or bodies.quantifiers.at(s.tokens, at)
    at += skipped[0] if skipped else 0
    kinds = (bodies.organisations, bodies.groups, bodies.posts, s.words.phrases["people"])
    return at < len(s.tokens) and (s.tokens[at].is_capital or any(one.at(s.tokens, at) for one in kinds))


def _head_first_subject(s: Sentence, start: int, end: int) -> tuple[int, tuple[str, ...]]:
    spoken = _past_speech(s, start, end)
    after = named(s, spoken) if spoken > start else None
    if after is not None and after.end >= end:
        return spoken, after.names
    tries = [start]
    while start > s.begin and len(tries) < 6 and s.tokens[start - 1].key != ":":
        start = clause_start(s, start - 1)
        tries.append(start)
    for first in reversed(tries):
        found = named(s, first + s.at("toward", first))  # "Đối với | các xã cần …"
        if found is None or not first <= found.end <= end or (end - found.end > 6 and found.end < end):
            continue
        if not s.at("speech", found.end):  # "Bộ Công Thương thông báo, giá xăng sẽ …"
            return first, found.names
    return tries[0], ()
