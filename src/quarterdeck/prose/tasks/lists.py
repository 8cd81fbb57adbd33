"""Bodies in languages that end their list with "to", "shall" or "that": "asked the Departments of … to review"."""

from quarterdeck.prose.tasks.sentence import Sentence

_ZONE = 60


def act_after(s: Sentence, at: int) -> int | None:
    """Where "to" with a verb, a modal, or an adverb with a verb ends the names; None where nothing does."""
    for index in range(at, min(at + _ZONE, len(s.tokens))):
        token = s.tokens[index]
        in_name = s.tokens[index - 1].is_capital and s.at("name_links", index) and index > at
        if token.key in ";." or (s.at("zone_stops", index) and not in_name):
            return None
        if index > at and s.at("to_negated", index) and _is_to(s, index + 1):
            return index
        if index > at and s.gerund_after(index):
            return index
        if token.key == s.words.clarity.to and _may_act(s, s.after_adverbs(index + 1)):
            return index
        if index > at and s.modal(index):
            return index
        step = s.adverb(index)
        if (
            index > at
            and step
            and s.is_verb(index + step)
            and not s.words.clarity.bodies.conjunctions.at(s.tokens, index - 1)
        ):
            return index
    return None


def _is_to(s: Sentence, index: int) -> bool:
    return index < len(s.tokens) and s.tokens[index].key == s.words.clarity.to


def _may_act(s: Sentence, index: int) -> bool:
    if index >= len(s.tokens):
        return False
    token = s.tokens[index]
    return token.is_word and not token.is_capital and (s.is_verb(index) or token.key not in s.words.clarity.stop)


def split(s: Sentence, first: int, last: int) -> tuple[str, ...]:
    """The bodies in a list in words: "Departments of Finance and Health" are two departments."""
    bodies, tokens = s.words.clarity.bodies, s.tokens
    last = next((at for at in range(first, last) if s.at("include", at)), last)
    pieces: list[tuple[int, int]] = []
    start, index = first, first
    while index < last:
        joined = bodies.conjunctions.at(tokens, index)
        if joined is None or index == first:
            index += 1
            continue
        pieces.append((start, index))
        index += joined[0]
        while index < last and (again := bodies.conjunctions.at(tokens, index)):
            index += again[0]
        start = index
    pieces.append((start, last))
    return _collected(s, [one for one in pieces if one[1] > one[0]])


def _collected(s: Sentence, pieces: list[tuple[int, int]]) -> tuple[str, ...]:
    """Pieces with a kind of body of their own stand alone; others go on the one before, or make one of several."""
    if not pieces or not any(_has_kind(s, *one) or _has_capital(s, *one) for one in pieces):
        return ()
    first, last = pieces[0][0], pieces[-1][1]
    plural = _plural(s, first)
    if plural:
        return _several(s, plural, pieces)
    if s.words.clarity.bodies.quantifiers.at(s.tokens, first) or s.words.clarity.bodies.collectives.at(s.tokens, first):
        return (bare(s, first, last),)
    if not any(_has_capital(s, *one) for one in pieces):
        return (bare(s, first, last),)
    names: list[tuple[int, int]] = []
    for start, end in pieces:
        whole = names and (not _has_kind(s, start, end) or not _has_kind(s, *names[-1]))
        if whole:
            names[-1] = (names[-1][0], end)
        else:
            names.append((start, end))
    return tuple(bare(s, *one) for one in names)


def _has_kind(s: Sentence, first: int, last: int) -> bool:
    bodies = s.words.clarity.bodies
    return any(
        phrases.at(s.tokens, at)
        for at in range(first, last)
        for phrases in (
            bodies.organisations,
            bodies.groups,
            bodies.posts,
            bodies.collectives,
            s.words.phrases["people"],
        )
    )


def _has_capital(s: Sentence, first: int, last: int) -> bool:
    return any(s.tokens[at].is_capital for at in range(first, last))


def _plural(s: Sentence, first: int) -> str:
    """The one of several bodies: "Department" for "the Departments of …"."""
    articles = s.words.clarity.bodies.articles
    at = first + bool(articles.at(s.tokens, first))
    if at + 1 >= len(s.tokens) or not articles.at(s.tokens, at + 1):
        return ""
    return s.words.singular.get(s.tokens[at].key, "")


def _several(s: Sentence, kind: str, pieces: list[tuple[int, int]]) -> tuple[str, ...]:
    """Each of several bodies with its kind; names of offices that hold "and" stay whole."""
    tokens, bodies = s.tokens, s.words.clarity.bodies
    start = pieces[0][0] + bool(bodies.articles.at(tokens, pieces[0][0])) + 2
    last = pieces[-1][1]
    names: list[tuple[int, int]] = []
    index = start
    edges = {end for _, end in pieces}
    while index < last:
        rest = s.script.key[tokens[index].start : tokens[last - 1].end].replace(",", " ")
        whole = s.words.compounds.match(" ".join(rest.split()))
        end = index
        if whole:
            words = len(whole[0].split())
            while words and end < last:
                words -= tokens[end].is_word
                end += 1
        else:
            end = min((edge for edge in edges if edge > index), default=last)
        names.append((index, end))
        index = end
        while index < last and (bodies.conjunctions.at(tokens, index) or bodies.articles.at(tokens, index)):
            index += 1
    own = [s.said(*one) for one in names]
    return tuple(one if _says_kind(one, kind) else f"{kind} of {one}" for one in own if one)


def _says_kind(name: str, kind: str) -> bool:
    return kind.lower() in name.lower().split()


def bare(s: Sentence, first: int, last: int) -> str:
    """The words between two tokens without the articles, and the number of a section, before them."""
    if first + 1 < last and s.tokens[first].is_number and s.tokens[first + 1].key in ".)":
        first += 2
    while first < last and s.words.clarity.bodies.articles.at(s.tokens, first):
        first += 1
    return s.said(first, last)
