"""Who is to act: the bodies and posts that an order names, each by itself."""

from dataclasses import dataclass

from quarterdeck.prose.tasks.lists import act_after, split
from quarterdeck.prose.tasks.sentence import Sentence

_TAIL = 8
# "TP.", "TX.", "Q."
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Named:
    """Those named from one token on, and the token after them where their act begins; `certain` where a name ends."""

    names: tuple[str, ...]
    end: int
    certain: bool


def named(s: Sentence, at: int) -> Named | None:
    """The bodies named at `at` and the place where their act begins; None where no body is named there."""
    return _head_first(s, at) if s.words.clarity.bodies.head_first else _before_act(s, at)


def _head_first(s: Sentence, at: int) -> Named | None:
    bodies, tokens = s.words.clarity.bodies, s.tokens
    at = _past_articles(s, at)
    names: list[str] = []
    shared, end, certain = "", at, False
    while True:
        one = _one(s, at, shared)
        if one is None:
            break
        last, sure, head, shares = one
        text = s.said(at, last)
        names.append(f"{shared} {text}" if shares else text)
        shared = shared if shares else head
        end, certain = last, sure
        joined = bodies.conjunctions.at(tokens, end)
        if joined is None or tokens[end].key == ";":
            break
        at = end + joined[0]
        again = bodies.conjunctions.at(tokens, at)
        at = _past_articles(s, at + (again[0] if again else 0))
        if s.is_verb(at) and not bodies.organisations.at(tokens, at):
            break
    return Named(tuple(names), end, certain) if names else None


def _past_articles(s: Sentence, at: int) -> int:
    while at < len(s.tokens) and (s.tokens[at].key in ":-" or s.words.clarity.bodies.articles.at(s.tokens, at)):
        at += (s.words.clarity.bodies.articles.at(s.tokens, at) or (1, ""))[0]
    return at


def _one(s: Sentence, at: int, shared: str) -> tuple[int, bool, str, bool] | None:
    """Where one body ends, whether its name surely ends there, its kind, and whether it shares the kind before."""
    bodies, tokens = s.words.clarity.bodies, s.tokens
    if at >= len(tokens):
        return None
    collective, quantifier = bodies.collectives.at(tokens, at), bodies.quantifiers.at(tokens, at)
    if quantifier and (group := _groups(s, at + quantifier[0])) > at + quantifier[0]:
        if bodies.posts.at(tokens, group) and bodies.articles.at(tokens, at + quantifier[0]):
            return _proper(s, group), True, "", False
        last = _capitals(s, group, lower=False)
        if last == group and tokens[group : group + 1] and tokens[group].is_capital:
            last = _proper(s, group)  # "các ban HĐND tỉnh"
        head = s.said(at + quantifier[0], group) if last > group else ""
        return (last, True, head, False) if last > group else (_tail(s, group), False, "", False)
    if collective:
        return _tail(s, at + collective[0]), False, "", False
    if (end := _proper(s, at)) > at:
        kind = bodies.organisations.at(tokens, at)
        certain = end > at + (kind[0] if kind else 1) or (kind is not None and kind[1] == "closed")
        return end if certain else _tail(s, end), certain, s.said(at, at + kind[0]) if kind else "", False
    if (group := _groups(s, at)) > at and not _is_act_of(s, at):
        last = _sector(s, group) or _capitals(s, group, lower=False)
        return (last, True, s.said(at, group), False) if last > group else (_tail(s, group), False, "", False)
    if shared and tokens[at].is_capital:
        return _capitals(s, at, lower=True), True, "", True
    return None


def _sector(s: Sentence, at: int) -> int:
    """One past the name of a sector behind its noun, "ngành Giáo dục và Đào tạo"; 0 where no such noun stands."""
    if s.tokens[at - 1].key not in s.words.sectors:
        return 0
    known = s.words.clarity.bodies.names.at(s.tokens, at)
    return at + known[0] if known else _capitals(s, at, lower=True)


def _is_act_of(s: Sentence, at: int) -> bool:
    """Whether what could be a group is a verb: "tổ chức hội nghị", not "tổ chức Đảng"."""
    verb = s.words.clarity.verbs.at(s.tokens, at)
    after = at + verb[0] if verb else at
    return verb is not None and after < len(s.tokens) and not s.at("body_after", after)


def _groups(s: Sentence, at: int) -> int:
    """One past group nouns such as "sở, ban, ngành"; `at` where there are none."""
    bodies, tokens = s.words.clarity.bodies, s.tokens
    end, index = at, at
    while index < len(tokens):
        group = _longest(s, index)
        if not group or (tokens[index].is_capital and end > at):
            break
        end = index + group
        joined = bodies.conjunctions.at(tokens, end)
        if joined is None or tokens[end].key == ";":
            break
        index = end + joined[0]
    return end


def _longest(s: Sentence, index: int) -> int:
    bodies = s.words.clarity.bodies
    found = [phrases.at(s.tokens, index) for phrases in (bodies.groups, bodies.organisations, bodies.posts)]
    verb = s.words.clarity.verbs.at(s.tokens, index)
    length = max((one[0] for one in found if one), default=0)
    return 0 if verb and verb[0] > length else length


def _proper(s: Sentence, at: int) -> int:
    """One past posts, kinds of bodies and their names: "Giám đốc Sở Tài chính", "UBND huyện Lục Nam"."""
    bodies, tokens = s.words.clarity.bodies, s.tokens
    index = at
    while index < len(tokens):
        post, kind = bodies.posts.at(tokens, index), bodies.organisations.at(tokens, index)
        verb = s.words.clarity.verbs.at(tokens, index)
        named_so = max((one[0] for one in (post, kind) if one), default=0)
        # Behind a name a small word that is a post and a verb acts: "Đảng đoàn … lãnh đạo việc …".
        if verb and (verb[0] > named_so or (verb[0] == named_so and index > at and not tokens[index].is_capital)):
            break
        if kind and kind[1] == "open" and index > at and not tokens[index].is_capital and not post:
            known = bodies.names.at(tokens, index + kind[0])
            if not known and not (index + kind[0] < len(tokens) and tokens[index + kind[0]].is_capital):
                break
        if not (post or kind):
            break
        longest = max((one for one in (post, kind) if one), key=lambda one: one[0])
        index += longest[0]
        if _is_shortened(s, index):
            index += 1
        if (many := _many(s, index)) > index:
            return max(many, _tail(s, many))
        known = bodies.names.at(tokens, index)
        if known and (tokens[index].is_capital or (kind and kind[1] == "open")):
            index += known[0]
        else:
            index = _capitals(s, index, lower=bool(kind and kind[1] == "open"))
    return index


def _is_shortened(s: Sentence, at: int) -> bool:
    """Whether a full stop at `at` only shortens the kind of a place: "TP.HCM"."""
    tokens = s.tokens
    short = 0 < at < len(tokens) - 1 and tokens[at].key == "." and len(tokens[at - 1].key) <= _SHORT
    return short and tokens[at + 1].is_capital and tokens[at].end == tokens[at + 1].start


def _many(s: Sentence, at: int) -> int:
    """One past a group that a body or post is of: "UBND các huyện Lục Nam, Yên Thế", "lãnh đạo các sở"."""
    bodies, tokens = s.words.clarity.bodies, s.tokens
    quantifier = bodies.quantifiers.at(tokens, at)
    group = _groups(s, at + quantifier[0]) if quantifier else at
    if not quantifier or group == at + quantifier[0]:
        return at
    end = _capitals(s, group, lower=False)
    while end > group and (joined := bodies.conjunctions.at(tokens, end)) and tokens[end].key != ";":
        following = _capitals(s, end + joined[0], lower=False)
        if following == end + joined[0]:
            break
        end = following
    return end


def _capitals(s: Sentence, at: int, *, lower: bool) -> int:
    """One past a run of capital words; with `lower`, each may have one small syllable after it (Tài chính)."""
    tokens, index = s.tokens, at
    while index < len(tokens):
        token = tokens[index]
        dashed = token.key in "-&" and index > at and index + 1 < len(tokens) and tokens[index + 1].is_capital
        small = lower and index > at and token.is_word and tokens[index - 1].is_capital and not _acts(s, index)
        if not (dashed or (token.is_capital and not _new_head(s, index)) or small):
            break
        index += 1
    return index


def _new_head(s: Sentence, index: int) -> bool:
    bodies = s.words.clarity.bodies
    return bool(bodies.posts.at(s.tokens, index) or bodies.organisations.at(s.tokens, index))


def _acts(s: Sentence, index: int) -> bool:
    """Whether an act may begin at `index`, so that no name goes on there."""
    clarity, tokens = s.words.clarity, s.tokens
    return bool(
        clarity.verbs.at(tokens, index)
        or s.at("more_verbs", index)
        or s.modal(index)
        or s.adverb(index)
        or clarity.lead.at(tokens, index)
        or clarity.cooperate.at(tokens, index)
        or clarity.vague.at(tokens, index)
        or clarity.bodies.conjunctions.at(tokens, index)
        or tokens[index].key in s.words.name_end
    )


def _tail(s: Sentence, at: int) -> int:
    """One past the words that narrow a group ("các phường mới"), where an act follows them; else `at`."""
    for index in range(at, min(at + _TAIL, len(s.tokens))):
        if not s.tokens[index].is_word:
            return at
        if _acts(s, index) and not (index == at and s.at("tail", index)):
            return index
    return at


def _before_act(s: Sentence, at: int) -> Named | None:
    end = act_after(s, at)
    names = split(s, at, end) if end is not None and end > at else ()
    return Named(names, end, True) if names and end is not None else None
