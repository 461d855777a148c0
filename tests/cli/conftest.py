"""The command `kg`, in this process for most tests and in one of its own where the process matters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import main

from ..conftest import VELMORA_RECORDS, VELMORA_TEXT, Folder


@dataclass(frozen=True)
class Finished:
    """What a command left: exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Command = Callable[..., Finished]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the invented article in `source_docs`, and no setting of the person who runs the tests."""
    folder = tmp_path / "workplace"
    (folder / "source_docs").mkdir(parents=True)
    Folder(folder / "source_docs").add("velmora.txt", VELMORA_TEXT, VELMORA_RECORDS)
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    return folder


@pytest.fixture
def kg_command(workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs `kg ARGUMENTS` in the working folder."""
    del workplace

    def run(*arguments: str | Path) -> Finished:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Finished(code, captured.out, captured.err)

    return run


@pytest.fixture
def kg_process(workplace: Path) -> Command:
    """Runs `python -m kg ARGUMENTS` as a process of its own, with more options of `subprocess.run`."""

    def run(*arguments: str | Path, **options: object) -> Finished:
        command = [sys.executable, "-m", "kg", *map(str, arguments)]
        done = subprocess.run(command, cwd=workplace, capture_output=True, check=False, timeout=120, **options)  # type: ignore[call-overload]
        return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def built(workplace: Path, kg_command: Command) -> Path:
    """The output folder of a build that went well."""
    assert kg_command("build", "-q").code == 0
    return workplace / "output"
