"""When two names of persons are spellings of one."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.persons import is_same_name, person_name, surname_key

SURNAMES = [
    ["Zelenskyy", "Zelensky", "Zelenskiy", "Zelenskyi", "Zelenski", "Zelenskii"],
    ["Syrskyi", "Syrsky", "Syrskiy", "Syrskyy"],
    ["Herashchenko", "Gerashchenko", "Geraschenko"],
    ["Zaluzhnyi", "Zaluzhny", "Zaluzhnyy"],
    ["Lavrov", "Lavroff"],
    ["Ovechkyn", "Ovechkin"],
    ["Yusov", "Iusov"],
    ["Khodakovsky", "Hodakovskiy"],
]
DIFFERENT = [
    "Zelenskyy", "Zelenko", "Zelinsky", "Ivanov", "Ivanova", "Ivanenko", "Petrov", "Petrova", "Petrenko", "Putin",
    "Pushkin", "Hall", "Gall", "Hill", "Gill", "Kim", "Kin", "Lee", "Li", "Haas", "Hass", "Harrow", "Harlow", "Smith",
    "Smits", "Johnson", "Jonson", "Orlov", "Orlova", "Sidorenko", "Sydorchuk", "Budanov", "Bogdanov",
]  # fmt: skip


@pytest.mark.parametrize("spellings", SURNAMES, ids=lambda names: names[0])
def test_spellings_of_one_surname_have_one_key(spellings: list[str]) -> None:
    """Romanisations of one name."""
    assert len({surname_key(name) for name in spellings}) == 1


def test_different_surnames_have_different_keys() -> None:
    """Names that only look alike are two: women's forms, English names, one letter apart."""
    assert [(a, b) for a, b in combinations(DIFFERENT, 2) if surname_key(a) == surname_key(b)] == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
        ("Oleksandr Hrymko", "Alexander Grymko"),
        ("Osk Harrow", "OSK HARROW"),
        ("Osk J. Harrow", "Osk Harrow"),
        ("Osk J. Harrow", "Osk James Harrow"),
        ("Gen. Osk Harrow", "Osk Harrow"),
        ("Lieutenant General Osk Harrow", "Osk Harrow"),
        ("Imam Osk Harrow", "Sheikh Osk Harrow"),
        ("Muhammad al-Tarvi", "Mohammed Al Tarvi"),
    ],
)
def test_one_full_name(left: str, right: str) -> None:
    """Given names in several languages, titles and initials between do not make two persons."""
    assert is_same_name(left, right)
    assert is_same_name(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Osk Harrow", "Ilsa Harrow"),
        ("Osk Harrow", "Harrow"),
        ("O. Harrow", "Osk Harrow"),
        ("Osk Harrow", "Osk Harrow Jr."),
        ("Osk James Harrow", "Osk Peter Harrow"),
        ("Ivan Petrov", "Ivan Petrova"),
        ("Ahmed Hassan", "Ahmad Ali Hassan"),
        ("Kim Un", "Kim Jong Un"),
        ("Li Na", "Li Wei Na"),
        ("Sheikh Hasan", "Sheikh Ahmed Hasan"),
        ("General Ivanov", "General Petr Ivanov"),
        ("Osk J. B. Harrow", "Osk Harrow"),
    ],
)
def test_two_names(left: str, right: str) -> None:
    """Where it could be two persons, it is two; a surname alone or an initial tells too little."""
    assert not is_same_name(left, right)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_compared(left: str, right: str) -> None:
    """And the order does not matter."""
    assert is_same_name(left, right) == is_same_name(right, left)


@given(st.text(max_size=40))
def test_a_full_name_is_itself(name: str) -> None:
    """A name has parts, or it is no full name."""
    assert is_same_name(name, name) == (person_name(name) is not None)
