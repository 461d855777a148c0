"""Imports go down only: the layers of the house, read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import ROOT

PACKAGE = ROOT / "kg"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))

# From the top; a module may import from the layers below its own, and from its own unit.
LAYERS = (
    frozenset({"__main__"}),
    frozenset({"cli"}),
    frozenset({"checking"}),
    frozenset({"building", "explaining"}),
    frozenset({"documents"}),
    frozenset({"graph", "verify", "evaluate"}),
    frozenset({"read", "extract", "link", "mapping", "validate", "export", "query"}),
    frozenset({"dataset", "language"}),
    frozenset({"records"}),
    frozenset({"iris", "settings", "article", "quotes", "report", "yaml_files"}),
    frozenset({"errors", "vocab", "concepts", "formats", "edtf", "ontology_files"}),
)
# One layer of the drawing, where one member stands on another.
WITHIN_A_LAYER = frozenset({
    ("verify", "graph"),
    ("concepts", "vocab"),
    ("formats", "errors"),
})  # fmt: skip
ONLY_IN = {"networkx": {"export"}, "pyvis": {"export"}, "typer": {"cli"}, "rich": {"cli"}, "pyrudof": {"validate"}}
FORBIDDEN_NAMES = frozenset({"utils", "util", "common", "helpers", "manager", "misc"})
LONGEST = 500


def layer_of(unit: str) -> int:
    """The number of a unit's layer, from the top."""
    for number, layer in enumerate(LAYERS):
        if unit in layer:
            return number
    raise AssertionError(f"kg.{unit} is in no layer: draw it in LAYERS and in the architecture")


def unit_of(module: str) -> str:
    """The unit of a dotted module name below `kg`: 'read' of 'kg.read.dates', '' of 'kg'."""
    return module.split(".")[1] if "." in module else ""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


class _WithoutTypeChecking(ast.NodeTransformer):
    """Takes away what only a type checker imports."""

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        return node.orelse if ast.unparse(node.test) == "TYPE_CHECKING" else self.generic_visit(node)


def imports_of(tree: ast.AST, names: frozenset[str] = frozenset()) -> Iterator[str]:
    """The modules that code imports anywhere, also inside functions; `names` are those of the units of kg."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "kg imports by full names"
            if node.module == "kg":  # from kg import x: a unit, or a name of the package itself
                yield from (f"kg.{alias.name}" if alias.name in names else "kg" for alias in node.names)
            else:
                yield node.module or ""


UNITS = frozenset(unit for layer in LAYERS for unit in layer)


def upward_arrows(module: str, code: str) -> list[str]:
    """The imports of a module that do not go down."""
    own = unit_of(module)
    if not own:
        return []  # `kg` itself names what is public, and imports it when it is asked for
    found = []
    for imported in imports_of(ast.parse(code), UNITS):
        other = unit_of(imported)
        if not imported.startswith("kg.") or other == own or (own, other) in WITHIN_A_LAYER:
            continue
        if layer_of(other) <= layer_of(own):
            found.append(f"{module} imports {imported}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_imports_go_down_only(path: Path) -> None:
    """No module imports from its own layer or from one above."""
    assert upward_arrows(module_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("kg.vocab", "from kg.records import Claim"),
        ("kg.read.dates", "import kg.mapping.claims"),
        ("kg.read.dates", "def late():\n    from kg.export.rdf import write_rdf"),
        ("kg.export.rdf", "from kg import graph"),
        ("kg.dataset", "from kg.query import run_query"),
        ("kg.building", "from kg.cli.console import note"),
    ],
)
def test_a_seeded_upward_arrow_is_caught(module: str, code: str) -> None:
    """The check above can fail: also inside functions, and between two stages."""
    assert len(upward_arrows(module, code)) == 1


def test_a_downward_arrow_is_none() -> None:
    """What is allowed is not reported."""
    assert upward_arrows("kg.read.dates", "import re\nfrom kg import __version__\nfrom kg.errors import Problem") == []


def test_every_unit_is_drawn() -> None:
    """The layers name what there is, and nothing that is gone."""
    assert {unit_of(module_of(path)) for path in MODULES} - {""} == UNITS


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stays_where_it_belongs(library: str) -> None:
    """Graph drawing in export, the terminal in cli, the shapes engine in validate."""
    users = {
        unit_of(module_of(path))
        for path in MODULES
        for name in imports_of(_WithoutTypeChecking().visit(ast.parse(path.read_text(encoding="utf-8"))), UNITS)
        if name.partition(".")[0] == library
    }
    assert users == ONLY_IN[library]


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_a_module_fits_on_a_few_screens(path: Path) -> None:
    """A module that has grown too long is two."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_a_module_says_what_lives_there(path: Path) -> None:
    """Modules and packages begin with a docstring."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_modules_are_named_for_what_they_do() -> None:
    """No module is called utils, common or manager."""
    assert [module_of(path) for path in MODULES if FORBIDDEN_NAMES & set(module_of(path).split("."))] == []


@pytest.mark.parametrize("path", [path for path in MODULES if "cli" not in path.parts], ids=module_of)
def test_only_the_command_line_prints(path: Path) -> None:
    """A library that prints or exits cannot be used in another program."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert [ast.unparse(call) for call in calls if ast.unparse(call) in {"print", "sys.exit", "exit", "quit"}] == []


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_no_import_takes_everything(path: Path) -> None:
    """`from x import *` hides where names come from."""
    stars = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]  # fmt: skip
    assert stars == []


def test_every_folder_of_code_is_a_package() -> None:
    """A folder without `__init__` would be left out of what it says lives there."""
    assert [p.parent for p in MODULES if not (p.parent / "__init__.py").is_file()] == []
