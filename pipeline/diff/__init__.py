"""What changed between two tables of facts: one class for each changed fact, and whether it is news."""

from .comparing import CHANGES, DIFF, diff
from .rendering import render
from .reports import Report, compare, write

__all__ = ["CHANGES", "DIFF", "Report", "compare", "diff", "render", "write"]
