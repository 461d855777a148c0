"""The form in which names are compared, and the spellings that are tried."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.spelling import is_facility, normalise, readings, romanise, variants


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Saint Petersburg", "St. Petersburg"),
        ("U.S.", "US"),
        ("U. S.", "US"),
        ("the Netherlands", "Netherlands"),
        ("Deir ez-Zor", "Deir ez Zor"),
        ("Rhône", "RHONE"),
        ("Luhans'k", "Luhansk"),
        ("Luhans’k", "Luhansk"),
        ("Mount Vernon", "Mt. Vernon"),
        ("Łódź", "Lodz"),
        ("Київ", "Kyiv"),
    ],
)
def test_spellings_that_only_look_different_are_one(name: str, other: str) -> None:
    """Case, accents, apostrophes, points, hyphens, articles and common abbreviations do not count."""
    assert normalise(name) == normalise(other)


def test_an_article_alone_stays() -> None:
    """'The' is a name too, if it is all there is."""
    assert normalise("The") == "the"


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    """The compared form of a compared form is itself, whatever was written."""
    assert normalise(normalise(text)) in (normalise(text), normalise(text).removeprefix("the "))


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Запоріжжя", "Zaporizhzhia"),
        ("Згурівка", "Zghurivka"),
        ("Єнакієве", "Yenakiieve"),
        ("Їжакевич", "Yizhakevych"),
        ("Щасливе", "Shchaslyve"),
        ("Кам'янське", "Kam'ianske"),
        ("Гадяч", "Hadiach"),
        ("Ґорґани", "Gorgany"),
    ],
)
def test_ukrainian_is_romanised_by_the_rules_of_2010(cyrillic: str, latin: str) -> None:
    """Resolution 55 of the Cabinet of Ministers of Ukraine."""
    assert romanise(cyrillic) == latin


def test_russian_is_romanised_by_its_own_rules() -> None:
    """Letters that only Russian has tell which rules hold."""
    assert romanise("Рыльск") == "Rylsk"
    assert romanise("Городище", russian=True) == "Gorodishche"


def test_latin_is_left_as_it_is() -> None:
    """There is nothing to romanise."""
    assert romanise("Kyiv’s") == "Kyiv’s"


@pytest.mark.parametrize(
    ("name", "key", "wants"),
    [
        ("Kursk Oblast", "kursk", "region"),
        ("Kursk region", "kursk", "region"),
        ("the city of Belgorod", "belgorod", "city"),
        ("Rapides Parish", "rapides", "county"),
        ("state of Texas", "texas", "region"),
    ],
)
def test_generic_words_say_what_kind_of_place_is_meant(name: str, key: str, wants: str) -> None:
    """They may be left out of the name, and ask for a kind."""
    assert any(reading.key == key and reading.wants == wants for reading in readings(name))


def test_compass_words_make_a_part() -> None:
    """'Eastern Ukraine' lies in Ukraine."""
    found = {(reading.key, reading.part) for reading in readings("eastern Ukraine")}
    assert {("eastern ukraine", False), ("ukraine", True)} <= found


def test_what_is_built_is_read_literally() -> None:
    """A hospital or a plant is not the town in its name."""
    assert is_facility("Avdiivka Coke Plant")
    assert [reading.key for reading in readings("Velmora City Hospital")] == ["velmora city hospital"]


@pytest.mark.parametrize(
    ("written", "listed"),
    [("kharkov", "kharkiv"), ("kiev", "kyiv"), ("chernigov", "chernihiv"), ("avdeevka", "avdiivka")],
)
def test_russian_forms_lead_to_ukrainian_ones(written: str, listed: str) -> None:
    """At most two rules of spelling.toml apart."""
    assert listed in variants(written)


def test_variants_do_not_contain_the_name_itself() -> None:
    """They are other spellings."""
    assert "kyiv" not in variants("kyiv")
