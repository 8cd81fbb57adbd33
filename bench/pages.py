"""Server time of every screen, beside an empty page in the same run, and of the papers.

Run with `make bench`. The sample province is loaded into a throw-away store; every page is asked for in turn, round
after round, so that a slow moment of the machine falls on all of them alike. Prints medians in milliseconds, the
ratio to the empty page, and the number of database queries.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
BOUND_MS = 150
QUERY_BOUND = 20
PAPER_BOUND_S = 3


def pages() -> dict[str, str]:
    """The screens of the main job by name."""
    return {
        "home": "/",
        "figures": "/figures/",
        "figures of a district": "/figures/?area=215",
        "indicator": "/figures/BUDGET_REV/",
        "indicator by district": "/figures/PUBLIC_INVEST_DISB/",
        "reviews": "/reviews/",
        "review": "/reviews/2024-Q1/",
        "review item": "/reviews/2024-Q1/?item=12",
        "agenda preparation": "/reviews/2024-Q1/agenda/",
        "tasks": "/tasks/",
        "task": "/tasks/NV-2023-001/",
        "task form": "/tasks/new/?conclusion=2024-Q1/9",
        "difficulties": "/difficulties/",
        "difficulty": "/difficulties/KK-2024-001/",
        "documents": "/documents/",
        "reports": "/reports/",
        "report as a page": "/reports/2024-Q1/report/",
        "draft check": "/reports/drafts/",
        "search": "/search/?q=ngan+sach",
        "record of acts": "/audit/",
    }


def measure(rounds: int) -> list[dict[str, object]]:
    """Median time, query count and status of every page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from quarterdeck.people.models import User

    client = Client()
    client.force_login(
        User.objects.get(username="admin"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    todo = {"empty page": "/bench-empty/", **pages()}
    times: dict[str, list[float]] = {name: [] for name in todo}
    facts: dict[str, tuple[int, int]] = {}
    for name, url in todo.items():
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            status = client.get(url).status_code
        facts[name] = (status, len(queries))
    for _ in range(rounds):
        for name, url in todo.items():
            start = time.perf_counter()
            client.get(url)
            times[name].append((time.perf_counter() - start) * 1000)
    empty = statistics.median(times["empty page"])
    return [
        {
            "page": name,
            "median_ms": round(statistics.median(times[name]), 1),
            "ratio_to_empty": round(statistics.median(times[name]) / empty, 1),
            "queries": facts[name][1],
            "status": facts[name][0],
        }
        for name in todo
    ]


def measure_papers() -> list[dict[str, object]]:
    """Seconds that each paper takes in Word and PDF, the second time it is made."""
    from django.test import Client

    from quarterdeck.people.models import User

    client = Client()
    client.force_login(
        User.objects.get(username="admin"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    found = []
    for kind in ("briefing", "report", "notice"):
        for form in ("docx", "pdf"):
            url = f"/reports/2024-Q1/{kind}/vi.{form}"
            runs = []
            for _ in range(3):
                start = time.perf_counter()
                status = client.get(url).status_code
                runs.append(time.perf_counter() - start)
            found.append({"paper": f"{kind}.{form}", "first_s": round(runs[0], 2),
                          "median_s": round(statistics.median(runs), 2), "status": status})  # fmt: skip
    return found


def main() -> None:
    """Load the sample, measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    os.environ["QUARTERDECK_HOME"] = tempfile.mkdtemp(prefix="quarterdeck-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quarterdeck.config.settings")
    import django

    django.setup()
    from django.conf import settings

    from quarterdeck.config.sample import load_sample
    from quarterdeck.config.start import prepare

    settings.ROOT_URLCONF = "bench.urls"
    prepare()
    load_sample(say=print)
    found = measure(given.rounds)
    for one in found:
        over = float(str(one["median_ms"])) > BOUND_MS or int(str(one["queries"])) > QUERY_BOUND or one["status"] != 200
        print(f"{one['page']:24}{one['median_ms']:>8} ms {one['ratio_to_empty']:>7} × empty "
              f"{one['queries']:>4} queries{'   over the bound' if over else ''}"
              f"{'' if one['status'] == 200 else '   status ' + str(one['status'])}")  # fmt: skip
    papers = measure_papers()
    for one in papers:
        over = float(str(one["median_s"])) > PAPER_BOUND_S or one["status"] != 200
        print(
            f"{one['paper']:24}{one['median_s']:>8} s  (first {one['first_s']} s){'   over the bound' if over else ''}"
        )
    if given.json:
        given.json.write_text(json.dumps({"pages": found, "papers": papers}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
