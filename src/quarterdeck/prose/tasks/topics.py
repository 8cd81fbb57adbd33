"""The matter that an order is about, where it stands before it: "Regarding the dykes, …", "Về thu ngân sách, …"."""

from quarterdeck.prose.tasks.order import Order
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import is_office

_LONGEST = 60


def _ends(s: Sentence, at: int) -> bool:
    """Whether a sign ends what an order is about, or a comma behind which somebody orders."""
    return s.tokens[at].key in ":;" or (s.tokens[at].key == "," and is_office(s, at + 1))


def topic_of(s: Sentence, order: Order) -> str:
    """The words between an opening such as "Regarding" and the clause that orders; "" where there are none."""
    start = 0
    length = s.at("topic", start)
    if not length or order.first <= start + length or order.first - start > _LONGEST:
        return ""
    signs = (at for at in range(start + length, order.first) if _ends(s, at))
    return s.said(start + length, next(signs, order.first))
