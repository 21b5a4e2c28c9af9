"""The ways to say a clause in a line, tried in order: itself, what was urged, reported or announced, its opening."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from data.english.headline.clauses import Clause, joint, own_tokens, subject_of
from data.english.headline.cut_constraints import find_flaw
from data.english.headline.cutting import LACKING, LIMIT, Line, cheapest_cut, cut_to, is_article, lean_to_verb
from data.english.headline.phrase_costs import find_price
from data.english.headline.soundness import is_broken, is_sound
from data.english.headline.verbs import is_own_participle, is_plural, third_person
from data.english.headline.wording import render
from data.english.parts import role_kinds
from data.english.rules import Rule, unnoted
from data.english.words import any_of, read_words, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = read_words("verbs")
_SAYING = word_set("verbs", "saying") | {"hold"}  # courts hold
_URGING = word_set("verbs", "urging")
_ATTRIBUTING = word_set("verbs", "attributing")
_ANNOUNCING = word_set("verbs", "announcing")
_TOLD_TO = word_set("verbs", "told_to_somebody")
_PARTICLES = word_set("headlines", "particles")
_PRONOUNS = word_set("headlines", "pronouns")
_COMPLEMENTS = frozenset(["dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "agent", "dative", "prt"])
_ASIDE_WORDS = word_set("headlines", "aside_words")
_NAMED = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "LAW")
_NAMED_FOR = re.compile(r" (?:of|on|for|against) ")
_DONE_TO = word_set("verbs", "done_to")
_AUTHORITIES = word_set("headlines", "authorities")
_WHO_DOES = 2.2  # what it costs to leave out who did it
_COLON = 0.9  # what it costs more to say “Court: …” for “…, court says”
_WHO_URGES, _WHO_SAYS, _NOBODY_SAYS = 0.8, 0.5, 3.5  # what it costs to tell a clause another way
_ROOMS = (85, 100, 140, 200, 0)  # how much of a clause its opening is taken from; 0 for all of it


# An opening and what speaks for it: it is whole, goes on behind the verb, has its object and complements, its length,
# the words, and the token that it ends with.
_Opening = tuple[bool, bool, bool, bool, int, str, int]


def _rule(name: str, does: str, why: str, example: str, gives: str) -> Rule:
    return Rule("headlines", name, does, why, example, gives)


_DIRECT = _rule(
    "the clause itself",
    "tells the clause, cut where it is too long",
    "The report's own words say best what happened.",
    "In May, the mayor of the town closed its only hospital.",
    "Mayor of the town closes its only hospital",
)
_URGED = _rule(
    "who is urged",
    "tells “Y urged to …” for “X called on Y to …”",
    "What is to be done matters more than who says so.",
    "In May, the Committee on the Rights of the Child in Geneva urged the government to raise the age of marriage to eighteen years.",
    "Government urged to raise the age of marriage to eighteen years",
)
_ATTRIBUTED = _rule(
    "who says so comes last",
    "tells “Y did Z, X says”, or “X: Y did Z” where that is too long, for “X said that Y did Z”",
    "What is said comes first, and who says so is not lost.",
    "In May, the Interior Minister told Amnesty International that the security forces had tried to end the strike without force.",
    "Security forces tried to end the strike, Interior Minister says",
)
_ANNOUNCED = _rule(
    "what was announced",
    "tells only what somebody announced, confirmed or decided",
    "Where there is no room for both, what is announced is the news.",
    "In May, the Secretary for Mines and the Northern Territories of the Republic announced that a memorandum of understanding had been signed by several ministries to work towards better pay.",
    "Memorandum of understanding signed by several ministries",
)
_OPENING = _rule(
    "the clause's opening",
    "tells the clause as far as there is room, with “…” where what is left out would be missed",
    "An honest opening is better than a cut that turns the sense.",
    "In May, hundreds of miners from the northern valley demonstrated against what they considered unfair cuts in their pay.",
    "Hundreds of miners from northern valley demonstrate against what they…",
)
_SAID_OPENING = _rule(
    "opening of what is said",
    "tells “X: Y did …” where “X says that Y …” would end before what Y did",
    "What is said is the news, and a colon is shorter than “says that”.",
    "In May, the Constitutional Court of the northern province ruled that the definition of marriage under the customary law was inconsistent with the dignity and equality that the Constitution grants to everybody.",
    "Constitutional Court: definition of marriage was inconsistent…",
)
_INCLUDED = _rule(
    "what was included",
    "tells “X” for “these included X”",
    "“These” are not in the line.",
    "These included three attacks with grenades in May on a rally of the opposition in the park.",
    "Three attacks with grenades on a rally of the opposition in the park",
)
_WITHOUT_ASIDE = _rule(
    "aside of a sentence not understood",
    "leaves out what stands between commas before “was”, and the “was”",
    "The opening then comes to what happened.",
    "Muhammad ‘Abd al-Qader al-Roe, a journalist and critic of the Prime Minister, was arrested on 11 May and charged with undermining the status of the emir by writing articles in his blog.",
    "Muhammad ‘Abd al-Qader al-Roe arrested and charged…",
)
_PASSIVE = _rule(
    "to whom it was done",
    "tells “Y acquitted of Z” for “X acquitted Y of Z”, where there is no room for X",
    "To whom it was done, and for what, matters more than which court or police did it.",
    "In May, the Regional Military Court of the northern province sentenced the conscientious objector Bob Low to four years’ imprisonment for refusing to serve.",
    "Objector Bob Low jailed for four years for refusing to serve",
)
_INTENDED = _rule(
    "what is to come",
    "tells “X to do Z” for “X announced that it would do Z”",
    "It says the same, and does without the pronoun.",
    "In May, the Ostrava District Court indicated that it would uphold the complaint of Helena Roe, who was injured in an Ostrava hospital in 2001 while giving birth to her second child.",
    "Ostrava District Court to uphold the complaint of Helena Roe",
)
_TERSE = _rule(
    "two words",
    "tells subject and verb alone",
    "“Strike ends” says it.",
    "The strike ended in May.",
    "Strike ends",
)
_FALLBACK = _rule(
    "the sentence's opening",
    "takes the sentence's first words, with “…” where a phrase ends",
    "Where grammar finds no clause, nothing is made up.",
    "Closure of the hospital in May.",
    "Closure of the hospital",
)


def say_included(clause: Clause, he: str | None) -> Line | None:
    """ "These included X": "X"."""
    verb, subject = clause.verb, clause.subject
    if he is not None or verb.lemma_ != "include" or subject is None or not _is_vague_list(subject):
        return None
    told = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if told is None:
        return None
    line = cut_to(Clause(clause.doc, told, None), {t.i for t in told.subtree}, None)
    return line if line and is_sound(line.text) and _INCLUDED.fires() else None


def _is_vague_list(subject: Token) -> bool:
    """Whether a subject only points to what was told before: “these”, “such cases”, “the incidents”."""
    return subject.lower_ in ("these", "this", "they") or any(
        c.lower_ in ("these", "those", "such") and c.dep_ in ("det", "amod") for c in subject.children
    )


def say_directly(clause: Clause, he: str | None) -> Line | None:
    """The clause itself, cut to a line."""
    if he is None and clause.subject is not None and clause.subject.lower_ in ("these", "this"):
        return None
    line = cut_to(clause, _tokens_of(clause), he)
    return line if line and is_sound(line.text) and _DIRECT.fires() else None


def say_passive(clause: Clause, he: str | None) -> Line | None:
    """ "X acquitted Y of Z", too long with X: "Y acquitted of Z"."""
    verb, subject = clause.verb, clause.subject
    done = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if (
        subject is None
        or done is None
        or done.pos_ not in ("NOUN", "PROPN")
        or done.i < verb.i
        or verb.lemma_ not in _DONE_TO
        or verb.tag_ not in ("VBD", "VBN")
        or not is_own_participle(verb)
        or any(
            c.dep_ in ("aux", "auxpass", "neg", "nsubjpass", "ccomp") or c.dep_ == "conj" and _has_object(c)
            for c in verb.children
        )
        or any(t.dep_ == "poss" and t.pos_ == "PRON" or t.dep_ == "neg" for t in done.subtree)
        or not _is_authority(subject)
    ):
        return None
    if any(c.dep_ == "prep" and c.i > done.i and c.lower_ in ("on", "about") for c in verb.children):
        return None  # which may belong to what it was done to
    charged = any(c.dep_ == "prep" and c.lower_ == "of" for c in verb.children)
    if (
        verb.lemma_ in ("acquit", "clear", "convict")
        and not charged
        and any(t.lower_ == "of" for t in done.subtree)
    ):
        return None
    before = {t.i for c in verb.children if c.i < verb.i and c.dep_ != "advmod" for t in c.subtree}
    tokens = ({t.i for t in verb.subtree} - before) & _tokens_of(clause)
    line = cut_to(Clause(clause.doc, verb, done, front=True), tokens, he)
    if line is None or not is_sound(line.text) or not _PASSIVE.fires(subject.text):
        return None
    return Line(line.text, line.cost + _WHO_DOES, line.lacking)


def _has_object(token: Token) -> bool:
    return any(c.dep_ in ("dobj", "nsubj", "nsubjpass") for c in token.children)


def _is_authority(subject: Token) -> bool:
    """Whether who does it is a body whose name can be left out: a court, the police, a ministry."""
    kind = role_kinds().get(subject.lemma_.lower())
    return kind in ("court", "security forces", "state", "international body", "organisation") or (
        subject.lemma_.lower() in _AUTHORITIES
    )


def say_intended(clause: Clause, he: str | None) -> Line | None:
    """ "X announced that it would do Z": "X to do Z"."""
    verb = clause.verb
    told = next((c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VB"), None)
    if verb.lemma_ not in _SAYING or told is None or (who := _speaker(clause, he)) is None:
        return None
    own = next((c for c in told.children if c.dep_ == "nsubj"), None)
    would = next((c for c in told.children if c.lower_ == "would"), None)
    alone = own is not None and own.lower_ in ("it", "they", "he", "she") and would is not None
    if not alone or any(
        c.dep_ in ("aux", "auxpass", "mark") and c not in (would,) and c.lower_ != "that"
        for c in told.children
    ):
        return None
    tokens = {t.i for t in told.subtree} - {
        c.i for c in told.children if c in (own, would) or c.dep_ == "mark"
    }
    lines = []
    for cost, name in enumerate(dict.fromkeys((who, _short_name(who)))):
        rest = cut_to(Clause(clause.doc, told, None, past=True), tokens, None, LIMIT - len(name) - 4)
        if rest is not None:
            text = f"{name[:1].upper()}{name[1:]} to {rest.text[:1].lower()}{rest.text[1:]}"
            lines.append(Line(text, rest.cost + _WHO_SAYS + cost, rest.lacking))
    return min(lines, key=lambda line: line.cost) if lines and _INTENDED.fires() else None


def say_urged(clause: Clause, he: str | None) -> Line | None:
    """ "X called on Y to ...", too long with X: "Y urged to ..."."""
    verb = clause.verb
    if verb.lemma_ not in _URGING:
        return None
    on = next((c for c in verb.children if c.dep_ == "prep" and c.text == "on" and c.i > verb.i), None)
    holder = on if on is not None else verb
    asked = next((c for c in holder.children if c.dep_ in ("pobj", "dobj")), None)
    wish = next((c for c in verb.children if _is_wish(c)), None)
    if wish is not None and asked is None:
        asked = next((c for c in wish.children if c.dep_ == "nsubj"), None)
    if wish is None or asked is None or asked.pos_ == "PRON":
        return None
    urged = _VERBS["urged"].get(verb.lemma_, "urged")
    who = "".join(t.text_with_ws for t in asked.subtree if t.dep_ != "det" and t not in wish.subtree).strip()
    room = LIMIT - len(who) - len(urged) - 2
    tokens = {t.i for t in wish.subtree if t.i > asked.i}
    rest = cut_to(Clause(clause.doc, wish, None), tokens, None, room) if room > 15 else None
    if rest is None:
        return None
    text = f"{who[:1].upper()}{who[1:]} {urged} {rest.text[:1].lower()}{rest.text[1:]}"
    return Line(text, rest.cost + _WHO_URGES, rest.lacking) if is_sound(text) and _URGED.fires() else None


def _is_wish(token: Token) -> bool:
    return token.dep_ in ("xcomp", "ccomp", "advcl") and any(t.lower_ == "to" for t in token.children)


def say_attributed(clause: Clause, he: str | None) -> Line | None:
    """ "X announced that Y did Z", too long as it stands: "Y did Z, X announces"."""
    verb = clause.verb
    if verb.lemma_ not in _SAYING or clause.subject is None:
        return None
    reported = _reported(clause)
    if reported is None or (who := _speaker(clause, he)) is None:
        return None
    plural = is_plural(clause.subject, verb)
    says = third_person(verb, plural) if verb.tag_ == "VBD" else verb.text
    if verb.lemma_ not in _ATTRIBUTING:
        says = "say" if plural else "says"
    past = Clause(clause.doc, reported, subject_of(reported), past=True)
    tokens = _reported_tokens(reported)
    hedged = any(c.dep_ in ("advmod", "neg") and c.i < verb.i for c in verb.children)
    lines: list[Line] = []
    for cost, name in enumerate(dict.fromkeys((who, _short_name(who)))):
        for extra, long, form in (
            (0.0, len(name) + len(says) + 3, f"{{}}, {name} {says}"),
            (_COLON, len(name) + 2, f"{name[:1].upper()}{name[1:]}: {{}}"),
        ):
            if extra and hedged:
                continue
            rest = cut_to(past, tokens, None, LIMIT - long) if LIMIT - long > 20 else None
            if rest is not None and is_sound(rest.text):
                said = rest.text.rstrip(" ,;:")
                said = said if not extra else _as_continued(said, reported)
                paid = rest.cost + _WHO_SAYS + cost + extra
                lines.append(Line(form.format(said), paid, rest.lacking))
    return min(lines, key=lambda line: line.cost) if lines and _ATTRIBUTED.fires() else None


def _as_continued(said: str, reported: Token) -> str:
    """A line's words behind a colon: with a small letter where they begin with no name."""
    first = next((t for t in reported.doc if t.text.lower() == said.split()[0].lower()), None)
    named = first is None or first.pos_ == "PROPN" or first.ent_type_ in _NAMED or said.split()[0].isupper()
    return said if named else said[:1].lower() + said[1:]


def _short_name(name: str) -> str:
    """A body's name without what it is for: “European Committee” of Social Rights."""
    short = _NAMED_FOR.split(name)[0]
    return short if short != name and short.count(" ") > 0 and len(name) > 24 else name


def _reported(clause: Clause) -> Token | None:
    """The verb of what is said, where its subject is a noun."""
    if clause.verb.lemma_ not in _TOLD_TO and any(c.dep_ == "dobj" for c in clause.verb.children):
        return None  # "declared a state of emergency, resulting in ..."
    told = next((c for c in clause.verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
    if told is None or (subject := subject_of(told)) is None or subject.lower_ in _PRONOUNS:
        return None
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in told.children):
        return None  # "found the law to be wrong"
    return told


def _reported_tokens(reported: Token) -> set[int]:
    passive = any(c.dep_ == "auxpass" for c in reported.children)
    stray = (
        c
        for c in reported.children
        if passive
        and c.dep_ == "conj"
        and c.tag_ == "VBD"
        and any(w.dep_ in ("dobj", "ccomp") for w in c.children)
    )  # "said that 187 were killed, and denied that ...": who speaks does
    other = {k for c in stray for k in ({t.i for t in c.subtree} | joint(c))}
    return {t.i for t in reported.subtree} - {c.i for c in reported.children if c.dep_ == "mark"} - other


def _speaker(clause: Clause, he: str | None) -> str | None:
    """Who says so, in as few words as name them."""
    subject = clause.subject
    if subject is None:
        return None
    details = ("relcl", "appos", "acl", "det", "punct", "prep")
    long = {t.i for c in subject.children if c.dep_ in details and c.text != "-" for t in c.subtree}
    if subject.pos_ == "PROPN":
        for child in subject.children:
            rule = find_price(child, clause) if child.dep_ == "prep" else None
            if child.dep_ == "prep" and (rule is None or rule.price is None):
                long -= {t.i for t in child.subtree}  # part of the name
    if subject.lower_ in ("he", "she", "they", "it") and he:
        return he
    if subject.pos_ not in ("NOUN", "PROPN"):
        return None
    if subject.lower_ in ("he", "she", "they", "it", "which") and not he:
        return None
    short = sorted(t.i for t in subject.subtree if t.i not in long)
    name = "".join(clause.doc[i].text_with_ws for i in short).strip().replace("'", "’")
    name = re.sub(r"^[Tt]he ", "", name)
    named = clause.doc[short[0]].pos_ == "PROPN" or name.isupper() or subject.pos_ == "PROPN"
    return name if named else name[:1].lower() + name[1:]


def say_announced(clause: Clause, he: str | None) -> Line | None:
    """What somebody announced or confirmed, by itself, where there is no room for who did."""
    reported = _reported(clause) if clause.verb.lemma_ in _ANNOUNCING else None
    if reported is None:
        return None
    inner = Clause(clause.doc, reported, subject_of(reported), past=True)
    line = cut_to(inner, _reported_tokens(reported), None)
    if line is None or not is_sound(line.text) or not _ANNOUNCED.fires():
        return None
    return Line(line.text, line.cost + _NOBODY_SAYS)


def say_terse(clause: Clause, he: str | None) -> Line | None:
    """Two words, where they say it: "Strike ends"."""
    cut = cheapest_cut(clause, _tokens_of(clause), he, LIMIT, 2)
    lacking = (
        clause.subject is None
        or clause.subject.pos_ not in ("NOUN", "PROPN")
        or clause.verb.dep_ != "ROOT"
        and clause.relative is None
        or any(t.dep_ in _COMPLEMENTS for t in clause.verb.children)
    )
    if cut is None or lacking or not _TERSE.fires():
        return None
    return Line(render(clause, cut.kept, he), cut.cost)


# A clause's or a sentence's opening


def say_opening(clause: Clause, he: str | None) -> Line | None:
    """The clause's beginning as far as there is room, with "…" where what is left out would be missed."""
    tokens = _tokens_of(clause)
    if clause.subject is not None and clause.relative is None and clause.subject.i < clause.verb.i:
        aside = (c for c in clause.subject.children if c.dep_ in ("appos", "relcl"))
        tokens -= {
            t.i
            for c in aside
            if c.left_edge.i > 0 and clause.doc[c.left_edge.i - 1].text == ","
            for t in c.subtree
        }
    if clause.subject is not None and _is_long(clause, tokens, he):
        tokens -= _further_names(clause.subject)
    found: list[_Opening] = []
    with unnoted():
        for room in _ROOMS:  # the less is left out, the later comes the verb
            cut = cheapest_cut(clause, tokens, he, room) if room else None
            kept = cut.kept if cut else frozenset(() if room else tokens)
            found += _openings(clause, tokens, kept, he)
        bare = frozenset(i for i in tokens if not is_article(clause.doc[i]))
        lean = lean_to_verb(clause, tokens)
        for kept in (bare, lean, lean & bare):
            found += _openings(clause, tokens, kept, he)
    if not found:
        return None
    whole, *_, text, end = max(found)
    if not whole and (told := _opening_of_what_is_said(clause, end, he)) is not None:
        return told
    _OPENING.fires()
    return Line(text if whole else text + "…")


def _opening_of_what_is_said(clause: Clause, end: int, he: str | None) -> Line | None:
    """ "X says that Y …", which `end`s before Y did it, as “X: Y did …”."""
    reported = _reported(clause) if clause.verb.lemma_ in _SAYING else None
    who = _speaker(clause, he) if reported is not None and reported.i >= end else None
    hedged = any(c.dep_ in ("advmod", "neg") and c.i < clause.verb.i for c in clause.verb.children)
    if reported is None or who is None or hedged:
        return None
    name = _short_name(who.split(", ")[0])
    limit = LIMIT - len(name) - 2
    past = Clause(clause.doc, reported, subject_of(reported), past=True)
    tokens = _reported_tokens(reported)
    found: list[_Opening] = []
    with unnoted():
        cuts = [cheapest_cut(past, tokens, None, limit + more) for more in (15, 30, 70)]
        bare = frozenset(i for i in tokens if not is_article(clause.doc[i]))
        lean = lean_to_verb(past, tokens)
        for kept in (*(cut.kept for cut in cuts if cut), bare, tokens, lean, lean & bare):
            found += _openings(past, tokens, kept, None, limit)
    found = [one for one in found if one[1] and one[2]]
    if not found:
        return None
    whole, *_, text, _ = max(found)
    said = _as_continued(re.sub(r"^[Tt]he ", "", text), reported)
    _SAID_OPENING.fires()
    return Line(f"{name[:1].upper()}{name[1:]}: {said}" + ("" if whole else "…"))


def _openings(
    clause: Clause, tokens: set[int], kept: Collection[int], he: str | None, limit: int = LIMIT
) -> list[_Opening]:
    """The openings of the words `kept` that end with a phrase, each behind what speaks for it."""
    found = []
    for end in sorted(kept, reverse=True):
        if end < clause.verb.i:
            break
        part = {i for i in kept if i <= end}
        if not _ends_phrase(clause.doc[end]):
            continue
        text = render(clause, part, he)
        if len(text) >= limit or is_broken(text):
            continue
        rest = [t for t in clause.doc[end + 1 :] if t.i in tokens and t.head.i in part]
        closed = all(t.left_edge.i > end for t in rest)
        behind_verb = end > clause.verb.i
        little = closed and all(_is_missed_little(t, clause) for t in rest)
        whole = behind_verb and is_sound(text) and (little or _leads_aside(clause, end))
        if whole and (flaw := find_flaw(clause, tokens, tokens - part)):
            whole = flaw[0].price is not None and flaw[0].price < LACKING
        completed = not any(t.head == clause.verb and t.dep_ in _COMPLEMENTS for t in rest)
        finished = not _lacks_object(clause.doc[end])
        found.append((whole, behind_verb, finished, completed, len(text), text, end))
    return found


def _is_long(clause: Clause, tokens: set[int], he: str | None) -> bool:
    """Whether the subject leaves no room for what it did."""
    subject = clause.subject
    return (
        subject is not None and len(render(clause, {t.i for t in subject.subtree} & tokens, he)) > LIMIT - 20
    )


def _further_names(subject: Token) -> set[int]:
    """Of a name as long as a headline what follows its first part: "Appeals Chamber of the International ..."."""
    if subject.pos_ != "PROPN" or not any(
        c.dep_ in ("compound", "amod") and len(c) > 2 for c in subject.children
    ):
        return set()
    return {t.i for c in subject.children if c.dep_ == "prep" for t in c.subtree if t.i > subject.i}


def _is_missed_little(token: Token, clause: Clause) -> bool:
    """Whether a line that ends before the phrase under `token` says all the same what happened."""
    if token.dep_ == "conj":
        return token.pos_ in ("VERB", "AUX")
    if token.dep_ == "prep" and token.lower_ not in ("of", "to", "with", "as", "than", "into"):
        return token.i > token.head.i + 1 or token.head.pos_ not in ("VERB", "AUX", "ADJ")
    if token.dep_ in ("punct", "cc"):
        return True
    rule = find_price(token, clause)
    return rule is not None and rule.price is not None and token.dep_ != "amod"


def _leads_aside(clause: Clause, end: int) -> bool:
    """Whether what comes behind the token `end` begins with “because”, “after” and the like, however it was parsed."""
    following = next((t for t in clause.doc[end + 1 :] if not t.is_punct), None)
    return following is not None and following.lower_ in _ASIDE_WORDS and following.i <= end + 2


def _ends_phrase(token: Token) -> bool:
    """Whether a line may end with `token`: it is no part of a phrase whose noun comes later."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    part = (
        first.dep_ in ("amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "neg", "npadvmod")
        and first.head.i > token.i
    )
    return (
        token.text[-1].isalnum()
        and not part
        and not (token.i + 1 < len(token.doc) and token.doc[token.i + 1].text == "-")
        and (
            token.pos_ not in ("ADP", "DET", "CCONJ", "SCONJ", "PART", "AUX")
            or token.dep_ == "prt"
            or token.lower_ in _PARTICLES
        )
        and token.tag_ not in ("WDT", "WP", "WRB")
    )


def _lacks_object(token: Token) -> bool:
    """Whether a line that ends with the verb `token` leaves its object out."""
    return token.pos_ == "VERB" and any(c.i > token.i and c.dep_ in _COMPLEMENTS for c in token.children)


def _tokens_of(clause: Clause) -> set[int]:
    """The clause's tokens without an opening before its subject: "However,", "After a trial that ...,"."""
    tokens = own_tokens(clause)
    if clause.subject is None or clause.subject.i > clause.verb.i:
        return tokens
    first = min(t.i for t in clause.subject.subtree if t.i in tokens)
    return {i for i in tokens if i >= first}


_LINKS = any_of("headlines", "links")
_PHRASE_END = re.compile(rf"[,;:–—]|\s(?=(?:{_LINKS})\s)")
_ASIDE_BEFORE_WAS = re.compile(r"([^,;]{4,60}), (\D[^;]{4,200}?), (?:was|were) (?=(?:\w+ly )?\w+ed\b)")
_LOOSE_WORDS = re.compile(
    rf"(?:[\s,]+(?:{_LINKS}|the|an?|its|his|her|their|was|were|had|has|have|be|been))+$"
)


def first_words(plain: str, he: str | None) -> str:
    """The opening of a sentence that grammar did not shorten, ended with "…" where a phrase ends."""
    _FALLBACK.fires()
    text = " ".join(plain.split()).strip(" .;:,•●▪–—-")
    text = re.sub(r"^(?:The|A|An) (?=\w)", "", text)
    if len(text) > LIMIT and (aside := _ASIDE_BEFORE_WAS.match(text)) and _WITHOUT_ASIDE.fires(aside[2]):
        text = f"{aside[1]} {text[aside.end() :]}"
    if he:
        text = re.sub(r"^(?:He|She|They|Both)\b", he, text)
    text = text[:1].upper() + text[1:]
    if len(text) <= LIMIT:
        return text or "Event"
    ends = [found.start() for found in _PHRASE_END.finditer(text) if found.start() < LIMIT]
    whole = [opening for end in ends if is_sound(opening := text[:end].strip(" ,;:–—"))]
    best = whole[-1] if whole and len(whole[-1]) > LIMIT / 2 else text[:LIMIT].rsplit(" ", 1)[0]
    best = _LOOSE_WORDS.sub("", best)
    if best.count("“") != best.count("”"):
        best = best.replace("“", "").replace("”", "")
    return best.strip(" ,;:–—") + "…"
