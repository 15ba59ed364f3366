"""
Make a site of these pages: in English from docs/, in Vietnamese from docs/vi/.

    sphinx-build -n -W docs site
    sphinx-build -n -W -c docs -D language=vi docs/vi site/vi
"""

import re
from pathlib import Path

from sphinx.application import Sphinx

project = "povertyplan"
html_title = project
html_theme = "furo"
html_copy_source = False
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton"]
exclude_patterns = ["vi"]  # a build of its own, so that its pages say which language they are in

myst_heading_anchors = 3
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

default_role = "py:obj"  # a name in a docstring is a link, and one that leads nowhere an error
autodoc_member_order = "bysource"
autodoc_default_options = {
    "members": True,
    "undoc-members": True,
    "exclude-members": "__init__",  # attrs writes it: the fields say the same
}
maximum_signature_line_length = 88
toc_object_entries_show_parents = "hide"

#: The pages of the standard library are elsewhere.
nitpick_ignore_regex = [
    ("py:.*", r"(abc|collections|datetime|decimal|enum|fractions|os|pathlib|typing)\..*"),
]

#: A link to a page, but no picture: its text, the path of the page, a heading in it.
_LINK = re.compile(r"(?<!!)\[([^][]+)\]\(([^)#:]+)\.md(#[^)]*)?\)")


def _contents(folder: Path, index: str) -> str:
    """Return the table of contents that an index makes of its links, in their order."""
    linked = dict.fromkeys(target for _, target, _ in _LINK.findall(index))
    pages = "\n".join(page for page in linked if (folder / f"{page}.md").is_file())
    return f"\n```{{toctree}}\n:hidden:\n\n{pages}\n```\n"


def _with_addresses(folder: Path, site: Path, text: str) -> str:
    """Return a page with links to the other language by address: no build knows both."""

    def linked(link: re.Match[str]) -> str:
        label, target, heading = link.groups()
        page = (folder / f"{target}.md").resolve()
        is_here = page.is_relative_to(site) and page.relative_to(site).parts[0] != "vi"
        return link[0] if is_here else f'<a href="{target}.html{heading or ""}">{label}</a>'

    return _LINK.sub(linked, text)


def _prepare(app: Sphinx, docname: str, source: list[str]) -> None:
    """Prepare a page: the contents of an index, and links to the other language."""
    site = Path(app.srcdir)
    folder = (site / docname).parent
    is_front_page = docname == "index" and "```{toctree}" in source[0]
    if docname.endswith("index") and not is_front_page:
        source[0] += _contents(folder, source[0])
    source[0] = _with_addresses(folder, site, source[0])


def _prepare_readme(app: Sphinx, _path: Path, _docname: str, source: list[str]) -> None:
    """Prepare README, whose links start from the folder above."""
    here = source[0].replace("](docs/", "](")
    site = Path(app.srcdir)
    source[0] = _with_addresses(site, site, here)


def setup(app: Sphinx) -> None:
    """Register what is done to pages before they are read."""
    app.connect("source-read", _prepare)
    app.connect("include-read", _prepare_readme)
