"""Letterheads and signature lines from a country pack's words (`packs/<country>/letterhead.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.papers.content import Annex, Block, Lang, Letterhead, Signature

BLANK_NUMBER = "\u00a0" * 8  # room for the number, which is given after signature (Decree 30/2020, Art. 15)
BLANK_DAY = "\u00a0" * 5


@dataclass(frozen=True, slots=True)
class Heads:
    """The words of one pack, looked up with a clear error where the pack has a gap."""

    words: Mapping[str, Any]
    file: str = "letterhead.yaml"

    def look_up(self, *keys: str) -> Any:
        """The entry at a path of keys; BadInput names the path that is missing."""
        found: Any = self.words
        for depth, key in enumerate(keys, 1):
            if not isinstance(found, Mapping) or key not in found:
                raise BadInput(
                    Message(gettext_noop("The entry {entry} is missing"), {"entry": ".".join(keys[:depth])}),
                    place=self.file,
                    remedy=gettext_noop("Add it to the country pack, in both languages"),
                )
            found = found[key]
        return found

    def letterhead(
        self,
        *,
        style: str,
        lang: Lang,
        issuer: str,
        parent_body: str = "",
        symbol: str,
        number: str = "",
        place: str,
        year: int,
        signed_on: date | None = None,
    ) -> Letterhead:
        """The head of a paper; number and day stay blank until it is signed. An `issuer` may have two lines.

        `style` is a key of the pack ("state", "party"), `symbol` the letters after the number ("BC-UBND").
        """
        return Letterhead(
            nation=self.look_up("styles", style, "nation", lang),
            motto=self.look_up("styles", style, "motto", lang),
            divider=self.look_up("styles", style, "divider", lang),
            parent_body=parent_body.upper(),
            issuer=issuer.upper(),
            number_symbol=str(self.look_up("styles", style, "number", lang)).format(
                number=number or BLANK_NUMBER, symbol=symbol
            ),
            place_date=self.place_date(lang, place, year, signed_on),
        )

    def place_date(self, lang: Lang, place: str, year: int, signed_on: date | None) -> str:
        """ "Bắc Giang, ngày 05 tháng 4 năm 2024"; blanks for day and month while unsigned."""
        pattern = str(self.look_up("place_date", lang))
        if signed_on is None:
            return pattern.format(place=place, day=BLANK_DAY, month=BLANK_DAY, year=year)
        return pattern.format(
            place=place,
            day=_padded(signed_on.day, int(self.look_up("padding", lang, "day_below"))),
            month=self._month(lang, signed_on.month),
            year=signed_on.year,
        )

    def _month(self, lang: Lang, month: int) -> str:
        names = self.words.get("months", {}).get(lang)
        return names[month - 1] if names else _padded(month, int(self.look_up("padding", lang, "month_below")))

    def title(self, kind: str, lang: Lang) -> str:
        """The name of a paper's type, e.g. "BÁO CÁO"."""
        return str(self.look_up("titles", kind, lang))

    def annex(self, lang: Lang, number: str, title: str, document: str, blocks: tuple[Block, ...]) -> Annex:
        """An annex to `document` ("Báo cáo số 45/BC-UBND ngày 27/3/2024")."""
        return Annex(
            label=str(self.look_up("annex", "label", lang)).format(number=number),
            title=title,
            reference=str(self.look_up("annex", "reference", lang)).format(document=document),
            blocks=blocks,
        )

    def signature(
        self,
        *,
        style: str,
        lang: Lang,
        modes: tuple[str, ...],
        post: str,
        body: str = "",
        head: str = "",
        holder: str = "",
    ) -> Signature:
        """Signature lines: `modes` such as ("collective", "deputy") or ("by_order",) are keys of the pack.

        `body` is whom a collective signs for, `head` the post signed for; both are set in capitals.
        """
        lines = tuple(
            str(self.look_up("styles", style, "modes", mode, lang)).format(body=body, head=head).upper()
            for mode in modes
        )
        return Signature(modes=lines, post=post.upper(), holder=holder)


def _padded(number: int, below: int) -> str:
    return f"{number:02d}" if number < below else str(number)
