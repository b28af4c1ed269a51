"""The algebra of the interval, as properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import ANY, Interval, meet_all

settings.register_profile("dates", max_examples=60, deadline=None)
settings.load_profile("dates")

# A narrow span of days, so that intervals meet, touch and miss one another about equally often.
DAYS = st.dates(date(2024, 1, 1), date(2024, 2, 9))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Interval(draw(st.sampled_from((first, None))), draw(st.sampled_from((last, None))))


@given(intervals(), intervals(), intervals())
def test_meet_and_join_commute_and_associate(a, b, c):
    assert a.meet(b) == b.meet(a)
    assert a.join(b) == b.join(a)
    assert a.join(b).join(c) == a.join(b.join(c))
    left, right = a.meet(b), b.meet(c)
    assert (left.meet(c) if left else None) == (a.meet(right) if right else None)


@given(intervals(), intervals())
def test_meet_and_join_absorb_and_repeat(a, b):
    assert a.meet(a) == a == a.join(a)
    assert a.meet(a.join(b)) == a
    both = a.meet(b)
    assert both is None or a.join(both) == a


@given(intervals())
def test_any_is_the_top(a):
    assert a.meet(ANY) == a
    assert a.join(ANY) == ANY
    assert ANY.contains(a)


@given(intervals(), intervals(), intervals())
def test_finer_is_a_partial_order_told_by_meet(a, b, c):
    assert a.contains(a)
    assert b.contains(a) == (a.meet(b) == a)
    if a.contains(b) and b.contains(a):
        assert a == b
    if a.contains(b) and b.contains(c):
        assert a.contains(c)


@given(intervals(), intervals(), DAYS)
def test_meet_and_join_are_about_days(a, b, day):
    both = a.meet(b)
    assert (a.contains(day) and b.contains(day)) == (both is not None and both.contains(day))
    assert a.join(b).contains(day) or not (a.contains(day) or b.contains(day))
    assert a.overlaps(b) == (both is not None)


@given(st.lists(intervals(), min_size=1, max_size=6))
def test_helly_what_meets_in_pairs_meets_as_a_whole(many):
    pairwise = all(a.overlaps(b) for a in many for b in many)
    assert pairwise == (meet_all(many) is not None)


@given(intervals(), intervals())
def test_precedes_is_apart_and_in_order(a, b):
    if a.precedes(b):
        assert not a.overlaps(b)
        assert not b.precedes(a)
    assert a.overlaps(b) + a.precedes(b) + b.precedes(a) == 1


@given(DAYS, DAYS)
def test_open_sides(first, last):
    first, last = min(first, last), max(first, last)
    closed = Interval(first, last)
    assert closed.until().meet(closed.onwards()) == closed
    assert closed.days == (last - first).days + 1
    assert closed.until().days is None
    assert closed.until().contains(first - timedelta(days=500))
    assert str(closed.onwards()) == f"{first}/.."


def test_a_reversed_interval_is_refused():
    with pytest.raises(ValueError, match=r"ends \(2024-01-01\) before it starts \(2024-02-01\)"):
        Interval(date(2024, 2, 1), date(2024, 1, 1))
