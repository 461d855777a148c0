"""The values of the controlled vocabularies, one enumeration per SKOS scheme of `ontology/vocab.ttl`.

A member's value is the last part of its IRI; the definitions are in the vocabulary.
"""

from __future__ import annotations

from enum import StrEnum

from pyoxigraph import NamedNode

from kg.vocab import KGV


class Concept(StrEnum):
    """Base of the enumerations: a SKOS concept by its local name."""

    @property
    def iri(self) -> NamedNode:
        """The concept's IRI."""
        return NamedNode(KGV + self.value)


class EventType(Concept):
    """What kind of happening an event is; the first of each group is the wider type."""

    CONFLICT = "conflict"
    ATTACK = "attack"
    ARMED_CLASH = "armed-clash"
    OFFENSIVE = "offensive"
    INCURSION = "incursion"
    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    MISSILE_STRIKE = "missile-strike"
    DRONE_STRIKE = "drone-strike"
    BOMBING = "bombing"
    AMBUSH = "ambush"
    ASSASSINATION = "assassination"
    BLOCKADE = "blockade"
    INTERCEPTION = "interception"
    SABOTAGE = "sabotage"
    CYBERATTACK = "cyberattack"
    EXPLOSION = "explosion"

    MOVEMENT = "movement"
    DEPLOYMENT = "deployment"
    WITHDRAWAL = "withdrawal"
    MOBILIZATION = "mobilization"
    TRAINING = "training"
    EXERCISE = "exercise"
    EVACUATION = "evacuation"
    DISPLACEMENT = "displacement"

    CONTROL = "control"
    TERRITORIAL_GAIN = "territorial-gain"
    TERRITORIAL_LOSS = "territorial-loss"

    HARM = "harm"
    CASUALTIES = "casualties"
    CAPTURE = "capture"
    ABDUCTION = "abduction"
    DETENTION = "detention"
    PRISONER_EXCHANGE = "prisoner-exchange"
    DAMAGE = "damage"
    ACCIDENT = "accident"
    DISASTER = "disaster"

    SUPPORT = "support"
    MILITARY_AID = "military-aid"
    HUMANITARIAN_AID = "humanitarian-aid"
    FINANCIAL_AID = "financial-aid"

    DIPLOMACY = "diplomacy"
    STATEMENT = "statement"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    DEMAND = "demand"
    THREAT = "threat"
    PROMISE = "promise"
    MEETING = "meeting"
    AGREEMENT = "agreement"
    CEASEFIRE = "ceasefire"
    SANCTION = "sanction"

    POLITICS = "politics"
    APPOINTMENT = "appointment"
    RESIGNATION = "resignation"
    ELECTION = "election"
    LEGISLATION = "legislation"
    PROTEST = "protest"
    RIOT = "riot"
    COUP = "coup"
    INVESTIGATION = "investigation"
    TRIAL = "trial"

    OTHER_EVENT = "other-event"


class Measure(Concept):
    """What a quantity counts or measures."""

    KILLED = "killed"
    WOUNDED = "wounded"
    KILLED_OR_WOUNDED = "killed-or-wounded"
    CAPTURED = "captured"
    MISSING = "missing"
    LOST = "lost"
    CASUALTIES = "casualties"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    PERSONNEL_DEPLOYED = "personnel-deployed"
    PERSONNEL_STRENGTH = "personnel-strength"
    PERSONNEL_TRAINED = "personnel-trained"
    PARTICIPANTS = "participants"
    EQUIPMENT_LOST = "equipment-lost"
    EQUIPMENT_DELIVERED = "equipment-delivered"
    WEAPONS_LAUNCHED = "weapons-launched"
    WEAPONS_INTERCEPTED = "weapons-intercepted"
    BUILDINGS_DAMAGED = "buildings-damaged"
    TERRITORY_GAINED = "territory-gained"
    TERRITORY_REGAINED = "territory-regained"
    TERRITORY_LOST = "territory-lost"
    TERRITORY_CONTROLLED = "territory-controlled"
    DISTANCE = "distance"
    DURATION = "duration"
    MONEY = "money"
    OTHER_MEASURE = "other-measure"


class Approximator(Concept):
    """How the words loosen or bound a number."""

    APPROXIMATELY = "approximately"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    MORE_THAN = "more-than"
    LESS_THAN = "less-than"
    UP_TO = "up-to"
    DOZENS = "dozens"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"


class ValueStatus(Concept):
    """How a value came about."""

    STATED = "stated"
    INFERRED = "inferred"
    DERIVED = "derived"


class LocationPrecision(Concept):
    """How exactly a place is known."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    EXACT = "exact"


class Echelon(Concept):
    """A military unit's level."""

    ARMY = "army"
    CORPS = "corps"
    DIVISION = "division"
    BRIGADE = "brigade"
    REGIMENT = "regiment"
    BATTALION = "battalion"
    COMPANY = "company"
    PLATOON = "platoon"
    SQUAD = "squad"
    SQUADRON = "squadron"
    WING = "wing"
    FLEET = "fleet"
    FLOTILLA = "flotilla"
    GROUP = "group"
    CONTINGENT = "contingent"


class Anonymity(Concept):
    """How far a source is identified."""

    NAMED = "named"
    UNNAMED = "unnamed"
    ON_REQUEST = "on-request"
    UNSPECIFIED = "unspecified"


class Factuality(Concept):
    """A source's commitment, after FactBank."""

    CT_PLUS = "CTplus"
    PR_PLUS = "PRplus"
    PS_PLUS = "PSplus"
    CT_MINUS = "CTminus"
    PR_MINUS = "PRminus"
    PS_MINUS = "PSminus"
    CT_U = "CTu"
    UU = "Uu"


# What readers see where a claim has no node to name.
AUTHORS_VOICE = "the article"
UNSPECIFIED_SOURCE = "an unspecified source"
