"""Figures put into words: what is asked for, what is known of it, and the sentences that say it."""
