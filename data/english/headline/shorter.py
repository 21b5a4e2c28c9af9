"""A sentence in fewer words: "over" for "in connection with", "is concerned about" for "expressed concern about"."""

from __future__ import annotations

import re
from functools import lru_cache

from data.english.rules import Rule
from data.english.words import any_of, read_words

_FEWER_WORDS = Rule(
    "headlines",
    "fewer words",
    "says “over” for “in connection with”, “up to” for “as many as” and the like, where that leaves room",
    "What happened fits the line without a cut.",
    "In May, scores of people were arrested in connection with calls for political reform.",
    "Scores of people arrested over calls for political reform",
)
_CONCERNED = Rule(
    "headlines",
    "concerned about",
    "says “is concerned about” for “expressed serious concern about”, where that leaves room",
    "What the concern is about is the news.",
    "In May, the committee expressed its serious concern about the long detention of children with adults.",
    "Committee is concerned about long detention of children with adults",
)
_CONCERN = re.compile(
    r"\b(?:expressed|raised|voiced|reiterated) (?:(?:its|his|her|their) )?(?:\w+ )?concerns? "
    r"(?=about |at |over |that |regarding )"
)
_JAILED = Rule(
    "headlines",
    "jailed for",
    "says “jailed for four years” for “sentenced to four years’ imprisonment”, where that leaves room",
    "It says the same in half the words.",
    "In May, the editor Ana Roe was sentenced to four years’ imprisonment for insulting the head of state.",
    "Editor Ana Roe jailed for four years for insulting the head of state",
)
_SENTENCED = re.compile(
    r"\bsentenced to ((?:between )?(?:an? |\w+(?: and (?:a half|\w+))? )(?:year|month|week|day)s?)[’']?s?"
    r" (?:of )?(?:imprisonment|in prison|in jail)\b"
)


_WHO_WERE = Rule(
    "headlines",
    "who were",
    "says “miners killed” for “miners who had been killed”, where that leaves room",
    "It says the same.",
    "In May, the committee published the names of some of those who had been killed by soldiers in the port.",
    "Committee publishes names of some of those killed by soldiers in port",
)
_PASSIVE_RELATIVE = re.compile(
    rf"(?<![,–—]) (?:who|which|that) (?:was|were|had been|have been|has been) (?=(?:{any_of('headlines', 'done_to_people')})\b)"
)
_HYPHENED = re.compile(r"\b(co|re)-(?=oper|ordin|open|elect|appoint)")  # three words to the parser
_STYLES = Rule(
    "headlines",
    "title before a name",
    "leaves out “Dr”, “Mr”, “Mrs”, where that leaves room",
    "The name says who.",
    "In May, the Constitutional Court confirmed the State’s right to re-indict Dr Bob Low, the former head of a secret department.",
    "Constitutional Court confirms the State’s right to re-indict Bob Low",
)
_STYLE = re.compile(
    r"(?<!and )\b(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor)\.?|[Pp]risoner of conscience(?: and [a-z]+)?) (?=[A-Z][\w’'-]+ [A-Z])"
)


ASIDES = Rule(
    "headlines",
    "without asides",
    "reads the sentence again without what stands between commas, brackets or dashes, where little was understood of it",
    "Asides hide the verb from the parser.",
    "In May, the ministry signed an agreement with the northern authorities and the council on the return of asylum-seekers to the islands, including plans for a reception centre for children.",
    "Ministry signs an agreement with the northern authorities",
)
_ASIDE = re.compile(
    r"\s?\([^()]*\)|\s[–—]\s[^–—]{2,160}\s[–—](?=\s)"
    r"|, (?:an?|the|who|which|whose|including|formerly|known|also known|one of|both|all|aged|set up|established|accused)\b"
    r"[^,;:–—()]{2,160},(?= (?:was|were|had|has|is|are|\w+ed|(?:\w+ly )?\w+ed|said|held|found|took|made|began|led)\b)"
)
_TAIL = re.compile(
    r", (?:including|which|who|whose|where|amid|despite|although|while|claiming|saying|stating|citing|prompting|sparking"
    r"|resulting|leading|bringing|increasing|raising)\b(?!.*\b(?:if|unless|not)\b)[^“”;,]*$"
)


def without_asides(text: str) -> str:
    """The text without asides, and without a last clause that only adds to it; as it is where it has none."""
    plain = _ASIDE.sub("", text)
    shorter = _TAIL.sub("", plain)
    return re.sub(r"  +", " ", shorter if len(shorter) > 40 else plain)


def say_shorter(text: str) -> str:
    """The text with its long-winded phrases short; as it is where it has none."""
    pattern, shorter = _phrases()
    short = pattern.sub(lambda found: shorter[found[0]], text)
    if short != text:
        _FEWER_WORDS.fires()
    concerned = _CONCERN.sub("was concerned ", short)
    if concerned != short:
        _CONCERNED.fires()
    jailed = say_jailed(concerned)
    plain = _STYLE.sub("", jailed)
    if plain != jailed:
        _STYLES.fires()
    concerned = _PASSIVE_RELATIVE.sub(" ", plain)
    if concerned != plain:
        _WHO_WERE.fires()
    concerned = _HYPHENED.sub(r"\1", concerned)
    return re.sub(r"(?<=\d) %", "%", re.sub(r"  +", " ", concerned))


def say_jailed(text: str) -> str:
    """The text with “jailed for four years” for “sentenced to four years’ imprisonment”."""
    jailed = text if "suspended" in text else _SENTENCED.sub(r"jailed for \1", text)
    if jailed != text:
        _JAILED.fires()
    return jailed


@lru_cache(maxsize=1)
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    shorter = read_words("headlines")["shorter"]
    longest_first = sorted(shorter, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), shorter
