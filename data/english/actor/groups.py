"""Groups and bodies that are described, not named: "the police", "three asylum-seekers", "a military tribunal"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.english.actor.kinds import kind_of_group
from data.english.actor.known import Actor
from data.english.actor.names import Name
from data.english.actor.report_names import ReportNames
from data.english.parts import acts_together, demonym, first_of_list, part_of, role_kinds, roles, top_of
from data.english.rules import Rule

if TYPE_CHECKING:
    from spacy.tokens import Token


def _rule(name: str, does: str, why: str, example: str, gives: str) -> Rule:
    return Rule("actors", name, does, why, example, gives)


_ROLE = _rule(
    "role",
    "finds those whom a noun of the list of roles describes, with the words that tell which",
    "“Riot police”, “14 lawyers”, “the Supreme Court” act without a name.",
    "In May, riot police arrested seven lawyers.",
    "riot police; lawyers",
)
_NO_PART = _rule(
    "role without a part",
    "leaves out whom a noun names that is neither subject, object nor agent",
    "“In front of the court” says where.",
    "In May, students gathered near the parliament.",
    "students",
)
_TOGETHER = _rule(
    "those who act together",
    "takes those behind “with” and “between” where several do something together: a clash, an agreement, talks",
    "A clash has two sides.",
    "In May, students clashed with riot police, and talks between miners and the ministry began.",
    "students; riot police; miners; ministry",
)
_CALLED = _rule(
    "called by its name",
    "leaves out “a group” that is “called …”",
    "The name says which.",
    "In May, soldiers arrested a member of a group called the Free Farmers Union.",
    "soldiers; Free Farmers Union",
)
_MEMBERS = _rule(
    "members of parliament",
    "makes a group of “members of parliament”",
    "They are not the parliament.",
    "In May, four members of parliament were detained.",
    "members of parliament",
)
_NAMED_BESIDE = _rule(
    "role beside a name",
    "leaves out a group beside the names of those it is",
    "The names say who.",
    "In May, two prisoners, Ana Roe and Bob Low, were freed.",
    "Ana Roe; Bob Low",
)
_RECIPIENTS = _rule(
    "those to whom something goes",
    "leaves out groups behind “to”, and a family that does nothing itself",
    "They are mentioned in passing.",
    "In May, the ministry paid damages to farmers.",
    "ministry",
)
_MEANT = _rule(
    "those who were meant",
    "leaves out whom an inner verb's object names",
    "“Planning to overthrow the President”: he took no part.",
    "In May, Bob Low was accused of planning to overthrow the President.",
    "Bob Low",
)
_PRESIDENT = _rule(
    "the President",
    "is the head of state whom the report names",
    "One actor has one name.",
    "President Ana Roe spoke. In May, the President resigned.",
    "Ana Roe",
)
_STANDS_FOR_OTHERS = _rule(
    "those of somebody",
    "leaves out a noun where a name beside it says it all",
    "“NSS officers” are the NSS, “members of the UN” the UN.",
    "In May, the Farmers Union leaders were arrested.",
    "Farmers Union",
)
_TWO_NATIONS = _rule(
    "two nations",
    "makes two groups of “French and German officers”",
    "They are two.",
    "In May, French and Austrian soldiers left.",
    "French soldiers; Austrian soldiers",
)
_BARE = _rule(
    "bare people",
    "leaves out people, men, women, children and the like without a word that tells which",
    "Nobody would filter by them; “transgender women” or “Romani children” are a group.",
    "In May, three women and five Romani children were arrested.",
    "Romani children",
)
_APPOSITION = _rule(
    "title in apposition",
    "leaves out a role that stands beside a name and says what it is",
    "“Ana Roe, the editor”: the name says who.",
    "In May, Ana Roe, the editor of a weekly, was arrested.",
    "Ana Roe",
)
_NOBODY = _rule(
    "nobody in particular",
    "leaves out “members”, “officials”, “staff” without a word that tells which",
    "Nobody would filter by them.",
    "In May, ten members met.",
    "",
)


def find_groups(token: Token, taken: dict[int, Name], report: ReportNames) -> list[Actor]:
    """The groups that the noun `token` describes; `taken` has the names by their tokens."""
    noun = token.lemma_.lower()
    kind = role_kinds().get(noun) or ("group" if token.text.lower() == "people" else None)
    if kind is None or token.pos_ not in ("NOUN", "PROPN", "ADJ") or _is_quoted(token):
        return []
    if token.pos_ == "ADJ" and noun != "military":
        return []
    # "police officers" are one group; "military and police officers" are the military and the police.
    first = first_of_list(token)
    inside = role_kinds().get(first.head.lemma_.lower()) and first.dep_ in ("compound", "amod", "nmod")
    if inside and not _stands_for_others(first.head, taken, report):
        return []
    if _is_of_members(token):
        return []
    if _takes_no_part(token, taken, noun, kind):
        return []
    if noun == "president" and report.president and not any(c.dep_ == "prep" for c in token.children):
        _PRESIDENT.fires(token.text)
        return [Actor(report.president, "person")]
    if _stands_for_others(token, taken, report):
        return []
    return [Actor(name, kind_of_group(name, kind)) for name in _group_names(token, taken, report)]


def names_of_group(token: Token, taken: dict[int, Name], report: ReportNames) -> list[str]:
    """The names of the group that a noun describes, whatever part it takes; none for bare people."""
    kind = role_kinds().get(token.lemma_.lower())
    if kind is None or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return []
    if (
        token.lemma_.lower() == "president"
        and report.president
        and all(c.dep_ != "prep" for c in token.children)
    ):
        return [report.president]
    return _group_names(token, taken, report)


def _takes_no_part(token: Token, taken: dict[int, Name], noun: str, kind: str) -> bool:
    part = part_of(token)
    together = part == "partner" and acts_together(token) and _TOGETHER.fires(token.text)
    if part not in ("subject", "object", "agent", "recipient", "target") and not together:
        return _NO_PART.fires(token.text)
    if noun == "station" and not any(c.lower_ in roles("on_air") for c in token.children):
        return _NO_PART.fires(token.text)  # "police station"
    if noun == "service" and not any(c.lower_ in roles("of_service") for c in token.children):
        return _NO_PART.fires(token.text)  # "the postal service"
    called = any(c.dep_ == "acl" and c.lemma_ in roles("calling") for c in token.children)
    if called and kind == "organisation":
        return _CALLED.fires(token.text)
    head = token.head
    joined = token.dep_ == "conj" and head.dep_ in ("appos", "conj") and _is_person(head.head, taken)
    if joined and (head.dep_ == "appos" or _is_behind_comma(head)):
        return _APPOSITION.fires(token.text)
    first = first_of_list(token)
    if first != token and first.dep_ == "appos" and _is_person(first.head, taken):
        return _APPOSITION.fires(token.text)
    if token.dep_ == "appos" and head.i in taken and taken[head.i].actor:
        return _APPOSITION.fires(token.text)
    if _beside_name(token, taken):
        return _NAMED_BESIDE.fires(token.text)
    received = part == "recipient" and kind in ("group", "organisation")
    if received or (noun == "family" and part != "subject"):
        return _RECIPIENTS.fires(token.text)
    top = top_of(token)
    several = kind == "group" and token.tag_ in ("NNS", "NNPS")
    inner = top.dep_ == "dobj" and top.head.dep_ in ("xcomp", "pcomp", "acl")
    return inner and not several and _MEANT.fires(token.text)


def _is_of_members(token: Token) -> bool:
    """Whether "parliament" stands in "members of parliament"."""
    of = token.dep_ == "pobj" and token.head.lower_ == "of"
    body = token.lemma_.lower() in roles("of_members") and not any(
        c.text[:1].isupper() for c in token.children
    )
    return of and body and token.head.head.lemma_.lower() == "member"


def _is_person(token: Token, taken: dict[int, Name]) -> bool:
    actor = taken[token.i].actor if token.i in taken else None
    return actor is not None and actor.kind == "person"


def _is_behind_comma(token: Token) -> bool:
    """Whether "both" and a comma lead to the noun: "Ana Roe and Bob Low, both writers and teachers"."""
    first = token.left_edge
    return first.lower_ in ("both", "all") and first.i > 0 and token.doc[first.i - 1].text == ","


def _stands_for_others(token: Token, taken: dict[int, Name], report: ReportNames) -> bool:
    """Whether an actor beside or behind the noun says it all: "NSS officers", "members of the UN"."""
    noun = token.lemma_.lower()
    for child in token.children:
        if child.dep_ in ("compound", "nmod", "poss", "amod") and child.i in taken:
            actor = taken[child.i].actor
            if actor and actor.kind not in ("person", "foreign state") and actor.name != report.place:
                return _STANDS_FOR_OTHERS.fires(token.text)
        if (noun in roles("counting") or token.lower_ == "governments") and child.text == "of":
            for inner in child.children:
                if _is_of_members(inner):
                    return False
                if inner.i in taken and taken[inner.i].actor or role_kinds().get(inner.lemma_.lower()):
                    return _STANDS_FOR_OTHERS.fires(token.text)
        if noun in ("officer", "official", "force", "troop") and child.lemma_ in (
            "police",
            "military",
            "army",
        ):
            return any(c.dep_ == "conj" for c in child.children) or child.dep_ == "conj"
    return False


def _group_names(token: Token, taken: dict[int, Name], report: ReportNames) -> list[str]:
    """The names of a described group, each with the words that tell it from others."""
    before = _words_before(token)
    demonyms = [w for w in before if demonym(w, report.place)]
    keep = [w for w in before if _is_telling(w, demonyms) and _is_free(w, demonyms, taken)]
    while keep and (keep[0].text == "-" or keep[0].dep_ == "cc"):
        keep.pop(0)
    keep = [w for w, after in zip(keep, [*keep[1:], token], strict=False) if w.dep_ != "cc" or after != token]
    if len(demonyms) > 1 and any(w.dep_ == "cc" for w in keep) and _TWO_NATIONS.fires(token.text):
        others = [w for w in keep if w not in demonyms and w.dep_ != "cc"]
        return [_group_name([d, *others], token, report) for d in demonyms]
    name = _group_name(keep, token, report)
    noun = token.lemma_.lower()
    if noun in roles("bare") and not _tells_which(keep):
        _BARE.fires(token.text)
        return []
    nobody = (roles("counting") | {"family", "national", "staff"}) - {"officer", "official"}
    body = next((t for c in token.children for t in c.children if _is_of_members(t)), None)
    if body is not None and _MEMBERS.fires(token.text):
        return [f"{token.lower_} of {body.lower_}"]
    if noun in nobody and not keep and name != "people" and noun != "family":
        _NOBODY.fires(token.text)
        return []
    _ROLE.fires(name)
    return [name]


def _tells_which(words: list[Token]) -> bool:
    return any(w.dep_ != "cc" and w.text != "-" and w.lower_ not in ("young", "former") for w in words)


def _words_before(token: Token) -> list[Token]:
    """The words of the noun's phrase that stand before it without a gap."""
    before: list[Token] = []
    for i in range(token.i - 1, -1, -1):
        word = token.doc[i]
        inside = word.head == token or word.head.head == token or word.text == "-"
        if (
            not inside
            or word.ent_type_ == "DATE"
            or not (word.dep_ in ("compound", "amod", "nmod", "conj", "cc") or word.text == "-")
        ):
            break
        before.insert(0, word)
    return before


def _is_telling(word: Token, demonyms: list[Token]) -> bool:
    return (
        word.text == "-"
        or word.dep_ in ("compound", "cc")
        or word.lower_ in roles("telling")
        or word in demonyms
        or word.i + 1 < len(word.doc)
        and word.doc[word.i + 1].text == "-"  # "plain-clothes"
        or word.i > 0
        and word.doc[word.i - 1].text == "-"
        and word.doc[word.i - 1].head in (word, word.head)  # "non-governmental"
    )


def _is_free(word: Token, demonyms: list[Token], taken: dict[int, Name]) -> bool:
    actor = taken[word.i].actor if word.i in taken else None
    if actor is None or word in demonyms:
        return True
    return actor.kind == "foreign state" and word.text.isupper()  # "US troops"


def _group_name(keep: list[Token], token: Token, report: ReportNames) -> str:
    text = ""
    for word in (*keep, token):
        hyphened = word.text == "-" or (word.i + 1 < len(token.doc) and token.doc[word.i + 1].text == "-")
        text += word.text + ("" if hyphened else " ")
    name = text.strip().replace(" -", "-")
    noun = token.lemma_.lower()
    if not keep or not any(w.pos_ == "PROPN" or demonym(w, report.place) for w in (*keep, token)):
        name = " ".join(word if word[:-1].isupper() else word.lower() for word in name.split())
    if re.search(r"\basylum-?seeker", name, re.I):
        return "asylum-seekers" if token.tag_.endswith("S") else "asylum-seeker"
    if re.search(r"\bpolice\b", name, re.I):
        return re.sub(r"(?i)\s+(?:officers?|officials?|forces?)$", "", name)
    if noun in ("court", "tribunal", "prosecutor"):
        name += _in_place(token)
    return {"authority": "authorities", "person": "people", "roma": "Roma"}.get(name, name)


def _in_place(token: Token) -> str:
    """Where a court is: " in Shimkent"."""
    for child in token.children:
        inner = next(iter(child.children), None)
        if inner is None or inner.pos_ != "PROPN" or inner.ent_type_ == "DATE":
            continue
        if child.text == "in":
            words = [t for t in inner.subtree if t.dep_ in ("compound", "pobj") or t.text == "-"]
            return " in " + "".join(t.text_with_ws for t in words).strip()
    return ""


def _beside_name(token: Token, taken: dict[int, Name]) -> bool:
    """Whether a described group stands beside the name of a person that says who it is."""
    if token.dep_ == "poss":
        return False
    behind = token.doc[token.i + 1 : token.i + 6]
    listed = len(behind) > 1 and behind[0].text in ("–", "—", ":") and token.tag_ in ("NNS", "NNPS")
    if listed and any(_is_person(t, taken) for t in behind[1:]):
        return True
    of_thing = len(behind) > 2 and behind[0].text == "of" and behind[1].text.islower()
    if of_thing and _is_person(behind[2], taken):
        return True  # "prisoner of conscience Ana Roe"
    around = [*token.children, *top_of(token).children]
    climb = token
    while climb.dep_ in ("compound", "nmod", "amod", "poss", "appos") and climb.head != climb:
        if climb.dep_ == "appos":
            around.append(climb.head)
        climb = climb.head
    named = [t for t in around if t.i in taken and (t.dep_ == "appos" or t in around[-1:])]
    actors = [taken[t.i].actor for t in named]
    return any(actor is not None and actor.kind == "person" for actor in actors)


def _is_quoted(token: Token) -> bool:
    """Whether the word stands inside quotation marks, where it is somebody's wording."""
    text, at = token.doc.text, token.idx
    opened = max(text.rfind("“", 0, at), -1)
    return opened >= 0 and text.find("”", opened) > at
