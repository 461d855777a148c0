"""Queries are asked of the graph at hand, and of nothing else."""

from __future__ import annotations

import socket
import threading

import pytest

import kg
from kg.dataset import Dataset
from kg.errors import QueryError


def test_a_query_asks_no_other_server(first_graph: kg.Graph) -> None:
    """SERVICE is refused before anything is sent: a listener that it names is never called."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        called = threading.Event()

        def wait_for_a_call() -> None:
            try:
                listener.accept()[0].close()
                called.set()
            except TimeoutError:
                return

        waiting = threading.Thread(target=wait_for_a_call)
        waiting.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"
        with pytest.raises(QueryError, match="SERVICE"):
            list(first_graph.query(f"SELECT * {{ sErViCe SILENT <{address}> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
        waiting.join()
    assert not called.is_set()


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("SERVICE" AS ?word) {}',
        "SELECT ?service { ?service a kg:Document }  # SERVICE in a comment",
        "SELECT * { ?s <https://service.example/SERVICE> ?o }",
        "SELECT ('''a SERVICE { in a 'long' string''' AS ?word) {}",
        "SELECT * { ?s schema:service ?o }",
        "SELECT * { ?s schema:value ?a, ?b FILTER(?a < ?b) }",
    ],
)
def test_the_word_service_elsewhere_is_no_harm(query: str) -> None:
    """In strings, comments, names and addresses it asks nobody."""
    Dataset().query(query)
