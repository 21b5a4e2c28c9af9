"""What reading a claim takes from the rest of the English side; nothing else here imports from it."""

from __future__ import annotations

from data.dates.edtf import MONTHS
from data.english.actor.finder import ActorFinder
from data.english.actor.groups import names_of_group
from data.english.actor.known import Actor
from data.english.actor.names import Name
from data.english.date.choice import is_denied
from data.english.date.mentions import DateMention
from data.english.grammar import parse
from data.english.headline.clauses import hyphened, subject_of
from data.english.parts import demonym, role_kinds, roles
from data.english.rules import Rule
from data.english.words import SCALES, countries, number_words, read_words, word_set

__all__ = [
    "MONTHS",
    "SCALES",
    "Actor",
    "ActorFinder",
    "DateMention",
    "Name",
    "Rule",
    "countries",
    "demonym",
    "hyphened",
    "is_denied",
    "names_of_group",
    "number_words",
    "parse",
    "read_words",
    "role_kinds",
    "roles",
    "subject_of",
    "word_set",
]
