"""On course or not: expected share by this point of the year, forecast, run-rate needed.

>>> from decimal import Decimal
>>> from quarterdeck.core.measures import Better
>>> from quarterdeck.core.periods import Period
>>> past = [(Decimal(200), Decimal(1000)), (Decimal(210), Decimal(1000)), (Decimal(220), Decimal(1000))]
>>> pace = judge(actual_ytd=Decimal(226), plan=Decimal(1000), period=Period.parse("2024-Q1"), history=past,
...              better=Better.HIGHER, rule=PaceRule())
>>> print(pace.standing, "|", pace.reason)
ahead | 22.6% of the plan reached; by this point of the year the median of 2021-2023 is 21.0%.
"""

from quarterdeck.core.pace.expectation import PastYear, expected_share
from quarterdeck.core.pace.judgement import Pace, judge, judge_rate
from quarterdeck.core.pace.rules import PaceRule, PaceRules, RateRule, Standing, rules_from_pack

__all__ = [
    "Pace",
    "PaceRule",
    "PaceRules",
    "PastYear",
    "RateRule",
    "Standing",
    "expected_share",
    "judge",
    "judge_rate",
    "rules_from_pack",
]
