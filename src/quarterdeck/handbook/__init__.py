"""Answers that help more than one: numbered questions and answers, editions, who used them."""
