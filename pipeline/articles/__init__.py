"""Files into articles: readers for each format, encodings, publication dates, near-copies."""

from .reading import READERS, files_of, read

__all__ = ["READERS", "files_of", "read"]
