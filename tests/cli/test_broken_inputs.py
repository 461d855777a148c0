"""Whatever is wrong with what kg is given: a clear message, the right exit code, and earlier output as it was."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.export.files import STAGING_PREFIX

from ..conftest import VELMORA_RECORDS, VELMORA_TEXT, Folder, tree_of
from .conftest import Command

ROOT_USER = os.geteuid() == 0
NOBODY = 65534
MANY = 40


@dataclass(frozen=True)
class Broken:
    """A source document that cannot be built: its bytes, its records, and what is said about it."""

    name: str
    message: str
    text: str | bytes = VELMORA_TEXT
    records: str | None = VELMORA_RECORDS
    file: str = "broken.txt"


BROKEN = (
    Broken("empty file", "broken.txt: the file is empty", b""),
    Broken("white space", "broken.txt: the file holds only white space", " \n\t\u00a0\n"),
    Broken("binary", "the file is binary, not text: it holds NUL bytes", bytes(range(256)) * 40),
    Broken("control characters", "the file is binary, not text", "\x01\x02\x03 x" * 100),
    Broken("UTF-16 without a mark", "iconv -f UTF-16LE -t UTF-8 'broken.txt'", VELMORA_TEXT.encode("utf-16-le")),
    Broken("UTF-16, other byte order", "the text is UTF-16BE without", VELMORA_TEXT.encode("utf-16-be")),
    Broken("cut UTF-16", "not the UTF-16-LE that its first bytes say", b"\xff\xfeV\x00e"),
    Broken("line of 20 MB", "the file has 20,000,000 bytes; the limit is 10,000,000", b"x" * 20_000_000),
    Broken("nothing to find", "broken.txt: nothing was found in it", "…\n\n— * —\n", records=None),
    Broken("empty records", "broken.records.yaml:1: holds no records", records=""),
    Broken("records without claims", "broken.records.yaml: holds no claims and no entities", records="entities: []\n"),
    Broken("missing quote", "“the quay is whole” is not in the article",
           records=VELMORA_RECORDS.replace("evidence: the whole quay is gone", "evidence: the quay is whole")),
    Broken("ambiguous quote", "“Velmora” stands 2 times",
           records=VELMORA_RECORDS.replace("evidence: the whole quay is gone", "evidence: Velmora")),
    Broken("one name twice", "the id 'Lonmark' is used twice in entities",
           records=VELMORA_RECORDS.replace("times:", "  - {label: Lonmark, class: Place}\ntimes:", 1)),
    Broken("two names for one node", "would be one node",
           records=VELMORA_RECORDS.replace("times:", "  - {label: LONMARK, class: Place}\ntimes:", 1)),
    Broken("records of another version", "made for another version",
           records=f"sha256: {'f' * 64}\n{VELMORA_RECORDS}"),
    Broken("broken YAML", "not valid YAML", records=f"{VELMORA_RECORDS}  - [\n"),
    Broken("language that is none", "document.language: ", records=f"document: {{language: x y}}\n{VELMORA_RECORDS}"),
    Broken("author that is a place", "An author is ", records=f"document: {{author: Velmora}}\n{VELMORA_RECORDS}"),
)  # fmt: skip


def snapshot(folder: Path) -> dict[str, bytes]:
    """The files of an output folder; there are some."""
    files = tree_of(folder)
    assert files
    return files


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_document_is_refused(kg_command: Command, built: Path, workplace: Path, broken: Broken) -> None:
    """Exit code 1 and what is wrong; what was built before stays byte for byte."""
    before = snapshot(built)
    shutil.rmtree(workplace / "source_docs")
    Folder(workplace / "source_docs").add(broken.file, broken.text, broken.records)
    done = kg_command("build")
    assert done.code == 1
    assert broken.message in done.err
    assert "nothing was built from 1 document(s)" in done.err
    assert "Traceback" not in done.err
    assert tree_of(built) == before


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_document_does_not_stop_the_others(kg_command: Command, workplace: Path, broken: Broken) -> None:
    """The good ones are built, the bad one is in the report, and the exit code says that something was refused."""
    text = broken.text if broken.text != VELMORA_TEXT else VELMORA_TEXT.replace("14 March", "15 March")
    Folder(workplace / "source_docs").add(f"more/{broken.file}", text, broken.records)
    done = kg_command("build")
    report = json.loads((workplace / "output" / "report.json").read_text(encoding="utf-8"))
    statuses = {document["file"]: document["status"] for document in report["documents"]}
    assert done.code == 1
    assert statuses == {"more/broken.txt": "refused", "velmora.txt": "built"}
    problems = next(d["problems"] for d in report["documents"] if d["status"] == "refused")
    assert all(problem["file"].startswith("more/broken.") for problem in problems)
    assert problems


def test_a_report_is_the_same_from_every_folder(kg_command: Command, workplace: Path, tmp_path: Path) -> None:
    """Refusals name documents by their display names: no path of this computer is in the report."""
    Folder(workplace / "source_docs").add("u16.txt", VELMORA_TEXT.encode("utf-16-le"))
    for sources in ("source_docs", workplace / "source_docs", "../workplace/source_docs"):
        assert kg_command("build", sources, "-o", "out").code == 1
        text = (workplace / "out" / "report.json").read_text(encoding="utf-8")
        assert str(tmp_path) not in text
        (tmp_path / "first.json").exists() or (tmp_path / "first.json").write_text(text, encoding="utf-8")
        assert text == (tmp_path / "first.json").read_text(encoding="utf-8")


def test_the_same_bytes_twice_are_built_once(kg_command: Command, workplace: Path) -> None:
    """A duplicate is no fault: exit code 0, and a warning that names the other file."""
    Folder(workplace / "source_docs").add("copy/velmora.txt", VELMORA_TEXT, VELMORA_RECORDS)
    done = kg_command("build")
    assert done.code == 0
    assert "warning: velmora.txt: the same bytes as copy/velmora.txt, which is built" in done.err


def test_one_display_name_for_two_files_is_refused(kg_command: Command, built: Path, workplace: Path) -> None:
    """Two folders with a file of one name would be one in the report."""
    before = snapshot(built)
    Folder(workplace / "other").add("velmora.txt", "Another article.")
    done = kg_command("build", "source_docs", "other")
    assert done.code == 1
    assert "would both be shown as 'velmora.txt'" in done.err
    assert tree_of(built) == before


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ("nowhere", "no such file or folder"),
        ("empty", "the folder holds no articles"),
        ("a.pdf", "no article kg can read"),
    ],
)
def test_sources_that_are_none(kg_command: Command, built: Path, workplace: Path, sources: str, message: str) -> None:
    """A path that leads to no article is named."""
    before = snapshot(built)
    (workplace / "empty").mkdir()
    (workplace / "a.pdf").write_bytes(b"%PDF")
    done = kg_command("build", sources)
    assert done.code == 1
    assert f"error: {sources}: {message}" in done.err or f"{sources}: a file with '.pdf' is {message}" in done.err
    assert tree_of(built) == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such file names themselves")
@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"two\nlines.txt"])
def test_a_file_name_that_is_no_text_is_refused(kg_command: Command, workplace: Path, name: bytes) -> None:
    """A name in another encoding or with a line end could stand in no report."""
    Path(os.fsdecode(os.fsencode(workplace / "source_docs") + b"/" + name)).write_text("Text.")
    done = kg_command("build")
    assert done.code == 1
    assert "has characters that are no text" in done.err


@pytest.fixture
def open_workplace(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder in a place that a user without special rights can reach and write."""
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        target = Path(place) / "workplace"
        shutil.copytree(workplace, target)
        for path in (Path(place), target, *target.rglob("*")):
            path.chmod(0o777)
        monkeypatch.chdir(target)
        yield target


@contextmanager
def bound_by_file_rights() -> Iterator[None]:
    """Run as a user whom file rights bind: root is another user meanwhile, everybody else is such a user."""
    if not ROOT_USER:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.mark.parametrize("name", ["velmora.txt", "velmora.records.yaml"])
def test_an_unreadable_file_is_refused(kg_command: Command, open_workplace: Path, name: str) -> None:
    """The operating system's refusal is passed on, for the article and for its records."""
    assert kg_command("build", "-q").code == 0  # also imports all that a user without rights may not reach later
    before = snapshot(open_workplace / "output")
    (open_workplace / "source_docs" / name).chmod(0o000)
    with bound_by_file_rights():
        done = kg_command("build")
    assert done.code == 1
    assert f"{name}: " in done.err
    assert "cannot be read: Permission denied" in done.err
    assert tree_of(open_workplace / "output") == before


@pytest.mark.parametrize("name", ["output", "output/tables"])
def test_a_read_only_output_folder_is_refused(kg_command: Command, open_workplace: Path, name: str) -> None:
    """Nothing is written, not even what could be, and the message says what to do."""
    assert kg_command("build", "-q", "--base-iri", "https://velmora.example/").code == 0
    before = snapshot(open_workplace / "output")
    (open_workplace / "output").chmod(0o777)
    (open_workplace / name).chmod(0o555)
    with bound_by_file_rights():
        done = kg_command("build")
    (open_workplace / name).chmod(0o777)
    assert done.code == 1
    assert "output: cannot be written: Permission denied; what was there before is unchanged" in done.err
    assert "--output" in done.err
    assert tree_of(open_workplace / "output") == before


def test_a_file_in_the_place_of_the_output_folder(kg_command: Command, workplace: Path) -> None:
    """The file is not touched."""
    (workplace / "output").write_text("mine", encoding="utf-8")
    done = kg_command("build")
    assert done.code == 1
    assert "a file is in the way" in done.err
    assert (workplace / "output").read_text(encoding="utf-8") == "mine"


def test_a_file_in_the_place_of_an_inner_folder(kg_command: Command, workplace: Path) -> None:
    """`tables` as a file is refused before any other file is written."""
    (workplace / "output").mkdir()
    (workplace / "output" / "tables").write_text("mine", encoding="utf-8")
    done = kg_command("build")
    assert done.code == 1
    assert "a file is in the way" in done.err
    assert tree_of(workplace / "output") == {"tables": b"mine"}


def test_a_folder_in_the_place_of_a_file(kg_command: Command, built: Path) -> None:
    """`graph.ttl` as a folder is refused before any other file is replaced."""
    (built / "graph.ttl").unlink()
    (built / "graph.ttl").mkdir()
    before = snapshot(built)
    done = kg_command("build", "--base-iri", "https://velmora.example/")
    assert done.code == 1
    assert "a folder is in the way" in done.err
    assert tree_of(built) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for a first graph and not for a second beside it."""
    mount = shutil.which("mount")
    if not ROOT_USER or mount is None:
        pytest.skip("mounting a small disk takes root; the next test has a file size limit instead")
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_earlier_output(kg_command: Command, small_disk: Path) -> None:
    """No file is half of a graph, and no rubbish fills the rest of the disk."""
    output = small_disk / "output"
    assert kg_command("build", "-q", "-o", output).code == 0
    before = snapshot(output)
    filler = small_disk / "filler"
    with filler.open("wb") as stream:
        free = shutil.disk_usage(small_disk).free
        stream.write(b"\0" * max(0, free - 200_000))
    done = kg_command("build", "-o", output)
    assert done.code == 1
    assert "cannot be written: No space left on device; what was there before is unchanged" in done.err
    assert "free some space" in done.err
    assert tree_of(output) == before
    assert not list(output.glob(f"{STAGING_PREFIX}*"))


def test_a_file_size_limit_leaves_the_earlier_output(built: Path, kg_process: Command) -> None:
    """The same for users who have a limit instead of a full disk."""
    before = snapshot(built)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = kg_process("build", preexec_fn=limit)
    assert done.code == 1
    assert "cannot be written: File too large" in done.err
    assert tree_of(built) == before


@pytest.fixture
def many(workplace: Path) -> Path:
    """So many articles that a build takes seconds."""
    folder = Folder(workplace / "many")
    for number in range(MANY):
        folder.add(f"{number:03}.txt", f"{VELMORA_TEXT}\nEdition {number}.\n", VELMORA_RECORDS)
    return folder.path


def start(*arguments: str, program: tuple[str, ...] = ("-m", "kg")) -> subprocess.Popen[bytes]:
    # A shell starts what it runs in the background (`pytest &`) with interrupts ignored, and children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen([sys.executable, *program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_for(output: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the process has begun to write."""
    while process.poll() is None and not list(output.glob(f"{STAGING_PREFIX}*/graph.nt")):
        time.sleep(0.002)


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["reading", "writing"])
def test_ctrl_c_leaves_the_earlier_output(built: Path, many: Path, moment: str) -> None:
    """Exit code 130 and a word, whenever it comes; nothing half-written stays."""
    before = snapshot(built)
    process = start("build", str(many), "-o", str(built))
    if moment == "writing":
        wait_for(built, process)
    else:
        time.sleep(1.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode().endswith("interrupted; earlier output is unchanged\n")
    assert tree_of(built) == before
    assert not list(built.glob(f"{STAGING_PREFIX}*"))


LOST_INTERRUPT = """
import os, signal, sys
import kg.building
from kg.cli import main

build = kg.building.build

class Fragile:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass

def with_lost_interrupt(*arguments, **options):
    Fragile()
    return build(*arguments, **options)

kg.building.build = kg.build = with_lost_interrupt
main()
"""


@pytest.mark.slow
def test_ctrl_c_counts_where_its_exception_gets_lost(built: Path, many: Path) -> None:
    """Python drops what is raised within a destructor; the build stops at the next document all the same."""
    before = snapshot(built)
    process = start("build", str(many), "-o", str(built), program=("-c", LOST_INTERRUPT))
    _, err = process.communicate(timeout=60)
    assert "Exception ignored in" in err.decode()
    assert process.returncode == 130
    assert tree_of(built) == before


@pytest.mark.slow
def test_ctrl_c_leaves_no_new_folder(many: Path, workplace: Path) -> None:
    """Where there was no output, there is none."""
    process = start("build", str(many), "-o", str(workplace / "new"))
    wait_for(workplace / "new", process)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert not (workplace / "new").exists()


@pytest.mark.slow
def test_a_killed_build_leaves_the_earlier_output(kg_command: Command, built: Path, many: Path) -> None:
    """What a killed build wrote aside is never taken for output, and the next build clears it away."""
    before = snapshot(built)
    process = start("build", str(many), "-o", str(built))
    wait_for(built, process)
    process.kill()
    process.communicate(timeout=60)
    left = list(built.glob(f"{STAGING_PREFIX}*"))
    assert len(left) == 1
    assert {name: data for name, data in tree_of(built).items() if not name.startswith(STAGING_PREFIX)} == before
    assert kg_command("verify").code == 0
    assert kg_command("build", "-q").code == 0
    assert tree_of(built) == before


@pytest.mark.slow
def test_a_build_leaves_another_one_at_work_alone(kg_command: Command, built: Path, many: Path) -> None:
    """Only what was left behind is cleared away: two builds into one folder both end well."""
    process = start("build", "-q", str(many), "-o", str(built))
    wait_for(built, process)
    assert process.poll() is None
    process.send_signal(signal.SIGSTOP)
    assert kg_command("build", "-q").code == 0
    process.send_signal(signal.SIGCONT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert json.loads((built / "report.json").read_text(encoding="utf-8"))["documents"][0]["file"] == "000.txt"


@pytest.mark.parametrize("arguments", [("query", "SELECT * { ?s ?p ?o }"), ("query", "timeline"), ("queries",)])
@pytest.mark.usefixtures("built")
def test_a_closed_pipe_is_no_fault(arguments: tuple[str, ...]) -> None:
    """`kg query … | head -1` ends without a traceback and with exit code 0."""
    process = start(*arguments)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert (process.stderr.read(), process.wait(timeout=60)) == (b"", 0)
    process.stderr.close()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"base_iri = [", "kg.toml: not valid TOML"),
        (b'base_irl = "x"', "setting 'base_irl'"),
        (b'base_iri = "x"', "setting 'base_iri'"),
        (b"\xff\xfe", "kg.toml: cannot be read: not UTF-8"),
    ],
)
def test_a_broken_kg_toml(kg_command: Command, built: Path, workplace: Path, text: bytes, message: str) -> None:
    """Settings that cannot be used stop the build before it begins."""
    before = snapshot(built)
    (workplace / "kg.toml").write_bytes(text)
    done = kg_command("build")
    assert done.code == 1
    assert message in done.err
    assert tree_of(built) == before


@pytest.mark.usefixtures("built")
def test_an_unknown_query_suggests_near_ones(kg_command: Command) -> None:
    """A misspelt name is answered with names like it."""
    done = kg_command("query", "figure-side")
    assert done.code == 1
    assert "did you mean figures-side-by-side" in done.err


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("query", ["SELECT nonsense {", "SELECT ?x { ?x nosuch:p ?y }", "DESCRIBE", "{"])
def test_bad_sparql_is_refused(kg_command: Command, query: str) -> None:
    """The parser's words, no traceback."""
    done = kg_command("query", query)
    assert (done.code, done.out) == (1, "")
    assert "SPARQL" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("name", "data"),
    [("bad.ttl", b"<a> <b"), ("bad.nq", b"\xff\xfe\x00"), ("bad.rdf", b"<rdf"), ("bad.jsonld", b"{"), ("bad.xyz", b"")],
)
def test_a_broken_graph_file_is_refused(kg_command: Command, workplace: Path, name: str, data: bytes) -> None:
    """Any command that reads a graph names the file that it cannot read."""
    (workplace / name).write_bytes(data)
    for arguments in (("query", "timeline", "-g", name), ("verify", name)):
        done = kg_command(*arguments)
        assert done.code == 1
        assert done.err.startswith(f"error: {name}:")
        assert "Traceback" not in done.err


def test_a_broken_report_is_refused(kg_command: Command, built: Path) -> None:
    """A report that kg did not write is named, and not passed over."""
    (built / "report.json").write_text("{}", encoding="utf-8")
    done = kg_command("verify")
    assert done.code == 1
    assert "output/report.json: not a build report" in done.err
