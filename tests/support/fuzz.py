"""
Break documents of every kind, and try everything that reads or writes with them.

`python tests/support/fuzz.py --minutes 10` takes as long for each reader and each writer.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    # A file that is run has its own folder in front of the path, not the repository.
    sys.path[0] = str(Path(__file__).parents[2])
    from tests.fuzzing.program import main

    sys.exit(main())
