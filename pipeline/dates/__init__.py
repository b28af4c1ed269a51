"""Dates in news text as intervals of days: a library of its own.

find_dates(text, published)   the date expressions of a text
DateExpression                where it stands, what days it means, how it was read
Interval, meet_all            the interval of days and its algebra
describe(text, published)     a plain table of what is found
"""

from pipeline.dates.describe import describe
from pipeline.dates.expression import DateExpression
from pipeline.dates.find import find_dates
from pipeline.dates.interval import ANY, Interval, meet_all

__all__ = ["ANY", "DateExpression", "Interval", "describe", "find_dates", "meet_all"]
