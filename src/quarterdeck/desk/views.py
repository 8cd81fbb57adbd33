"""Home, search, set-up."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quarterdeck.areas.queries import province
from quarterdeck.core.finding import marked, sought
from quarterdeck.core.rights import SYSTEM, Right
from quarterdeck.desk import actions, queries
from quarterdeck.desk.forms import SetUpForm
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.people.queries import has_accounts
from quarterdeck.web import clock
from quarterdeck.web.gates import gate, public
from quarterdeck.web.home import last_tick, write_config
from quarterdeck.web.templatetags.quarterdeck.words import localname

A_DAY = timedelta(days=1)


@gate(Right.READ)
def home(request: HttpRequest) -> HttpResponse:
    """Off course, waiting for me, next."""
    now, area = clock.now(), province(clock.today())
    if area is None:
        return render(request, "desk/no_province.html", {"section": "home"})
    found = queries.home(area, AsKnown(now), request.actor, now.date())
    tick = ticking(now) if Right.ADMINISTER in request.actor.rights else None
    return render(request, "desk/home.html", {"home": found, "section": "home", "vintage": now, "tick": tick})


def ticking(now: datetime) -> dict[str, object]:
    """When reminders and mail last went out by themselves, whether that is too long ago, and what failed then."""
    kept = last_tick()
    at = datetime.fromisoformat(kept["at"]) if kept.get("at") else None
    return {"at": at, "late": at is None or now - at > A_DAY, "failed": kept.get("failed", "")}


@gate(Right.READ)
def search(request: HttpRequest) -> HttpResponse:
    """Everything that holds the words."""
    words = request.GET.get("q", "").strip()[:200]
    found, wanted = queries.search(words, clock.today()), sought(words)
    rows = [(one, marked(localname(one, "title"), wanted)) for one in found]
    context = {"found": rows, "search_query": words, "words": words}
    return render(request, "desk/search.html", context)


@public
def setup(request: HttpRequest) -> HttpResponse:
    """Set up an empty store; once there is an account this page only leads Home."""
    if has_accounts():
        return redirect("desk:home")
    day = clock.today()
    form = SetUpForm(request.POST or None, language=get_language() or "vi", day=day.isoformat())
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        actions.set_up(
            pack=data["pack"], province=data["province_code"], day=day, username=data["username"],
            password=data["password"], name=data["name"], language=get_language() or "vi", by=SYSTEM, at=at,
        )  # fmt: skip
        write_config(pack=data["pack"])
        settings.PACK = data["pack"]
        messages.success(request, _("The store is set up. Sign in with the account you just made."))
        return redirect("account_login")
    return render(request, "desk/setup.html", {"form": form})
