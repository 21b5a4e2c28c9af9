"""Where the proper names of a sentence stand: well-known ones by list, others by their capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.dates.edtf import MONTHS
from data.english.actor.kinds import BODY, MANDATES, ORGANISATION, TREATY, actor_named, is_no_person
from data.english.actor.known import Actor, known_actors, name_key
from data.english.actor.name_types import actor_by_form
from data.english.actor.report_names import ABBREVIATION, ReportNames
from data.english.parts import role_kinds
from data.english.rules import Rule
from data.english.words import countries, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PARTICLES = word_set("names", "particles")
_ARTICLES = word_set("names", "articles")
_JOINS = word_set("names", "joins")
_OF_WHOM = word_set("names", "of_whom")
_BEFORE_MONTH = word_set("names", "before_month")
_HEADINGS = word_set("names", "headings")
_OF_DATE = frozenset(MONTHS) | word_set("names", "of_date")
_BEHIND_HYPHEN = word_set("names", "behind_hyphen")
_LONGEST = 14  # tokens of a well-known name


def _rule(name: str, does: str, why: str, example: str, gives: str) -> Rule:
    return Rule("actors", name, does, why, example, gives)


_WELL_KNOWN = _rule(
    "well-known name",
    "finds a body of the list of well-known actors by any of its names",
    "They are in every report, under several names.",
    "In May, the United Nations refugee agency and HRW visited the camp.",
    "UN; refugee; Human Rights Watch",
)
_COUNTRY = _rule(
    "country",
    "finds the report's own country and others by the list of countries",
    "States act.",
    "In May, France closed its embassy.",
    "France",
)
_CONNECTED = _rule(
    "small words inside a name",
    "joins “of”, “for”, “against” between capitals to one name",
    "“Ministry of Justice”, “Union for Democracy” are one name each.",
    "In May, the Parliamentary Working Group on the Water Supply met.",
    "Parliamentary Working Group on the Water Supply",
)
_TWO_BODIES = _rule(
    "and inside a name",
    "joins “and” where the model takes both sides for one body, and the first is no actor by itself",
    "“Ministry of Labour and Social Affairs” is one, “the EU and the UN” are two.",
    "In May, Ana Roe, President of the Association of Homeless and Displaced People of the Coast, was killed by gunmen.",
    "Ana Roe; gunmen",
)
_OFFICE_OF = _rule(
    "somebody's office",
    "joins “'s Office”, “'s Court” to a name",
    "“Prosecutor General’s Office” is one name, “Kazakstan’s Parliament” two.",
    "In May, the Prosecutor General’s Office dropped the case.",
    "Prosecutor General's Office",
)
_ARABIC = _rule(
    "article of a name",
    "joins “al-”, “el-”, “‘Abd” to the name they belong to",
    "The parser makes several words of “Ibrahim al-Qosi”.",
    "In May, police detained Hassan al-Darwish.",
    "police; Hassan al-Darwish",
)
_DESCRIBED = _rule(
    "described, not named",
    "takes no name from a capital that is only a role: “Parliament”, “the President”",
    "It is found as a described body.",
    "In May, Parliament adopted a law.",
    "parliament",
)


_MONTH = _rule(
    "month before a name",
    "takes “In June Ana Roe” for June and a name",
    "Copies lose the comma between them.",
    "In June Fred M’membe, editor of the independent newspaper The Post, was questioned by police.",
    "Fred M'membe; police",
)
_HEADING = _rule(
    "heading before a name",
    "takes no “Visits” or “Reports” at the beginning for a part of a name",
    "A copy ran a heading into the sentence.",
    "Visits Human Rights Watch visited the country in May.",
    "Human Rights Watch",
)
_ONE_BODY = _rule(
    "body named by its last word",
    "joins capitals with “and”, “for”, “of” to the “Commission”, “Party”, “Union” that they lead to, where the first are no actor",
    "“Human Rights and Public Administration Commission” is one name.",
    "In May, the Human Rights and Water Supply Commission met.",
    "Human Rights and Water Supply Commission",
)
_SYLLABLE = _rule(
    "name with a hyphen",
    "joins the small letters behind a hyphen to a person's name",
    "“Oh Se-chul” is a whole name, “Oh Se” is not.",
    "In May, police detained Kim Jong-ho.",
    "police; Kim Jong-ho",
)
_MANDATE = _rule(
    "mandate",
    "joins “on …” to a rapporteur, an expert, a working group",
    "There are dozens; what they are for tells which.",
    "In May, the UN Special Rapporteur on violence against women visited the country.",
    "UN Special Rapporteur on violence against women",
)


@dataclass(frozen=True)
class Name:
    """A name at the tokens `[start:end]` of a sentence; `actor` is None for a place or treaty."""

    start: int
    end: int
    actor: Actor | None


def find_names(doc: Doc, report: ReportNames) -> list[Name]:
    """Every name, actor or not, longest first where two overlap; in the order of the sentence."""
    spans = [*_listed(doc, report), *_runs(doc, report)]
    spans.sort(key=lambda name: (-_words(doc, name), name.start))
    kept: list[Name] = []
    for name in spans:
        if not any(other.start < name.end and name.start < other.end for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)


def _words(doc: Doc, name: Name) -> int:
    """How many words a name has; "the US Embassy" is no name of the US, so a country's article does not count."""
    country = name.actor is not None and name.actor.kind == "foreign state"
    return name.end - name.start - (country and doc[name.start].lower_ == "the")


def _listed(doc: Doc, report: ReportNames) -> list[Name]:
    """Runs of words that are a well-known body, a country, or one this report abbreviates."""
    spans, text = [], doc.text
    words = [(token.idx, token.idx + len(token)) for token in doc]
    for start, (first, _) in enumerate(words):
        if not (text[first].isupper() or text.startswith(("the ", "al-"), first)):
            continue
        for end in range(min(start + _LONGEST, len(words)), start, -1):
            # From the text itself: spans of the parser's take ten times as long.
            found = text[first : words[end - 1][1]]
            if not found[0].isupper() and not found.startswith(("the ", "al-")):
                continue
            if actor := _by_list(name_key(found), report):
                spans.append(Name(start, end, actor))
                break
    return spans


def _by_list(key: str, report: ReportNames) -> Actor | None:
    if (actor := known_actors().get(key)) and _WELL_KNOWN.fires(key):
        return actor
    if TREATY.search(report.full_of_short.get(key, "")) and not ORGANISATION.search(
        report.full_of_short[key]
    ):
        return None
    if key in report.full_of_short and ABBREVIATION.fires(key):
        return actor_named(report.full_of_short[key], report.full_of_short)
    if key in report.full_of_short.values() and not TREATY.search(key):
        return actor_named(key, report.full_of_short)
    if (key in countries() or (key == report.place and len(key) > 2)) and _COUNTRY.fires(key):
        return Actor(key, "state" if key == report.place else "foreign state")
    return None


def _runs(doc: Doc, report: ReportNames) -> list[Name]:
    """Runs of capitalised words, with the small words that hold a longer name together."""
    spans, i = [], 0
    while i < len(doc):
        behind = _after_article(doc, i)
        if not _is_capital(doc, i) and not behind:
            i += 1
            continue
        end = behind or i + 1
        while end < len(doc) and (longer := _longer(doc, i, end, report)):
            end = longer
        while doc[end - 1].text in ("-", "'s", "'"):
            end -= 1
        spans.append(Name(i, end, actor_by_form(doc, i, end, report)))
        i = end
    return spans


def _longer(doc: Doc, start: int, end: int, report: ReportNames) -> int | None:
    """Where a name that runs over `[start:end]` goes on to, if it does."""
    if _is_capital(doc, end):
        return end + 1
    if end < len(doc) and (behind := _after_article(doc, end)):
        return behind
    if end + 1 >= len(doc):
        return None
    word, ahead = doc[end].text, doc[end + 1]
    if word == "-" and ahead.text[:1].isupper() and not doc[end].whitespace_:
        return end + 2  # "Office of the Vice-President"
    if word == "-" and (behind := _behind_hyphen(doc, start, end)):
        return behind
    if word == "-" or (word.lower() in _PARTICLES and word != "e"):
        return end + 2 if _is_capital(doc, end + 1) else _after_article(doc, end + 1)
    so_far = doc[start:end].text
    if (behind := _end_of_body(doc, start, end, report)) and _ONE_BODY.fires(so_far):
        return behind
    if word in ("on", "for") and MANDATES.search(so_far) and (behind := _end_of_mandate(doc, end)):
        return behind
    if word not in _JOINS or not (is_no_person(so_far) or word in ("'s", "’s")):
        return None
    if so_far in countries() or word not in ("against", "on") and _by_list(name_key(so_far), report):
        return None  # "Austria for France"
    if word in ("'s", "’s", "in"):  # "in" never joins
        office = re.match(r"(?:Office|Court|Department)\b", ahead.text) or so_far in _OF_WHOM
        return end + 2 if word != "in" and office and _OFFICE_OF.fires(so_far) else None
    if word == "and":
        same = doc[start].ent_type_ == ahead.ent_type_ == "ORG"
        joined = same and _is_capital(doc, end + 1) and not _by_list(name_key(so_far), report)
        return end + 2 if joined and _TWO_BODIES.fires(so_far) else None
    if _is_capital(doc, end + 1) and ahead.text not in ("January", "May"):
        _CONNECTED.fires(so_far)
        return end + 2
    behind_the = ahead.text == "the" and end + 2 < len(doc) and _is_capital(doc, end + 2)
    if behind_the and word == "against" and doc[end + 2].ent_type_ == "NORP":
        return None  # "a complaint of the Union against the French President"
    return end + 3 if behind_the and _CONNECTED.fires(so_far) else None


def _behind_hyphen(doc: Doc, start: int, end: int) -> int | None:
    """Where a name goes on behind the hyphen at `end`: "Oh Se-chul", "Jamaat-e-Islami"."""
    ahead = doc[end + 1]
    if doc[end].whitespace_ or doc[end - 1].whitespace_:
        return None
    particle = ahead.lower_ in _PARTICLES or ahead.lower_ in _ARTICLES or ahead.lower_ == "i"
    if particle and end + 3 < len(doc) and doc[end + 2].text == "-" and doc[end + 3].text[:1].isupper():
        return end + 4
    if doc[end - 1].text in ("Co", "Non", "Pre", "Re") and ahead.text.isalpha():
        return end + 2  # "Agency for Co-operation"
    person = end - start > 1 and any(token.ent_type_ == "PERSON" for token in doc[start:end])
    syllable = ahead.text.isalpha() and ahead.text.islower() and ahead.lower_ not in _BEHIND_HYPHEN
    return end + 2 if person and syllable and _SYLLABLE.fires(ahead.text) else None


def _end_of_body(doc: Doc, start: int, end: int, report: ReportNames) -> int | None:
    """Where a body's name ends whose first part alone is none: "Human Rights and Justice Commission"."""
    first = doc[start:end].text
    if doc[end].text not in ("and", "for", "of") or BODY.search(first) or _by_list(name_key(first), report):
        return None
    if any(token.ent_type_ in ("PERSON", "NORP", "GPE") for token in doc[start:end]) or not (
        doc[start].ent_type_ == "ORG" or TREATY.search(first)
    ):
        return None
    last, joined = end, False
    while last + 1 < len(doc) and last < end + _LONGEST:
        if doc[last].text[:1].isupper() and doc[last].ent_type_ not in ("PERSON", "GPE", "NORP"):
            last += 1
        elif doc[last].text in ("and", "for", "of") and doc[last + 1].text[:1].isupper():
            if joined and doc[last].text == "and":
                break
            joined, last = joined or doc[last].text == "and", last + 1
        else:
            break
    behind = doc[end + 1 : last].text
    known = any(_by_list(name_key(doc[k:last].text), report) for k in range(end + 1, last))
    return last if BODY.search(doc[last - 1].text) and " " in behind and not known else None


def _end_of_mandate(doc: Doc, at: int) -> int | None:
    """Where "on violence against women" at `at` ends: with its last noun before a comma or a verb."""
    named = doc[at + 2] if at + 2 < len(doc) and doc[at + 1].lower_ == "the" else doc[at + 1]
    if named.text[:1].isupper():
        return None  # "Working Group on Arbitrary Detention"
    phrase = [doc[at]]
    for token in doc[at + 1 : at + 12]:
        if token.is_punct and token.text != "-" or token.pos_ in ("VERB", "AUX", "PRON", "SCONJ", "NUM"):
            break
        if token.ent_type_ == "DATE" or token.lower_ in ("in", "to", "by", "from", "at"):
            break
        phrase.append(token)
    while phrase and phrase[-1].pos_ not in ("NOUN", "PROPN"):
        phrase.pop()
    return phrase[-1].i + 1 if len(phrase) > 1 and _MANDATE.fires(doc[at].text) else None


def _after_article(doc: Doc, i: int) -> int | None:
    """Where "al-Qosi" or "‘Abd" at `i` ends."""
    token = doc[i]
    if token.text == "‘" and not token.whitespace_ and i + 1 < len(doc):
        ahead = doc[i + 1]
        if ahead.text[:1].isupper() and ahead.pos_ == "PROPN":
            return i + 2
    if token.text not in _ARTICLES or i + 2 >= len(doc) or doc[i + 1].text != "-":
        return None
    if doc[i + 2].text == "‘" and i + 3 < len(doc) and doc[i + 3].text[:1].isupper():
        return i + 4
    return i + 3 if doc[i + 2].text[:1].isupper() and _ARABIC.fires(token.text) else None


def _is_capital(doc: Doc, i: int) -> bool:
    """Whether the token at `i` is a name's capital, not only a sentence's or a role's."""
    token = doc[i]
    behind = i > 0 and (doc[i - 1].lower_ in _BEFORE_MONTH or doc[i - 1].like_num)
    if token.text in MONTHS and behind and _MONTH.fires(token.text):
        return False
    if not token.text[:1].isupper() or token.text == "I" or _is_of_date(token):
        return False
    if i == 0 and token.text in _HEADINGS and _HEADING.fires(token.text):
        return False
    if role_kinds().get(token.lemma_.lower()) and not _is_in_name(doc, i):
        _DESCRIBED.fires(token.text)
        return False
    if token.pos_ in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "ADV", "VERB", "AUX"):
        return i > 0 and token.ent_type_ in ("PERSON", "ORG") and token.dep_ not in ("prep", "det")
    if i == 0 and token.pos_ in ("NOUN", "ADJ", "NUM") and token.ent_type_ != "PERSON":
        # The first word is capitalised anyway: a name only if one goes on from it.
        ahead = doc[1] if len(doc) > 1 else None
        return ahead is not None and ahead.text[:1].isupper() and ahead.pos_ == "PROPN"
    return True


def _is_of_date(token: Token) -> bool:
    """Whether a capital is a date's; a name behind a month the model may take for a part of it."""
    return token.ent_type_ == "DATE" and (token.text in _OF_DATE or not token.text.isalpha())


def _is_in_name(doc: Doc, i: int) -> bool:
    """Whether a role at `i` has capitals beside it, or is a body "of" something: "Council of Ministers"."""
    near = [doc[k] for k in (i - 1, i + 1) if 0 <= k < len(doc)]
    beside = any(
        t.text[:1].isupper() and t.pos_ not in ("DET", "ADP", "PRON") and t.ent_type_ != "DATE" for t in near
    )
    of = i + 2 < len(doc) and doc[i + 1].text in ("of", "on")
    behind = i + 3 if of and doc[i + 2].text == "the" else i + 2  # "Church of the River"
    named = of and behind < len(doc) and doc[behind].text[:1].isupper() and doc[behind].ent_type_ != "GPE"
    return beside or bool(named and BODY.search(doc[i].text))
