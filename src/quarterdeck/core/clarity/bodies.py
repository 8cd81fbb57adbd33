"""Organisations, posts and collectives that a piece of text names."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quarterdeck.core.clarity.lexicon import Bodies
from quarterdeck.core.clarity.names import Tokens, known_name
from quarterdeck.core.clarity.script import Script, Token, words


@dataclass(frozen=True, slots=True)
class Mention:
    """A body or post named in a text.

    `kind`: "organisation", "post", "collective" (a group nobody of which is named) or "unnamed" (a kind of body
    without its name). `name` is as written, without an article; `organisation` is the post's or body's
    organisation. `start` and `end` are places in the composed text.
    """

    kind: str
    name: str
    organisation: str
    start: int
    end: int


def mentions(tokens: Tokens, script: Script, bodies: Bodies) -> tuple[Mention, ...]:
    """The bodies and posts in a list such as "Sở Tài chính và Sở Kế hoạch và Đầu tư", in its order."""
    found: list[Mention] = []
    pending: list[Token] = []
    for piece in _pieces(tokens, bodies):
        if pending and (_head(piece, bodies) is not None or _is_group(piece, bodies)):
            found.extend(_read(tuple(pending), script, bodies))
            pending = []
        pending.extend(piece)
    return tuple([*found, *(_read(tuple(pending), script, bodies) if pending else ())])


def _pieces(tokens: Tokens, bodies: Bodies) -> list[Tokens]:
    """The list cut before each conjunction; the conjunction stays at the head of its piece."""
    known = _known_names(tokens, bodies)
    cuts = [index for index in range(1, len(tokens)) if bodies.conjunctions.at(tokens, index) and index not in known]
    edges = [0, *cuts, len(tokens)]
    return [tokens[start:end] for start, end in pairwise(edges) if end > start]


def _known_names(tokens: Tokens, bodies: Bodies) -> set[int]:
    """The tokens of names that are known whole ("Lao động - Thương binh và Xã hội"), which nothing cuts."""
    places: set[int] = set()
    for index in range(len(tokens)):
        head = bodies.organisations.at(tokens, index)
        name = known_name(tokens, index + head[0], head[1], bodies) if head else 0
        if head and name:
            places.update(range(index, index + head[0] + name))
    return places


def bare(tokens: Tokens, bodies: Bodies) -> Tokens:
    """`tokens` without the conjunctions, articles and signs around them."""
    start, end = 0, len(tokens)
    while start < end:
        edge = bodies.conjunctions.at(tokens, start) or bodies.articles.at(tokens, start)
        if edge is None and (tokens[start].is_word or tokens[start].is_number):
            break
        start += edge[0] if edge else 1
    while end > start and not (tokens[end - 1].is_word or tokens[end - 1].is_number or tokens[end - 1].key == ")"):
        end -= 1
    return tokens[start:end]


def _head(piece: Tokens, bodies: Bodies) -> int | None:
    """Where the kind of body or the post stands in the piece; None where neither does."""
    inner = bare(piece, bodies)
    places = range(min(1, len(inner))) if bodies.head_first else range(len(inner))
    for index in places:
        if bodies.posts.at(inner, index) or bodies.organisations.at(inner, index):
            return index
    return None


def _is_group(piece: Tokens, bodies: Bodies) -> bool:
    inner = bare(piece, bodies)
    return bool(bodies.collectives.at(inner, 0) or bodies.quantifiers.at(inner, 0) or bodies.groups.at(inner, 0))


def _read(tokens: Tokens, script: Script, bodies: Bodies) -> Sequence[Mention]:
    inner = bare(tokens, bodies)
    if not inner:
        return ()
    named = _named_group(inner, bodies)
    if named:
        return [_mention("organisation", one, one, script) for one in named]
    if _is_collective(inner, bodies):
        return [_mention("collective", inner, (), script)]
    if _head(inner, bodies) is None:
        return ()
    post = _post(inner, bodies)
    if post is not None:
        return [_mention("post", inner, post, script)]
    kind = "organisation" if _has_name(inner, bodies) else "unnamed"
    return [_mention(kind, inner, inner, script)]


def _mention(kind: str, tokens: Tokens, organisation: Tokens, script: Script) -> Mention:
    return Mention(kind, script.said(tokens), script.said(organisation), tokens[0].start, tokens[-1].end)


def _group_at(tokens: Tokens, index: int, bodies: Bodies) -> int | None:
    """One past the group noun that a quantifier at `index` counts ("các sở", "all departments"); else None."""
    quantifier = bodies.quantifiers.at(tokens, index)
    if not quantifier:
        return None
    group = bodies.groups.at(tokens, index + quantifier[0])
    return index + quantifier[0] + group[0] if group else None


def _named_group(tokens: Tokens, bodies: Bodies) -> list[Tokens]:
    """The names after a group noun: "các huyện Yên Dũng, Lục Nam", "Departments of Finance and of Justice"."""
    known = _known_names(tokens, bodies)
    for index in (at for at in range(len(tokens)) if at not in known):
        after = _group_at(tokens, index, bodies)
        group = bodies.groups.at(tokens, index)
        if after is None and group and not bodies.head_first:
            after = index + group[0]
        if after is None:
            continue
        rest = tokens[after:]
        if bodies.posts.at(rest, 0):
            return []
        if not rest or not (rest[0].key == ":" or (bodies.head_first and rest[0].is_capital) or _of(rest)):
            continue
        names = [bare(piece, bodies) for piece in _pieces(rest, bodies)]
        proper = [name for name in names if name and any(token.is_capital for token in name)]
        if proper:
            return proper
    return []


def _of(tokens: Tokens) -> bool:
    return len(tokens) > 1 and tokens[0].key == "of" and any(token.is_capital for token in tokens[1:3])


def _is_collective(tokens: Tokens, bodies: Bodies) -> bool:
    if bodies.collectives.at(tokens, 0):
        return True
    known = _known_names(tokens, bodies)
    if any(index not in known and _group_at(tokens, index, bodies) is not None for index in range(len(tokens))):
        return True
    if not bodies.groups.at(tokens, 0):
        return not bodies.head_first and any(bodies.groups.at(tokens, at) for at in range(len(tokens)))
    return not (bodies.head_first and _has_name(tokens, bodies))


def _post(tokens: Tokens, bodies: Bodies) -> Tokens | None:
    """The organisation of a post ("Giám đốc Sở Tài chính"), () where it has none; None where this is no post."""
    for index in range(1 if bodies.head_first else len(tokens)):
        post = bodies.posts.at(tokens, index)
        if not post:
            continue
        after = bare(tokens[index + post[0] :], bodies)
        while after and bodies.organisations.at(after, 0) is None and _head(after, bodies) is None:
            after = bare(after[1:], bodies)
        if after:
            return after
        before, named = tokens[:index], tokens[index + post[0] :]
        if _head(before, bodies) is not None:
            return bare(before, bodies)
        if bodies.articles.at(named, 0) and any(token.is_capital for token in named):
            return tokens  # Minister of Education: the post names its own office
        return ()
    return None


def _has_name(tokens: Tokens, bodies: Bodies) -> bool:
    """Whether a body has a name beside its kind: "Sở Tài chính", "the Provincial Police", not "the Department"."""
    for index in range(len(tokens)):
        head = bodies.organisations.at(tokens, index)
        if head:
            others = (*tokens[:index], *tokens[index + head[0] :])
            return head[1] == "closed" or any(
                token.is_word and not bodies.articles.at(others, at) for at, token in enumerate(others)
            )
    return False


def same(one: str, other: str, bodies: Bodies) -> bool:
    """Whether two names mean the same body or post, articles, abbreviations and ranks apart.

    A name also equals itself with its province or town added: "Sở Tài chính", "Sở Tài chính tỉnh Bắc Giang".
    """
    short, long = sorted((canonical(one, bodies), canonical(other, bodies)), key=len)
    if not short or short == long:
        return short == long and bool(short)
    return long[: len(short)] == short and long[len(short)] in bodies.levels


def canonical(name: str, bodies: Bodies) -> tuple[str, ...]:
    """The words of a name for comparison, with abbreviations spelled out."""
    tokens = Script.of(name).tokens
    spelled: list[str] = []
    index = 0
    while index < len(tokens):
        article = bodies.articles.at(tokens, index)
        found = bodies.spelled.at(tokens, index)
        if not article:
            spelled.extend(words(found[1]) if found else (tokens[index].key,))
        index += (article or found or (1, ""))[0]
    return tuple(word for word in spelled if word[0].isalnum())


def organisation_of(name: str, bodies: Bodies) -> str:
    """The organisation of a post, or the name itself where it is no post."""
    script = Script.of(name)
    post = _post(bare(script.tokens, bodies), bodies)
    return script.said(post) if post else name


def looks_like_code(name: str) -> bool:
    """Whether a name is a code ("SGTVT", "STC-GD") that cannot be compared with words."""
    return " " not in name and name == name.upper()
