"""Claims into facts: a pure function of the set of claims, with a verdict and a reason for every one."""

from .predicates import PREDICATES, Kind
from .reconciling import reconcile

__all__ = ["PREDICATES", "Kind", "reconcile"]
