"""The task written again: what is known filled in, the rest in square brackets to be filled."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from quarterdeck.core.clarity.asked import Asked
from quarterdeck.core.clarity.clause import ENDED
from quarterdeck.core.clarity.kinds import SUBSTANCE, content
from quarterdeck.core.clarity.names import Tokens
from quarterdeck.core.clarity.people import head_of
from quarterdeck.core.clarity.script import Script, Token
from quarterdeck.core.clarity.workdays import next_working
from quarterdeck.core.periods import day_label

_CLOSE = frozenset(",.;:)]")


def rewrite(asked: Asked, codes: Sequence[str]) -> str:
    """One sentence with its labels, in the language of the text; "" where nothing is to be proposed.

    What is read back from the filled sentence is what was filled in, so that taking it makes the task clear.
    """
    if not codes:
        return ""
    wording, known = asked.lexicon.wording, asked.understood
    post = known.accountable_post or f"[{head_of(asked)}]"
    sentence = wording["sentence"].format(
        post=post.removeprefix("The ").removeprefix("the "), act=_act(asked, codes), due=_due(asked)
    )
    parts = [sentence]
    if known.lead and not asked.same(asked.organisation(post.strip("[]")), known.lead):
        parts.append(wording["lead"].format(value=known.lead))
    inside = asked.reading.script.said(asked.reading.clause.object)
    if known.cooperating and not any(one in inside for one in known.cooperating):
        parts.append(wording["cooperating"].format(value=", ".join(known.cooperating)))
    for part in ("result", "evidence", "acceptor", "follower_up"):
        value = getattr(known, part) if not _refused(part, codes, asked) else ""
        if part == "evidence" and value and value == known.result:
            continue
        parts.append(wording[part].format(value=value or f"[{_blank(part, asked)}]"))
    return "; ".join(parts) + "."


def _refused(part: str, codes: Sequence[str], asked: Asked) -> bool:
    """Whether what was given for a part is at fault and has to be given again."""
    if part == "acceptor":
        return "K2" in codes and bool(asked.understood.acceptor and asked.understood.evidence)
    return part == "follower_up" and "R3" in codes


def _blank(part: str, asked: Asked) -> str:
    wording = asked.lexicon.wording
    if part == "result":
        return wording.get(f"blank_{asked.understood.result_kind}") or wording["blank_result"]
    return wording[f"blank_{part}"]


def _due(asked: Asked) -> str:
    wording, due = asked.lexicon.wording, asked.understood.due
    if due is None or (asked.context.issued_on and due <= asked.context.issued_on):
        return wording["due"].format(day=f"[{wording['blank_day']}]")
    return wording["due"].format(day=day_label(next_working(due, asked.anchor.calendar), asked.lexicon.language))


def _act(asked: Asked, codes: Sequence[str]) -> str:
    clause, wording = asked.reading.clause, asked.lexicon.wording
    topic = _plain(asked, clause.object if clause.act else _after_leads(asked))
    if _begins(asked, clause.object if clause.act else clause.tokens):
        topic = topic[:1].lower() + topic[1:]
    empty = clause.act is not None and len(content(clause.object, asked.lexicon)) < SUBSTANCE
    if "W3" in codes or ("W1" in codes and not (empty and clause.act and clause.act.kind in ENDED)):
        topic = _without_joiner(asked, topic)
        return wording["topic" if topic else "no_topic"].format(topic=topic)
    verb = asked.reading.script.said(clause.verb)
    verb = asked.lexicon.lemmas.get(verb.lower(), verb[:1].lower() + verb[1:])
    act = f"{verb}{topic}" if topic[:1] in _CLOSE else f"{verb} {topic}"
    return f"{act} [{wording['blank_object']}]" if "W1" in codes else act


def _begins(asked: Asked, words: Tokens) -> bool:
    """Whether the first of the words has its capital only because the sentence begins with it."""
    if not words or words[0] is not asked.reading.clause.tokens[0]:
        return False
    return words[0].key in asked.lexicon.stop or words[0].text[1:].islower()


def _without_joiner(asked: Asked, topic: str) -> str:
    tokens = Script.of(topic).tokens
    start = 0
    while found := asked.lexicon.joiners.at(tokens, start):
        start += found[0]
    return _written(tokens[start:])


def _after_leads(asked: Asked) -> Tokens:
    clause = asked.reading.clause
    end = max((one.end for one in clause.leads), default=0)
    return tuple(token for token in clause.tokens if token.start >= end)


def _plain(asked: Asked, tokens: Tokens) -> str:
    """The words without the vague ones and the fillers, as written; joining words at the edges fall away."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        exempt = asked.lexicon.not_vague.at(tokens, index)
        empty = None if exempt else asked.lexicon.vague.at(tokens, index) or asked.lexicon.fillers.at(tokens, index)
        if empty is None:
            kept.extend(tokens[index : index + (exempt[0] if exempt else 1)])
        index += exempt[0] if exempt else (empty[0] if empty else 1)
    while kept and (kept[-1].key in asked.lexicon.dangling or _is_sign(kept[-1])):
        kept.pop()
    return _written(kept, _wholes(asked))


def _wholes(asked: Asked) -> dict[int, str]:
    """What a percentage that does not say of what is to say, by the place where the percentage ends."""
    body, blank = asked.reading.body, asked.lexicon.wording["blank_whole"]
    return {body[one.after - 1].end: f" [{blank}]" for one in asked.reading.amounts if one.is_percent and not one.base}


def _is_sign(token: Token) -> bool:
    return not token.is_word and not token.is_number and token.key not in (")", "%", "]", '"', "”")


def _written(tokens: Sequence[Token], after: Mapping[int, str] = MappingProxyType({})) -> str:
    """The tokens with the blanks they were written with, and what comes `after` a place; no sign twice."""
    text = ""
    before: Token | None = None
    for token in tokens:
        if token.key in _CLOSE and text.endswith(token.key):
            continue
        touches = before is not None and before.end == token.start
        text += token.text if not text or touches or token.key in _CLOSE else f" {token.text}"
        text += after.get(token.end, "")
        before = token
    return text
