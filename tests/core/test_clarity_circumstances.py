"""What a store knows of a task is judged by the same profile: vacant posts, bodies that end, duplicates, statutes."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from quarterdeck.core.clarity import Context, Ending, Known, OpenTask, Profile, Verdict, check, codes, profile_from_pack
from quarterdeck.prose.lexicon import clarity_lexicon

PACKS = Path(__file__).resolve().parents[2] / "packs"
ISSUED = date(2025, 3, 3)
CLEAR = "Sở Tài chính trình UBND tỉnh phương án phân bổ 35 tỷ đồng vốn đối ứng"
FORM: Mapping[str, object] = {
    "issued_on": ISSUED, "accountable_post": "Giám đốc Sở Tài chính", "lead": "Sở Tài chính", "due": "2025-03-31",
    "result_kind": "document", "result": "Tờ trình của Sở Tài chính", "evidence": "số và ngày văn bản đi",
    "acceptor": "Chánh Văn phòng UBND tỉnh", "follower_up": "Chuyên viên Phòng Tổng hợp",
}  # fmt: skip


def profile(name: str = "five-clear", pack: str = "vn") -> Profile:
    """A profile of a pack, with the one that it is based on."""

    def data(of: str) -> dict[str, Any]:
        return dict(yaml.safe_load((PACKS / pack / "clarity" / f"{of}.yaml").read_text(encoding="utf-8")))

    own = data(name)
    return profile_from_pack(own, name, data(own["based_on"]) if "based_on" in own else None)


def verdict(
    text: str = CLEAR, known: Known | None = None, by: str = "five-clear", lang: str = "vi", **but: Any
) -> Verdict:
    """What the check says of a text in the full form, with what a store knows."""
    return check(text, clarity_lexicon(lang), profile(by), Context.of({**FORM, **but}), known=known)


def cases(of: Verdict, code: str) -> list[str]:
    """How a test failed."""
    return [one.case for one in (*of.blocking, *of.warn, *of.info) if one.code == code]


def test_a_clear_task_stays_clear_where_the_store_knows_nothing_against_it() -> None:
    of = verdict(known=Known(linked=True, measured=True, signs=True))
    assert (of.blocking, of.warn) == ((), ())


@pytest.mark.parametrize(
    ("known", "code", "case", "severity"),
    [
        (Known(vacant="Giám đốc Sở Tài chính"), "P1", "vacant", "B"),
        (Known(endings=(Ending("Sở Tài chính", date(2025, 3, 20)),)), "P2", "ends", "W"),
        (Known(endings=(Ending("Sở Tài chính", date(2025, 3, 1), "Sở Tài chính mới"),)), "P2", "lead_ended", "B"),
        (Known(endings=(Ending("Kho bạc", date(2025, 3, 1), "", leads=False),)), "P2", "ended", "W"),
        (Known(assigner="Giám đốc Sở Y tế", power="none"), "P3", "no_authority", "B"),
        (Known(assigner="Bí thư Tỉnh ủy", power="other_line"), "R4", "other_line", "W"),
        (Known(function="Cục Thống kê tỉnh"), "R4", "function", "W"),
        (Known(parent="NV-2025-001", parent_due=date(2025, 3, 28)), "T1", "after_parent", "B"),
        (Known(review_on=date(2025, 3, 27)), "T5", "after_review", "W"),
        (Known(cut_off=date(2025, 3, 14)), "T5", "after_cut_off", "W"),
        (Known(parts={"Kho bạc Nhà nước tỉnh": False}), "R2", "part_missing", "W"),
        (Known(linked=False), "K5", "unlinked", "W"),
    ],
)  # fmt: skip
def test_what_the_store_knows_is_told_with_its_weight_a_rule_and_a_proposal(
    known: Known, code: str, case: str, severity: str
) -> None:
    of = verdict(known=known)
    found = next(one for one in (*of.blocking, *of.warn) if one.code == code and one.case == case)
    assert found.severity.value == severity
    assert str(found.message).strip()
    assert str(found.proposal).strip()
    assert "{" not in f"{found.message}{found.proposal}"


def test_what_ends_after_the_task_is_done_is_no_matter() -> None:
    of = verdict(known=Known(endings=(Ending("Sở Tài chính", date(2025, 4, 1)),)))
    assert cases(of, "P2") == []


def test_a_part_is_due_on_the_same_day_as_its_whole_at_the_latest() -> None:
    assert cases(verdict(known=Known(parent="X", parent_due=date(2025, 3, 31))), "T1") == []


def test_milestones_of_the_form_count_as_steps_on_the_way() -> None:
    far: dict[str, Any] = {"due": "2025-06-03"}
    steps = (date(2025, 4, 10), date(2025, 5, 15))
    assert cases(verdict(**far), "T3") == ["far"]
    assert cases(verdict(known=Known(milestones=steps), **far), "T3") == []
    assert cases(verdict(known=Known(milestones=steps[:1]), **far), "T3") == ["far"]  # the second half has none


def test_urgency_of_the_document_behind_it_explains_a_near_date() -> None:
    assert cases(verdict(due="2025-03-04"), "T4") == ["near"]
    assert cases(verdict(due="2025-03-04", known=Known(urgent=True)), "T4") == []


def test_a_similar_task_of_the_same_lead_that_is_open_is_asked_about() -> None:
    twin = OpenTask("NV-2025-007", "Trình phương án phân bổ 35 tỷ đồng vốn đối ứng năm 2025", date(2025, 5, 30))
    other = OpenTask("NV-2025-008", "Trình báo cáo thu ngân sách quý I", date(2025, 5, 30))
    of = verdict(known=Known(open_tasks=(other, twin)))
    assert cases(of, "W5") == ["duplicate"]
    assert "NV-2025-007" in str(next(one for one in of.warn if one.code == "W5").message)
    assert cases(verdict(known=Known(open_tasks=(other,))), "W5") == []


@pytest.mark.parametrize(
    ("text", "due", "case"),
    [
        ("Sở Tài chính ban hành quyết định thu hồi đất nông nghiệp của 45 hộ", "2025-04-30", ["too_short"]),
        ("Sở Tài chính ban hành quyết định thu hồi đất nông nghiệp của 45 hộ", "2025-06-02", []),
        ("Sở Tài chính ban hành quyết định thu hồi đất phi nông nghiệp của 45 hộ", "2025-07-31", ["too_short"]),
        ("Sở Tài chính giải ngân 95% kế hoạch vốn đầu tư công năm 2024", "2025-03-31", ["overrun"]),
        ("Sở Tài chính giải ngân 95% kế hoạch vốn đầu tư công năm 2025", "2026-01-30", []),
        ("Sở Tài chính giải ngân 95% kế hoạch vốn đầu tư công", "2026-02-27", ["overrun"]),
    ],
)
def test_a_due_date_that_a_statute_does_not_allow_is_asked_about(text: str, due: str, case: list[str]) -> None:
    assert cases(verdict(text, due=due), "T6") == case


def test_a_statute_counts_only_from_the_day_it_is_in_force() -> None:
    text = "Sở Tài chính ban hành quyết định thu hồi đất nông nghiệp của 45 hộ"
    assert cases(verdict(text, issued_on=date(2024, 3, 4), due="2024-04-01"), "T6") == []


def test_a_change_needs_a_baseline_or_an_indicator_that_has_one() -> None:
    rise = {"result_kind": "number", "result": "tăng 5 bậc"}
    text = "Sở Tài chính nâng chỉ số cải cách hành chính thêm 5 bậc"
    assert cases(verdict(text, known=Known(measured=False), **rise), "K3") == ["no_baseline"]
    assert cases(verdict(text, known=Known(measured=True), **rise), "K3") == []
    assert cases(verdict(f"{text} so với năm 2024", known=Known(measured=False), **rise), "K3") == []


def test_the_sixth_clear_asks_who_decides() -> None:
    nobody = "Sở Tài chính trình phương án phân bổ 35 tỷ đồng vốn đối ứng"
    assert cases(verdict(nobody, by="six-clear"), "R5") == ["no_recipient"]
    assert cases(verdict(CLEAR, by="six-clear"), "R5") == []
    assert cases(verdict(nobody), "R5") == []  # five clears ask nothing of authority
    approves = "Sở Tài chính phê duyệt phương án phân bổ 35 tỷ đồng vốn đối ứng"
    assert cases(verdict(approves, by="six-clear", known=Known(signs=False)), "R5") == ["no_power"]
    assert cases(verdict(approves, by="six-clear", known=Known(signs=True)), "R5") == []


def test_the_sixth_clear_asks_in_english_too() -> None:
    text = "The Department of Finance shall submit a plan to allocate 35 billion VND of matching capital"
    assert cases(verdict(text, by="six-clear", lang="en"), "R5") == ["no_recipient"]
    to = text.replace("submit a plan", "submit to the Provincial People's Committee a plan")
    assert cases(verdict(to, by="six-clear", lang="en"), "R5") == []


def test_the_six_clears_are_the_five_with_other_names_and_authority() -> None:
    five, six = profile(), profile("six-clear")
    assert set(six.tests) - set(five.tests) == {"R5"}
    assert list(six.criteria) == ["people", "work", "progress", "responsibility", "result", "authority", "words"]
    assert (five.criteria["result"]["vi"], six.criteria["result"]["vi"]) == ("rõ kết quả", "rõ sản phẩm")
    assert six.limits == five.limits
    assert codes(verdict("Tăng cường phối hợp", by="six-clear").blocking) == codes(
        verdict("Tăng cường phối hợp").blocking
    )


def test_every_test_of_the_rule_is_in_the_profiles() -> None:
    counts = {"P": 4, "W": 5, "T": 6, "R": 5, "K": 5}
    asked = {f"{letter}{number}" for letter, most in counts.items() for number in range(1, most + 1)}
    assert asked <= set(profile("six-clear").tests)


@pytest.mark.parametrize("pack", ["vn", "ee"])
@pytest.mark.parametrize("name", ["five-clear", "six-clear"])
def test_every_case_speaks_both_languages_with_the_same_blanks(pack: str, name: str) -> None:
    for rule in profile(name, pack).tests.values():
        for case in rule.cases.values():
            for texts in (case.reasons, case.proposals):
                assert set(texts) == {"vi", "en"}
                blanks = [sorted({word.split("}")[0] for word in text.split("{")[1:]}) for text in texts.values()]
                assert blanks[0] == blanks[1], (rule.code, texts)
