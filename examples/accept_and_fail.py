"""A gate for drafts: findings that someone has accepted pass, all others do not."""

import argparse
import sys

from povertyplan import Severity, check, read

#: Tân Lập was split in two this year: someone has looked.
ACCEPTED = ["PP307@8"]


def main(path: str) -> None:
    """Print what is left to be looked at, in Vietnamese, and fail if there is any."""
    reading = read(path)
    left = [
        finding
        for finding in check(reading, ignore=ACCEPTED).findings
        if finding.severity is not Severity.NOTE
    ]
    for finding in left:
        print(f"{reading.source(finding) or path}: {finding.text('vi')}")
    if left:
        sys.exit(1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", help="such as examples/cao-thuong-2024/plan.md")
    main(parser.parse_args().plan)
