"""Facts for the eye: all that is known of one work, and why a fact or a claim is as it is."""

from .proof import explain
from .work import show

__all__ = ["explain", "show"]
