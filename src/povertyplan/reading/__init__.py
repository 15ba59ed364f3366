"""A plan as it was read: the sources of its figures, their form, and notices."""

from povertyplan.reading.form import Form, Statement
from povertyplan.reading.notices import NOTICES, Notice
from povertyplan.reading.plans import Reading, Review
from povertyplan.reading.sources import Source

__all__ = ["NOTICES", "Form", "Notice", "Reading", "Review", "Source", "Statement"]
