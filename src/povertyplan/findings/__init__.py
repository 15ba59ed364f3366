"""The findings of checks as data, and the report that holds them."""

from povertyplan.errors import CheckFailed
from povertyplan.findings.finding import Finding, Reason, Skipped
from povertyplan.findings.kinds import Severity, Task, Topic
from povertyplan.findings.report import Report

__all__ = [
    "CheckFailed",
    "Finding",
    "Reason",
    "Report",
    "Severity",
    "Skipped",
    "Task",
    "Topic",
]
