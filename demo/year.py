"""A year of invented but lifelike operation: tasks and what became of them, difficulties with their answers, reviews.

Everything goes through the actions that people use, in the order of the days, by posts of the store: what the generator
could not do by hand it cannot do here. Nothing is of a real body's doing; every task is marked illustrative.

    QUARTERDECK_HOME=folder .venv/bin/python demo/year.py --from 2023-04-03 --to 2024-03-25 --a-month 12
"""

# ruff: noqa: E402 - the models can be imported only once Django is set up
import argparse
import heapq
import os
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quarterdeck.config.settings")
django.setup()

from django.conf import settings

from quarterdeck.core.periods import Period
from quarterdeck.core.rights import EVERY_AREA, RIGHTS, Actor, Role
from quarterdeck.difficulties.actions import answer_difficulty, confirm_difficulty, raise_difficulty
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.figures.actions.log import freeze_vintage
from quarterdeck.people.models import Post
from quarterdeck.reviews.actions import close_review, create_review, open_review, record_conclusion
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks import actions
from quarterdeck.tasks.actions import Order, issue_task
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.web import packs

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)
INVENTED = "Dữ liệu minh họa, không kèm văn bản"
VERBS = ("Trình phương án", "Trình đề án", "Ban hành kế hoạch", "Ban hành quy chế", "Hoàn thành báo cáo đánh giá")
MATTERS = (
    "xử lý điểm sạt lở đê điều", "sắp xếp điểm trường tiểu học", "cấp nước sạch nông thôn", "thu gom rác sinh hoạt",
    "chỉnh trang khu dân cư ven sông", "phòng cháy rừng mùa khô", "mở rộng điểm công nghiệp", "sửa chữa cầu dân sinh",
    "bồi thường giải phóng mặt bằng", "chuyển đổi cây trồng vụ đông", "lắp camera giao thông", "số hóa hồ sơ đất đai",
)  # fmt: skip
OBSTACLES = ("Chưa bố trí được vốn đối ứng cho", "Chưa thống nhất đơn giá áp dụng cho", "Chưa có hướng dẫn hồ sơ của",
             "Ranh giới đất còn chồng lấn khi làm")  # fmt: skip
WHY = "Nhiệm vụ minh họa, giao theo kế hoạch công tác tháng"
Act = Callable[[datetime], None]


@dataclass
class Told:
    """What the generator let happen, by kind; reports of the store must add up to it."""

    happened: Counter[str] = field(default_factory=Counter)
    by_lead: Counter[str] = field(default_factory=Counter)
    by_month: Counter[str] = field(default_factory=Counter)


class Year:
    """Draws what happens, and lets it happen day by day."""

    def __init__(self, *, first: date, last: date, a_month: int, seed: int) -> None:
        self.first, self.last, self.a_month = first, last, a_month
        self.dice = random.Random(seed)  # noqa: S311 - draws that can be drawn again, no secrets
        self.told, self._waiting, self._number = Told(), list[tuple[datetime, int, Act]](), 0
        self.calendar = packs.working_calendar(settings.PACK)
        self.choices = Choices(first)
        heads = ((body, self.choices.head_of(body)) for body in self.choices.bodies)
        self.leads = [(body, head) for body, head in heads if head is not None and head.role == "unit_leader"]
        assigner = self.choices.assigners("")[0]
        follower_up = self.choices.follower_up("", None)
        if not self.leads or follower_up is None:
            raise SystemExit("The store has no bodies with a head, or nobody who follows tasks up.")
        self.assigner, self.follower_up = assigner, follower_up
        self.office, self.leader = _acting(follower_up), _acting(assigner)

    def run(self) -> Told:
        """Let the year happen."""
        day = self.first
        while day <= self.last:
            self._plan_month(day)
            day = (day.replace(day=1) + 32 * DAY).replace(day=1)
        while self._waiting:
            at, _number, act = heapq.heappop(self._waiting)
            act(at)
        return self.told

    def _on(self, day: date, act: Act) -> None:
        """Put an act on a day; what lies after the last day does not happen."""
        while day.weekday() > 4:  # Saturday and Sunday
            day += DAY
        if day <= self.last:
            self._number += 1
            minute = self._number % 480
            at = datetime(day.year, day.month, day.day, 8 + minute // 60, minute % 60, tzinfo=ZONE)
            heapq.heappush(self._waiting, (at, self._number, act))

    def _plan_month(self, day: date) -> None:
        for _task in range(self.a_month):
            self._on(day + self.dice.randrange(0, 27) * DAY, self._issue)
        for _difficulty in range(max(1, self.a_month // 5)):
            self._on(day + self.dice.randrange(0, 27) * DAY, self._raise)
        if day.month % 3 == 1:
            self._on(day + 24 * DAY, self._review)

    # -- tasks
    def _issue(self, at: datetime) -> None:
        self._issued(at, None)

    def _issued(self, at: datetime, conclusion: Conclusion | None) -> None:

        body, head = self.dice.choice(self.leads)
        others = [one for one, _head in self.leads if one != body]
        due = self.calendar.next_working(at.date() + self.dice.randrange(15, 56) * DAY)
        task = issue_task(
            order=Order(
                assigner=self.assigner, accountable_post=head, lead=body, follower_up=self.follower_up,
                acceptor=self.assigner, due=due, result_kind="document", result_vi="Văn bản đã ký kèm hồ sơ",
                text_vi=self._sentence(), evidence_vi="Văn bản đã ký, có số và ngày", conclusion=conclusion,
                cooperating=[self.dice.choice(others)] if others and self.dice.random() < 0.4 else [],
                illustrative=True,
            ),
            reason=WHY, by=self.office, at=at,
        )  # fmt: skip
        self.told.happened["issued"] += 1
        self.told.by_lead[body.code] += 1
        self.told.by_month[f"{at:%Y-%m}"] += 1
        self._plan(task, _acting(head), at.date(), due)

    def _sentence(self) -> str:
        place = self.dice.randrange(1, 400)
        return f"{self.dice.choice(VERBS)} {self.dice.choice(MATTERS)} tại thôn số {place}"

    def _plan(self, task: Task, doer: Actor, issued: date, due: date) -> None:
        """What becomes of a task: most are done in time, some late, some are extended, returned or never done."""

        dice, day = self.dice, issued + self.dice.randrange(1, 3) * DAY
        if dice.random() < 0.05:
            self._do(day, "declined", actions.decline_task, task, doer, reason="Chưa đúng chức năng của cơ quan")
            day += 2 * DAY
            self._do(
                day, "kept", actions.keep_with_lead, task, self.office, reason="Đã thống nhất giao cơ quan chủ trì"
            )
        else:
            self._do(day, "taken_on", actions.take_on, task, doer)
        for share in (0.4, 0.7):
            middle = issued + share * (due - issued)
            self._do(
                middle, "progress", actions.report_progress, task, doer, note=f"Đã làm xong {share:.0%} khối lượng"
            )
        if dice.random() < 0.04:
            self._do(
                due - 4 * DAY, "cancelled", actions.cancel_task, task, self.office, reason="Thay bằng nhiệm vụ khác"
            )
            return
        if dice.random() < 0.2:
            due = self._plan_extension(task, doer, due)
        late = dice.random()
        end = due - dice.randrange(0, 8) * DAY if late < 0.75 else due + dice.randrange(1, 30) * DAY
        if late < 0.95:
            self._plan_evidence(task, doer, max(end, issued + 0.75 * (due - issued)))

    def _plan_extension(self, task: Task, doer: Actor, due: date) -> date:

        asked = due - 5 * DAY if self.dice.random() < 0.7 else due + 2 * DAY
        new = self.calendar.next_working(due + 20 * DAY)
        self._do(asked, "asked", actions.ask_extension, task, doer, new_due=new, ground="Phải lấy thêm ý kiến của dân")
        granted = self.dice.random() < 0.75
        self._do(asked + 2 * DAY, "granted" if granted else "refused", actions.decide_extension, task, self.leader,
                 granted_due=new if granted else None, reason="Đã xem xét khối lượng còn lại")  # fmt: skip
        return new if granted else due + 5 * DAY

    def _plan_evidence(self, task: Task, doer: Actor, day: date) -> None:
        self._do(day, "submitted", actions.submit_evidence, task, doer, note="Đã ký và gửi văn bản",
                 words_why=INVENTED)  # fmt: skip
        if self.dice.random() < 0.12:
            self._do(
                day + 4 * DAY, "returned", actions.return_evidence, task, self.leader, reason="Thiếu phụ lục số liệu"
            )
            day += 9 * DAY
            self._do(day, "submitted", actions.submit_evidence, task, doer, note="Đã bổ sung phụ lục",
                     words_why=INVENTED)  # fmt: skip
        self._do(day + 4 * DAY, "accepted", actions.accept_result, task, self.leader, note="Đủ minh chứng")

    def _do(self, day: date, name: str, action: Callable[..., Any], task: Task, by: Actor, **said: Any) -> None:
        def act(at: datetime) -> None:
            action(task=task, by=by, at=at, **said)
            self.told.happened[name] += 1

        self._on(day, act)

    # -- difficulties
    def _raise(self, at: datetime) -> None:

        if len(self.leads) < 2:  # nobody asks itself
            return
        (asker, head), (asked, answering) = self.dice.sample(self.leads, 2)
        made = raise_difficulty(
            raised_by=[asker], routed_to=[asked], raised_on=at.date(), asks="guidance", by=_acting(head), at=at,
            matter_vi=f"{self.dice.choice(OBSTACLES)} việc {self.dice.choice(MATTERS)}",
        )  # fmt: skip
        self.told.happened["raised"] += 1
        if self.dice.random() < 0.85:
            self._on(
                at.date() + self.dice.randrange(3, 25) * DAY, lambda then: self._answer(made, answering, head, then)
            )

    def _answer(self, made: Difficulty, answering: Post, asker: Post, at: datetime) -> None:

        made.refresh_from_db()
        answer_difficulty(difficulty=made, answer_vi="Thực hiện theo mẫu hồ sơ kèm theo và quy định đang có hiệu lực",
                          answered_by=answering, version=made.version, by=_acting(answering), at=at)  # fmt: skip
        self.told.happened["answered"] += 1
        if self.dice.random() < 0.7:
            self._on(at.date() + 5 * DAY, lambda then: self._confirm(made, asker, then))

    def _confirm(self, made: Difficulty, asker: Post, at: datetime) -> None:

        made.refresh_from_db()
        confirm_difficulty(difficulty=made, version=made.version, by=_acting(asker), at=at)
        self.told.happened["confirmed"] += 1

    # -- reviews
    def _review(self, at: datetime) -> None:

        period = Period.of_day(at.date(), "Q").previous()
        code = f"{period}-Y"
        review = create_review(
            code=code, period=period, ahead=period.next(), title_vi=f"Hội nghị giao ban {period.label('vi')}",
            title_en=f"Review of {period.label('en')}", held_on=at.date(), chairs=[self.assigner],
            by=self.office, at=at,
        )  # fmt: skip
        vintage = freeze_vintage(code=code, name_vi=code, name_en=code, known_on=at, by=self.office, at=at)
        open_review(review=review, vintage=vintage, by=self.office, at=at)
        for _task in range(2):
            said = record_conclusion(review=review, item=None, kind="task", text_vi=self._sentence(),
                                     author=self.assigner, by=self.office, at=at)  # fmt: skip
            self._issued(at, said)
            self.told.happened["from_conclusions"] += 1
        close_review(review=review, by=self.office, at=at)
        self.told.happened["reviews"] += 1


def _acting(post: Post) -> Actor:
    """Somebody who acts as a post, with the rights of its kind."""

    body = post.organisation
    return Actor(None, f"Người giữ {post.code} (mẫu)", post.code, post.name_vi, body.code, RIGHTS[Role(post.role)],
                 EVERY_AREA, role=post.role)  # fmt: skip


def main() -> None:
    """Load the year into the store of QUARTERDECK_HOME and say what happened."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--from", dest="first", type=date.fromisoformat, default=date(2023, 4, 3))
    options.add_argument("--to", dest="last", type=date.fromisoformat, default=date(2024, 3, 25))
    options.add_argument("--a-month", type=int, default=12, help="tasks issued in a month")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    told = Year(first=given.first, last=given.last, a_month=given.a_month, seed=given.seed).run()
    for name, count in told.happened.most_common():
        sys.stdout.write(f"{name:<18}{count:>6}\n")


if __name__ == "__main__":
    main()
