"""Files into articles: readers for each format, encodings, publication dates, near-copies."""

from .published import UnusableDate, parse_day, plausible
from .reading import READERS, files_of, read

__all__ = ["READERS", "UnusableDate", "files_of", "parse_day", "plausible", "read"]
