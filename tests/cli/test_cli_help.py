"""Every command explains itself, and the README knows them all."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
import typer.main

from kg.cli.app import app

from ..conftest import ROOT
from .conftest import Command

COMMANDS = {
    command.name or command.callback.__name__: command for command in app.registered_commands if command.callback
}


def without_example(commands: dict[str, typer.models.CommandInfo]) -> list[str]:
    """The commands whose help shows no call of themselves."""
    return [name for name, info in commands.items() if f"Example: kg {name}" not in (info.epilog or "")]


def test_these_are_the_commands() -> None:
    """A command comes or goes on purpose only."""
    assert sorted(COMMANDS) == [
        "build", "entities", "eval", "explain", "extract", "queries", "query", "schema", "validate", "verify",
        "version", "view",
    ]  # fmt: skip


def test_every_command_has_an_example() -> None:
    """Help ends with a call that can be copied."""
    assert without_example(COMMANDS) == []


def test_a_command_without_an_example_is_noticed() -> None:
    """The check above can fail."""
    silent = typer.Typer()
    silent.command(epilog="See the README.")(lambda: None)
    (info,) = silent.registered_commands
    assert without_example({"silent": info}) == ["silent"]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_a_command_does(kg_command: Command, name: str) -> None:
    """Purpose, every option with words, and the example."""
    for flag in ("--help", "-h"):
        done = kg_command(name, flag)
        assert done.code == 0
        assert (COMMANDS[name].callback.__doc__ or "missing").split(";")[0].split()[0] in done.out  # type: ignore[union-attr]
        assert f"Example: kg {name}" in " ".join(done.out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    """An option or argument without words is of no help."""
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    assert [parameter.name for parameter in command.params if not parameter.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_is_understood(kg_command: Command, name: str) -> None:
    """The command line of an example parses: whatever comes of it, it is no usage error."""
    for example in re.findall(r"Example: kg (.+)", COMMANDS[name].epilog or ""):
        arguments = example.partition(" > ")[0].split()
        assert kg_command(*arguments).code != 2, example


def test_the_help_documents_the_exit_codes(kg_command: Command) -> None:
    """0, 1, 2 and 130 are explained where people look."""
    text = " ".join(kg_command("--help").out.split())
    assert all(f" {code} " in text for code in (0, 1, 2, 130))


def test_without_arguments_there_is_help(kg_command: Command) -> None:
    """`kg` alone lists the commands."""
    done = kg_command()
    assert all(name in done.out + done.err for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(name: str) -> None:
    """Whoever reads the README learns of each."""
    assert f"kg {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_help_is_quick() -> None:
    """The best of five calls takes well under half a second: no large library is imported for it."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg", "--help"], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5
