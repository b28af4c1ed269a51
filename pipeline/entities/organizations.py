"""Other names of one body, as the language room lists them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from .names import normal


@cache
def canonical_names() -> dict[str, str]:
    """The listed name of a body for the normal form of each of its other names."""
    text = (files("pipeline") / "language" / "data" / "organizations.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)
    kinds = listed["kinds"]
    table: dict[str, str] = {}
    for kind in kinds:
        for name, others in listed.get(kind, {}).items():
            for other in others:
                if normal(other) != normal(name):
                    table.setdefault(normal(other), name)
    return {other: name for other, name in table.items() if normal(name) not in table}
