"""Enumerations whose members carry their name in both languages."""

from enum import StrEnum


class Labelled(StrEnum):
    """A code with an English and a Vietnamese label; `Member = "code", "English", "Tiếng Việt"`."""

    _value_: str
    label_en: str
    label_vi: str

    def __new__(cls, code: str, label_en: str = "", label_vi: str = "") -> "Labelled":
        member = str.__new__(cls, code)
        member._value_ = code
        member.label_en = label_en
        member.label_vi = label_vi
        return member

    def label(self, lang: str) -> str:
        """The label in Vietnamese for "vi", else in English."""
        return self.label_vi if lang == "vi" else self.label_en
