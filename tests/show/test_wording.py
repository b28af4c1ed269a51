"""Facts in words."""

from __future__ import annotations

import pytest

from pipeline.wording import about, interval, says

from ..reconcile.claim_rows import claim, day


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (None, None, ""),
        ("2025-03-04", "2025-03-04", "2025-03-04"),
        ("2025-03-01", "2025-03-31", "2025-03"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2025-02-01", "2025-03-31", "2025-02-01..2025-03-31"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2024-01-01", "2025-12-31", "2024-01-01..2025-12-31"),
        ("2025-03-04", None, "2025-03-04.."),
        (None, "9999-12-31", "..9999-12-31"),
        ("9999-12-01", "9999-12-31", "9999-12"),
    ],
)
def test_intervals_are_as_short_as_they_can_be(start, end, text):
    assert interval(day(start), day(end)) == text


@pytest.mark.parametrize(
    ("fields", "key", "value"),
    [
        ({}, "Harbor Lights S3: premiere", "2025 confirmed"),
        ({"episode": 2, "object": "Aurora"}, "Harbor Lights S3 E2: premiere", "2025 confirmed, Aurora"),
        ({"predicate": "season_count", "object": "7"}, "Harbor Lights S3: season count", "7 confirmed"),
        (
            {"predicate": "cast", "season": None, "object": "Bo Lind", "role": "Cook"},
            "Harbor Lights: cast Bo Lind",
            "confirmed, as Cook",
        ),
        (
            {"predicate": "crew", "season": None, "object": "Bo Lind", "role": "writer"},
            "Harbor Lights: crew Bo Lind, writer",
            "confirmed",
        ),
    ],
)
def test_what_a_fact_is_about_and_says(fields, key, value):
    row = claim("a", when="2025", **fields)
    assert (about(row), says(row)) == (key, value)
