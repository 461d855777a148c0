"""English for everything above it: news text to spaCy `Doc`s with tags, trees and names, offline and deterministic."""

from kg.language.article_doc import article_span, parse_article
from kg.language.heads import MENTION_LABELS
from kg.language.pipeline import load_pipeline, pipeline_version

__all__ = ["MENTION_LABELS", "article_span", "load_pipeline", "parse_article", "pipeline_version"]
