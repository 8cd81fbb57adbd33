"""Load the sample province of `demo/` through the same actions that people use."""

from quarterdeck.config.sample.load import is_loaded, load_sample
from quarterdeck.config.sample.people import accounts

__all__ = ["accounts", "is_loaded", "load_sample"]
