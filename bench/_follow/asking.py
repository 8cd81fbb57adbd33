"""What is asked of the tasks, by the functions of the pages and in SQL written by hand; both must answer the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db import connection

from bench._follow.making import TODAY
from quarterdeck.core.rights import SYSTEM
from quarterdeck.tasks.queries import for_agenda, links, lists, narrowing, paging, standings, totals, waiting_for
from quarterdeck.tasks.queries.wanted import Wanted, meeting
from quarterdeck.tasks.rules import Bucket, Count

PAGE, COLUMN = 50, 40
HORIZON = TODAY + timedelta(days=14)
Answer = Any


@dataclass(frozen=True, slots=True)
class Question:
    """A list or a count: ours, and the same in SQL with its parameters; `most_ms` bounds ours by store."""

    name: str
    ours: Callable[[], Answer]
    sql: str
    given: Sequence[Any] = ()
    shaped: Callable[[list[tuple[Any, ...]]], Answer] = lambda rows: [row[0] for row in rows]
    most_ms: dict[str, float] | None = None

    def by_hand(self) -> Answer:
        """The answer of the SQL."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.given)
            return self.shaped(cursor.fetchall())


@cache
def _official(wanted: Wanted) -> Count:
    return lists.official(meeting(replace(wanted, bucket=""), SYSTEM), TODAY)


def _page(wanted: Wanted) -> list[str]:
    """The first page; the counts above it are asked for apart."""
    listing = paging.paged(wanted, SYSTEM, TODAY, counts=_official(wanted))
    return [one.task.code for one in standings(TODAY, listing[:PAGE])]


def _counts(wanted: Wanted) -> list[int]:
    found = lists.official(meeting(wanted, SYSTEM), TODAY, searched=bool(wanted.search))
    return [found.buckets[one] for one in Bucket]


def _groups(way: str) -> Callable[[], list[tuple[Any, ...]]]:
    def answer() -> list[tuple[Any, ...]]:
        found = totals.by(way, meeting(Wanted(), SYSTEM), TODAY)
        assert found.total.count.issued  # what stands above the groups is worked out in the same time
        return [(one.thing.pk if one.thing else 0, *_figures(one.tally)) for one in found[:PAGE]]

    return answer


def _figures(tally: Any) -> tuple[Any, ...]:
    buckets = tuple(tally.count.buckets[one] for one in Bucket)
    return (*buckets, tally.due_original, tally.on_time_original, tally.extensions, float(tally.late_median or 0),
            tally.late_worst or 0)  # fmt: skip


LATE = "coalesce(stopped_on > counted_due, counted_due < %(today)s)"
LATE_FIRST = "coalesce(stopped_on > original_due, original_due < %(today)s)"
BUCKETS = f"""
  count(*) FILTER (WHERE state = 'accepted' AND NOT {LATE}),
  count(*) FILTER (WHERE state = 'accepted' AND {LATE}),
  count(*) FILTER (WHERE state NOT IN ('accepted', 'cancelled') AND NOT {LATE}),
  count(*) FILTER (WHERE state NOT IN ('accepted', 'cancelled') AND {LATE}),
  count(*) FILTER (WHERE state = 'cancelled')"""
RANK = f"""CASE WHEN state NOT IN ('accepted', 'cancelled') AND {LATE} THEN 0
  WHEN state NOT IN ('accepted', 'cancelled') THEN 1 WHEN state = 'accepted' THEN 2 ELSE 3 END,
  CASE WHEN state NOT IN ('accepted', 'cancelled') THEN due END, coalesce(submitted_on, due) DESC, t.code"""
SHOWN = """t.id, t.code, t.text_vi, t.due, t.original_due, t.counted_due, t.stopped_on, t.state, l.code, l.short_vi,
  a.name_vi, p.name_vi, f.name_vi, d.number"""
JOINED = """tasks_task t JOIN people_organisation l ON l.id = t.lead_id JOIN people_post a ON a.id = t.acceptor_id
  JOIN people_post p ON p.id = t.accountable_post_id JOIN people_post f ON f.id = t.follower_up_id
  LEFT JOIN documents_document d ON d.id = t.document_id"""


def _days_late() -> str:
    if connection.vendor == "postgresql":
        return "(coalesce(stopped_on, %(today)s::date) - counted_due)"
    return "CAST(julianday(coalesce(stopped_on, %(today)s)) - julianday(counted_due) AS INTEGER)"


def _totals_sql(by: str) -> str:
    """The totals of the groups that stand first, with the median of the days late of their late tasks."""
    days = _days_late()
    group = f"coalesce({by}, 0)"
    return f"""
    WITH t AS (SELECT t.*, {group} AS g FROM tasks_task t
                 LEFT JOIN figures_indicator i ON i.id = t.indicator_id JOIN people_organisation o ON o.id = t.lead_id),
    late AS (SELECT g, {days} AS days, row_number() OVER (PARTITION BY g ORDER BY {days}) AS place,
                    count(*) OVER (PARTITION BY g) AS many FROM t WHERE state <> 'cancelled' AND {LATE}),
    middle AS (SELECT g, avg(days) AS median FROM late
                WHERE place >= many / 2.0 AND place <= many / 2.0 + 1 GROUP BY g)
    SELECT t.g, {BUCKETS},
      count(*) FILTER (WHERE state = 'accepted' OR (state <> 'cancelled' AND {LATE_FIRST})),
      count(*) FILTER (WHERE state = 'accepted' AND NOT {LATE_FIRST}),
      coalesce(sum(extensions) FILTER (WHERE state <> 'cancelled'), 0),
      coalesce(max(median), 0), coalesce(max(CASE WHEN state <> 'cancelled' AND {LATE} THEN {days} END), 0)
    FROM t LEFT JOIN middle ON middle.g = t.g GROUP BY t.g ORDER BY 5 DESC, 3 DESC,
      count(*) FILTER (WHERE state <> 'cancelled') DESC, t.g LIMIT {PAGE}"""


def _rows(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [(*row[:9], float(row[9]), row[10]) for row in rows]


def questions() -> list[Question]:
    """Every list and count of the pages."""
    today, lead = {"today": _day(TODAY)}, "CQ250"
    where_lead = "l.code = %(lead)s"
    own = {**today, "lead": lead}
    order = f"ORDER BY {RANK} LIMIT {PAGE}"
    like = {**today, "word": "%đê%", "number": "%2023-1%"}
    return [
        Question("counts of all", lambda: _counts(Wanted()), f"SELECT {BUCKETS} FROM tasks_task", today,
                 lambda rows: list(rows[0])),
        Question("counts of a lead", lambda: _counts(Wanted(lead=lead)),
                 f"""SELECT {BUCKETS} FROM tasks_task t JOIN people_organisation l ON l.id = t.lead_id
                     WHERE {where_lead}""", own, lambda r: list(r[0])),
        Question("counts of a search", lambda: _counts(Wanted(search="đê 2023-1")),
                 f"SELECT {BUCKETS} FROM tasks_task WHERE folded LIKE %(word)s AND folded LIKE %(number)s", like,
                 lambda r: list(r[0])),
        Question("list, first page", lambda: _page(Wanted()), f"SELECT t.code, {SHOWN} FROM {JOINED} {order}", today),
        Question("list of what is overdue", lambda: _page(Wanted(bucket="open_overdue")),
                 f"""SELECT t.code, {SHOWN} FROM {JOINED}
                     WHERE state NOT IN ('accepted', 'cancelled') AND {LATE} {order}""", today),
        Question("list of a lead", lambda: _page(Wanted(lead=lead)),
                 f"SELECT t.code, {SHOWN} FROM {JOINED} WHERE {where_lead} {order}", own),
        Question("list, newest first", lambda: _page(Wanted(sort="newest")),
                 f"SELECT t.code, {SHOWN} FROM {JOINED} ORDER BY t.issued_on DESC, t.code LIMIT {PAGE}", today),
        Question("list, longest late first", lambda: _page(Wanted(sort="late")),
                 f"""SELECT t.code, {SHOWN} FROM {JOINED}
                     ORDER BY CASE WHEN state <> 'cancelled' AND {LATE} THEN {_days_late()} ELSE 0 END DESC, t.due,
                       t.code LIMIT {PAGE}""", today),
        Question("list of a search", lambda: _page(Wanted(search="đê 2023-1")),
                 f"""SELECT t.code, {SHOWN} FROM {JOINED}
                     WHERE t.folded LIKE %(word)s AND t.folded LIKE %(number)s {order}""", like),
        Question("board", _board, _board_sql(), today, lambda rows: sorted(row[0] for row in rows)),
        Question("totals of all", lambda: [_figures(totals.total(meeting(Wanted(), SYSTEM), TODAY))],
                 _totals_sql("NULL"), today, lambda rows: [row[1:] for row in _rows(rows)]),
        *(Question(f"totals by {way}", _groups(way), _totals_sql(by), today, _rows)
          for way, by in (("lead", "t.lead_id"), ("area", "o.area_id"), ("assigner", "t.assigner_id"),
                          ("document", "t.document_id"), ("theme", "i.theme_id"))),
        Question("waiting for an organisation",
                 lambda: sorted(one.task.code for one in waiting_for(TODAY, "P250", lead)),
                 f"""SELECT t.code, {SHOWN} FROM {JOINED} WHERE state NOT IN ('accepted', 'cancelled') AND (
                       (state = 'submitted' AND a.code = 'P250')
                       OR ((state = 'declined' OR asked_due IS NOT NULL)
                           AND t.assigner_id = (SELECT id FROM people_post WHERE code = 'P250'))
                       OR (state NOT IN ('submitted', 'declined') AND l.code = %(lead)s)) ORDER BY t.code""", own),
        Question("open work of an organisation", lambda: len(links.work_of_organisation(lead, TODAY)),
                 f"""SELECT {SHOWN} FROM {JOINED} WHERE state NOT IN ('accepted', 'cancelled') AND {where_lead}""",
                 own, len),
        Question("tasks of a document", lambda: len(links.of_document("7", TODAY)),
                 f"SELECT {SHOWN} FROM {JOINED} WHERE t.document_id = 7", today, len),
        Question("choices of the filters", lambda: (len(narrowing.bodies()), len(narrowing.sources())),
                 """SELECT (SELECT count(*) FROM people_organisation o WHERE EXISTS (SELECT 1 FROM tasks_task t
                      WHERE t.lead_id = o.id) OR EXISTS (SELECT 1 FROM tasks_task t JOIN people_post p
                      ON p.id = t.acceptor_id WHERE p.organisation_id = o.id)),
                    (SELECT count(*) FROM reviews_review r WHERE EXISTS (SELECT 1 FROM tasks_task t
                      JOIN reviews_conclusion c ON c.id = t.conclusion_id WHERE c.review_id = r.id))
                    + (SELECT count(*) FROM (SELECT 1 FROM documents_document d WHERE EXISTS (SELECT 1 FROM tasks_task t
                      WHERE t.document_id = d.id) LIMIT 200) x)""", today, lambda rows: rows[0]),
        Question("agenda of a review", lambda: sorted(one.ref for one in for_agenda(TODAY, HORIZON)),
                 f"""SELECT t.code, {SHOWN} FROM {JOINED} WHERE state NOT IN ('accepted', 'cancelled')
                       AND ({LATE} OR t.due <= %(horizon)s) ORDER BY t.code""",
                 {**today, "horizon": _day(HORIZON)}, most_ms={"sqlite": 1000, "postgresql": 1000}),
    ]  # fmt: skip


def _day(day: date) -> Any:
    return day if connection.vendor == "postgresql" else day.isoformat()


def _board() -> list[str]:
    columns = [paging.paged(Wanted(), SYSTEM, TODAY, column=("bucket", one.value), counts=_official(Wanted()))
               for one in Bucket if one is not Bucket.CANCELLED]  # fmt: skip
    cards = [one.task.code for column in columns for one in standings(TODAY, column[:COLUMN])]
    return sorted([*cards, *(str(column.count()) for column in columns)])


def _board_sql() -> str:
    """The first cards of each column, and how many each has."""
    parts = []
    for state, late in (("state = 'accepted'", False), ("state = 'accepted'", True),
                        ("state NOT IN ('accepted', 'cancelled')", False),
                        ("state NOT IN ('accepted', 'cancelled')", True)):  # fmt: skip
        where = f"{state} AND {'' if late else 'NOT '}{LATE}"
        parts.append(f"SELECT * FROM (SELECT t.code AS c, {SHOWN} FROM {JOINED} WHERE {where} "
                     f"ORDER BY {RANK} LIMIT {COLUMN}) x")  # fmt: skip
        empty = ", ".join(["NULL"] * len(SHOWN.split(",")))
        parts.append(f"SELECT CAST(count(*) AS TEXT), {empty} FROM tasks_task WHERE {where}")
    return " UNION ALL ".join(parts)
