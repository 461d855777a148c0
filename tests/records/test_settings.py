"""Options go over the environment, the environment over kg.toml, kg.toml over what kg does by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SettingsError
from kg.settings import SETTINGS_FILE, load_settings
from kg.vocab import DEFAULT_BASE_IRI


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and no setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("KG_BASE_IRI", "KG_MAX_ARTICLE_BYTES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_the_defaults_hold_where_nothing_is_set() -> None:
    """Without a file, a variable or an option, kg has its own values."""
    settings = load_settings()
    assert (settings.base_iri, settings.max_article_bytes) == (DEFAULT_BASE_IRI, 10_000_000)


def test_kg_toml_goes_over_the_defaults(working_folder: Path) -> None:
    """A file in the working folder sets what it names and nothing else."""
    (working_folder / SETTINGS_FILE).write_text('base_iri = "https://file.example/"\n')
    settings = load_settings()
    assert (settings.base_iri, settings.max_article_bytes) == ("https://file.example/", 10_000_000)


def test_the_environment_goes_over_kg_toml(working_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable is nearer to the run than a file."""
    (working_folder / SETTINGS_FILE).write_text('base_iri = "https://file.example/"\nmax_article_bytes = 7\n')
    monkeypatch.setenv("KG_BASE_IRI", "https://env.example/")
    settings = load_settings()
    assert (settings.base_iri, settings.max_article_bytes) == ("https://env.example/", 7)


def test_an_option_goes_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said on the command line is meant; what is None was not said."""
    monkeypatch.setenv("KG_BASE_IRI", "https://env.example/")
    monkeypatch.setenv("KG_MAX_ARTICLE_BYTES", "9")
    settings = load_settings(base_iri="https://option.example/", max_article_bytes=None)
    assert (settings.base_iri, settings.max_article_bytes) == ("https://option.example/", 9)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("base_iri", "example.org/id/"),
        ("base_iri", "https://example.org/id"),
        ("base_iri", "https://exa mple.org/"),
        ("base_iri", ""),
        ("base_iri", "https://example.org/id#"),
        ("base_iri", "https://example.org/?id=/"),
        ("base_iri", "https://example.org/id/../"),
        ("max_article_bytes", "0"),
        ("max_article_bytes", "-5"),
        ("max_article_bytes", "plenty"),
    ],
)
def test_a_wrong_value_names_its_setting(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """The message says which setting is wrong and where it can be corrected."""
    monkeypatch.setenv(f"KG_{name.upper()}", value)
    with pytest.raises(SettingsError, match=f"setting '{name}'") as caught:
        load_settings()
    assert "KG_…" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'base_irl = "https://file.example/"\n', "setting 'base_irl'"),
        (b"base_iri = [\n", "not valid TOML"),
        (b"base_iri = 5\n", "setting 'base_iri'"),
        (b"\xff\xfe", "not UTF-8 at byte 0"),
    ],
)
def test_a_broken_kg_toml_is_named(working_folder: Path, text: bytes, message: str) -> None:
    """A misspelt key, bad syntax, another type or another encoding is reported as a fault of that file."""
    (working_folder / SETTINGS_FILE).write_bytes(text)
    with pytest.raises(SettingsError, match=message) as caught:
        load_settings()
    assert caught.value.problems[0].file == SETTINGS_FILE


def test_all_wrong_settings_are_named_at_once() -> None:
    """One run tells everything."""
    with pytest.raises(SettingsError) as caught:
        load_settings(base_iri="x", max_article_bytes=0)
    assert len(caught.value.problems) == 2


def test_settings_cannot_be_changed() -> None:
    """A build has one set of settings from beginning to end."""
    with pytest.raises(ValueError, match="frozen"):
        load_settings().base_iri = "https://other.example/"
