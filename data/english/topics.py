"""The topic of a heading: a common name for headings that differ between reports.

Well-known topics and their wordings are in words/topics.toml. The heading itself stays the theme.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from data.english.rules import Rule, unnoted
from data.english.words import read_words

LONGEST = 200  # characters of a heading that are matched
_PART = re.compile(r"\s+[–—-]\s+|[:(]|\s*[–—]\s*")  # after it a heading is only more specific
_GAP = r"(?:\S+\s+){0,4}?"

NAMED = Rule(
    area="topics",
    name="topic named first",
    does="a heading's topic is the first that it names plainly",
    why="What follows a dash, a comma or “and” only adds to it.",
    example="Freedom of expression – journalists",
    gives="Freedom of expression",
)
WHOLE = Rule(
    area="topics",
    name="topic as the whole heading",
    does="some words say a topic only where they are all of a heading, or of its part before a dash",
    why="Inside of others, “report” and “visit” are words like any.",
    example="Reports",
    gives="Visits and reports",
)
WIDE = Rule(
    area="topics",
    name="topic by whom it is about",
    does="where no topic is named plainly, it is whom or which body the heading is about",
    why="“Police abuses” are about the police; “Ill-treatment by police” about ill-treatment.",
    example="Abuses by police",
    gives="Police and security forces",
)
WEAK = Rule(
    area="topics",
    name="topic by a word",
    does="where nothing else tells, a word that many topics share",
    why="Killings, arrests and trials stand in headings of all kinds.",
    example="Arrests and releases",
    gives="Detention",
)
OWN = Rule(
    area="topics",
    name="topic of its own",
    does="a heading that names no known topic is one, without what follows a dash, a colon or a bracket",
    why="A place or a case is what it says it is; nothing is guessed.",
    example="Niger Delta – oil spills",
    gives="Niger Delta",
)


@dataclass(frozen=True)
class Topic:
    """The topic of a heading; `rule` found it by the words `on`."""

    name: str
    rule: Rule
    on: str


@lru_cache(maxsize=1)
def known_topics() -> tuple[str, ...]:
    """The names of the well-known topics, in the order of their colours."""
    return tuple(read_words("topics"))


@lru_cache(maxsize=8192)
def topic_of(heading: str) -> str:
    """The name of the topic of `heading`."""
    with unnoted():
        return find_topic(heading).name


def find_topic(heading: str) -> Topic:
    """Find the topic of `heading`, recording the rule."""
    printed = " ".join(heading.split())[:LONGEST]
    read = printed.replace("'", "’").lower()
    parts = [part for part in _PART.split(read) if part]
    for name, pattern, rule in _patterns():
        texts = [read, *parts[:1]] if rule is WHOLE else [read]
        for text in texts:
            if found := pattern.fullmatch(text) if rule is WHOLE else pattern.search(text):
                rule.fires(found[0])
                return Topic(name[(found.lastindex or 1) - 1], rule, found[0])
    own = _PART.split(printed)[0].strip() or printed
    OWN.fires(own)
    return Topic(own[:1].upper() + own[1:], OWN, own)


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[list[str], re.Pattern[str], Rule]]:
    """For each kind of wording one regular expression, and the topic of each of its groups; the first and longest match
    wins.
    """
    made = []
    for kind, rule in (("clear", NAMED), ("whole", WHOLE), ("wide", WIDE), ("weak", WEAK)):
        said = [
            (words, topic)
            for topic, wordings in read_words("topics").items()
            for words in [*wordings.get(kind, []), *([topic.lower()] if kind == "whole" else [])]
        ]
        said.sort(key=lambda one: -len(one[0]))
        groups = [f"({_to_pattern(words)})" for words, _ in said]
        made.append(
            ([topic for _, topic in said], re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])"), rule)
        )
    return made


def _to_pattern(words: str) -> str:
    """Convert a wording of words/topics.toml to a regular expression."""
    pieces = [re.escape(word).replace(r"\*", r"[\w’-]*") for word in words.split()]
    return r"\s+".join(pieces).replace(r"\s+…\s+", rf"\s+{_GAP}")
