"""How an account wants to be told."""

from quarterdeck.notices.models import Choice, Preference
from quarterdeck.notices.rules import DAILY, KINDS


def rhythm_of(user_id: int) -> tuple[str, int]:
    """When mail comes to an account, and the version of what it chose; 0 where it chose nothing yet."""
    found = Preference.objects.filter(user_id=user_id).values_list("rhythm", "version").first()
    return found or (DAILY, 0)


def ways_of(user_id: int) -> dict[str, str]:
    """How an account is told of each kind."""
    chosen = dict(Choice.objects.filter(user_id=user_id).values_list("kind", "way"))
    return {key: chosen.get(key, kind.usual) for key, kind in KINDS.items()}
