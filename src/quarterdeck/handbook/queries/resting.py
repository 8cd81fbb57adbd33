"""Which of the grounds of an entry name a law: a document of the register, or words that cite one."""

from quarterdeck.handbook.models import Basis, Entry
from quarterdeck.handbook.queries.pack import laws
from quarterdeck.handbook.rules import names_law
from quarterdeck.prose.citations import read


def named_grounds(one: Entry) -> list[Basis]:
    """Its grounds without those in words that cite nothing, such as "as usual"."""
    return [ground for ground in one.basis.all() if ground.document_id or _cites(ground.words)]


def _cites(words: str) -> bool:
    return names_law(words, laws()) or any(
        found.number or found.type for lang in ("vi", "en") for found in read(words, lang)
    )
