"""Load the sample province of `demo/` through the same actions that people use."""

from quarterdeck.config.sample.load import accounts, is_loaded, load_sample

__all__ = ["accounts", "is_loaded", "load_sample"]
