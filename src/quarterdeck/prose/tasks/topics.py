"""The matter that an order is about, where it stands before it: "Regarding the dykes, …", "Về thu ngân sách, …"."""

from quarterdeck.prose.tasks.order import Order
from quarterdeck.prose.tasks.sentence import Sentence

_LONGEST = 60


def topic_of(s: Sentence, order: Order) -> str:
    """The words between an opening such as "Regarding" and the clause that orders; "" where there are none."""
    start = 0
    length = s.at("topic", start)
    if not length or order.first <= start + length or order.first - start > _LONGEST:
        return ""
    signs = (at for at in range(start + length, order.first) if s.tokens[at].key in ":;")
    return s.said(start + length, next(signs, order.first))
