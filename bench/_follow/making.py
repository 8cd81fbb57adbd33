"""A large province of invented tasks: 500 organisations, 200,000 tasks over five years, 2 million events.

The course of a task is that of one of some hundred patterns, moved to its day of issue; what is kept beside the task
comes from `tasks.rules.course`, as it does for a real one.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench._follow.writing import settle, stamp, stored_day, write, write_lines
from quarterdeck.areas.models import Area
from quarterdeck.core.folding import searchable
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Indicator, Theme
from quarterdeck.people.models import Organisation, Post
from quarterdeck.reviews.models import Conclusion, Review
from quarterdeck.tasks import rules
from quarterdeck.tasks.models import Task, TaskEvent

TODAY, YEARS, BODIES, AREAS, DOCUMENTS, REVIEWS = date(2025, 6, 30), 5, 500, 50, 4000, 20
CONCLUSIONS, INDICATORS, THEMES, PATTERNS = 4000, 120, 12, 400
DAY = timedelta(days=1)
VERBS = ("Trình phương án", "Ban hành kế hoạch", "Hoàn thành bàn giao", "Báo cáo kết quả", "Rà soát xong", "Nghiệm thu")
THINGS = ("giải phóng mặt bằng", "xử lý sạt lở đê điều", "giải ngân vốn đầu tư công", "cấp giấy chứng nhận", "nhà tạm",
          "khu tái định cư", "hồ chứa nước", "tuyến đường tỉnh", "trạm y tế", "trường mầm non")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pattern:
    """The events of a task in days after its issue, the length of its term, and what is kept beside it at the end."""

    events: tuple[tuple[int, str, int | None], ...]
    term: int
    last: int
    kept: Mapping[str, Any]


def make(tasks: int, seed: int) -> dict[str, int]:
    """Write everything; returns how many rows of each kind."""
    dice = random.Random(seed)
    _surroundings(dice)
    patterns, half = [_pattern(dice) for _ in range(PATTERNS)], [_pattern(dice, open_=True) for _ in range(PATTERNS)]
    drawn = [_drawn(number, dice, patterns, half) for number in range(1, tasks + 1)]
    counts = {"tasks": write(Task, (_task(*one, dice) for one in drawn))}
    through = Task.cooperating.through
    helping = ((number, dice.sample(range(1, BODIES + 1), 2)) for number in range(1, tasks + 1, 2))
    counts["cooperating"] = write_lines(
        through, ("id", "task_id", "organisation_id"),
        ((2 * number + at, number, body) for number, bodies in helping for at, body in enumerate(bodies)),
    )  # fmt: skip
    counts["events"] = write_lines(TaskEvent, EVENT, _events(drawn))
    settle()
    return counts


def _surroundings(dice: random.Random) -> None:
    since = date(2010, 1, 1)
    write(Area, ({"id": n, "uid": f"A{n}", "code": f"{n}", "level": 1 if n == 1 else 2, "kind": "x",
                  "valid_from": since, "name_vi": f"Đơn vị {n}", "name_en": f"Unit {n}",
                  "parent_code": "" if n == 1 else "1",
                  "steered": n == 1} for n in range(1, AREAS + 1)))  # fmt: skip
    write(Organisation, ({"id": n, "code": f"CQ{n}", "name_vi": f"Cơ quan số {n}", "name_en": f"Body {n}",
                          "short_vi": f"CQ{n}", "kind": "department", "line": "state", "area_id": 1 + n % AREAS}
                         for n in range(1, BODIES + 1)))  # fmt: skip
    roles = ("unit_leader", "unit_specialist")
    write(Post, ({"id": n, "code": f"P{n}", "organisation_id": 1 + (n - 1) % BODIES, "name_vi": f"Chức danh {n}",
                  "name_en": f"Post {n}", "role": "leader" if n <= 5 else roles[(n - 1) // BODIES]}
                 for n in range(1, 2 * BODIES + 1)))  # fmt: skip
    write(Theme, ({"id": n, "code": f"t{n}", "name_vi": f"Lĩnh vực {n}", "name_en": f"Theme {n}"}
                  for n in range(1, THEMES + 1)))  # fmt: skip
    plain = {"unit": "%", "frequency": "Q", "accumulation": "per_period", "time_rule": "sum", "space_rule": "sum",
             "better": "higher"}  # fmt: skip
    write(Indicator, ({"id": n, "code": f"I{n}", "name_vi": f"Chỉ tiêu {n}", "name_en": f"Indicator {n}",
                       "theme_id": 1 + n % THEMES, "responsible_id": n, **plain}
                      for n in range(1, INDICATORS + 1)))  # fmt: skip
    write(Document, ({"id": n, "number": f"{n}/KH-UBND", **_document(n, dice)} for n in range(1, DOCUMENTS + 1)))
    write(Review, ({"id": n, "code": f"R{n}", "period": f"20{20 + n // 4}-Q{1 + n % 4}", "ahead": "",
                    "title_vi": f"Hội nghị {n}", "title_en": f"Review {n}",
                    "held_on": date(2020, 7, 1) + 90 * n * DAY} for n in range(1, REVIEWS + 1)))  # fmt: skip
    at = datetime(2025, 1, 1, tzinfo=UTC)
    write(Conclusion, ({"id": n, "review_id": 1 + n % REVIEWS, "number": 1 + n // REVIEWS, "kind": "task",
                        "state": "issued", "text_vi": f"Kết luận {n}", "author_id": 1, "line": "state",
                        "recorded_at": at} for n in range(1, CONCLUSIONS + 1)))  # fmt: skip


def _document(number: int, dice: random.Random) -> dict[str, Any]:
    day = date(2020, 7, 1) + dice.randrange(365 * YEARS) * DAY
    at = datetime(2025, 1, 1, tzinfo=UTC)
    return {"key": f"{number}/kh-ubnd", "ordinal": number, "family": "state", "type_code": "KH", "issuer_vi": "UBND",
            "issuer_en": "UBND", "signed_on": day, "abstract_vi": f"Trích yếu {number}", "registered_at": at,
            "registered_by": "x"}  # fmt: skip


def _pattern(dice: random.Random, open_: bool = False) -> Pattern:
    """A course: taken on, five to nine reports of progress, an extension now and then, evidence, a return, accepted."""
    term = dice.randrange(20, 150)
    moves: list[tuple[int, str, int | None]] = [(0, rules.ISSUED, None), (dice.randrange(1, 4), rules.TAKEN_ON, None)]
    reports = sorted(dice.randrange(4, max(5, term)) for _ in range(dice.randrange(5, 10)))
    moves += [(day, rules.PROGRESS, None) for day in reports]
    extended = dice.random() < 0.15
    if extended:
        asked = term - dice.randrange(-3, 8)
        moves += [(asked, rules.ASKED, term + 30), (asked + 2, rules.GRANTED, term + 30)]
    if not open_:
        end = max(
            reports[-1] + 1, term + (30 if extended else 0) + dice.randrange(-25, 2 if dice.random() < 0.85 else 90)
        )
        moves.append((end, rules.EVIDENCE, None))
        if dice.random() < 0.1:
            moves += [(end + 2, rules.RETURNED, None), (end + 6, rules.EVIDENCE, None)]
            end += 6
        moves.append((end + dice.randrange(1, 6), rules.CANCELLED if dice.random() < 0.02 else rules.ACCEPTED, None))
    moves.sort(key=lambda one: one[0])
    base = date(2024, 1, 1)
    told = [rules.Event(kind, base + day * DAY, at, base + to * DAY if to is not None else None)
            for at, (day, kind, to) in enumerate(moves)]  # fmt: skip
    found = rules.course(told, due=base + term * DAY, take_on_by=base + 5 * DAY)
    days = {"due": found.agreed, "counted_due": found.counted, "asked_due": found.asked,
            "submitted_on": found.submitted_on, "stopped_on": found.stopped_on}  # fmt: skip
    kept = {name: (day - base).days if day else None for name, day in days.items()}
    proof = "words" if found.submitted_on else ""
    return Pattern(tuple(moves), term, moves[-1][0], {**kept, "state": found.state, "extensions": found.extensions,
                                                      "proof": proof})  # fmt: skip


def _drawn(
    number: int, dice: random.Random, closed: list[Pattern], half: list[Pattern]
) -> tuple[int, date, Pattern]:  # fmt: skip
    """A task: what was issued long ago is done, but for one in a hundred; what is younger is under way."""
    age = dice.randrange(5, 365 * YEARS)
    of = dice.choice(half if dice.random() < 0.01 else closed)
    if of.last > age:
        young = [one for one in (dice.choice(half) for _ in range(12)) if one.last <= age]
        of = young[0] if young else _START
    return number, TODAY - age * DAY, of


_START = Pattern(
    ((0, rules.ISSUED, None), (2, rules.TAKEN_ON, None)), 60, 2,
    {"due": 60, "counted_due": 60, "asked_due": None, "submitted_on": None, "stopped_on": None, "state": "taken_on",
     "extensions": 0, "proof": ""},
)  # fmt: skip


def _task(number: int, issued: date, of: Pattern, dice: random.Random) -> dict[str, Any]:
    text = f"{dice.choice(VERBS)} {dice.choice(THINGS)} số {number} trên địa bàn xã {1 + number % 900}"
    body = 1 + int(BODIES * dice.random() ** 2)  # some bodies have many tasks, most few
    code = f"NV-{issued.year}-{number:06}"
    days = {name: issued + value * DAY if value is not None else None
            for name, value in of.kept.items() if name not in ("state", "extensions", "proof")}  # fmt: skip
    return {
        "id": number, "code": code, "text_vi": text, "assigner_id": dice.randrange(1, 6), "accountable_post_id": body,
        "lead_id": body, "follower_up_id": BODIES + 1 + number % 100, "acceptor_id": 1 if body != 1 else 2,
        "issued_on": issued, "original_due": issued + of.term * DAY, "take_on_by": issued + 5 * DAY,
        "result_kind": "document", "result_vi": "Văn bản", "evidence_vi": "Văn bản đã ký",
        "indicator_id": dice.randrange(1, INDICATORS + 1) if number % 3 == 0 else None,
        "document_id": dice.randrange(1, DOCUMENTS + 1) if number % 4 else None,
        "conclusion_id": number if number <= CONCLUSIONS else None, "folded": searchable(code, text, "Văn bản"),
        "version": len(of.events), **days, **{name: of.kept[name] for name in ("state", "extensions", "proof")},
    }  # fmt: skip


EVENT = ("id", "task_id", "kind", "at", "to", "by", "post", "note_vi")


def _events(drawn: list[tuple[int, date, Pattern]]) -> Iterator[tuple[Any, ...]]:
    number = 0
    stamps: dict[int, Any] = {}
    days: dict[int, Any] = {}
    for task, issued, of in drawn:
        first = issued.toordinal()
        for day, kind, to in of.events:
            number += 1
            on = first + day
            if on not in stamps:
                stamps[on] = stamp(date.fromordinal(on), 2)
            until = None if to is None else first + to
            if until is not None and until not in days:
                days[until] = stored_day(date.fromordinal(until))
            yield number, task, kind, stamps[on], days[until] if until else None, "Người lập", "Chức danh", "Báo cáo"
