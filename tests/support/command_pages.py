"""The pages of the command line, from the parser that it takes its options from."""

import argparse
from collections.abc import Iterator, Mapping

from povertyplan.cli.options import parser_of_commands
from povertyplan.cli.status import ERRORS, INTERRUPTED, OK, TERMINATED, UNHEARD, UNREAD
from povertyplan.cli.usage import argparse_in
from tests.support.markdown import table

#: The words of the pages that no command prints, by language.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "argument": "argument",
        "meaning": "meaning",
        "default": "`{value}` unless given",
        "is told": "unless given",
        "status": "status",
        "when": "when",
    },
    "vi": {
        "argument": "tham số",
        "meaning": "ý nghĩa",
        "default": "mặc định `{value}`",
        "is told": "mặc định",
        "status": "mã",
        "when": "khi",
    },
}
#: When a command ends with a status, by language.
_STATUSES: Mapping[int, Mapping[str, str]] = {
    OK: {
        "en": "nothing is wrong; warnings may have been printed",
        "vi": "không có lỗi; có thể có cảnh báo",
    },
    ERRORS: {
        "en": "errors were found; with `--strict`, warnings too",
        "vi": "có lỗi; thêm `--strict` thì cả khi có cảnh báo",
    },
    UNREAD: {
        "en": "a file could not be read, none of its figures could be compared, a plan that is"
        " expected is missing, the output could not be written, or the command was given wrongly",
        "vi": "có tệp không đọc được, không đối chiếu được số liệu nào, thiếu kế hoạch phải có,"
        " không ghi được kết quả, hoặc gõ lệnh sai",
    },
    INTERRUPTED: {"en": "ended by Ctrl-C", "vi": "dừng bằng Ctrl-C"},
    UNHEARD: {
        "en": "the program that read the output is gone",
        "vi": "chương trình nhận kết quả đã dừng",
    },
    TERMINATED: {"en": "ended by the system", "vi": "hệ thống dừng lệnh"},
}


def commands(lang: str) -> str:
    """Return the commands in a language, each with its arguments."""
    with argparse_in(lang):
        parser = parser_of_commands(lang)
    parsers = _choices(parser)
    return "\n".join(_section(name, command, lang) for name, command in parsers.items())


def statuses(lang: str) -> str:
    """Return the exit statuses in a language."""
    words = _WORDS[lang]
    rows = [(str(status), when[lang]) for status, when in _STATUSES.items()]
    return table((words["status"], words["when"]), *rows)


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return the arguments of a parser, for which argparse has no public name."""
    actions: list[argparse.Action] = vars(parser)["_actions"]
    return actions


def _choices(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """Return the parsers of the commands by their names."""
    (commands,) = (action for action in _actions(parser) if action.nargs == argparse.PARSER)
    assert isinstance(commands.choices, Mapping)
    return commands.choices


def _section(name: str, command: argparse.ArgumentParser, lang: str) -> str:
    words = _WORDS[lang]
    arguments = [action for action in _actions(command) if action.dest not in {"help", "lang"}]
    usage = " ".join(["povertyplan", name, *_required(arguments)])
    rows = [(f"`{_spelling(action)}`", _meaning(action, words)) for action in arguments]
    listed = table((words["argument"], words["meaning"]), *rows)
    about = command.description or ""
    return f"## {name}\n\n{about[0].upper()}{about[1:]}.\n\n```text\n{usage}\n```\n\n{listed}"


def _required(arguments: list[argparse.Action]) -> Iterator[str]:
    """Yield what a command cannot do without, as it is typed."""
    for action in arguments:
        if not action.option_strings:
            yield _spelling(action)
    for action in arguments:
        if action.option_strings and action.required:
            yield _spelling(action)


def _spelling(action: argparse.Action) -> str:
    """Return an argument as it is typed, with what stands behind its name."""
    value = action.metavar if isinstance(action.metavar, str) else " | ".join(action.choices or ())
    match action.nargs:
        case "+":
            value += "..."
        case "?":
            value = f"[{value}]"
    return " ".join([*action.option_strings, value]).strip()


def _meaning(action: argparse.Action, words: Mapping[str, str]) -> str:
    """Return the help of an argument, and the word that is taken where none is given."""
    about = action.help or ""
    has_default = bool(action.choices) and action.default is not None
    if not has_default or words["is told"] in about:
        return about
    return f"{about}; {words['default'].format(value=action.default)}"
