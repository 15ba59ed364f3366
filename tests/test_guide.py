"""The commands of the officers' guide print what it shows, and end as it says."""

from tests.support.guide import GUIDE, commands, results, with_results


def test_the_guide_shows_what_its_commands_print() -> None:
    assert GUIDE.read_text(encoding="utf-8") == with_results(), "run python -m tests.support.pages"


def test_the_commands_end_as_the_guide_says() -> None:
    statuses = [status for status, _ in results()]
    of_plan, shown, explained, corrected, listed, accepted, of_folder, of_pdf = statuses
    assert (shown, explained, corrected) == (0, 0, 0)
    assert (of_plan, listed, accepted, of_folder) == (1, 1, 1, 1)
    assert of_pdf == 2


def test_only_the_installation_is_not_run() -> None:
    others = [command for command in commands() if not command.startswith("povertyplan ")]
    assert others == ['pip install ".[office]"']
