"""From an article to a Doc whose names and dates are settled for the article as a whole."""

from pipeline.language.entity import Entity, mentions
from pipeline.language.reader import Reader, load

__all__ = ["Entity", "Reader", "load", "mentions"]
