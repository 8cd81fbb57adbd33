"""Clear people and clear responsibility: one post, one lead, no collective, a follower-up who is not the lead."""

from collections.abc import Iterator, Sequence

from quarterdeck.core.clarity.asked import Asked, Raised
from quarterdeck.core.clarity.bodies import Mention, looks_like_code


def people(asked: Asked) -> Iterator[Raised]:
    """P1 exactly one accountable post; P4 no collective as lead."""
    given = asked.context.accountable_post or asked.labelled("accountable_post")
    yield from _post_of_field(asked, given) if given else _post_of_text(asked)
    yield from _collective(asked)


def responsibility(asked: Asked) -> Iterator[Raised]:
    """R1 exactly one lead organisation; R2 the lead does not also cooperate; R3 a follower-up, not the lead."""
    given = asked.context.lead or asked.labelled("lead")
    yield from _lead_of_field(asked, given) if given else _lead_of_text(asked)
    yield from _cooperating(asked)
    yield from _follower_up(asked)


def is_doer(asked: Asked, name: str) -> bool:
    """Whether a name is the lead, the accountable post, or a post of the lead."""
    understood = asked.understood
    doers = [one for one in (understood.lead, understood.accountable_post) if one]
    if understood.lead:
        doers.append(asked.organisation(understood.lead))
    return any(asked.same(name, doer) or asked.same(asked.organisation(name), doer) for doer in doers)


def _post_of_field(asked: Asked, given: Sequence[str]) -> Iterator[Raised]:
    named = asked.named(given)
    if len(named) > 1:
        yield Raised("P1", "several", words={"posts": _listed(given)})
        return
    if named[0].kind == "collective":
        yield Raised("P1", "collective", words={"posts": given[0]})
        return
    if named[0].kind == "organisation" and _is_body(asked, given[0]):
        yield Raised("P1", "not_a_post", words={"post": given[0]})
    for one in _in_text(asked, "post"):
        if not looks_like_code(given[0]) and not asked.same(one.name, given[0]):
            yield Raised("P1", "mismatch", (one.start, one.end), {"text": one.name, "field": given[0]})


def _post_of_text(asked: Asked) -> Iterator[Raised]:
    posts = _in_text(asked, "post")
    if len(posts) > 1:
        yield Raised("P1", "several", (posts[0].start, posts[-1].end), {"posts": _listed([one.name for one in posts])})
    elif not asked.understood.accountable_post:
        yield Raised("P1", "missing", words={"post": head_of(asked)})


def head_of(asked: Asked) -> str:
    """The post that heads the lead, as a proposal: "Giám đốc Sở Tài chính"."""
    wording, lead = asked.lexicon.wording, asked.understood.lead
    if not lead:
        return wording["post"]
    tokens = asked.named((lead,))[0].name.lower()
    for head, pattern in asked.lexicon.bodies.heads_of.items():
        if tokens.startswith(head) or (not asked.lexicon.bodies.head_first and head in tokens):
            return pattern.format(lead=lead)
    return wording["post_of"].format(lead=lead)


def _collective(asked: Asked) -> Iterator[Raised]:
    for one in asked.named(asked.context.lead or asked.labelled("lead")):
        if one.kind == "collective":
            yield Raised("P4", "collective", words={"group": one.name})
            return
    groups = _in_text(asked, "collective")
    if groups:
        case = "in_text" if asked.context.lead else "collective"
        words = {"group": asked.reading.script.text[groups[0].start : groups[-1].end]}
        yield Raised("P4", case, (groups[0].start, groups[-1].end), words)


def _lead_of_field(asked: Asked, given: Sequence[str]) -> Iterator[Raised]:
    named = asked.named(given)
    if len(named) > 1:
        yield Raised("R1", "several", words={"leads": _listed([one.name for one in named])})
        return
    if named[0].kind == "collective":
        yield Raised("R1", "collective", words={"group": given[0]})
        return
    text = [one for one in asked.reading.clause.leads if one.kind in ("organisation", "post") and one.organisation]
    if len(text) > 1 and not _one_body(asked, text):
        yield Raised("R1", "in_text", (text[0].start, text[-1].end), {"field": given[0]})
    elif text and not looks_like_code(given[0]) and not asked.same(text[0].organisation, asked.organisation(given[0])):
        words = {"text": text[0].organisation, "field": given[0]}
        yield Raised("R1", "mismatch", (text[0].start, text[0].end), words)


def _lead_of_text(asked: Asked) -> Iterator[Raised]:
    if asked.understood.lead and not _in_text(asked, "collective"):
        return
    found = asked.reading.clause.leads
    bodies = [one for one in found if one.kind in ("organisation", "post") and one.organisation]
    if len(bodies) > 1:
        words = {"leads": _listed([one.organisation for one in bodies])}
        yield Raised("R1", "several", (bodies[0].start, bodies[-1].end), words)
        return
    for kind in ("collective", "unnamed"):
        listed = _in_text(asked, kind)
        if listed:
            yield Raised("R1", kind, (listed[0].start, listed[-1].end), {"group": listed[0].name})
            return
    yield Raised("R1", "missing")


def _cooperating(asked: Asked) -> Iterator[Raised]:
    lead, cooperating = asked.understood.lead, asked.understood.cooperating
    if lead and any(asked.same(one.name, lead) for one in asked.named(cooperating)):
        yield Raised("R2", "also_lead", words={"lead": lead})
        return
    if cooperating and asked.known is None:  # a store knows which parts are stated
        yield Raised("R2", "no_part", words={"bodies": _listed(cooperating)})


def _follower_up(asked: Asked) -> Iterator[Raised]:
    follower = asked.understood.follower_up
    if not follower:
        yield Raised("R3", "missing")
    elif is_doer(asked, follower):
        yield Raised("R3", "is_lead", words={"follower": follower})


def _in_text(asked: Asked, kind: str) -> list[Mention]:
    return [one for one in asked.reading.clause.leads if one.kind == kind]


def _one_body(asked: Asked, listed: Sequence[Mention]) -> bool:
    return all(asked.same(one.organisation, listed[0].organisation) for one in listed)


def _is_body(asked: Asked, name: str) -> bool:
    """Whether a name says what kind of body it is, so that it cannot be a post with an unusual title."""
    return asked.named((name,))[0].kind == "organisation" and asked.recognised(name)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
