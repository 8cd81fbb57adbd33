"""The worked examples of the pages on formulas and pace give what the pages say."""

import doctest
from pathlib import Path

import pytest
import yaml

from quarterdeck.core.formulas import FUNCTIONS
from quarterdeck.core.pace import rules_from_pack

ROOT = Path(__file__).parents[2]
FORMULAS, PACE = ROOT / "docs/reference/formulas.md", ROOT / "docs/explanation/pace.md"


@pytest.mark.parametrize("page", [FORMULAS, PACE], ids=lambda page: page.name)
def test_each_example_of_the_page_is_true(page: Path) -> None:
    # A fence is no part of the output before it; the no-break space is what keeps a number with its unit.
    text = "\n".join("" if line.startswith("```") else line for line in page.read_text("utf-8").splitlines())
    examples = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    failures: list[str] = []
    runner = doctest.DocTestRunner(checker=_SpacesAlike())
    outcome = runner.run(examples, out=failures.append)
    assert outcome.attempted > 5
    assert not failures, "".join(failures)


class _SpacesAlike(doctest.OutputChecker):
    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return super().check_output(want, got.replace("\N{NO-BREAK SPACE}", " "), optionflags)


def test_the_page_on_formulas_names_every_function() -> None:
    text = FORMULAS.read_text("utf-8")
    assert [name for name in FUNCTIONS if f"| `{name}(" not in text] == []


def test_the_page_on_pace_states_the_thresholds_of_the_pack() -> None:
    rule = rules_from_pack(yaml.safe_load((ROOT / "packs/vn/pace.yaml").read_text("utf-8"))).accumulated
    text = PACE.read_text("utf-8")
    assert f"| ahead | ratio at least {rule.ahead} | at most {2 - rule.ahead} |" in text
    assert f"| on course | at least {rule.on_course} | at most {2 - rule.on_course} |" in text
    assert f"| behind | at least {rule.behind} | at most {2 - rule.behind} |" in text
