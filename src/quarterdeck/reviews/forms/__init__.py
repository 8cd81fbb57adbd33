"""The forms of reviews."""

from quarterdeck.reviews.forms.desk import ConclusionForm, OpinionForm, ReviewForm, WordingForm, post_choices

__all__ = ["ConclusionForm", "OpinionForm", "ReviewForm", "WordingForm", "post_choices"]
