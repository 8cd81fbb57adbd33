"""Writes of the register: enter a document, pass it on, cite it."""

from quarterdeck.documents.actions.citing import cite_document, take_citation_back
from quarterdeck.documents.actions.passing import pass_on
from quarterdeck.documents.actions.registering import Clerical, Upload, register_document

__all__ = ["Clerical", "Upload", "cite_document", "pass_on", "register_document", "take_citation_back"]
