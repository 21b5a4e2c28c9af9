"""What a report itself says of names: who is President, what is short for what, whose full name is which."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from data.dates.edtf import MONTHS
from data.english.actor.kinds import ORGANISATION, SECURITY, TITLES, is_no_person, is_office, without_title
from data.english.actor.known import known_actors, name_key
from data.english.rules import Rule
from data.english.words import any_of, countries, word_list, word_set
from data.report import Report

_PARTICLES = any_of("names", "particles")
# Limits that no report reaches, so that reading grows with its length alone.
_LONGEST_WORD = 100
_NAME_WITHIN = 300  # characters before an abbreviation or a last name
_FACTS_WITHIN = 30_000  # characters from the start, where an entry's block of facts is
_MOST_PEOPLE = 300
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*\s+(?:(?:of|for|and|on|the|in|to|against)\s+)*)+\Z")
_HEADINGS = word_set("names", "headings")
_NOT_WHOSE = "".join(f"(?<!{word})" for word in word_list("names", "of_whom"))  # "People's Liberation Front"
TITLE_ALONE = re.compile(TITLES)
_END = re.compile(r"(?<=\w{3})\. ")  # of the sentence before: "… of November. The Inspector"
_FORENAMES = re.compile(rf"(?:[A-Z][\w’'.-]+ (?:(?:{_PARTICLES}) )?){{1,3}}\Z")


def _rule(name: str, does: str, why: str, example: str, gives: str) -> Rule:
    return Rule("actors", name, does, why, example, gives)


ABBREVIATION = _rule(
    "abbreviation",
    "makes a name and the abbreviation behind it one actor",
    "“National Security Service (NSS)” is the NSS in the next sentence.",
    "The National Teachers Union (NTU) met. In May, the NTU called a strike.",
    "National Teachers Union",
)
FULL_NAME = _rule(
    "full name",
    "gives the full name for a last name that stands behind a title elsewhere",
    "“President Nazarbaev” is Nursultan Nazarbaev.",
    "Mayor Roe spoke. In May, Ana Roe resigned, and Roe left the town.",
    "Ana Roe",
)


@dataclass(frozen=True)
class ReportNames:
    """What one report says of names, which holds for all of it."""

    place: str  # the country that the report is about
    full_of_short: dict[str, str]  # "NSS" → "National Security Service"
    full_of_last: dict[str, str]  # "Nazarbaev" → "Nursultan Nazarbaev"
    president: str | None

    def full_name(self, last: str, name: str) -> str:
        """The full name of the person whose last name is `last`; `name` where the report tells none."""
        full = self.full_of_last.get(last, name)
        if full != name:
            FULL_NAME.fires(name)
        return full


def read_names(report: Report) -> ReportNames:
    """The names of `report`."""
    words = (word[:_LONGEST_WORD] for word in report.text.split())
    text = unicodedata.normalize("NFC", " ".join(words))
    heads = _heads_of_state(text[:_FACTS_WITHIN])
    people = _full_names(text, heads)
    president = heads[0] if heads else _named_president(text, people)
    return ReportNames(_place_of(report.title, text), _abbreviations(text), people, president)


def _named_president(text: str, people: dict[str, str]) -> str | None:
    found = re.search(r"\bPresident ((?:[A-Z][\w’'-]+\s?){1,3})", text)
    return people.get(found[1].split()[-1], found[1].strip()) if found else None


def _full_names(text: str, heads: list[str]) -> dict[str, str]:
    """The full name behind each last name that stands alone after a title somewhere."""
    lasts = set(re.findall(rf"\b{TITLES} ([A-Z][\w’-]+)(?! [A-Z])", text)) - countries()
    lasts |= {head.split()[-1] for head in heads}
    lasts -= {last for last in lasts if TITLE_ALONE.fullmatch(last) or is_office(last)}  # "Secretary General"
    full = {}
    for last in sorted(lasts)[:_MOST_PEOPLE]:
        # The words before each place of the name, not a search of the whole text from every capital.
        for place in re.finditer(rf" {re.escape(last)}\b", text):
            found = _FORENAMES.search(text[max(0, place.start() - _NAME_WITHIN) : place.start() + 1])
            if found is None:
                continue
            words = (_END.split(found[0])[-1] + last).split()
            while words[0] in MONTHS or words[0] in _HEADINGS:
                words.pop(0)
            words = without_title(" ".join(words)).split()
            inner = [i for i, word in enumerate(words[:-1]) if word in lasts]
            words = words[inner[-1] + 1 :] if inner else words
            name = " ".join(words)
            if len(words) > 1 and not is_no_person(name) and words[0] not in known_actors():
                full.setdefault(last, name)
                break
    return full


def _place_of(title: str, text: str) -> str:
    """The country a report is about: the one in its title, else the one it names most."""
    # "Kazakstan" as the report spells it, whatever the list of countries says.
    bare = title.split(",")[0].strip()
    if bare and (bare in countries() or text.count(bare) > 2):
        return bare
    in_title = [country for country in countries() if re.search(rf"\b{re.escape(country)}\b", title, re.I)]
    if in_title:
        return max(in_title, key=len)
    counts = {country: text.count(country) for country in countries()}
    most = max(counts, key=lambda country: counts[country])
    return most if counts[most] > 3 else bare


def _abbreviations(text: str) -> dict[str, str]:
    """Names by the abbreviation the report gives them: "National Security Service (NSS)"."""
    short = {}
    for brief in re.finditer(r"\((?:(?P<own>[^(),]{4,90}), )?(?P<letters>[A-Z][A-Za-z]{1,7})\)", text):
        found = _NAME_BEFORE.search(text[max(0, brief.start() - _NAME_WITHIN) : brief.start()])
        letters = brief["letters"]
        if found is None or not letters[1].isupper():
            continue
        name = _spelled_out(found[0].split(), letters) or _in_another_language(
            found[0], letters, bool(brief["own"])
        )
        if name:
            short[letters] = name_key(name)
    return short


def _spelled_out(words: list[str], letters: str) -> str | None:
    """The last of `words` whose initials are `letters`, with or without those of the small words."""
    for first, word in enumerate(words):
        if not word[0].isupper():
            continue
        # Small words may have a letter: "Gays and Lesbians of Zimbabwe (GALZ)".
        initials = "".join(word[0] if word[0].isupper() else f"{word[0].upper()}?" for word in words[first:])
        if re.fullmatch(initials, letters.upper()):
            return " ".join(words[first:])
    return None


def _in_another_language(before: str, letters: str, spelled_out: bool) -> str | None:
    """ "Malaysian Islamic Party (PAS)"; `spelled_out` where its own language's name is in the brackets too."""
    own = re.split(
        rf"(?<!for )\b(?:the|In|On|At)\s|{_NOT_WHOSE}[’']s\s|\b[A-Z]\w*-[a-z]+\s", before.strip() + " "
    )
    name = own[-1].strip()
    words = name.split()
    whole = (
        len(letters) > 2 and letters.isupper() and 1 < len(words) < 8 and (spelled_out or "and" not in words)
    )
    return name if whole and (ORGANISATION.search(name) or SECURITY.search(name)) else None


def _heads_of_state(text: str) -> list[str]:
    """Head of state, then of government, from the block of facts that opens an entry."""
    glued = re.search(
        r"Head of state(?P<both> and government)?:(?: [A-Z][^:]{3,40}:)+ "
        rf"(?P<names>(?:[A-Z][\w’'-]+ |(?:{_PARTICLES}) )+)",
        text,
    )
    if not glued:
        pattern = r"Head of (?:state(?: and government)?|government): ((?:[\w’'-]+ ){1,4}?[\w’'-]+) (?=Head of|Death|International)"
        return [name for name in re.findall(pattern, text) if not name.startswith("Head of")]
    names = glued["names"].split()
    if glued["both"]:
        return [" ".join(names)]
    half = len(names) // 2
    return [" ".join(names[:half]), " ".join(names[half:])] if len(names) % 2 == 0 else []
