"""The run that made the records of an article."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from kg.records.base import Record


class Extraction(Record):
    """Which extractor, of which version of kg, under which settings: what a reader needs to repeat it."""

    extractor: str
    software_version: str
    settings_sha256: str

    @classmethod
    def of(cls, extractor: str, software_version: str, settings: Mapping[str, str]) -> Extraction:
        """An extraction whose hash covers `settings`: all that decides what is extracted, key by key."""
        canonical = json.dumps(dict(settings), sort_keys=True, ensure_ascii=False).encode()
        return cls(
            extractor=extractor,
            software_version=software_version,
            settings_sha256=hashlib.sha256(canonical).hexdigest(),
        )
