"""The mutants that no test can notice, each with its reason."""

import tomllib
from pathlib import Path

from attrs import frozen

_FILE = Path(__file__).with_suffix(".toml")


@frozen
class Equivalent:
    """A change of a line that means the same as before."""

    module: str  #: below ``src/povertyplan``
    before: str
    after: str
    reason: str

    @property
    def identity(self) -> tuple[str, str, str]:
        """The module and the change, as a mutant states them."""
        return (self.module, self.before, self.after)


def equivalents() -> list[Equivalent]:
    """Return the changes that were judged by people."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["equivalent"]
    return [Equivalent(**entry) for entry in entries]
