"""The code of README and of the guides passes a strict type checker as it is written."""

import re
import subprocess
import sys
from doctest import DocTestParser
from pathlib import Path

import pytest

#: All that have code, but the one about data frames: pandas, pyarrow and Spark bring no types.
PAGES = {
    Path("README.md"),
    *Path("docs").glob("*.md"),
    *Path("docs/reading").glob("*.md"),
    *Path("docs/year").glob("*.md"),
} - {Path("docs/scale.md")}
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def code_of(page: Path) -> str:
    """Return the Python of a page, one block after another, without the outputs beside it."""
    blocks: list[str] = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        examples = DocTestParser().get_examples(block)
        blocks.append("".join(example.source for example in examples) or block)
    return "\n".join(blocks)


def test_a_page_is_its_blocks() -> None:
    assert "from povertyplan import" in code_of(Path("README.md"))
    assert "for finding in report.findings:" in code_of(Path("docs/tutorial.md"))
    assert ">>>" not in code_of(Path("docs/diagnosis.md"))


@pytest.mark.large
def test_the_code_of_the_pages_is_typed(tmp_path: Path) -> None:
    written: list[str] = []
    for page in sorted(PAGES):
        code = code_of(page)
        if code:
            module = tmp_path / f"{page.stem.lower().replace('-', '_')}_of_{page.parent.stem}.py"
            module.write_text(code, encoding="utf-8")
            written.append(str(module))
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", *written]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
