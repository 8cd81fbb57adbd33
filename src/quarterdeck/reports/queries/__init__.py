"""The papers of a review, each gathered once and written in either language."""
