"""
Make a site of these pages: in English from docs/, in Vietnamese from docs/vi/.

    sphinx-build -n -W docs site
    sphinx-build -n -W -c docs -D language=vi docs/vi site/vi
"""

import re
import sys
from html import escape
from pathlib import Path
from textwrap import shorten
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_HERE = Path(__file__).parent
sys.path.append(str(_HERE))  # for plain_words and signatures

project = "povertyplan"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton", "plain_words", "signatures"]
exclude_patterns = ["vi"]  # a build of its own, so that its pages say which language they are in
locale_dirs = [str(_HERE / "locale")]  # what Sphinx does not say in Vietnamese

html_title = project
html_theme = "furo"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b57a4", "color-brand-content": "#0b57a4"},
    "dark_css_variables": {"color-brand-primary": "#8ab8ee", "color-brand-content": "#8ab8ee"},
}
html_static_path = ["_static"]
html_favicon = "_static/icon.svg"
html_css_files = ["site.css"]
html_js_files = [("copy_in_vietnamese.js", {"priority": 900})]  # behind the script that copies
templates_path = ["_templates"]
smartquotes = False  # two hyphens begin an option
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_show_search_summary = False  # the browser fetches no pages from the file system
html_search_scorer = str(_HERE / "search_order.js")

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
autodoc_preserve_defaults = True  # a default as it is written, not as it is shown
maximum_signature_line_length = 88
toc_object_entries_show_parents = "hide"

#: The pages of the standard library are elsewhere, and so are those of Hypothesis.
nitpick_ignore_regex = [
    ("py:.*", r"(abc|collections|datetime|decimal|enum|fractions|os|pathlib|types|typing)\..*"),
    ("py:class", r"hypothesis\.strategies\.SearchStrategy"),
]

#: The characters of a description at most, and of a paragraph that describes more than a name.
_DESCRIPTION, _SENTENCE = 160, 60
#: A link to a page, but no picture: its text, the path of the page, a heading in it.
_LINK = re.compile(r"(?<!!)\[([^][]+)\]\(([^)#:]+)\.md(#[^)]*)?\)")


def _contents(site: Path, folder: Path, index: str) -> str:
    """
    Return the table of contents that an index makes of its links, in their order.

    They are pages of its folder. The front page lists its pages itself, also some of a folder.
    """
    front_page = (site / "index.md").read_text(encoding="utf-8").splitlines()
    pages: dict[str, None] = {}
    for _, target, _ in _LINK.findall(index):
        page = (folder / target).resolve()
        if page.is_relative_to(folder) and str(page.relative_to(site)) not in front_page:
            pages[target] = None
    return "\n".join(["", "```{toctree}", ":hidden:", "", *pages, "```", ""])


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
        source[0] += _contents(site, folder, source[0])
    source[0] = _with_addresses(folder, site, source[0])


def _prepare_readme(app: Sphinx, _path: Path, _docname: str, source: list[str]) -> None:
    """Prepare README, whose links start from the folder above."""
    here = source[0].replace("](docs/", "](")
    site = Path(app.srcdir)
    source[0] = _with_addresses(site, site, here)


def _describe(
    _app: Sphinx,
    _page: str,
    _template: str,
    context: dict[str, Any],
    page: nodes.document | None,
) -> None:
    """Describe a page, for those who list it, by its first paragraph that is a sentence."""
    paragraphs = page.findall(nodes.paragraph) if page else ()
    sentences = (text for text in map(nodes.paragraph.astext, paragraphs) if len(text) > _SENTENCE)
    description = escape(shorten(next(sentences, ""), _DESCRIPTION, placeholder=" …"))
    if description:
        context["metatags"] += f'<meta name="description" content="{description}">'


def setup(app: Sphinx) -> None:
    """Register what is done to pages before they are read, and before they are written."""
    app.connect("source-read", _prepare)
    app.connect("include-read", _prepare_readme)
    app.connect("html-page-context", _describe)
