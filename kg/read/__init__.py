"""Reads source files (.txt, .md) as articles, with every offset of the file kept."""

from kg.read.reader import read_article, read_article_bytes
from kg.read.sources import find_sources

__all__ = ["find_sources", "read_article", "read_article_bytes"]
