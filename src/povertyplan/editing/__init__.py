"""The findings of a report in the officer's own document: as comments, and as repairs."""

from povertyplan.documents.write.patched import NewFormula, RefusedEdit
from povertyplan.editing.annotate import Annotated, Unplaced
from povertyplan.editing.notes import Note
from povertyplan.editing.repair import Repaired

__all__ = ["Annotated", "NewFormula", "Note", "RefusedEdit", "Repaired", "Unplaced"]
