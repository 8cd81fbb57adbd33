"""Writes of the register: enter a document, pass it on."""

from quarterdeck.documents.actions.passing import pass_on
from quarterdeck.documents.actions.registering import Clerical, Upload, register_document

__all__ = ["Clerical", "Upload", "pass_on", "register_document"]
