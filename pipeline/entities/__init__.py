"""One name each: names across articles become entities, with an id, and with the reason of every merge."""

from .names import identifier, normal
from .resolving import resolve

__all__ = ["identifier", "normal", "resolve"]
