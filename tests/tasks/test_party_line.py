"""A conclusion of the Party reaches a department through the document of the State that implements its notice."""

from quarterdeck.reviews import actions
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.drafting import Draft
from quarterdeck.tasks.queries.drafts import defaults, start_from
from quarterdeck.tasks.queries.known import known
from tests.reviews.cast import concluded, opened, secretary_of_the_party, with_agenda
from tests.reviews.test_notices import carrier, generated, sign
from tests.world import NOW, TODAY, World

WORDS = "Sở Giao thông vận tải hoàn thành sửa chữa đường ĐT.294B."


def test_the_document_that_carries_the_conclusion_is_taken_over_and_settles_the_line(world: World) -> None:
    of = opened(world, with_agenda(world))
    author = secretary_of_the_party(world)
    said = concluded(world, of, author, WORDS, kind="task")
    draft = Draft(WORDS, "vi", assigner=author, lead=world.organisations["SGTVT"])
    assert known(draft, issued_on=TODAY).power == "other_line"
    notice = sign(world, generated(world, of, "TINHUY", WORDS), "200-TB/TU", WORDS)
    document = carrier(world, notice.document)
    actions.take_up(conclusion=said, document=document, version=said.version, by=world.actor("specialist"), at=NOW)
    start = start_from(f"{of.code}/{said.number}", "")
    assert defaults(start, world.actor("specialist"), Choices(TODAY))["document"] == "96/KH-UBND"
    carried = Draft(WORDS, "vi", assigner=author, lead=world.organisations["SGTVT"], document=document)
    assert known(carried, issued_on=TODAY).power == ""
