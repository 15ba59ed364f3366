"""
Write a plan as a document of every format, and read each back.

    python examples/write_formats.py examples/cao-thuong-2024/plan.md examples/formats

Needs the extra `office`.  Without a folder the files are written to a temporary one.
"""

import argparse
import tempfile
from pathlib import Path

from povertyplan import check, read, write

ENDINGS = (".csv", ".docx", ".html", ".json", ".md", ".xlsx")
#: The paragraphs of the plan that no figure stands in, by its sections.
PROSE = {
    "I": [
        "- Giao chỉ tiêu giảm nghèo của năm cho từng tổ dân phố.",
        "- Làm căn cứ để theo dõi kết quả mỗi tháng.",
    ],
    "V": [
        "- Mỗi tổ dân phố giới thiệu 01 người đi xuất khẩu lao động.",
        "- Báo cáo kết quả vào ngày 25 hằng tháng.",
    ],
}


def main(source: Path, folder: Path) -> None:
    """Write every format, and say what a check finds in each and where."""
    plan = read(source).plan
    for ending in ENDINGS:
        document = folder / f"plan{ending}"
        prose = None if ending == ".json" else PROSE  # a record holds the plan alone
        write(plan, document, prose=prose)
        reading = read(document)
        same = "the same plan" if reading.plan == plan else "another plan"
        for error in check(reading).errors:
            place = reading.source(error)
            where = place.where if place else "no place"
            print(f"{document.name}: {same}; {error.code} at {where}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a plan in every format, and read it back.")
    parser.add_argument("plan", type=Path, help="a plan in any format that is read")
    parser.add_argument("folder", type=Path, nargs="?", help="where to write; else a temporary one")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        main(arguments.plan, arguments.folder or Path(temporary))
