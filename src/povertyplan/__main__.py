"""``python -m povertyplan`` is the command line."""

from povertyplan.cli import main

raise SystemExit(main())
