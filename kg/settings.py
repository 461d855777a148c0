"""What a user can set: options over the environment (`KG_…`) over `kg.toml` in the working folder."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pyoxigraph import NamedNode

from kg.errors import Problem, SettingsError
from kg.vocab import DEFAULT_BASE_IRI

SETTINGS_FILE = "kg.toml"
_NOT_A_BASE = re.compile(r"[?#]|/\.{1,2}/")


class Settings(BaseSettings):
    """The settings of a build."""

    model_config = SettingsConfigDict(env_prefix="KG_", toml_file=SETTINGS_FILE, frozen=True, extra="forbid")

    base_iri: str = Field(DEFAULT_BASE_IRI, description="IRI under which documents and entities are named")
    max_article_bytes: int = Field(10_000_000, gt=0, description="larger source files are refused")
    nlp: str | None = Field(None, description="an installed spaCy pipeline instead of the shipped one")
    lexicons: Path | None = Field(None, description="folder with lexicons that are added to the shipped ones")
    decisions: Path | None = Field(None, description="file of decisions about names; kg-decisions.yaml where it exists")
    processes: int = Field(1, ge=1, description="in how many processes articles are read")

    @field_validator("lexicons")
    @classmethod
    def _is_folder(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError(f"there is no folder {value}")
        return value

    @field_validator("base_iri")
    @classmethod
    def _is_base(cls, value: str) -> str:
        # Names below it hold a '#' of their own, and are written relative to it in JSON-LD.
        if not value.endswith("/") or ":" not in value or _NOT_A_BASE.search(value):
            raise ValueError("must be an absolute IRI that ends in '/', without '?', '#' and '..'")
        NamedNode(value)  # raises ValueError for what is no IRI
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**options: Any) -> Settings:  # noqa: ANN401  (checked by the model)
    """The settings in force; an option that is None was not given. Raises SettingsError."""
    try:
        return Settings(**{name: value for name, value in options.items() if value is not None})
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(Problem(SETTINGS_FILE, None, f"not valid TOML: {error}")) from error
    except (UnicodeDecodeError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"not UTF-8 at byte {error.start}"
        raise SettingsError(Problem(SETTINGS_FILE, None, f"cannot be read: {reason}", "save it as UTF-8")) from error
    except ValidationError as error:
        source = SETTINGS_FILE if Path(SETTINGS_FILE).exists() else None
        raise SettingsError(
            *(
                Problem(
                    source,
                    None,
                    f"setting '{'.'.join(str(part) for part in fault['loc'])}': {fault['msg']}",
                    "correct it in the option, the environment variable KG_… or kg.toml",
                )
                for fault in error.errors()
            )
        ) from error
