"""The site, built, and a page of Chromium to look at it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site: the one that `SITE` names, or one that is built here."""
    if given := os.environ.get("SITE"):
        return Path(given).resolve()
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "sphinx", "-q"]
    vietnamese = [*build, "-c", "docs", "-D", "language=vi", "docs/vi", f"{folder}/vi"]
    for command in ([*build, "docs", str(folder)], vietnamese):
        subprocess.run(command, check=True)
    return folder


@pytest.fixture(scope="session")
def page(browser: "Browser") -> "Page":
    """Return a page of Chromium to look at the site."""
    return browser.new_page()
