"""How the claims of each predicate meet: on which key, and on which value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """``many``: one fact for each object; ``role``: and for each role.

    ``dated``: the value is an interval of days; ``counted``: it is the object, a number; else that it is so.
    """

    many: bool = False
    role: bool = False
    dated: bool = False
    counted: bool = False


_DATED = Kind(dated=True)
_COUNTED = Kind(counted=True)
_MANY = Kind(many=True)

PREDICATES: dict[str, Kind] = {
    "premiere": _DATED,
    "finale": _DATED,
    "renewal": _DATED,
    "cancellation": _DATED,
    "order": _DATED,
    "production_start": _DATED,
    "production_end": _DATED,
    "final_season": Kind(),
    "season_count": _COUNTED,
    "episode_count": _COUNTED,
    "cast": _MANY,
    "crew": Kind(many=True, role=True),
    "spinoff_of": _MANY,
    "sequel_to": _MANY,
    "prequel_to": _MANY,
    "reboot_of": _MANY,
    "based_on": _MANY,
    "network": _MANY,
    "production_company": _MANY,
}
