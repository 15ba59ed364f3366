"""Print the table of all hostile inputs, or of those with a word in their name."""

import sys

from tests.support.hostile.table import lines

for line in lines(sys.argv[1:]):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
