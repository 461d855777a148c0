"""Checks of graphs that exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.checking import check_paths
from kg.errors import EmptyGraphError


def test_a_graph_without_an_article_is_none_of_ours(tmp_path: Path) -> None:
    """Any other RDF breaks no shape, and is not sound for that."""
    other = tmp_path / "other.ttl"
    other.write_text('<https://a.example/x> <https://a.example/p> "y" .\n', encoding="utf-8")
    with pytest.raises(EmptyGraphError, match="no article"):
        check_paths([other])
