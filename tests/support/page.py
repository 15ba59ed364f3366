"""A page taken apart: its elements, its names, its links, and its text."""

from html.parser import HTMLParser

from povertyplan import Plan, Reading, check, diagnose
from povertyplan.documents.files import Document
from povertyplan.outputs.outcome import Checked, Counterpart


class Page(HTMLParser):
    """The elements of a page with their attributes, in its order, and all of its text."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Gather an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Gather text."""
        self.text += data

    def values(self, attribute: str) -> list[str]:
        """Return the values of an attribute, of all elements that have it."""
        found = (attributes.get(attribute) for _, attributes in self.elements)
        return [value for value in found if value is not None]

    def tags(self) -> set[str]:
        """Return the kinds of its elements."""
        return {tag for tag, _ in self.elements}


def checked(
    document: Plan | Document, file: str = "plan.md", against: Counterpart | None = None
) -> Checked:
    """Return the outcome of a document, as ``check`` gathers it."""
    reading = Reading(document) if isinstance(document, Plan) else document
    report = check(reading, against=None if against is None else against.reading)
    return Checked(file, reading, report, diagnose(reading, report), against=against)
