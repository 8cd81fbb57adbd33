"""The forms of reviews."""

from quarterdeck.reviews.forms.desk import ConclusionForm, OpinionForm, WordingForm, post_choices
from quarterdeck.reviews.forms.planning import ReviewForm

__all__ = ["ConclusionForm", "OpinionForm", "ReviewForm", "WordingForm", "post_choices"]
