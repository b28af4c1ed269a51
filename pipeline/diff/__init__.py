"""What changed between two tables of facts: one class for each changed fact, and whether it is news."""

from .comparing import CHANGES, DIFF, diff
from .rendering import render, write
from .reports import Report, compare

__all__ = ["CHANGES", "DIFF", "Report", "compare", "diff", "render", "write"]
