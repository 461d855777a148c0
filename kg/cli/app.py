"""The commands. Imports are inside them, so that `kg --help` answers at once."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kg import __version__
from kg.cli import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK, INTERRUPTED
from kg.cli.console import note, print_problems, print_table, progress_bar
from kg.errors import OutputError


class Commands(TyperGroup):
    """What holds for every command. Without it, typer exits by itself, without a word."""

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401  (typer has its own copy of click's class)
        """Run the command; Ctrl-C becomes a message, and a pipe that its reader closed no fault."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KeyboardInterrupt as error:
            note(INTERRUPTED)
            raise typer.Exit(EXIT_INTERRUPTED) from error
        except BrokenPipeError as error:
            # The reader (head, less) has had enough. What is still buffered goes nowhere, or Python would complain.
            sink = os.open(os.devnull, os.O_WRONLY)
            for stream in (sys.stdout, sys.stderr):
                os.dup2(sink, stream.fileno())
            raise typer.Exit(EXIT_OK) from error
        except OSError as error:
            place = error.filename or "standard output"
            raise OutputError(f"{place} cannot be used: {error.strerror or error}") from error
        return result


app = typer.Typer(
    name="kg",
    cls=Commands,
    help="News articles to a knowledge graph you can audit: every claim on its exact words, with its chain of sources."
    "\n\nExit codes: 0 all went well; 1 something was refused or does not hold, and the message says what; "
    "2 the command was not understood; 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
NlpOption = Annotated[str | None, typer.Option("--nlp", help="An installed spaCy pipeline instead of the shipped one.")]
DecisionsOption = Annotated[
    Path | None, typer.Option("--decisions", help="File of decisions about names (default: kg-decisions.yaml).")
]
GraphOption = Annotated[Path, typer.Option("--graph", "-g", help="Output folder of 'kg build', or an RDF file.")]


class ResultFormat(StrEnum):
    """How query results are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TURTLE = "turtle"


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


@app.command(epilog="Example: kg build articles/ -o output")
def build(
    sources: Annotated[list[Path] | None, typer.Argument(help="Files or folders (default: source_docs).")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the exports.")] = Path("output"),
    base_iri: Annotated[str | None, typer.Option(help="IRI under which documents and entities are named.")] = None,
    nlp: NlpOption = None,
    decisions: DecisionsOption = None,
    processes: Annotated[int | None, typer.Option("--processes", "-p", help="Read articles in so many.")] = None,
    *,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only what went wrong.")] = False,
    as_json: Json = False,
) -> None:
    """Build the graph of articles and write every export of it."""
    from kg.building import build as build_graph  # noqa: PLC0415
    from kg.building import problems_of  # noqa: PLC0415
    from kg.settings import load_settings  # noqa: PLC0415

    settings = load_settings(base_iri=base_iri, nlp=nlp, decisions=decisions, processes=processes)
    with progress_bar(quiet=quiet or as_json) as progress:
        graph = build_graph(sources or [Path("source_docs")], settings=settings, progress=progress)
        report = graph.write(output)
    if report is None:
        raise RuntimeError("a build has a report")
    if as_json:
        _print_json(report.model_dump(mode="json"))
    elif not quiet:
        for document in report.built:
            if not document.records["claims"]:
                found = document.records["entities"]
                note(
                    f"{document.file}: {found} entities, and no claims: no word in it that kg knows to tell of an event"
                )
                continue
            coverage = document.coverage
            told = f", {coverage.with_claims} of {coverage.sentences} sentences carry a claim" if coverage else ""
            note(
                f"{document.file}: {document.records['claims']} claims about {document.records['events']} events{told}"
            )
        note(f"{len(report.built)} document(s), {report.quads:,} quads → {output}")
    for document in report.documents:
        for warning in document.warnings:
            note(f"warning: {document.file}: {warning}")
    for warning in report.warnings:
        note(f"warning: {warning}")
    if report.refused:
        print_problems(problems_of(report))
        note(f"{len(report.refused)} document(s) refused; see {output / 'report.json'}")
        raise typer.Exit(EXIT_FAILED)


@app.command(epilog="Example: kg extract report.txt > report.records.yaml")
def extract(
    article: Annotated[Path, typer.Argument(help="A news article, as plain text or Markdown.")],
    nlp: NlpOption = None,
    decisions: DecisionsOption = None,
) -> None:
    """Print what kg finds in an article as records in YAML, in the format of reviewed records."""
    from kg.documents import extract_automatically  # noqa: PLC0415
    from kg.link.decisions import load_decisions  # noqa: PLC0415
    from kg.read import read_article  # noqa: PLC0415
    from kg.records.writing import to_yaml  # noqa: PLC0415
    from kg.settings import load_settings  # noqa: PLC0415

    settings = load_settings(nlp=nlp, decisions=decisions)
    read = read_article(article, max_bytes=settings.max_article_bytes)
    records, _ = extract_automatically(read, settings, load_decisions(settings.decisions))
    sys.stdout.write(to_yaml(records, read))


@app.command(epilog="Example: kg explain claim-3 report.txt")
def explain(
    record: Annotated[str, typer.Argument(help="A claim, event or entity: its IRI, its id, or an entity's label.")],
    sources: Annotated[list[Path] | None, typer.Argument(help="Files or folders (default: source_docs).")] = None,
    nlp: NlpOption = None,
    decisions: DecisionsOption = None,
) -> None:
    """Say which rules, lexicon entries and words made a claim, an event or an entity."""
    from kg.explaining import explain as explain_record  # noqa: PLC0415
    from kg.settings import load_settings  # noqa: PLC0415

    for found in explain_record(
        record, sources or [Path("source_docs")], settings=load_settings(nlp=nlp, decisions=decisions)
    ):
        sys.stdout.write(f"{found.file}:{found.line}: {found.title}\n")
        for quote in found.quotes:
            sys.stdout.write(f"  “{' '.join(quote.split())}”\n")
        if found.reviewed:
            sys.stdout.write("  reviewed: a person wrote it so\n")
        for reason in found.reasons:
            sys.stdout.write(f"  {reason.rule}: {reason.note}\n")


@app.command(epilog="Example: kg entities articles/ --alike")
def entities(
    sources: Annotated[list[Path] | None, typer.Argument(help="Files or folders (default: source_docs).")] = None,
    nlp: NlpOption = None,
    decisions: DecisionsOption = None,
    *,
    alike: Annotated[bool, typer.Option("--alike", help="Only candidates that look alike, with why.")] = False,
    as_json: Json = False,
) -> None:
    """List the named entities of articles, and those that look alike: what to write into the decisions file."""
    from dataclasses import asdict  # noqa: PLC0415

    from kg.building import survey_entities  # noqa: PLC0415
    from kg.settings import load_settings  # noqa: PLC0415

    survey = survey_entities(sources or [Path("source_docs")], settings=load_settings(nlp=nlp, decisions=decisions))
    if as_json:
        rows = [] if alike else [asdict(row) for row in survey.rows]
        _print_json({"entities": rows, "alike": [asdict(pair) for pair in survey.alike]})
    else:
        if not alike:
            print_table(
                ["label", "class", "documents", "mentions", "link"],
                [[r.label, r.class_name, str(len(r.documents)), str(r.mentions), r.link or ""] for r in survey.rows],
                title="Named entities",
            )
        print_table(
            ["one", "other", "class", "why", "decision"],
            [[pair.left, pair.right, pair.class_name, pair.why, pair.decision] for pair in survey.alike],
            title="They look alike: decide in kg-decisions.yaml",
        )
    if survey.problems:
        print_problems(survey.problems)
        raise typer.Exit(EXIT_FAILED)


@app.command(epilog="Example: kg query figures-side-by-side\n\nExample: kg query about --set name=Kursk --format csv")
def query(
    text: Annotated[str, typer.Argument(metavar="QUERY", help="A shipped query's name, a .rq file, or SPARQL.")],
    graph: GraphOption = Path("output"),
    output: Annotated[ResultFormat, typer.Option("--format", "-f", help="How to print the answer.")] = (
        ResultFormat.TABLE
    ),
    values: Annotated[list[str] | None, typer.Option("--set", help="A query's parameter: name=value.")] = None,
    *,
    as_json: Json = False,
) -> None:
    """Ask the graph in SPARQL 1.1; prefixes are known, and the union of all documents is asked."""
    from pyoxigraph import QueryBoolean, QuerySolutions  # noqa: PLC0415

    from kg.graph import Graph  # noqa: PLC0415
    from kg.query import find_query, serialize_results, to_rows  # noqa: PLC0415

    parameters = {}
    for value in values or []:
        name, equals, content = value.partition("=")
        if not equals:
            raise typer.BadParameter(f"'{value}' is not name=value", param_hint="--set")
        parameters[name] = content
    found = find_query(text)
    results = Graph.load(graph).query(text, **parameters)
    chosen = ResultFormat.JSON if as_json else output
    if chosen is ResultFormat.TABLE and isinstance(results, QuerySolutions):
        print_table(*to_rows(results), title=found.title)
    elif chosen is ResultFormat.TABLE and isinstance(results, QueryBoolean):
        sys.stdout.write("yes\n" if results else "no\n")
    else:
        default = ResultFormat.TURTLE if chosen is ResultFormat.TABLE else chosen
        sys.stdout.write(serialize_results(results, default.value))


@app.command(epilog="Example: kg queries")
def queries(*, as_json: Json = False) -> None:
    """List the queries that ship with kg."""
    from kg.query import shipped_queries  # noqa: PLC0415

    shipped = list(shipped_queries().values())
    if as_json:
        _print_json(
            [
                {"name": q.name, "title": q.title, "parameters": {p.name: p.description for p in q.parameters}}
                for q in shipped
            ]
        )
        return
    rows = [[q.name, q.title, ", ".join(p.name for p in q.parameters)] for q in shipped]
    print_table(["query", "asks", "parameters"], rows)


@app.command(epilog="Example: kg view output")
def view(
    folder: Annotated[Path, typer.Argument(help="Output folder of 'kg build'.")] = Path("output"),
) -> None:
    """Open the graph's page in a browser, and say where it is."""
    import webbrowser  # noqa: PLC0415

    from kg.errors import Problem, SourceError  # noqa: PLC0415

    page = folder / "graph.html"
    if not page.is_file():
        raise SourceError(Problem(str(page), None, "there is no such page", "run 'kg build' first"))
    sys.stdout.write(f"{page}\n")
    try:
        opened = webbrowser.open(page.resolve().as_uri())
    except webbrowser.Error:
        opened = False
    if not opened:
        note("no browser was found: open this file in one")


@app.command(epilog="Example: kg validate source_docs\n\nExample: kg validate output/graph.ttl")
def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Articles or folders of them (default: source_docs), or built graphs.")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Check articles with their records, or built graphs, against the ontology's rules; nothing is written."""
    from kg.checking import check_paths  # noqa: PLC0415

    checks = check_paths(paths or [Path("source_docs")])
    problems = [problem for check in checks for problem in check.problems]
    if as_json:
        _print_json(
            [
                {"path": check.path, "checked": check.checked, "problems": [vars_of(p) for p in check.problems]}
                for check in checks
            ]
        )
    else:
        for check in checks:
            note(f"{check.path}: {check.checked}, {len(check.problems) or 'no'} problem(s)")
        print_problems(problems)
    if problems:
        raise typer.Exit(EXIT_FAILED)


@app.command(epilog="Example: kg verify output --sources source_docs")
def verify(
    graph: Annotated[Path, typer.Argument(help="Output folder of 'kg build', or an RDF file.")] = Path("output"),
    sources: Annotated[
        list[Path] | None, typer.Option("--sources", "-s", help="Where the articles are (default: source_docs).")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Slice every span of a built graph from its source again, and compare the files with the report's hashes."""
    from kg.graph import Graph  # noqa: PLC0415
    from kg.verify import verify as verify_graph  # noqa: PLC0415

    loaded = Graph.load(graph)
    result = verify_graph(loaded.dataset, sources or [Path("source_docs")], graph if graph.is_dir() else None)
    if as_json:
        _print_json(
            {
                "documents": result.documents,
                "spans": result.spans,
                "files": result.files,
                "problems": [vars_of(p) for p in result.problems],
            }
        )
    else:
        note(
            f"{result.documents} document(s), {result.spans} spans and {result.files} files checked, "
            f"{len(result.problems) or 'no'} problem(s)"
        )
        print_problems(result.problems)
    if result.problems:
        raise typer.Exit(EXIT_FAILED)


@app.command("eval", epilog="Example: kg eval output --gold gold --explain")
def evaluate(
    graph: Annotated[Path, typer.Argument(help="Output folder of 'kg build', or an RDF file.")] = Path("output"),
    gold: Annotated[Path, typer.Option("--gold", help="Folder with NAME.gold.yaml beside NAME.txt.")] = Path("gold"),
    only: Annotated[list[str] | None, typer.Option("--only", help="Score this NAME alone; may be repeated.")] = None,
    figures: Annotated[Path | None, typer.Option("--json", help="Write all figures to this file, as JSON.")] = None,
    *,
    explain: Annotated[bool, typer.Option("--explain", help="List what is missed (-) and spurious (+).")] = False,
) -> None:
    """Score a built graph against what careful readers found in its articles, layer by layer."""
    from kg.cli.scores import print_faults, print_scores  # noqa: PLC0415
    from kg.evaluate.gold_files import read_gold  # noqa: PLC0415
    from kg.evaluate.scoring import evaluate as evaluate_graph  # noqa: PLC0415
    from kg.graph import Graph  # noqa: PLC0415

    golds = read_gold(gold, only or ())
    evaluation = evaluate_graph(Graph.load(graph).dataset, golds)
    print_scores(evaluation)
    if explain:
        print_faults(evaluation)
    for read, article in zip(golds, evaluation.articles, strict=True):
        for warning in read.warnings:
            note(f"warning: {warning}")
        if not article.known:
            note(f"warning: {read.name}: the graph has no such document; build it from this {read.article}")
    if figures is not None:
        figures.write_text(json.dumps(evaluation.figures(), indent=1, sort_keys=True) + "\n", encoding="utf-8")


@app.command(epilog="Example: kg schema > records.schema.json")
def schema() -> None:
    """Print the JSON Schema of records files, for editors that complete and check."""
    from kg.records import Records  # noqa: PLC0415

    _print_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **Records.model_json_schema()})


@app.command(epilog="Example: kg version --json")
def version(*, as_json: Json = False) -> None:
    """Print the version of kg and of its ontology."""
    from kg.vocab import ONTOLOGY_IRI, ONTOLOGY_VERSION  # noqa: PLC0415

    if as_json:
        _print_json({"kg": __version__, "ontology": ONTOLOGY_VERSION, "ontology_iri": ONTOLOGY_IRI})
    else:
        sys.stdout.write(f"kg {__version__} (ontology {ONTOLOGY_VERSION})\n")


def vars_of(problem: object) -> dict[str, object]:
    """A problem as JSON."""
    return {name: getattr(problem, name) for name in ("file", "line", "message", "fix")}
