"""`quarterdeck tasks remind`: climb the ladder of reminders, once a working day."""

from collections import Counter
from datetime import datetime, time

import click
from django.utils import timezone, translation

from quarterdeck.core.rights import SYSTEM
from quarterdeck.tasks.actions.ladder import climb_ladder
from quarterdeck.tasks.queries.ladder import Reached, reached
from quarterdeck.web import clock
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--day", type=DAY, default=None, help="As on this day instead of today, e.g. one that was missed.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="en", show_default=True, help="Language.")
@click.option("--dry-run", is_flag=True, help="Say whom it would tell; write nothing.")
def remind(day: datetime | None, lang: str, dry_run: bool) -> None:
    """Tell everybody whom an open task is to remind: near its due date, on it, and after it up to the next agenda.

    Run it once every morning; run twice it tells nobody twice. What was missed is made up for on the next run.

    \b
    Examples:
      quarterdeck tasks remind --dry-run
      quarterdeck tasks remind
    """
    on = day.date() if day else clock.today()
    if on > clock.today():
        raise click.UsageError("Nobody is reminded of a day that has not come yet.")
    moment = timezone.make_aware(datetime.combine(on, time(8))) if day else clock.now()
    with translation.override(lang):
        found = reached(on) if dry_run else climb_ladder(by=SYSTEM, at=moment)
        for one in found:
            click.echo(_line(one))
        counts = Counter(localname(one.climb.rung, "label") for one in found)
        for label, number in counts.items():
            click.echo(f"{number:6}  {label}")
    tasks = len({one.task.pk for one in found})
    click.echo(f"{'Would tell' if dry_run else 'Told'} of {tasks} tasks on {on.isoformat()}.")


def _line(one: Reached) -> str:
    posts = ", ".join(localname(post) for post in one.told) or "-"
    return f"{one.task.code}  {day_text(one.task.counted_due)}  {localname(one.climb.rung, 'label')}: {posts}"
