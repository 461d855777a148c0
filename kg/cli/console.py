"""What the commands print: results to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.cli.interrupts import check_interrupted
from kg.errors import Problem

if TYPE_CHECKING:
    from kg.building import Progress


def note(text: str) -> None:
    """A line for the person at the terminal."""
    sys.stderr.write(f"{text}\n")


def print_problems(problems: Iterable[Problem]) -> None:
    """Problems, each with its place and its fix."""
    for problem in problems:
        note(f"error: {problem}")


def print_table(names: list[str], rows: list[list[str]], title: str = "") -> None:
    """Rows as a table; tab-separated and without decoration when standard output is not a terminal."""
    if not sys.stdout.isatty():
        for row in [names, *rows]:
            sys.stdout.write("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) + "\n")
        return
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(title=escape(title) or None, box=box.SIMPLE_HEAD, title_justify="left")
    for name in names:
        table.add_column(escape(name.replace("_", " ")), overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    Console().print(table)


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress]:
    """A progress bar on standard error; none when that is not a terminal, or quiet is wanted.

    Each step also asks whether Ctrl-C was pressed and got lost.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _name, _number, _total: check_interrupted()
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None)

        def show(name: str, number: int, total: int) -> None:
            check_interrupted()
            bar.update(task, description=name, completed=number, total=total)

        yield show
