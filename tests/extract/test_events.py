"""Words that tell of events, the types they give, and who and what takes part in which role."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SettingsError

from .conftest import ReadClaims, known_fault

TROOPS = {"Norwegian troops"}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norwegian troops shelled Velmora.", "shelling"),
        ("Norwegian troops withdrew from Velmora.", "withdrawal"),
        ("Norwegian troops pulled back from Velmora.", "withdrawal"),
        ("Norwegian troops captured Velmora.", "territorial-gain"),
        ("Norwegian troops invaded Finland.", "incursion"),
        ("Norwegian troops ambushed rebels near Velmora.", "ambush"),
        ("Norwegian troops fought rebels near Velmora.", "armed-clash"),
        ("Norwegian troops blockaded the port of Velmora.", "blockade"),
        ("Rebels abducted two doctors in Velmora.", "abduction"),
        ("Rebels captured two Norwegian officers near Velmora.", "capture"),
        ("Police arrested two doctors in Velmora.", "detention"),
        ("Residents fled from Velmora to Lonmark.", "displacement"),
        ("The army evacuated 300 residents from Velmora.", "evacuation"),
        ("Two doctors were assassinated in Velmora.", "assassination"),
        ("Norway sent 300 soldiers to Velmora.", "deployment"),
        ("Norway imposed sanctions on Finland.", "sanction"),
        ("Osk Harrow met Maria Hollis in Velmora.", "meeting"),
        ("The parliament appointed Osk Harrow as prime minister.", "appointment"),
        ("Governor Osk Harrow resigned on Friday.", "resignation"),
        ("Some 300 students protested in Velmora.", "protest"),
        ("An earthquake struck Velmora on Friday.", "disaster"),
        ("A Norwegian cargo ship capsized near Velmora.", "accident"),
    ],
)
def test_a_verb_tells_of_an_event(claims_of: ReadClaims, text: str, type_: str) -> None:
    """Its type is what the verb means with what stands beside it."""
    assert claims_of(text).types() == [type_]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norwegian forces lost 300 soldiers at Velmora.", "casualties"),
        ("Norwegian forces lost Velmora.", "territorial-loss"),
        ("Norwegian forces lost two helicopters.", "damage"),
        ("Rebels took Velmora.", "territorial-gain"),
        ("Rebels took two doctors hostage.", "abduction"),
        ("Rebels took 12 soldiers prisoner.", "capture"),
    ],
)
def test_one_verb_tells_of_different_events(claims_of: ReadClaims, text: str, type_: str) -> None:
    """What is lost or taken decides."""
    assert claims_of(text).types() == [type_]


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian troops withdrew from Velmora to Lonmark.",
        "Norwegian troops have withdrawn from Velmora to Lonmark.",
        "Norwegian troops had withdrawn from Velmora to Lonmark.",
        "Norwegian troops are withdrawing from Velmora to Lonmark.",
        "Norwegian troops withdrew to Lonmark from Velmora.",
        "The withdrawal of Norwegian troops from Velmora to Lonmark began on Tuesday.",
        "Norwegian troops completed their withdrawal from Velmora to Lonmark.",
        "Norwegian troops were withdrawn from Velmora to Lonmark.",
        "Norwegian troops, who withdrew from Velmora to Lonmark, were tired.",
        "Norwegian troops began to withdraw from Velmora to Lonmark.",
    ],
)
def test_however_it_is_told_it_is_one_event(claims_of: ReadClaims, text: str) -> None:
    """Tense, voice, noun or relative clause: the same participants and places."""
    told = claims_of(text)
    roles = told("withdrawal").roles
    assert (told.types(), roles["origin"], roles["destination"]) == (["withdrawal"], {"Velmora"}, {"Lonmark"})
    assert roles.get("agent", set()) | roles.get("patient", set()) == TROOPS


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian troops shelled Velmora.",
        "Velmora was shelled by Norwegian troops.",
        "Norwegian troops who had shelled Velmora rested.",
        "The shelling of Velmora by Norwegian troops lasted all night.",
        "Norwegian troops carried out a bombardment of Velmora.",
        "Norwegian troops began shelling Velmora.",
    ],
)
def test_who_did_it_is_the_agent_and_the_town_the_place(claims_of: ReadClaims, text: str) -> None:
    """In the active, the passive, a relative clause, as a noun, with a light verb."""
    claim = claims_of(text)("shelling")
    assert (claim.roles, claim.factuality) == ({"agent": TROOPS, "place": {"Velmora"}}, "CTplus")


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian troops attacked Bergen.",
        "Norwegian troops shelled the city of Kharkiv.",
        "Kharkiv was shelled by Norwegian troops.",
        known_fault("Norwegian troops shelled Kharkiv.", reason="the city is the patient"),
    ],
)
def test_a_town_on_the_map_is_a_place_like_any_other(claims_of: ReadClaims, text: str) -> None:
    """That a town is known, and could act, does not make it who undergoes it."""
    (claim,) = claims_of(text).all
    assert claim.roles.keys() == {"agent", "place"}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norwegian forces carried out a strike on Velmora.", "attack"),
        ("Norwegian forces carried out an airstrike on Velmora.", "airstrike"),
        ("Norwegian forces carried out a missile strike on Velmora.", "missile-strike"),
        ("Norwegian forces launched an offensive near Velmora.", "offensive"),
        ("Norwegian forces staged an ambush near Velmora.", "ambush"),
        ("Norwegian forces conducted a drone attack on Velmora.", "drone-strike"),
    ],
)
def test_a_light_verb_tells_the_event_of_its_noun_once(claims_of: ReadClaims, text: str, type_: str) -> None:
    """'carried out a strike' is one strike, not a strike and a carrying out."""
    told = claims_of(text)
    assert told.types() == [type_]
    assert told(type_).roles == {"agent": {"Norwegian forces"}, "place": {"Velmora"}}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norwegian forces attacked Velmora.", "attack"),
        ("Norwegian forces attacked Velmora with drones.", "drone-strike"),
        ("Norwegian forces attacked Velmora with Shahed drones.", "drone-strike"),
        ("Norwegian forces hit Velmora with missiles.", "missile-strike"),
        ("Norwegian forces struck Velmora with glide bombs.", "airstrike"),
        ("Norwegian forces attacked Velmora with artillery.", "shelling"),
        ("Norwegian forces launched drones at Velmora.", "drone-strike"),
        pytest.param("Norwegian forces fired 12 missiles at Velmora.", "missile-strike"),
        ("A missile hit the port of Velmora.", "missile-strike"),
    ],
)  # fmt: skip
def test_the_weapon_makes_the_type_narrower(claims_of: ReadClaims, text: str, type_: str) -> None:
    """An attack with drones is a drone strike."""
    assert claims_of(text).types() == [type_]


@pytest.mark.parametrize(
    ("text", "type_", "roles"),
    [
        ("Rebels captured two Norwegian officers near Velmora.", "capture",
         {"agent": {"rebels"}, "patient": {"Norwegian officers"}, "place": {"Velmora"}}),
        ("Two Norwegian officers were captured by rebels near Velmora.", "capture",
         {"agent": {"rebels"}, "patient": {"Norwegian officers"}, "place": {"Velmora"}}),
        ("Norwegian troops launched an offensive against Finnish forces near Velmora.", "offensive",
         {"agent": TROOPS, "opponent": {"Finnish forces"}, "place": {"Velmora"}}),
        ("Finnish troops were ambushed by rebels near Velmora.", "ambush",
         {"agent": {"rebels"}, "opponent": {"Finnish troops"}, "place": {"Velmora"}}),
        ("Norway imposed sanctions on Finland.", "sanction", {"agent": {"Norway"}, "opponent": {"Finland"}}),
        ("Norwegian and Finnish soldiers clashed in Velmora.", "armed-clash",
         {"agent": {"Norwegian soldiers", "Finnish soldiers"}, "place": {"Velmora"}}),
        ("Norway delivered 12 Leopard tanks to Finland.", "military-aid",
         {"agent": {"Norway"}, "beneficiary": {"Finland"}, "instrument": {"Leopard"}}),
        ("12 Leopard tanks were delivered to Finland by Norway.", "military-aid",
         {"agent": {"Norway"}, "beneficiary": {"Finland"}, "instrument": {"Leopard"}}),
        ("Finland received 12 Leopard tanks from Norway.", "military-aid",
         {"agent": {"Norway"}, "beneficiary": {"Finland"}, "instrument": {"Leopard"}}),
        known_fault("Norway sent Finland 12 Leopard tanks.", "military-aid",
                    {"agent": {"Norway"}, "beneficiary": {"Finland"}, "instrument": {"Leopard"}},
                    reason="'send tanks' is a deployment, also where somebody receives them"),
        ("Norwegian troops were sent to Velmora to support Finnish forces.", "deployment",
         {"patient": TROOPS, "destination": {"Velmora"}, "beneficiary": {"Finnish forces"}}),
        ("Norway sent Norwegian troops from Lonmark to Velmora.", "deployment",
         {"agent": {"Norway"}, "patient": TROOPS, "origin": {"Lonmark"}, "destination": {"Velmora"}}),
        ("Norwegian forces attacked Velmora with drones.", "drone-strike",
         {"agent": {"Norwegian forces"}, "instrument": {"drones"}, "place": {"Velmora"}}),
        ("The rebels destroyed two Leopard tanks near Velmora.", "damage",
         {"agent": {"rebels"}, "target": {"Leopard"}, "place": {"Velmora"}}),
        ("The army shot down a Norwegian helicopter near Velmora.", "interception",
         {"agent": {"army"}, "target": {"helicopter"}, "place": {"Velmora"}}),
        known_fault("Finnish air defences shot down a helicopter near Velmora.", "interception",
                    {"agent": {"Finnish air defences"}, "target": {"helicopter"}, "place": {"Velmora"}},
                    reason="air defences are no entity"),
        known_fault("Several Norwegian tanks were destroyed by Finnish drones near Velmora.", "damage",
                    {"target": {"tanks"}, "instrument": {"drones"}, "place": {"Velmora"}},
                    reason="tanks without a designation are no target"),
        known_fault("Norwegian troops fought Finnish rebels near Velmora.", "armed-clash",
                    {"agent": TROOPS, "opponent": {"Finnish rebels"}, "place": {"Velmora"}},
                    reason="whom one fights is a patient, against kg:opponent's definition"),
        known_fault("Norwegian troops came under attack in Velmora.", "attack",
                    {"patient": TROOPS, "place": {"Velmora"}}, reason="'come under attack' tells nothing"),
        known_fault("Norwegian artillery hit Velmora.", "shelling",
                    {"agent": {"Norway"}, "place": {"Velmora"}}, reason="the object of 'hit' is no place here"),
    ],
)  # fmt: skip
def test_everyone_has_a_role(claims_of: ReadClaims, text: str, type_: str, roles: dict[str, set[str]]) -> None:
    """Who acts, who undergoes it, against and for whom, with what, on what, where, whence and where to."""
    told = claims_of(text)
    assert told.types() == [type_]
    assert told(type_).roles == roles


@pytest.mark.parametrize(
    "text",
    [
        "Norway supplied Finland with 12 Leopard tanks.",
        "Norway provided Finland with 12 Leopard tanks.",
        "Norway equipped the Finnish army with 12 Leopard tanks.",
    ],
)
def test_what_stands_after_with_is_what_is_given(claims_of: ReadClaims, text: str) -> None:
    """In 'provide X with Y' X receives, and Y is delivered."""
    claim = claims_of(text)("military-aid")
    (receiver,) = claim.roles["beneficiary"]
    assert receiver.startswith("Fin")
    assert (claim.roles["agent"], claim.roles["instrument"]) == ({"Norway"}, {"Leopard"})
    assert claim.figures == {("equipment-delivered", 12)}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("General Osk Harrow ordered his troops to attack Velmora.", "attack"),
        known_fault("General Osk Harrow ordered Norwegian troops to pull back from Velmora.", "withdrawal",
                    reason="'order troops' tells of a deployment as well"),
        known_fault("General Osk Harrow ordered the units to pull back from Velmora.", "withdrawal",
                    reason="'the units' without a name are nobody"),
    ],
)  # fmt: skip
def test_who_orders_it_does_it(claims_of: ReadClaims, text: str, type_: str) -> None:
    """The agent orders, the patient is who is ordered, and the order itself is no event."""
    told = claims_of(text)
    assert told.types() == [type_]
    assert told(type_).roles["agent"] == {"Osk Harrow"}
    assert len(told(type_).roles["patient"]) == 1


def test_who_is_forced_out_is_the_patient(claims_of: ReadClaims) -> None:
    """'forced the rebels to withdraw': the one makes the other go."""
    claim = claims_of("Norwegian troops forced the rebels to withdraw from Velmora.")("withdrawal")
    assert claim.roles == {"agent": TROOPS, "patient": {"rebels"}, "origin": {"Velmora"}}


def test_a_relative_clause_is_an_event_of_its_own(claims_of: ReadClaims) -> None:
    """With the noun before it for an agent."""
    told = claims_of("Norwegian troops, which shelled Velmora on Tuesday, withdrew from Lonmark.")
    assert told("shelling").roles == {"agent": TROOPS, "place": {"Velmora"}}
    assert told("withdrawal").roles == {"agent": TROOPS, "origin": {"Lonmark"}}


def test_two_verbs_share_their_subject(claims_of: ReadClaims) -> None:
    """'shelled A and captured B' are two events of one agent."""
    told = claims_of("Norwegian troops shelled Velmora and captured Lonmark.")
    assert told("shelling").roles == {"agent": TROOPS, "place": {"Velmora"}}
    assert told("territorial-gain").roles == {"agent": TROOPS, "place": {"Lonmark"}}


@pytest.mark.parametrize(
    ("text", "role", "labels"),
    [
        ("Norwegian troops shelled Velmora and Lonmark.", "place", {"Velmora", "Lonmark"}),
        ("Norwegian and Finnish troops shelled Velmora.", "agent", {"Norwegian troops", "Finnish troops"}),
        ("Norwegian troops and rebels shelled Velmora.", "agent", {"Norwegian troops", "rebels"}),
    ],
)
def test_who_stands_together_takes_part_together(claims_of: ReadClaims, text: str, role: str, labels: set[str]) -> None:
    """Coordinated nouns fill one role of one event."""
    assert claims_of(text)("shelling").roles[role] == labels


@pytest.mark.parametrize(
    "text",
    [
        "The 7th Coastal Brigade plans to withdraw from Velmora.",
        "The 7th Coastal Brigade is preparing to withdraw from Velmora.",
        "The 7th Coastal Brigade intends to withdraw from Velmora.",
        "The planned withdrawal of the 7th Coastal Brigade from Velmora was debated.",
    ],
)
def test_what_is_planned_is_likely_at_most(claims_of: ReadClaims, text: str) -> None:
    """It is told, but not as something that happened."""
    claim = claims_of(text)("withdrawal")
    roles = claim.roles
    assert (roles.get("agent") or roles["patient"], roles["origin"]) == ({"7th Coastal Brigade"}, {"Velmora"})
    assert claim.factuality == "PRplus"


def test_killed_or_wounded_is_one_claim(claims_of: ReadClaims) -> None:
    """One figure for both, with a measure of its own."""
    told = claims_of("About 4,000 soldiers were killed or wounded in Velmora.")
    assert told.types() == ["casualties"]
    assert told("casualties").figures == {("killed-or-wounded", 4000)}


def test_both_of_killed_or_wounded_are_in_the_evidence(claims_of: ReadClaims) -> None:
    """The measure that the claim gives is in its words."""
    claim = claims_of("About 4,000 Norwegian soldiers have been killed or wounded.")("casualties")
    assert claim.words == "About 4,000 Norwegian soldiers have been killed or wounded"


def test_the_items_of_a_list_are_parts_of_what_leads_to_it(claims_of: ReadClaims) -> None:
    """Each item is a delivery of the same giver to the same receiver."""
    told = claims_of(
        "Norway provided Finland with military aid. The package comprises:", "- 2 Skynex systems", "- 40 Leopard tanks"
    )
    items = told.of("military-aid", "Skynex") + told.of("military-aid", "Leopard")
    assert [claim.figures for claim in items] == [{("equipment-delivered", 2)}, {("equipment-delivered", 40)}]
    assert [claim.roles["instrument"] for claim in items] == [{"Skynex"}, {"Leopard"}]
    (whole,) = told.of("military-aid", "provided Finland")
    for claim in items:
        assert claim.event is not None
        assert claim.event.part_of == (whole.record.about,)
        assert (claim.roles["agent"], claim.roles["beneficiary"]) == ({"Norway"}, {"Finland"})


@pytest.mark.xfail(strict=True, reason="'announced a package' and 'military aid for' are two events, one without giver")
def test_a_package_that_is_announced_has_its_giver(claims_of: ReadClaims) -> None:
    """Who announces military aid for somebody gives it."""
    told = claims_of("Norway announced a new package of military aid for Finland.")
    assert told("military-aid").roles == {"agent": {"Norway"}, "beneficiary": {"Finland"}}


@pytest.mark.parametrize(
    "text",
    [
        "The attack was discussed on Friday.",
        "The attack surprised nobody.",
        "Peace talks need time.",
        "Attacks are bad.",
        "A ceasefire is no peace.",
    ],
)
def test_a_noun_without_participants_makes_no_claim(claims_of: ReadClaims, text: str) -> None:
    """Nobody is told to have done anything anywhere."""
    assert claims_of(text).all == []


@pytest.mark.parametrize(
    "text",
    [
        "The bridge of Velmora was built by Norwegian engineers.",
        "Osk Harrow read a book about Velmora.",
        "Velmora is a town in Norway.",
    ],
)
def test_other_verbs_tell_of_no_event(claims_of: ReadClaims, text: str) -> None:
    """What the vocabulary has no type for is left out."""
    assert claims_of(text).types() == []


def test_who_says_it_takes_no_part(claims_of: ReadClaims) -> None:
    """A speaker behind the clause fills no role of the event."""
    claim = claims_of("Rebels withdrew from Velmora, said Osk Harrow.")("withdrawal")
    assert claim.roles == {"agent": {"rebels"}, "origin": {"Velmora"}}


@pytest.mark.xfail(strict=True, reason="the lemma of 'according' is 'accord', so 'withdrew from' leaves an agreement")
def test_according_to_is_no_accord(claims_of: ReadClaims) -> None:
    """'withdrew from Velmora, according to X' is a withdrawal that X tells of."""
    claim = claims_of("Norwegian troops withdrew from Velmora, according to Osk Harrow.")("withdrawal")
    assert (claim.roles["origin"], claim.sources) == ({"Velmora"}, [{"Osk Harrow"}])


class TestAUsersWords:
    """A folder with an events.toml of one's own."""

    @staticmethod
    def write(folder: Path, text: str) -> Path:
        (folder / "events.toml").write_text(text, encoding="utf-8")
        return folder

    def test_a_verb_that_is_added_tells_of_an_event(self, claims_of: ReadClaims, tmp_path: Path) -> None:
        """Without it the sentence tells of none; with it, of one with all its roles."""
        text = "Norwegian troops ripplefired Velmora on Tuesday."
        own = self.write(tmp_path, '[[verbs]]\ntype = "shelling"\nwords = ["ripplefire"]\n')
        assert "shelling" not in claims_of(text).types()
        claim = claims_of(text, lexicons=own)("shelling")
        assert (claim.roles, claim.time) == ({"agent": TROOPS, "place": {"Velmora"}}, "2031-03-11")

    def test_what_is_added_comes_before_what_ships(self, claims_of: ReadClaims, tmp_path: Path) -> None:
        """One may read a word in another way than kg does."""
        own = self.write(tmp_path, '[[verbs]]\ntype = "exercise"\nwords = ["shell"]\n')
        assert claims_of("Norwegian troops shelled Velmora.", lexicons=own).types() == ["exercise"]

    def test_what_ships_stays(self, claims_of: ReadClaims, tmp_path: Path) -> None:
        """The file adds to the shipped lexicon and does not replace it."""
        own = self.write(tmp_path, '[[verbs]]\ntype = "shelling"\nwords = ["ripplefire"]\n')
        assert claims_of("Norwegian troops withdrew from Velmora.", lexicons=own).types() == ["withdrawal"]

    def test_a_noun_can_be_added(self, claims_of: ReadClaims, tmp_path: Path) -> None:
        """Nouns as well as verbs."""
        own = self.write(tmp_path, '[[nouns]]\ntype = "drone-strike"\nwords = ["moped raid"]\n')
        told = claims_of("Norwegian forces carried out a moped raid on Velmora.", lexicons=own)
        assert told("drone-strike").roles == {"agent": {"Norwegian forces"}, "place": {"Velmora"}}

    def test_a_file_that_is_no_toml_is_named(self, claims_of: ReadClaims, tmp_path: Path) -> None:
        """With the file and what to do."""
        own = self.write(tmp_path, "[[verbs]\n")
        with pytest.raises(SettingsError, match=r"events\.toml"):
            claims_of("Norwegian troops shelled Velmora.", lexicons=own)

    def test_a_verb_that_is_added_says_so_in_its_reason(self, claims_of: ReadClaims, tmp_path: Path) -> None:
        """The claim's reasons name the word of the lexicon."""
        own = self.write(tmp_path, '[[verbs]]\ntype = "shelling"\nwords = ["ripplefire"]\n')
        claim = claims_of("Norwegian troops ripplefired Velmora.", lexicons=own)("shelling")
        notes = {reason.rule: reason.note for reason in claim.record.reasons}
        assert "ripplefire" in (notes["event-lexicon"] or "")
