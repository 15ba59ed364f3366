"""Plans of a whole country: the same verdicts over data frames and SQL engines."""

from povertyplan.frames.checking import FRAME_CODES, FrameReport, check_frame
from povertyplan.frames.diagnosing import diagnose_frame
from povertyplan.frames.levels import roll_up
from povertyplan.frames.plans import frame_to_plans, plans_to_frame

__all__ = [
    "FRAME_CODES",
    "FrameReport",
    "check_frame",
    "diagnose_frame",
    "frame_to_plans",
    "plans_to_frame",
    "roll_up",
]
