"""Help and wrong usage, in the language of the reader."""

import argparse

import pytest

from povertyplan.cli import main
from povertyplan.cli.usage import argparse_in
from tests.support.commands import EXAMPLE


def ended(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Run a command that ends the program, and return what it prints."""
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    printed = capsys.readouterr()
    assert stop.value.code == (2 if printed.err else 0)
    return printed.out, printed.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["check", EXAMPLE, "--select", "PP99"],
            "'PP99' is neither a code nor the beginning of one",
        ),
        (["check", EXAMPLE, "--select", "PP2O1"], "did you mean 'PP201'?"),
        (
            ["check", EXAMPLE, "--ignore", "PP201@Tân"],
            "'Tân' does not name a row: expected a number",
        ),
        (["check", EXAMPLE, "--lang", "fr"], "invalid choice"),
        (["check"], "the following arguments are required: FILE"),
        (["check", EXAMPLE, "--fixx"], "unrecognized arguments: --fixx"),
        (["check", EXAMPLE, "--fix\x1b"], "unrecognized arguments: --fix�"),
        (["explain", "PP2O1"], "did you mean PP201"),
        (["explain", "stale-denominators"], "did you mean stale-denominator"),
        (["explain", "tổng"], "'tổng' is neither a check nor a cause"),
        (["explain", ""], "'' is neither a check nor a cause"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, wrong = ended(arguments, capsys)
    first, see = wrong.splitlines()
    assert first.startswith(f"povertyplan {arguments[0]}: ")
    assert said in first
    assert see == f"See: povertyplan {arguments[0]} --help"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "còn thiếu: TỆP"),
        (["check", EXAMPLE, "--select="], "--select: hãy nêu mã kiểm tra, ví dụ PP201,PP3"),
        (["check", EXAMPLE, "--ignore=,"], "--ignore: hãy nêu mã kiểm tra, ví dụ PP201,PP3"),
        (["check", EXAMPLE, "--fixx"], "không có tùy chọn hoặc tham số này: --fixx"),
        (
            ["check", EXAMPLE, "--format", "pdf"],
            "'pdf' không hợp lệ; hãy chọn một trong các giá trị",
        ),
        (["check", EXAMPLE, "--s"], "tùy chọn viết tắt --s chưa rõ, có thể là --select"),
        (["check", EXAMPLE, "--strict=1"], "tùy chọn này không đi kèm giá trị '1'"),
        (["check", EXAMPLE, "--fix"], "cần đúng một giá trị đi kèm"),
        (["check", EXAMPLE, "--select", "PP2O1"], "có phải là 'PP201' không?"),
        (["check", EXAMPLE, "--ignore", "PP201@tổng"], "'tổng' không phải là dòng của kế hoạch"),
        (["explain", "pp99"], "'pp99' không phải là mã kiểm tra hoặc tên nguyên nhân"),
    ],
)
@pytest.mark.parametrize("is_set_by_the_system", [False, True])
def test_wrong_usage_in_vietnamese(
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_set_by_the_system: bool,
) -> None:
    if is_set_by_the_system:
        monkeypatch.setenv("LANG", "vi_VN.UTF-8")
        _, wrong = ended(arguments, capsys)
    else:
        _, wrong = ended(["--lang", "vi", *arguments], capsys)
        _, behind = ended([arguments[0], "--lang", "vi", *arguments[1:]], capsys)
        assert behind == wrong
    assert said in wrong
    assert wrong.endswith(f"\nXem: povertyplan {arguments[0]} --help\n")


def test_without_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended([], capsys)[1] == (
        "povertyplan: the following arguments are required: COMMAND\nSee: povertyplan --help\n"
    )
    assert ended(["kiểm"], capsys)[1].endswith("See: povertyplan --help\n")


@pytest.mark.parametrize("command", ["check", "explain", "show"])
def test_help_is_vietnamese_throughout(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    vietnamese, _ = ended([command, "--help", "--lang", "vi"], capsys)
    assert vietnamese.startswith("cách dùng: ")
    english, _ = ended([command, "--help", "--lang=en"], capsys)
    explained = {line.strip() for line in english.splitlines() if line.startswith("   ")}
    left = explained & {line.strip() for line in vietnamese.splitlines()}
    assert not {line for line in left if "  " in line or not line.startswith(("-", "[-"))}


def test_argparse_has_its_own_words_again_afterwards() -> None:
    with argparse_in("vi"):
        assert argparse.ArgumentParser(prog="a").format_usage() == "cách dùng: a [-h]\n"
    assert argparse.ArgumentParser(prog="a").format_usage() == "usage: a [-h]\n"


def test_several_values_are_counted() -> None:
    with argparse_in("vi"):
        ngettext = vars(argparse)["ngettext"]
        assert ngettext("expected one argument", "%s", 1) == "cần đúng một giá trị đi kèm"
        assert ngettext("%s one", "%s more", 2) == "%s more"
