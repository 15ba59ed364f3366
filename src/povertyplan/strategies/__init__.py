"""
Hypothesis strategies for plans, their figures and their slips.

For the tests of programs that read, write or judge plans.  `plans` makes plans
whose figures agree, by construction and from `relations.RELATIONS` alone;
`slips` puts one slip into a plan, and says which code it raises and where.
"""

# Importing hypothesis calls `register`, which must find no module of this package half imported;
# `as` says that it is imported for this alone.
import hypothesis as hypothesis

from povertyplan.strategies.plan import censuses, plans
from povertyplan.strategies.registration import register
from povertyplan.strategies.slip import Slip, slips
from povertyplan.strategies.values import percents, points, units

__all__ = ["Slip", "censuses", "percents", "plans", "points", "register", "slips", "units"]
