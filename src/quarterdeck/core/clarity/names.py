"""Where names stand in a sentence, so that their words are not taken for acts: Sở Xây dựng, Ban Quản lý dự án."""

from quarterdeck.core.clarity.lexicon import Bodies, Lexicon
from quarterdeck.core.clarity.script import Token

Tokens = tuple[Token, ...]


def named_tokens(tokens: Tokens, lexicon: Lexicon, *, shouted: bool) -> list[bool]:
    """Which tokens belong to a name. `shouted` is true for a text in capitals, whose capitals mean nothing."""
    named = [
        token.is_capital and index > 0 and not shouted and not opens(tokens, index)
        for index, token in enumerate(tokens)
    ]
    bodies = lexicon.bodies
    for phrases in (bodies.groups, bodies.collectives, bodies.posts):
        for start, end, _meaning in phrases.find(tokens):
            verb = lexicon.verbs.at(tokens, start)
            if verb and verb[0] < end - start:
                named[start:end] = [True] * (end - start)
    if bodies.head_first:
        index = 0
        while index < len(tokens):
            end = _name_end(tokens, index, lexicon)
            named[index:end] = [True] * (end - index)
            index = max(end, index + 1)
    return named


def opens(tokens: Tokens, index: int) -> bool:
    """Whether a sentence, item or order begins here, so that its capital means nothing."""
    before = tokens[:index]
    return not any(token.is_word for token in before) or before[-1].key in (":", ".", "-", "•", "+", ")", ";")


def _name_end(tokens: Tokens, index: int, lexicon: Lexicon) -> int:
    """One past the name of a body whose kind stands at `index`; `index` where none does.

    Of a name that is not known only a verb right after the kind is taken in (Trung tâm Kiểm soát …).
    """
    bodies = lexicon.bodies
    head = bodies.organisations.at(tokens, index)
    act = lexicon.verbs.at(tokens, index)
    if not head or (act and act[0] > head[0]) or (head[1] == "open" and _inside_name(tokens, index, bodies)):
        return index
    after = index + head[0]
    known = known_name(tokens, after, head[1], bodies)
    if known:
        return after + known
    counted = index > 0 and bodies.quantifiers.at(tokens, index - 1) is not None
    verb = lexicon.verbs.at(tokens, after) if head[1] == "open" and not counted else None
    return after + (verb[0] if verb else 0)


def known_name(tokens: Tokens, index: int, kind: str, bodies: Bodies) -> int:
    """How many tokens the known name of a body takes that stands after its kind.

    A body by itself has no name, so there only a capital makes one: "Huyện ủy kiểm tra" checks something.
    """
    found = bodies.names.at(tokens, index)
    return found[0] if found and (kind != "closed" or tokens[index].is_capital) else 0


def _inside_name(tokens: Tokens, index: int, bodies: Bodies) -> bool:
    """Whether a capital before makes the kind part of a name: Hải Phòng is no "phòng"."""
    if index == 0 or not (tokens[index].is_capital and tokens[index - 1].is_capital):
        return False
    return bodies.organisations.at(tokens, index - 1) is None and bodies.posts.at(tokens, index - 1) is None


def subject_end(tokens: Tokens, start: int, lexicon: Lexicon) -> int | None:
    """One past a subject that is known for certain to end there ("UBND huyện Yên Thế"); None where it is not.

    In a language without verb endings the next word is then the verb, known or not.
    """
    bodies = lexicon.bodies
    index = start
    while found := bodies.articles.at(tokens, index) or bodies.posts.at(tokens, index):
        index += found[0]
    certain = index > start
    while head := bodies.organisations.at(tokens, index):
        after = index + head[0]
        known = known_name(tokens, after, head[1], bodies)
        index = after + known
        capitals = index
        while index < len(tokens) and tokens[index].is_capital and not bodies.organisations.at(tokens, index):
            index += 1
        named = index > capitals or tokens[after - 1].key == bodies.steered
        certain = bool(known) or head[1] == "closed" or (head[1] == "place" and named)
    return index if certain else None
