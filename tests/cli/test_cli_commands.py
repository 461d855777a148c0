"""Each command does what its help says, with exit codes and output that scripts can rely on."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from pathlib import Path

import pyoxigraph
import pytest

import kg
from kg.query import shipped_queries

from ..conftest import VELMORA_RECORDS, VELMORA_TEXT, Folder
from .conftest import Command

EVERYTHING = {
    *(f"graph.{suffix}" for suffix in ("ttl", "nt", "nq", "trig", "jsonld", "rdf", "graphml", "html")),
    *(f"tables/{name}.csv" for name in ("entities", "events", "claims", "figures", "sources")),
    "report.json",
}
ASK = "ASK { ?c a kg:Claim }"
CONSTRUCT = "CONSTRUCT { ?p rdfs:label ?l } WHERE { ?p a kg:Person ; rdfs:label ?l }"


def test_build_writes_every_export(built: Path) -> None:
    """`kg build` without arguments reads source_docs and fills output."""
    files = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    assert files == EVERYTHING


def test_build_says_what_it_built(kg_command: Command) -> None:
    """One line a document, with its claims and its coverage, and one for the whole, all on standard error."""
    done = kg_command("build")
    assert done.code == 0
    assert done.out == ""
    assert done.err.splitlines()[0].startswith("velmora.txt: 5 claims about 3 events, ")
    assert done.err.splitlines()[-1].startswith("1 document(s), ")


def test_build_is_quiet_on_request(kg_command: Command) -> None:
    """`-q` prints only what went wrong: here nothing."""
    done = kg_command("build", "-q")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_build_takes_files_and_an_output_folder(kg_command: Command, workplace: Path) -> None:
    """`kg build FILE -o DIR` builds that file into that folder."""
    assert kg_command("build", workplace / "source_docs" / "velmora.txt", "-o", "elsewhere").code == 0
    assert (workplace / "elsewhere" / "graph.ttl").is_file()
    assert not (workplace / "output").exists()


def test_build_prints_its_report_as_json(kg_command: Command, built: Path) -> None:
    """`--json` is the report that is written."""
    done = kg_command("build", "--json")
    assert json.loads(done.out) == json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert done.err == ""


def test_build_names_nodes_under_a_base_iri(kg_command: Command) -> None:
    """`--base-iri` goes over every other setting."""
    assert kg_command("build", "--base-iri", "https://velmora.example/").code == 0
    assert kg_command("query", "ASK { <https://velmora.example/entity/person/osk-harrow> a kg:Person }").out == "yes\n"


@pytest.mark.usefixtures("built")
class TestQuery:
    """`kg query`."""

    def test_a_table_is_tab_separated_when_piped(self, kg_command: Command) -> None:
        """Without a terminal there is a header and a line a row, with no decoration and nothing beside it."""
        done = kg_command("query", "SELECT ?l { ?p a kg:Person ; rdfs:label ?l } ORDER BY ?l")
        assert (done.code, done.out, done.err) == (0, "l\nIlsa Brandt\nOsk Harrow\n", "")

    def test_csv(self, kg_command: Command) -> None:
        """A CSV parser reads the rows."""
        done = kg_command("query", "who-said-what", "-f", "csv")
        assert "Osk Harrow" in {row["source"] for row in csv.DictReader(io.StringIO(done.out))}

    @pytest.mark.parametrize("option", [("-f", "json"), ("--json",)])
    def test_json(self, kg_command: Command, option: tuple[str, ...]) -> None:
        """SPARQL 1.1 Query Results JSON, for programs."""
        done = kg_command("query", "who-said-what", *option)
        bindings = json.loads(done.out)["results"]["bindings"]
        assert "Osk Harrow" in {row["source"]["value"] for row in bindings if "source" in row}

    def test_ask(self, kg_command: Command) -> None:
        """A yes or no, true or false, or JSON."""
        assert kg_command("query", ASK).out == "yes\n"
        assert kg_command("query", "ASK { ?c a kg:Nothing }").out == "no\n"
        assert kg_command("query", ASK, "-f", "csv").out == "true\n"
        assert json.loads(kg_command("query", ASK, "--json").out)["boolean"] is True

    @pytest.mark.parametrize("option", [(), ("-f", "turtle")])
    def test_construct(self, kg_command: Command, option: tuple[str, ...]) -> None:
        """Triples are printed as Turtle."""
        done = kg_command("query", CONSTRUCT, *option)
        triples = list(pyoxigraph.parse(done.out.encode(), format=pyoxigraph.RdfFormat.TURTLE))
        assert sorted(t.object.value for t in triples if isinstance(t.object, pyoxigraph.Literal)) == [
            "Ilsa Brandt",
            "Osk Harrow",
        ]

    def test_describe_needs_no_braces(self, kg_command: Command) -> None:
        """A query of one line without braces is SPARQL too."""
        done = kg_command("query", "DESCRIBE <https://w3id.org/kg-news/id/entity/person/osk-harrow>")
        assert done.code == 0
        assert "Osk Harrow" in done.out

    @pytest.mark.parametrize(
        ("query", "output"), [(CONSTRUCT, "csv"), (CONSTRUCT, "json"), (ASK, "turtle"), ("timeline", "turtle")]
    )
    def test_a_format_that_does_not_fit_is_refused(self, kg_command: Command, query: str, output: str) -> None:
        """Triples are no table, and rows are no Turtle: the message names a format that fits."""
        done = kg_command("query", query, "-f", output)
        assert (done.code, done.out) == (1, "")
        assert "use " in done.err

    def test_a_query_from_a_file(self, kg_command: Command, workplace: Path) -> None:
        """A `.rq` file, with or without a byte-order mark."""
        (workplace / "mine.rq").write_text(ASK, encoding="utf-8-sig")
        assert kg_command("query", "mine.rq").out == "yes\n"

    def test_a_parameter(self, kg_command: Command) -> None:
        """`--set name=value` fills a query's parameter."""
        done = kg_command("query", "about", "--set", "name=osk harrow", "-f", "csv")
        assert {row["entity"] for row in csv.DictReader(io.StringIO(done.out))} == {"Osk Harrow"}

    def test_a_missing_parameter_says_how_to_give_it(self, kg_command: Command) -> None:
        """The message names the parameter, what it means and the option."""
        done = kg_command("query", "about")
        assert done.code == 1
        assert "needs name: " in done.err
        assert "--set name=" in done.err

    @pytest.mark.parametrize("value", ['x" } UNION { ?x ?y ?z', "}", "\\1 \\g<0>", "line\nline", "'\"'"])
    def test_a_value_is_a_value_and_no_sparql(self, kg_command: Command, value: str) -> None:
        """Whatever a value holds, it is compared as text."""
        done = kg_command("query", "about", "--set", f"name={value}", "-f", "csv")
        assert (done.code, done.out.splitlines()) == (0, ["entity,as,claim"])

    @pytest.mark.parametrize("name", ["query", "self", "nome"])
    def test_a_parameter_that_the_query_lacks_is_refused(self, kg_command: Command, name: str) -> None:
        """A misspelt parameter, whatever its name, is no silent no-op."""
        done = kg_command("query", "about", "--set", "name=x", "--set", f"{name}=y")
        assert done.code == 1
        assert f"?{name}" in done.err

    def test_a_parameter_without_a_value_is_a_usage_error(self, kg_command: Command) -> None:
        """Exit code 2: the command was not understood."""
        done = kg_command("query", "about", "--set", "name")
        assert done.code == 2
        assert "name=value" in done.err

    def test_another_graph(self, kg_command: Command, workplace: Path) -> None:
        """`-g` takes an output folder or an RDF file."""
        shutil.move(workplace / "output", workplace / "other")
        assert kg_command("query", ASK, "-g", "other").out == "yes\n"
        assert kg_command("query", ASK, "-g", "other/graph.jsonld").out == "yes\n"
        assert kg_command("query", ASK).code == 1


def test_queries_lists_at_least_12(kg_command: Command) -> None:
    """Each with what it asks and its parameters."""
    lines = kg_command("queries").out.splitlines()
    assert lines[0] == "query\tasks\tparameters"
    assert len(lines) > 12
    assert all(name and asks for name, asks, _ in (line.split("\t") for line in lines))


def test_queries_as_json(kg_command: Command) -> None:
    """A program gets the same list."""
    listed = json.loads(kg_command("queries", "--json").out)
    assert [query["name"] for query in listed] == list(shipped_queries())
    assert {query["name"]: query["parameters"] for query in listed}["about"].keys() == {"name"}


@pytest.mark.parametrize("name", shipped_queries())
def test_every_shipped_query_has_an_answer_in_the_first_article(first_graph: kg.Graph, name: str) -> None:
    """A shipped query is an example that works: it has a title, and rows."""
    query = shipped_queries()[name]
    assert query.title
    assert list(first_graph.query(name, **{parameter.name: "Kursk" for parameter in query.parameters}))


@pytest.mark.parametrize(
    ("chain", "source"), [("[]", "(the article)"), ("[{anonymity: unspecified}]", "(unspecified)")]
)
def test_shipped_queries_tell_the_author_from_an_unspecified_source(velmora: Folder, chain: str, source: str) -> None:
    """What an article says in its own voice is nobody's hearsay, and 'reportedly' is not the article."""
    records = VELMORA_RECORDS.replace("chain: *harrow", f"chain: {chain}\n    quotation: shelled the port")
    records = records.replace("    cue: denied\n", "    cue: denied\n    time: later\n")
    records = records.replace("times:\n", "times:\n  - {id: later, edtf: 2031-03-12, evidence: 14 March 2031}\n")
    velmora.add("velmora.txt", VELMORA_TEXT, records)
    graph = kg.build(velmora.path)
    assert [row["source"].value for row in graph.query("contradicting-dates")] == [source]
    assert source in {row["source"].value for row in graph.query("quotations")}


def test_view_prints_the_page_without_a_browser(kg_process: Command, built: Path) -> None:
    """Where no browser can be started, the path is enough."""
    done = kg_process("view", env={**os.environ, "BROWSER": "/nonexistent/browser", "DISPLAY": ""})
    assert done.code == 0
    assert done.out == f"{Path('output', 'graph.html')}\n"
    assert built.joinpath("graph.html").is_file()


def test_view_without_a_page_says_what_to_run(kg_command: Command) -> None:
    """A folder without a graph is answered with the command that makes one."""
    done = kg_command("view", "nowhere")
    assert done.code == 1
    assert "run 'kg build' first" in done.err


def test_validate_checks_articles(kg_command: Command, workplace: Path) -> None:
    """The default folder is checked, and nothing is written."""
    done = kg_command("validate")
    assert (done.code, done.out, done.err) == (0, "", "source_docs: 1 article(s), no problem(s)\n")
    assert not (workplace / "output").exists()


def test_validate_names_what_is_wrong_with_an_article(kg_command: Command, workplace: Path) -> None:
    """Exit code 1, with file and line."""
    records = workplace / "source_docs" / "velmora.records.yaml"
    records.write_text(records.read_text().replace("factuality: PSplus", "factuality: maybe"))
    done = kg_command("validate", "source_docs")
    assert done.code == 1
    assert "error: velmora.records.yaml:" in done.err


@pytest.mark.parametrize("target", ["output", "output/graph.ttl", "output/graph.trig", "output/graph.jsonld"])
@pytest.mark.usefixtures("built")
def test_validate_checks_graphs(kg_command: Command, target: str) -> None:
    """An output folder or an RDF file is checked against the shapes."""
    done = kg_command("validate", target)
    assert done.code == 0
    assert f"{target}: a graph of " in done.err


def test_validate_refuses_a_broken_graph(kg_command: Command, built: Path) -> None:
    """A claim without its factuality breaks the ontology's rules."""
    lines = (built / "graph.nt").read_text(encoding="utf-8").splitlines(keepends=True)
    (built / "broken.nt").write_text("".join(line for line in lines if "#factuality>" not in line), encoding="utf-8")
    done = kg_command("validate", "output/broken.nt", "--json")
    (check,) = json.loads(done.out)
    assert done.code == 1
    assert any("factuality" in problem["message"] for problem in check["problems"])


def test_validate_prints_json(kg_command: Command) -> None:
    """A program gets path, what was checked, and the problems."""
    assert json.loads(kg_command("validate", "--json").out) == [
        {"path": "source_docs", "checked": "1 article(s)", "problems": []}
    ]


@pytest.mark.usefixtures("built")
def test_verify_finds_nothing_wrong(kg_command: Command) -> None:
    """Every span is in its source, every file has its hash."""
    done = kg_command("verify", "--json")
    result = json.loads(done.out)
    assert done.code == 0
    assert (result["documents"], result["problems"]) == (1, [])
    assert result["spans"] > 10
    assert result["files"] == len(EVERYTHING) - 1


def test_verify_works_elsewhere(
    kg_command: Command, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The graph and its sources may have moved, and been renamed, and the command may run in another folder."""
    shutil.move(built, tmp_path / "graph")
    shutil.move("source_docs", tmp_path / "archive")
    (tmp_path / "archive" / "velmora.txt").rename(tmp_path / "archive" / "renamed.txt")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert kg_command("verify", "../graph", "--sources", "../archive").code == 0


def test_verify_notices_a_changed_source(kg_command: Command, built: Path, workplace: Path) -> None:
    """A source that is not the one the graph was built from is as good as missing."""
    source = workplace / "source_docs" / "velmora.txt"
    source.write_text(source.read_text().replace("12 people", "20 people"))
    done = kg_command("verify", built)
    assert done.code == 1
    assert "no source with its sha256 (Shelling of Velmora kills at least 12, governor says)" in done.err


def test_verify_notices_a_changed_span(kg_command: Command, built: Path) -> None:
    """Words that the source does not have at that place are found in any RDF file."""
    text = (built / "graph.nq").read_text(encoding="utf-8")
    (built / "forged.nq").write_text(text.replace('"the whole quay is gone"', '"the whole city is gone"'))
    done = kg_command("verify", "output/forged.nq")
    assert done.code == 1
    assert "the source has “the whole quay is gone” at " in done.err


@pytest.mark.parametrize("name", ["graph.ttl", "graph.html", "tables/claims.csv"])
def test_verify_notices_a_tampered_file(kg_command: Command, built: Path, name: str) -> None:
    """A byte more in any output file is found by its hash."""
    with (built / name).open("ab") as stream:
        stream.write(b" ")
    done = kg_command("verify")
    assert done.code == 1
    assert f"output/{name}: was changed after it was built" in done.err


def test_verify_notices_a_missing_file(kg_command: Command, built: Path) -> None:
    """What the report lists has to be there."""
    (built / "graph.rdf").unlink()
    done = kg_command("verify")
    assert done.code == 1
    assert "output/graph.rdf: is missing" in done.err


def test_verify_notices_a_span_without_a_document(kg_command: Command, built: Path) -> None:
    """A span that points away from the graph's documents is not passed over."""
    text = (built / "graph.nq").read_text(encoding="utf-8")
    (built / "forged.nq").write_text(re.sub(r"(oa#hasSource> <[^>]+)(?=>)", r"\1-elsewhere", text, count=1))
    done = kg_command("verify", "output/forged.nq")
    assert done.code == 1
    assert "its source is no document of the graph" in done.err


def test_verify_of_a_graph_without_articles_is_an_error(kg_command: Command, workplace: Path) -> None:
    """A graph that kg never built has nothing that could be verified."""
    (workplace / "other.nt").write_text("<http://a.example/> <http://b.example/> <http://c.example/> .\n")
    done = kg_command("verify", "other.nt")
    assert done.code == 1
    assert "the graph has no article" in done.err


def test_verify_of_nothing_is_an_error(kg_command: Command, workplace: Path) -> None:
    """An empty graph has no fault only because it has nothing."""
    (workplace / "empty.nq").touch()
    done = kg_command("verify", "empty.nq")
    assert done.code == 1
    assert "the graph is empty" in done.err


def test_schema_is_json_schema(kg_command: Command) -> None:
    """`kg schema` prints JSON that names its dialect."""
    printed = json.loads(kg_command("schema").out)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(printed["properties"]) == {"sha256", "document", "entities", "times", "quantities", "events", "claims"}


def test_version(kg_command: Command) -> None:
    """For people and for programs."""
    assert kg_command("version").out.startswith(f"kg {kg.__version__} (ontology ")
    assert json.loads(kg_command("version", "--json").out)["kg"] == kg.__version__


def test_python_m_kg_is_kg(kg_process: Command) -> None:
    """`python -m kg` needs no command on the path."""
    assert kg_process("version").out.startswith(f"kg {kg.__version__}")


def test_a_piped_build_prints_no_progress(kg_process: Command) -> None:
    """No bars and no colours where no terminal is."""
    done = kg_process("build")
    assert done.code == 0
    assert done.out == ""
    assert "\x1b" not in done.err
    assert "━" not in done.err


@pytest.mark.parametrize("arguments", [("bild",), ("query",), ("build", "--colour"), ("query", ASK, "-f", "xml")])
def test_a_command_that_is_not_understood_exits_with_2(kg_command: Command, arguments: tuple[str, ...]) -> None:
    """A usage error is told apart from a failure."""
    done = kg_command(*arguments)
    assert done.code == 2
    assert "Usage: " in done.err
