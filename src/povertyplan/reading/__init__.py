"""A plan or another table as it was read: sources of its figures, their form, and notices."""

from povertyplan.reading.form import Form, Statement
from povertyplan.reading.notices import NOTICES, Notice
from povertyplan.reading.plans import Reading, Review
from povertyplan.reading.sources import Source
from povertyplan.reading.tables import TableReading

__all__ = ["NOTICES", "Form", "Notice", "Reading", "Review", "Source", "Statement", "TableReading"]
