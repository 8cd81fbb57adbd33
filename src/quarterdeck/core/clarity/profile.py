"""A clarity profile: the criteria a task must meet and the tests of each, as data with a source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quarterdeck.core.clarity.findings import Severity
from quarterdeck.core.clarity.statutes import Statute, statutes_from_pack
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop


@dataclass(frozen=True, slots=True)
class Case:
    """One way to fail a test: how much it weighs, why it matters and what to do, by language."""

    severity: Severity
    reasons: Mapping[str, str]
    proposals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A test by its code, the criterion it belongs to, and its cases by name."""

    code: str
    criterion: str
    cases: Mapping[str, Case]


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of criteria in order with their labels by language, their tests, and the numbers the tests use.

    A test or case that the profile does not list is not asked.
    """

    code: str
    labels: Mapping[str, str]
    criteria: Mapping[str, Mapping[str, str]]
    tests: Mapping[str, Rule]
    limits: Mapping[str, int]
    source: str
    statutes: tuple[Statute, ...] = ()

    def order(self, code: str) -> int:
        """The place of a test in the profile."""
        return list(self.tests).index(code)


def profile_from_pack(
    data: Mapping[str, Any], place: str = "clarity.yaml", base: Mapping[str, Any] | None = None
) -> Profile:
    """The profile that a country pack's file describes; `data` is its content.

    `base` is the content of the profile that it is based on: what the file leaves out comes from there, and its tests
    and limits are added to those of the base. Raises `BadInput` naming `place` for a missing or wrong field.
    """
    try:
        if base is not None:
            added = {name: {**base[name], **data.get(name, {})} for name in ("tests", "limits")}
            data = {**base, **data, **added}
        tests = {str(code): _rule(str(code), one) for code, one in data["tests"].items()}
        unknown = {test.criterion for test in tests.values()} - set(data["criteria"])
        if unknown:
            raise ValueError(f"tests of unknown criteria {sorted(unknown)}")
        return Profile(
            code=str(data["code"]),
            labels=dict(data["labels"]),
            criteria={str(code): dict(labels) for code, labels in data["criteria"].items()},
            tests=tests,
            limits={str(name): int(number) for name, number in data["limits"].items()},
            source=str(data["source"]),
            statutes=statutes_from_pack(data.get("statutes", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(
            Message(gettext_noop("The clarity profile is incomplete: {detail}."), {"detail": repr(error)}),
            remedy=gettext_noop("It needs code, labels, source, limits, criteria and tests with their cases."),
            place=place,
        ) from error


def _rule(code: str, data: Mapping[str, Any]) -> Rule:
    cases = {
        str(name): Case(Severity(one.get("severity", data["severity"])), dict(one["why"]), dict(one["do"]))
        for name, one in data["cases"].items()
    }
    return Rule(code, str(data["criterion"]), cases)
