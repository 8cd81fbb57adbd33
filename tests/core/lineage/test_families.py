"""Units that hang together through events."""

from hypothesis import given

from quarterdeck.core.lineage import Register
from quarterdeck.core.lineage.kin import around, families
from tests.core.lineage.strategies import PATIENT, registers


@PATIENT
@given(registers())
def test_every_unit_is_of_one_family_that_is_all_that_hangs_together_with_it(held: Register) -> None:
    found = families(held)
    assert found.keys() == held.units.keys()
    for uid, name in found.items():
        assert set(around(held, [uid]).units) == {other for other, theirs in found.items() if theirs == name}


@PATIENT
@given(registers())
def test_a_family_is_called_by_its_first_unit(held: Register) -> None:
    found = families(held)
    for name in set(found.values()):
        assert name == next(uid for uid in held.units if found[uid] == name)
