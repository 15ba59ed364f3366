"""
Hypothesis strategies for plans and tables of the year, their figures and their slips.

For the tests of programs that read, write or judge plans.  `plans` makes plans whose figures
agree, by construction and from the relations alone; `filled` does so for any table; `slips`
puts one slip into a plan or another table, and says which code it raises and where.  `flows`,
`reports`, `labour_tables`, `coverage_tables` and `registers` make tables of the year,
`successions` makes units that follow others, `quotas` what is shared out over units.
"""

# Importing hypothesis calls `register`, which needs all modules of this package: so it goes first.
# The `as` marks it as imported for this effect alone.
import hypothesis as hypothesis

from povertyplan.strategies.figures import filled
from povertyplan.strategies.households import registers
from povertyplan.strategies.plan import censuses, plans
from povertyplan.strategies.registration import register
from povertyplan.strategies.sharing import Quota, quotas
from povertyplan.strategies.slip import Slip, slips
from povertyplan.strategies.succession import successions
from povertyplan.strategies.values import percents, points, units
from povertyplan.strategies.year import coverage_tables, flows, labour_tables, reports

__all__ = [
    "Quota",
    "Slip",
    "censuses",
    "coverage_tables",
    "filled",
    "flows",
    "labour_tables",
    "percents",
    "plans",
    "points",
    "quotas",
    "register",
    "registers",
    "reports",
    "slips",
    "successions",
    "units",
]
