"""The task under test: the text read, the fields, and what both say together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quarterdeck.core.clarity.bodies import Mention, looks_like_code, mentions, organisation_of, same
from quarterdeck.core.clarity.dues import Chosen, read_due
from quarterdeck.core.clarity.findings import Context, Understood
from quarterdeck.core.clarity.kinds import kind_in_text, kind_of_field
from quarterdeck.core.clarity.known import Known
from quarterdeck.core.clarity.lexicon import Lexicon
from quarterdeck.core.clarity.moments import Anchor
from quarterdeck.core.clarity.reading import Reading
from quarterdeck.core.clarity.script import Script
from quarterdeck.core.clarity.statutes import Statute


@dataclass(frozen=True, slots=True)
class Raised:
    """A test's case that holds, with its half-open place in the composed text and the words for its message."""

    code: str
    case: str
    place: tuple[int, int] | None = None
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What every test looks at. `due` is chosen from the field where it is given, else from the text.

    `known` is what a store adds, None without one; `statutes` are those of the profile; `reader` is a language.
    """

    reading: Reading
    lexicon: Lexicon
    context: Context
    anchor: Anchor
    limits: Mapping[str, int]
    due: Chosen
    understood: Understood
    known: Known | None = None
    statutes: tuple[Statute, ...] = ()
    reader: str = ""

    def same(self, one: str, other: str) -> bool:
        """Whether two names mean the same body or post."""
        return same(one, other, self.lexicon.bodies)

    def organisation(self, name: str) -> str:
        """The organisation of a post, or the name itself."""
        return organisation_of(name, self.lexicon.bodies)

    def labelled(self, role: str) -> tuple[str, ...]:
        """What a labelled part of the text gives for a field of the form."""
        return _labelled(self.reading, role)

    def recognised(self, name: str) -> bool:
        """Whether a name says what kind of body, post or group it is."""
        script = Script.of(name)
        return bool(mentions(script.tokens, script, self.lexicon.bodies)) and not looks_like_code(name)

    def named(self, names: Sequence[str]) -> tuple[Mention, ...]:
        """The bodies and posts that the names of a field mean; a name not recognised counts as one body."""
        found: list[Mention] = []
        for name in names:
            script = Script.of(name)
            read = () if looks_like_code(name) else mentions(script.tokens, script, self.lexicon.bodies)
            found.extend(read or (Mention("organisation", name, name, 0, len(script.text)),))
        return tuple(found)


def gather(reading: Reading, lexicon: Lexicon, context: Context, anchor: Anchor, limits: Mapping[str, int]) -> Asked:
    """Join fields and text into what is asked of the tests."""
    due = _due(context, lexicon, anchor) or reading.due
    said = Asked(reading, lexicon, context, anchor, limits, due, _NOTHING)
    post = context.accountable_post or _labelled(reading, "accountable_post") or _posts(reading)
    lead = _one_each(said, context.lead or _labelled(reading, "lead")) or _leads(said)
    label = reading.labels.get
    result = context.result or _value(label("result"))
    result_document = _is_document(result if not context.result else "", lexicon)
    understood = Understood(
        accountable_post=post[0] if len(post) == 1 else "",
        lead=lead[0] if len(lead) == 1 else "",
        cooperating=context.cooperating
        or _labelled(reading, "cooperating")
        or tuple(one.name for one in reading.clause.cooperating),
        due=due.deadline.day if due.deadline else None,
        result_kind=kind_of_field(context.result_kind, lexicon)
        or kind_of_field(_value(label("result_kind")), lexicon)
        or kind_in_text(reading, result, lexicon),
        result=result,
        evidence=context.evidence or _value(label("evidence")) or (result if result_document else ""),
        acceptor=context.acceptor or _value(label("acceptor")),
        follower_up=context.follower_up or _value(label("follower_up")),
        act=_act(reading),
    )
    return Asked(reading, lexicon, context, anchor, limits, due, understood)


def _act(reading: Reading) -> str:
    """The act that heads the text, from its verb to the end of its sentence."""
    clause = reading.clause
    return reading.script.said(clause.tokens[clause.act.at :]).strip(" ,;.") if clause.act else ""


_NOTHING = Understood("", "", (), None, "", "", "", "", "")


def _value(label: object) -> str:
    return str(getattr(label, "value", "") or "")


def _labelled(reading: Reading, role: str) -> tuple[str, ...]:
    value = _value(reading.labels.get(role))
    return (value,) if value else ()


def _due(context: Context, lexicon: Lexicon, anchor: Anchor) -> Chosen | None:
    if context.due is None:
        return None
    text = context.due if isinstance(context.due, str) else context.due.isoformat()
    return read_due(Script.of(text).key, lexicon.time, anchor)


def _posts(reading: Reading) -> tuple[str, ...]:
    return tuple(one.name for one in reading.clause.leads if one.kind == "post")


def _leads(asked: Asked) -> tuple[str, ...]:
    """The organisations that the sentence makes lead, each once."""
    found: list[str] = []
    if any(one.kind == "collective" for one in asked.reading.clause.leads):
        return ()
    for one in asked.reading.clause.leads:
        body = one.kind in ("organisation", "post") and bool(one.organisation)
        if body and not any(asked.same(one.organisation, other) for other in found):
            found.append(one.organisation)
    return tuple(found)


def _one_each(asked: Asked, given: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a field, split where one of them names several bodies."""
    split = [one for name in given for one in asked.named((name,))]
    if len(split) == len(given):
        return tuple("" if one.kind == "collective" else name for one, name in zip(split, given, strict=True))
    return tuple(one.name for one in split)


def _is_document(result: str, lexicon: Lexicon) -> bool:
    return lexicon.documents.at(Script.of(result).tokens, 0) is not None
