"""What the numbers of a text leave for the next one, and what each says."""

from typing import NamedTuple


class Told(NamedTuple):
    """What the numbers and sentences before leave for the next number.

    `percent`: what the last percentage said, `sign` that of it or of a change in an amount behind it, `still` the last
    one that was no growth; `nature`: what a percentage of the last subject would say; `orders`: the
    sentences before were orders; `past`: all this was said in sentences before; `aimed`: the number before is meant to
    be reached; `last`: what it said; `before`: what the last percentage of the sentences before said; `base`: what the
    last change was measured against, "same" or "previous"; `broken`: a paragraph ended since; `goals`: items that
    follow are goals; `reported`: the sentence before, of the same paragraph, told what came out; `rate`: the number
    before is where a rate stands, so that what it rose or fell by are points.
    """

    percent: str = ""
    sign: int = 1
    nature: str = ""
    orders: bool = False
    still: str = ""
    past: bool = True
    aimed: bool = False
    last: str = ""
    before: str = ""
    base: str = ""
    broken: bool = False
    goals: bool = False
    reported: bool = False
    rate: bool = False


class Saying(NamedTuple):
    """What a number says (see `Claim.says`), and by which rule.

    `sign` is taken over from the number before; `expected` is only foreseen; `over` is by how much a plan was passed;
    `points` marks a difference of two rates that is printed as a percentage.
    """

    says: str
    sign: int = 1
    expected: bool = False
    over: bool = False
    points: bool = False
    rule: str = ""
