"""Plans of a whole country: the same verdicts over data frames and SQL engines."""

try:
    from povertyplan.frames.checking import FRAME_CODES, FrameReport, check_frame
    from povertyplan.frames.diagnosis import diagnose_frame
    from povertyplan.frames.levels import check_level, roll_up
    from povertyplan.frames.plans import frame_to_plans, plans_to_frame
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "data frames need narwhals: pip install 'povertyplan[frames]'", name=error.name
    ) from error

__all__ = [
    "FRAME_CODES",
    "FrameReport",
    "check_frame",
    "check_level",
    "diagnose_frame",
    "frame_to_plans",
    "plans_to_frame",
    "roll_up",
]
