"""Repaired copies."""

import pytest

from povertyplan import ReadError
from povertyplan.documents.write.copy import text_of


def test_other_encodings_are_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("texts") / "plan.md"
    path.write_bytes("Chợ".encode("cp1258", errors="replace") + b"\xff")
    with pytest.raises(ReadError, match="expected text in UTF-8 or UTF-16, found another encoding"):
        text_of(str(path))
