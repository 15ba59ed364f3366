"""The options of the commands."""

import argparse
from functools import partial
from typing import NoReturn

from povertyplan.cli.option_words import Say, bound, codes, number_of_jobs, period, quota, year
from povertyplan.cli.usage import Parser
from povertyplan.messages import LANGUAGES, translated


def parser_of_commands(lang: str) -> argparse.ArgumentParser:
    """
    Return the parser of the command line, whose help is in a language.

    Of what it parses, ``command`` is the name of the command, and ``refuse`` ends the program
    with what is wrong with its options.
    """
    say = partial(translated, lang=lang)
    parser = Parser(
        prog="povertyplan",
        description=say("Check the figures of poverty-reduction plans of Vietnamese communes."),
    )
    parser.add_argument(
        "--version",
        action=_PrintVersion,
        nargs=0,
        default=argparse.SUPPRESS,
        help=say("show program's version number and exit"),
    )
    _add_language(parser, say, lang)
    commands = parser.add_subparsers(required=True, metavar=say("COMMAND"))
    for name, add_options, summary in (
        (
            "check",
            _add_check_options,
            say("find the contradictions in plans and in forms of the year"),
        ),
        ("explain", _add_explain_options, say("print the page of a check or a cause")),
        (
            "show",
            _add_show_options,
            say("print a plan or a form of the year, each figure beside the computed one"),
        ),
        (
            "convert",
            _add_convert_options,
            say("write a plan, or tables of its year, in another format"),
        ),
        (
            "template",
            _add_template_options,
            say("write a workbook to fill in, from last year's goals, a review or names of units"),
        ),
        ("share", _add_share_options, say("share a quota out over the units of a plan")),
        ("forms", _add_forms_options, say("write the forms of the year, to be filled in")),
        ("progress", _add_progress_options, say("set what units report beside the plan")),
        (
            "next",
            _add_next_options,
            say("write the next plan, from the plan of a year and the result of its review"),
        ),
    ):
        command = commands.add_parser(name, help=summary, description=summary)
        command.set_defaults(command=name, refuse=command.error)
        _add_language(command, say, lang)
        add_options(command, say)
    return parser


def _add_language(parser: argparse.ArgumentParser, say: Say, lang: str) -> None:
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=lang,
        help=say("the language of everything printed; the system's unless given"),
    )


class _PrintVersion(argparse.Action):
    """argparse's own action would look the version up on every run."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print the version of the library and end the program."""
        print(version())
        parser.exit()


def version() -> str:
    """Return the version of the library, as it was installed."""
    from importlib import metadata

    return metadata.version("povertyplan")


def _add_check_options(command: argparse.ArgumentParser, say: Say) -> None:
    command.add_argument(
        "files",
        metavar=say("FILE"),
        nargs="+",
        help=say("plans, forms and reports of the year, folders of them; - is standard input"),
    )
    _add_annex(command, say)
    command.add_argument(
        "--against",
        metavar=say("FILE"),
        help=say(
            "compare FILE with it: a plan, the register or the result of its review, an earlier"
            " report, or the other form of the same flow"
        ),
    )
    command.add_argument(
        "--format",
        choices=("text", "lines", "json", "sarif", "csv"),
        default="text",
        help=say(
            "text for people; lines for editors, one for each finding; json or sarif for"
            " programs; with --summary csv for Excel"
        ),
    )
    command.add_argument(
        "--select",
        metavar=say("CODES"),
        type=partial(codes, say=say),
        help=say("only these codes or beginnings of codes"),
    )
    command.add_argument(
        "--ignore",
        metavar=say("CODES"),
        type=partial(codes, say=say),
        help=say("not these; CODE@ROW accepts one finding, as PP307@8 or PP201@total"),
    )
    command.add_argument(
        "--summary", action="store_true", help=say("only what all plans together come to")
    )
    command.add_argument(
        "--expected",
        metavar=say("FILE"),
        help=say("units whose plans are expected, one a line: --summary names those missing"),
    )
    command.add_argument(
        "--jobs",
        metavar="N",
        type=partial(number_of_jobs, say=say),
        help=say("processes to check with; 1 for one file, 2 for some, the cores for more than 20"),
    )
    command.add_argument("--strict", action="store_true", help=say("fail on warnings too"))
    command.add_argument(
        "--verbose",
        action="store_true",
        help=say("say why each check that could not run did not, and name every file left out"),
    )
    command.add_argument(
        "--fix",
        metavar=say("OUT"),
        help=say("write a copy of the one FILE with what is certain repaired"),
    )
    command.add_argument(
        "--plain",
        action="store_true",
        help=say("let --fix replace the figures of a Word file, without tracked changes"),
    )
    command.add_argument(
        "--annotate",
        metavar=say("OUT"),
        help=say("write a copy of the one FILE (.docx, .xlsx) with the findings as comments"),
    )
    command.add_argument(
        "--page",
        metavar=say("OUT"),
        help=say("write what was found as an .html to look at, to print and to sign"),
    )
    command.add_argument(
        "--force",
        action="store_true",
        help=say("let --fix, --annotate or --page overwrite OUT, if it is there"),
    )


def _add_explain_options(command: argparse.ArgumentParser, say: Say) -> None:
    command.add_argument(
        "subject",
        metavar=say("CODE|CAUSE"),
        nargs="?",
        help=say("such as PP201 or stale-denominator; without it, all are listed"),
    )


def _add_show_options(command: argparse.ArgumentParser, say: Say) -> None:
    command.add_argument(
        "file",
        metavar=say("FILE"),
        help=say("a plan, a form or reports of the year, or - for standard input"),
    )


def _add_convert_options(command: argparse.ArgumentParser, say: Say) -> None:
    command.add_argument(
        "source",
        metavar=say("FILE"),
        help=say("a plan; .doc, .rtf, .odt and .ods are read through LibreOffice"),
    )
    command.add_argument(
        "target",
        metavar=say("OUT"),
        help=say("the file to write, in the format of its ending; .pdf through LibreOffice"),
    )
    _add_annex(command, say)
    _add_force(command, say)


def _add_template_options(command: argparse.ArgumentParser, say: Say) -> None:
    command.add_argument(
        "source",
        metavar=say("LAST"),
        help=say("last year's plan, the result of a review, or a .txt with a unit on each line"),
    )
    command.add_argument(
        "target", metavar=say("OUT"), help=say("the workbook to write: its name ends in .xlsx")
    )
    _add_annex(command, say)
    command.add_argument(
        "--year",
        metavar="N",
        type=partial(year, say=say),
        help=say("the year of the plan to fill in; the next one unless given"),
    )
    _add_force(command, say)


def _add_share_options(command: argparse.ArgumentParser, say: Say) -> None:
    command.add_argument(
        "source", metavar=say("PLAN"), help=say("the plan, or the result of the review before it")
    )
    command.add_argument(
        "--quota",
        metavar="N",
        type=partial(quota, say=say),
        required=True,
        help=say("how many households are to leave poverty"),
    )
    command.add_argument(
        "--rule",
        choices=("level", "proportional"),
        required=True,
        help=say(
            "level: the highest counts come down to one level; proportional: the same part of each"
            " count"
        ),
    )
    command.add_argument(
        "--category",
        choices=("poor", "near-poor"),
        default="poor",
        help=say("the poor unless given, or the near-poor"),
    )
    command.add_argument(
        "--at-least",
        metavar=say("UNIT=N"),
        type=partial(bound, say=say),
        action="append",
        default=[],
        help=say("the least that a unit gives, such as Ngò=1; several times for several units"),
    )
    command.add_argument(
        "--at-most",
        metavar=say("REGISTER"),
        help=say("the households of the review: no unit gives more than are judged able"),
    )
    _add_annex(command, say)
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help=say("text for people, json")
    )
    command.add_argument(
        "--out",
        metavar=say("OUT"),
        help=say("write the shares as a table, to be signed, in the format of its ending"),
    )
    _add_force(command, say)


def _add_forms_options(command: argparse.ArgumentParser, say: Say) -> None:
    command.add_argument("source", metavar=say("PLAN"), help=say("the plan of the year"))
    command.add_argument(
        "target", metavar=say("OUT"), help=say("the workbook to write: its name ends in .xlsx")
    )
    command.add_argument(
        "--month",
        metavar="2024-02",
        type=partial(period, say=say),
        help=say("the month, or another period: 2024-Q1, 2024-S1, 2024"),
    )
    command.add_argument(
        "--form",
        choices=("monthly", "flow", "labour", "register"),
        default="monthly",
        help=say(
            "the monthly report, a sheet for each unit, unless given; flow: how the poor changed;"
            " labour: the labour figures of each unit; register: the households of the review, by"
            " codes"
        ),
    )
    _add_annex(command, say)
    _add_force(command, say)


def _add_progress_options(command: argparse.ArgumentParser, say: Say) -> None:
    command.add_argument("plan", metavar=say("PLAN"), help=say("the plan of the year"))
    command.add_argument(
        "reports",
        metavar=say("REPORT"),
        nargs="+",
        help=say("reports of units, tables of the commune, folders of them"),
    )
    command.add_argument(
        "--month",
        metavar="2024-02",
        type=partial(period, say=say),
        help=say("the month that is compared; the latest that is reported unless given"),
    )
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help=say("text for people, json")
    )
    command.add_argument(
        "--out",
        metavar=say("OUT"),
        help=say("write the table of the commune, to be signed, in the format of its ending"),
    )
    _add_force(command, say)


def _add_next_options(command: argparse.ArgumentParser, say: Say) -> None:
    command.add_argument("source", metavar=say("PLAN"), help=say("the plan of the year"))
    command.add_argument(
        "result",
        metavar=say("RESULT"),
        help=say("the result of the review of that year, and no plan: template takes over goals"),
    )
    command.add_argument(
        "target",
        metavar=say("OUT"),
        help=say("the file to write, in the format of its ending; .xlsx is a workbook to fill in"),
    )
    command.add_argument(
        "--recount",
        metavar=say("FILE"),
        help=say("the counts by the new poverty standard, if it changes; they are the base then"),
    )
    command.add_argument(
        "--changes",
        metavar=say("FILE"),
        help=say(
            "a table of the units that were renamed, merged or split: old unit, new unit, day"
        ),
    )
    _add_annex(command, say)
    _add_force(command, say)


def _add_annex(command: argparse.ArgumentParser, say: Say) -> None:
    command.add_argument(
        "--annex",
        metavar=say("FILE"),
        help=say("the annex of the one plan, if it is in a file of its own"),
    )


def _add_force(command: argparse.ArgumentParser, say: Say) -> None:
    command.add_argument("--force", action="store_true", help=say("overwrite OUT, if it is there"))
