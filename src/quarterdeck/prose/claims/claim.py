"""One number of a text and what it says."""

from decimal import Decimal

from quarterdeck.core.periods import Period
from quarterdeck.core.record import record

UNREADABLE = "unreadable"
# A half-open place in the text as given.
Place = tuple[int, int]
# Parts of a whole that the same sentence names.
PART, REST = "part", "rest"


@record(frozen=True, slots=True)
class Claim:
    """One number of a text and what it says.

    `start`, `end`: half-open places in the text as given; `quote` its words there. `values` are in base units (VND,
    not billion VND) with the sign of a fall, the likeliest reading first, none where it is unreadable. In base units
    too: `step`, one in the last printed digit; `scale`, the text's own scale (billion); `high`, the upper end of a
    range. `unit`: "%", "pp", the code of a currency, "money" (a scale without a currency), a count such as "persons",
    a quotient such as "VND/person", "times", "rank" or "". `label`: the unit as printed where that says more (jobs,
    targets of 15). `known`: it counts what is known already (of the 310 enterprises).
    `relation`: as in `prose.relations.Relation.kind`, or "unreadable"; `over_plan`: by how much a plan was passed.
    `says`: the same in the coarse terms of the JSON form (level, growth_yoy, growth_prev, target, pct_of_plan, share,
    contribution, rank, other), also for numbers that others are only compared with; `expected`: a forecast;
    `points`: a difference of two rates that is printed as a percentage.
    `codes` are the indicators it may speak of, `strength` how sure that is (see `prose.binding.Bound`).
    `area` is a code, or None where the text names an area (`area_name`) that the catalogue does not know, or several
    areas (`area_name` is empty then).
    `period` is None where neither the text nor its reader knows it; `fiscal` names fiscal years of unknown days.
    `subject` is the place of the words (`subject_words`) that name its indicator, whatever they are; `about` and
    `where` are the places of the names of its indicator and its area in the catalogue, where the sentence has them.
    `part`: "part" or "rest" of a whole in the same sentence; `listed`: the list claims to be complete; `fresh`: the
    number has a subject of its own.
    `rules` name the rules that read it, in order.
    """

    start: int
    end: int
    quote: str
    values: tuple[Decimal, ...]
    step: Decimal
    unit: str
    relation: str
    codes: frozenset[str]
    strength: str
    area: str | None
    period: Period | None
    period_said: bool
    lang: str
    sentence: int
    label: str = ""
    known: bool = False
    scale: Decimal = Decimal(1)
    hedge: str = ""
    high: Decimal | None = None
    over_plan: bool = False
    as_of: bool = False
    fiscal: str = ""
    area_name: str = ""
    about: Place | None = None
    where: Place | None = None
    part: str = ""
    listed: bool = False
    fresh: bool = False
    revised: bool = False
    says: str = "level"
    expected: bool = False
    points: bool = False
    subject: Place | None = None
    subject_words: str | None = None
    rules: tuple[str, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The likeliest value, or None where it is unreadable."""
        return self.values[0] if self.values else None

    @property
    def spoken_of(self) -> Period:
        """The period; raises `ValueError` where nobody knows it, which cannot be where a review's period is given."""
        if self.period is None:
            raise ValueError(self.quote)
        return self.period
