"""The forms of the register: filter, enter a document with what it does to others, pass it on, print a book."""

from quarterdeck.documents.forms.citing import CiteForm
from quarterdeck.documents.forms.entering import RegisterForm, RelationRows, pairs_of
from quarterdeck.documents.forms.listing import BookForm, FilterForm
from quarterdeck.documents.forms.passing import PassForm

__all__ = ["BookForm", "CiteForm", "FilterForm", "PassForm", "RegisterForm", "RelationRows", "pairs_of"]
