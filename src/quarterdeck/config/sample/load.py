"""Load everything in the order of the work."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.db import transaction

from quarterdeck.areas.queries import area
from quarterdeck.config.sample.figures import load_figures, load_sources
from quarterdeck.config.sample.files import moment, read
from quarterdeck.config.sample.people import load_people
from quarterdeck.config.sample.review import load_review
from quarterdeck.core.errors import Conflict
from quarterdeck.core.rights import SYSTEM
from quarterdeck.desk.actions import set_up_store
from quarterdeck.people.queries import has_accounts
from quarterdeck.web.home import write_config


def is_loaded() -> bool:
    """Whether this store already holds the sample; a store in real use is refused."""
    if has_accounts() and not settings.SAMPLE:
        raise Conflict(
            f"The store {settings.HOME} is in use and holds no sample.",
            remedy="Name another folder: QUARTERDECK_HOME=/tmp/sample quarterdeck demo",
        )
    return has_accounts()


def load_sample(say: Callable[[str], object]) -> None:
    """Fill an empty store with the sample province, all of it or nothing; its clock stands on the sample's day."""
    province = read("province.yaml")
    day: date = province["today"]
    settings.TODAY, settings.PACK, settings.SAMPLE = day.isoformat(), province["pack"], True
    with transaction.atomic():
        set_up_store(pack=province["pack"], province=province["code"], day=day, by=SYSTEM, at=moment("2024-01-02"))
        load_people(province["pack"], day)
        load_sources(day)
        say(f"  {load_figures(after=None, until=day)} figures known on {day}")
        load_review(area(province["code"], day), day)
        say(f"  {load_figures(after=day, until=None)} figures published later")
    write_config(today=day.isoformat(), pack=province["pack"], sample="yes")
