"""Whether two texts are versions of one document."""

import re

_PIECE = re.compile(r"[^.;\n]+")
# Shorter pieces stand in many documents; of those of the shorter text at least this part stand in the other.
_SHORTEST, _ENOUGH = 20, 0.5
# The head of a long text tells.
_HEAD = 50_000


def are_versions(one: str, other: str) -> bool:
    """Whether most of what the shorter text says stands in the other, word for word.

    >>> first = "Thu ngân sách nhà nước tăng 12,1%. Tổng kim ngạch xuất nhập khẩu đạt 10,31 tỷ USD."
    >>> are_versions(first, first.replace("12,1", "11,1")), are_versions(first, "Số doanh nghiệp thành lập mới là 310.")
    (True, False)
    """
    shorter, longer = sorted((_pieces(one), _pieces(other)), key=len)
    return bool(shorter) and len(shorter & longer) >= _ENOUGH * len(shorter)


def _pieces(text: str) -> set[str]:
    found = (" ".join(one[0].split()) for one in _PIECE.finditer(text[:_HEAD]))
    return {one for one in found if len(one) >= _SHORTEST}
