"""What is installed works: wheel, source distribution and editable install, each in an environment of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from ..conftest import ROOT

pytestmark = pytest.mark.slow

NEEDED = {
    "kg/py.typed",
    *(f"kg/ontology/{name}" for name in ("kg.ttl", "vocab.ttl", "shapes.ttl", "context.jsonld")),
    "kg/export/explorer/page.html.j2",
    "kg/queries/about.rq",
    "kg/read/patterns.toml",
    *(
        f"kg/language/shipped/{name}"
        for name in ("model.onnx", "labels.json", "tokenizer.json", "meta.json", "README.md")
    ),
    *(f"kg/link/gazetteer/data/{name}" for name in ("places.zip", "names.zip", "countries.json", "NOTICE.md")),
    "kg/extract/lexicons/countries.toml",
}


def run(*command: str | Path, cwd: Path) -> str:
    """The standard output of a command that went well."""
    # A PYTHONPATH of the tester's would be found before what is installed.
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build_distribution(kind: str, source: Path, target: Path) -> Path:
    """Build a wheel or an sdist with the build back-end of this environment, so that nothing is downloaded."""
    for module in ("build", "hatchling"):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"'{module}' is not installed and would have to be downloaded: pip install {module}")
    run(sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", target, source, cwd=target)
    (built,) = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this source tree."""
    return build_distribution("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution of this source tree."""
    return build_distribution("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """A new virtual environment with the dependencies and without kg; the folder of its programs.

    Downloading the dependencies again would take minutes and a network. They are borrowed: each package of this
    environment is linked into the new one, but for kg itself and the `.pth` files (an editable install of kg is one).
    """
    venv.create(tmp_path / "venv", with_pip=False)
    scheme = {"base": str(tmp_path / "venv"), "platbase": str(tmp_path / "venv")}
    target = Path(sysconfig.get_path("purelib", vars=scheme))
    for name in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for entry in Path(name).iterdir():
            if entry.name not in {"kg", "__pycache__"} and not re.match(r"kg_news-|_?kg_news|.*\.pth$", entry.name):
                (target / entry.name).symlink_to(entry)
    return Path(sysconfig.get_path("scripts", vars=scheme))


def contents(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def check_installed(programs: Path, workplace: Path) -> None:
    """The installed command works in a folder that has only articles."""
    shutil.copytree(ROOT / "source_docs", workplace / "source_docs")
    kg = programs / "kg"
    run(kg, "build", cwd=workplace)
    assert (workplace / "output" / "graph.ttl").read_bytes() == (ROOT / "output" / "graph.ttl").read_bytes()
    run(kg, "verify", cwd=workplace)
    run(kg, "validate", "output", cwd=workplace)
    assert json.loads(run(kg, "schema", cwd=workplace))["$defs"]
    assert len(json.loads(run(kg, "queries", "--json", cwd=workplace))) >= 12
    (workplace / "own.txt").write_text("Maria Hollis arrives\n\nMaria Hollis has arrived in Kyiv.\n", encoding="utf-8")
    assert "label: Kyiv" in run(kg, "extract", "own.txt", cwd=workplace)


def test_the_wheel_has_all_that_runs(wheel: Path) -> None:
    """Ontology, context, queries, page template and type marker are in it; tests and articles are not."""
    names = set(contents(wheel))
    assert names >= NEEDED
    queries = {f"kg/queries/{path.name}" for path in (ROOT / "kg" / "queries").glob("*.rq")}
    assert queries <= names
    strangers = {name for name in names if not name.startswith(("kg/", "kg_news-")) or "__pycache__" in name}
    assert strangers == set()


def test_the_wheel_runs_from_another_folder(wheel: Path, environment: Path, tmp_path: Path) -> None:
    """Installed in an environment without the source tree, kg builds the same graph."""
    run(sys.executable, "-m", "pip", "--python", environment / "python", "install", "-q", "--no-deps", "--no-index",
        wheel, cwd=tmp_path)  # fmt: skip
    where = run(environment / "python", "-c", "import kg; print(kg.__file__)", cwd=tmp_path).strip()
    assert where.startswith(str(tmp_path))
    check_installed(environment, tmp_path / "work")


def test_the_sdist_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    """Whoever builds from the source distribution gets the same files."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    (tmp_path / "again").mkdir()
    assert contents(build_distribution("wheel", source, tmp_path / "again")) == contents(wheel)


def test_the_sdist_has_what_its_tests_need(sdist: Path) -> None:
    """Articles, tests and the built graph are in it, and nothing that lies about in a working folder."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"source_docs", "tests/conftest.py", "output/graph.ttl", "ontology/kg.ttl", "requirements.lock"} <= {
        *names, *(name.partition("/")[0] for name in names)
    }  # fmt: skip
    assert {name for name in names if "__pycache__" in name or ".venv" in name} == set()


def test_an_editable_install_runs_from_another_folder(environment: Path, tmp_path: Path) -> None:
    """A developer's install finds the ontology at the top of the source tree."""
    for module in ("hatchling", "editables"):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"'{module}' is not installed and would have to be downloaded: pip install {module}")
    run(sys.executable, "-m", "pip", "--python", environment / "python", "install", "-q", "--no-deps", "--no-index",
        "--no-build-isolation", "-e", ROOT, cwd=tmp_path)  # fmt: skip
    check_installed(environment, tmp_path / "work")


def test_the_lock_pins_every_package_with_hashes() -> None:
    """Each requirement has one version and its sha256 hashes, and nothing says where to fetch it."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")]
    pinned = re.compile(r"[a-z0-9][a-z0-9._-]*(\[[a-z,]+\])?==\S+(\s*;[^#]*?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [line for line in lines if not pinned.fullmatch(line)] == []
    assert len(lines) > 20
    assert not re.search(r"://|index-url|find-links|trusted-host| @ ", text)


def canonical(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_has_every_dependency() -> None:
    """What pyproject.toml asks for is pinned."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {canonical(name) for name in re.findall(r"^([\w.-]+)(?:\[.*\])?==", lock, re.MULTILINE)}
    wanted = {canonical(re.split(r"[>=<\[;! ]", requirement)[0]) for requirement in project["dependencies"]}
    assert wanted - locked == set()
