"""Head, foot and signature of a paper, from the words of the country pack."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from quarterdeck.core.rights import Role
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.papers.content import Badge, Block, Footer, Letterhead, Paper, Signature, Table
from quarterdeck.papers.letterhead import BLANK_NUMBER, Heads
from quarterdeck.papers.words import legend
from quarterdeck.people.models import Organisation, Post
from quarterdeck.prose.write import in_sentence
from quarterdeck.reports.queries.material import Basis
from quarterdeck.reports.rules import Kind, Line, place_of
from quarterdeck.web import packs
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

# Posts that stand for their bodies.
HEADS = (Role.LEADER.value, Role.UNIT_LEADER.value)


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues a kind of paper of a review: one entry of the pack's papers.yaml, read in one language.

    `body` and `signer` are those of a notice that one body signs.
    """

    of: Basis
    kind: Kind
    line: Line
    body: Organisation | None = None
    signer: Post | None = None

    @property
    def own(self) -> bool:
        """Whether a body signs for itself that is not the usual one of its line."""
        return self.body is not None and self.body.code != self.entry("body")

    def entry(self, *keys: str) -> Any:
        """What the entry holds at a path of keys; `BadInput` names the path that is missing."""
        return self._papers().look_up(self.kind, self.line, *keys)

    def _papers(self) -> Heads:
        return Heads(packs.read(settings.PACK, "papers.yaml"), "papers.yaml")

    def _heads(self) -> Heads:
        return Heads(packs.read(settings.PACK, "letterhead.yaml"))

    def words(self, *keys: str) -> str:
        """Words of the entry with the names of the province filled in."""
        lang, name = self.of.lang, localname(self.of.area)
        pattern = str(self.entry(*keys, lang))
        province = in_sentence(name) if lang == "vi" else name
        return pattern.format(province=province, place=self.place())

    def place(self) -> str:
        """Where the paper is made out."""
        return place_of(localname(self.of.area), self._papers().look_up("kind_words", self.of.lang))

    def letterhead(self) -> Letterhead:
        """The head; number and day stay blank until the paper is signed."""
        symbol, issuer = str(self.entry("symbol")), self.words("issuer")
        if self.body is not None and self.own:
            symbol, issuer = f"{symbol.partition('-')[0].partition('/')[0]}-{self.body.code}", localname(self.body)
        head = self._heads().letterhead(
            style=self.entry("style"), lang=self.of.lang, issuer=issuer, parent_body=self.words("parent_body"),
            symbol=symbol, place=self.place(),
            year=self.of.review.held_on.year,
        )  # fmt: skip
        return head if self.entry("symbol") else replace(head, number_symbol="")

    def title(self) -> str:
        """The name of the paper's type."""
        return self._heads().title(self.kind, self.of.lang)

    def signature(self) -> Signature | None:
        """Who signs, without a name; None for a paper that is not signed."""
        found = self.entry("signature")
        if not found:
            return None
        lang = self.of.lang
        if self.own and self.signer is not None:
            return Signature((), localname(self.signer).upper())
        return self._heads().signature(
            style=self.entry("style"), lang=lang, modes=tuple(found["modes"]), post=found["post"][lang],
            body=found["body"][lang], head=found["head"][lang],
        )  # fmt: skip

    def writer(self) -> Signature:
        """Who wrote the minutes."""
        return Signature((), str(self.entry("writer", self.of.lang)).upper())

    def named(self, post: Post) -> str:
        """How this paper names who acts: its body, or where posts are named the post of a head; a specialist never."""
        if self.entry("names") == "posts" and post.role in HEADS:
            return localname(post)
        return localname(post.organisation)

    def listed(self, name: str) -> tuple[str, ...]:
        """Addressees or recipients."""
        return tuple(self.entry(name, self.of.lang))

    def annex(self, number: str, title: str, blocks: tuple[Block, ...]) -> Any:
        """An annex to this paper."""
        named = _("{paper} No. {number}/{symbol}").format(
            paper=self.title().capitalize(), number=BLANK_NUMBER, symbol=self.entry("symbol")
        )
        return self._heads().annex(self.of.lang, number, title, named, blocks)

    def footer(self) -> Footer:
        """Which vintage the figures are from, and when the paper was made."""
        made = _("Made by Quarterdeck on {day}.").format(day=day_text(self.of.today))
        return Footer(state_of_knowledge(self.of.known), made)


def state_of_knowledge(known: AsKnown) -> str:
    """Of which vintage the figures are, or as known when."""
    if known.name:
        text = _("Figures of the vintage {name}, frozen at {hour} on {day}")
    else:
        text = _("Figures as known at {hour} on {day}; no vintage has been frozen yet")
    return _at(text, timezone.localtime(known.at), name=localname(known) or known.name)


def _at(text: str, moment: datetime, **more: str) -> str:
    return text.format(hour=_("{hour:02}:{minute:02}").format(hour=moment.hour, minute=moment.minute),
                       day=day_text(moment), **more)  # fmt: skip


def with_legend(paper: Paper) -> Paper:
    """The same paper, its foot explaining the badges that it uses."""
    used = {badge for block in _blocks(paper) for badge in _badges(block) if badge}
    return replace(paper, footer=replace(paper.footer, legend=legend(paper.lang, used)))


def _blocks(paper: Paper) -> list[Block]:
    return [*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)]


def _badges(block: Block) -> list[Badge]:
    if isinstance(block, Table):
        return [cell.badge for row in block.rows for cell in row.cells]
    runs = getattr(block, "runs", None) or getattr(block, "text", ())
    if isinstance(runs, str):
        return []
    items = getattr(block, "items", None)
    return [run.badge for some in (items or (runs,)) for run in some]
