"""The pages of reviews: the list, the desk of the secretary, who takes part, papers, assessments and notices."""
