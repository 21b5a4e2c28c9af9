"""Who did it and to whom it was done: the words of a clause that stand for either, as the grammar has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from data.english.claim.acts import act_of_noun, lemma_of
from data.english.claim.ground import Rule, read_words, roles, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from data.english.claim.happening import Happening
    from data.english.claim.naming import Named, Namer

_SUFFERING = word_set("claims", "suffering")
_BELONGING = word_set("claims", "belonging")
_MAKING = word_set("claims", "making")
_CRITICS = word_set("claims", "critics")
_TELLING = word_set("claims", "telling")

_DOING = frozenset("attack protest visit statement report ruling treaty law emergency investigation".split())

_PASSIVE = Rule(
    "claims",
    "done to the subject",
    "takes the subject of a passive for whom it is done to, and whom “by” leads to for who does it",
    "So says the verb's form.",
    "In May, Bob Low was arrested by riot police.",
    "detention; by riot police; to Bob Low",
)
_SUFFERS = Rule(
    "claims",
    "subject that suffers",
    "takes the subject of “died”, “stood trial”, “received” for whom it is done to",
    "They do nothing, though the verb is active.",
    "In May, Bob Low died in custody.",
    "killing; to Bob Low",
)
_OWNER = Rule(
    "claims",
    "whose it is",
    "takes whose home, appeal, release or body it is for whom it is done to",
    "“The offices of the Union were raided” is done to the Union.",
    "In May, soldiers raided the offices of the Northern Farmers Union.",
    "threat; by soldiers; to Northern Farmers Union",
)
_ADDRESSED = Rule(
    "claims",
    "to whom it goes",
    "takes those behind “on”, “to”, “against” for whom it is done to, by what each act is done with",
    "“Called on the authorities” is said to them.",
    "In May, the Northern Farmers Union called on the ministry to release Bob Low.",
    "statement; by Northern Farmers Union; to ministry",
)


@dataclass(frozen=True)
class Sides:
    """Those who did it and those to whom it was done, each with the word that names them; `counted` are the nouns that are counted."""

    by: list[Named]
    to: list[Named]
    counted: list[Token]


@lru_cache(maxsize=1)
def _behind() -> dict[str, frozenset[str]]:
    return {act: frozenset(words.split()) for act, words in read_words("claims")["behind"].items()}


@lru_cache
def acts_that(name: str) -> frozenset[str]:
    """The acts of one list in claims.toml: no_patient, by_oneself, uncounted, refusable, told_at_verb."""
    return frozenset(read_words("claims")["acts"][name].split())


def find_sides(happening: Happening, act: str, telling: list[Token], namer: Namer) -> Sides:
    """Both sides of a happening of the kind `act`, which the words `telling` tell."""
    if happening.verb is None:
        return _of_noun(happening.word, act, namer)
    verb, subject = happening.verb, happening.subject
    by: list[Named] = []
    to: list[Named] = []
    counted: list[Token] = []
    agents = [
        g
        for c in verb.children
        if c.dep_ == "agent" or c.lower_ == "by" and c.dep_ == "prep"
        for g in c.children
        if g.dep_ == "pobj"
    ]
    if happening.passive and not any(namer.all_of(agent) for agent in agents):
        agents += _stray_agents(verb, namer)
    suffers = not happening.passive and (lemma_of(verb) in _SUFFERING or _tells_of_subject(verb, telling))
    done_to = _objects(verb)
    subjects = _subjects(verb, subject)
    if subject is not None and (happening.passive or suffers):
        (_PASSIVE if happening.passive else _SUFFERS).fires(subject.text)
        done_to = (
            [*subjects, *done_to] if happening.passive or act not in ("statement", "report") else done_to
        )
        agents += [
            g for c in verb.children if c.lower_ == "from" and suffers for g in c.children if g.dep_ == "pobj"
        ]
    elif subject is not None:
        agents = [*subjects, *agents]
    for agent in agents:
        if act not in _DOING and agent.i not in namer.taken and act_of_noun(agent) == act:
            own = _of_noun(agent, act, namer)  # "the trial of Bob Low resumed"
            by, to, counted = [*by, *own.by], [*to, *own.to], [*counted, *own.counted]
            continue
        by += _doers(agent, namer)
    if act not in acts_that("no_patient"):
        for thing in done_to:
            if act in _DOING and act_of_noun(thing) == act and thing.i not in namer.taken:
                own = _of_noun(thing, act, namer)
                by, to, counted = [*by, *own.by], [*to, *own.to], [*counted, *own.counted]
                continue
            found = _suffering(thing, act, namer)
            to += found
            counted += [thing] if found or _is_number(thing) else []
    if act not in acts_that("no_patient") or act in ("protest", "emergency", "treaty"):
        to += _addressed(verb, act, namer, counted)
    if act in ("law",) or telling and telling[0].pos_ == "NOUN":
        by += [
            named
            for word in telling[:1]
            if word.pos_ == "NOUN" and act != "law"
            for named in _of_noun(word, act, namer).by
        ]
    if telling and telling[0] != verb and act not in acts_that("no_patient"):
        more = _of_noun(telling[0], act, namer)
        to += [named for named in more.to if named.word not in [t.word for t in (*to, *by)]]
        counted += more.counted
    if act in acts_that("by_oneself") and not to:
        counted += agents
    if not to and act in ("attack", "displacement", "threat", "disaster"):
        inner = _victims(verb, namer)
        to, counted = [*to, *inner[0]], [*counted, *inner[1]]
    taken = {named.name for named in by}
    return Sides(
        _once(by), _once([named for named in to if named.name not in taken]), list(dict.fromkeys(counted))
    )


def sides_of_refused(sides: Sides) -> Sides:
    """Both sides of a visit that was refused: who refused it, and the visitors, whom the refusal is done to."""
    return Sides(sides.by[:1], _once([*sides.by[1:], *sides.to]), sides.counted)


def _subjects(verb: Token, subject: Token | None) -> list[Token]:
    """The subject, and those that the parser did not join to it: "Ana Roe, second in command, and three officers were arrested"."""
    if subject is None:
        return []
    own = [
        c
        for c in verb.children
        if c.dep_ == subject.dep_ and c.dep_ in ("nsubj", "nsubjpass") and c.pos_ in ("NOUN", "PROPN", "NUM")
    ]
    return own if subject in own else [subject]


def _stray_agents(verb: Token, namer: Namer) -> list[Token]:
    """Those behind a "by" that the parser hung on a noun: "evicted from the stadium by police officers"."""
    for token in verb.subtree:
        if (
            token.lower_ == "by"
            and token.i > verb.i
            and token.head.pos_ in ("NOUN", "PROPN")
            and token.head.dep_ == "pobj"
        ):
            found = [g for g in token.children if g.dep_ == "pobj" and namer.all_of(g)]
            own = act_of_noun(token.head) is not None or any(
                t.dep_ in ("relcl", "acl") for t in token.ancestors if t.i > verb.i
            )
            if found and not own:
                return found
    return []


def _tells_of_subject(verb: Token, telling: list[Token]) -> bool:
    """Whether the act is told by a noun that is done to the subject: "came under attack", "was the victim of"."""
    noun = telling[0] if telling else verb
    return (
        noun != verb
        and noun.dep_ == "pobj"
        and noun.head.lower_ in ("under", "into", "in", "on", "from")
        and noun.head.head == verb
    )


def _objects(verb: Token) -> list[Token]:
    return [
        c for c in verb.children if c.dep_ in ("dobj", "dative", "obj", "iobj", "oprd") and c.pos_ != "ADP"
    ] + [
        g
        for c in verb.children
        if c.dep_ == "dative" and c.pos_ == "ADP"
        for g in c.children
        if g.dep_ == "pobj"
    ]


def _is_number(token: Token) -> bool:
    return token.like_num


def _doers(token: Token, namer: Namer) -> list[Named]:
    """Who does it, where the word is theirs, or tells whose word or deed it is."""
    if found := namer.all_of(token):
        return found
    if token.pos_ not in ("NOUN", "PROPN"):
        return []
    telling = token.lemma_.lower() in _TELLING or act_of_noun(token) is not None
    out: list[Named] = []
    for child in token.children:
        if (
            child.dep_ == "poss"
            or telling
            and child.dep_ in ("compound", "nmod", "amod")
            and child.i in namer.taken
        ):
            out += namer.all_of(child)
        elif child.dep_ == "agent" or child.lower_ in ("by", "of", "for", "from") and telling:
            out += [
                named for inner in child.children if inner.dep_ == "pobj" for named in namer.all_of(inner)
            ]
    return out


def _suffering(token: Token, act: str, namer: Namer, depth: int = 0) -> list[Named]:
    """To whom it is done, where the word names them or what is theirs."""
    lemma = token.lemma_.lower()
    owned = lemma in _BELONGING and token.i not in namer.taken
    if owned and (found := _owners(token, namer)) and _OWNER.fires(token.text):
        return found
    if found := [
        named for named in namer.all_of(token) if not (owned and named.word.lemma_.lower() in roles("parts"))
    ]:
        return found
    if depth > 3 or token.pos_ not in ("NOUN", "PROPN"):
        return []
    if lemma not in (_MAKING if act == "government" else _BELONGING) and act_of_noun(token) is None:
        return []
    if act == "statement" and lemma_of(token.head) not in _CRITICS:
        return []
    out: list[Named] = []
    for child in token.children:
        if child.dep_ == "poss" or child.dep_ in ("compound", "nmod") and child.i in namer.taken:
            out += namer.all_of(child)
        elif (
            child.dep_ == "prep"
            and child.lower_ in ("of", "against", "on", "for")
            and act not in ("statement",)
        ):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    out += namer.all_of(inner) or _suffering(inner, act, namer, depth + 1)
        elif (
            child.dep_ == "prep"
            and child.lower_ in ("to", "of", "by")
            and act == "statement"
            and lemma in _BELONGING
        ):
            out += [
                named for inner in child.children if inner.dep_ == "pobj" for named in namer.all_of(inner)
            ]
        elif child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN"):
            out += _suffering(child, act, namer, depth + 1)
    if out:
        _OWNER.fires(token.text)
    return out


def _owners(token: Token, namer: Namer) -> list[Named]:
    """Whose a building or an office is."""
    if token.lemma_.lower() not in roles("parts") and token.lemma_.lower() not in (
        "home",
        "house",
        "premises",
        "residence",
    ):
        return []
    of = [
        g
        for c in token.children
        if c.lower_ == "of" and c.dep_ == "prep"
        for g in c.children
        if g.dep_ == "pobj"
    ]
    own = [
        c for c in token.children if c.dep_ == "poss" or c.dep_ in ("compound", "nmod") and c.i in namer.taken
    ]
    return [named for one in (*own, *of) for named in namer.all_of(one)]


def _addressed(verb: Token, act: str, namer: Namer, counted: list[Token]) -> list[Named]:
    """Those behind the prepositions that lead to whom an act is done."""
    wanted = _behind().get(act, frozenset())
    out: list[Named] = []
    holders = [verb, *(c for c in verb.children if c.dep_ in ("dobj", "acomp", "prt", "attr"))]
    for holder in holders:
        for child in holder.children:
            if child.dep_ not in ("prep", "dative", "prt") or child.lower_ not in wanted:
                continue
            for inner in child.children:
                if inner.dep_ != "pobj":
                    continue
                if (
                    holder != verb
                    and act in ("detention", "killing", "release", "trial", "judgment")
                    and child.lower_ == "on"
                ):
                    continue
                told = act in ("statement", "report", "treaty")
                found = namer.all_of(inner) if told else _suffering(inner, act, namer)
                if found and _ADDRESSED.fires(inner.text):
                    out += found
                    if act not in acts_that("uncounted"):
                        counted.append(inner)
    return out


def _of_noun(noun: Token, act: str, namer: Namer) -> Sides:
    """Both sides of an act that a noun tells: "the arrest of two miners by soldiers", "attacks on villagers"."""
    by: list[Named] = []
    to: list[Named] = []
    counted: list[Token] = []
    doing = act in (
        "attack",
        "protest",
        "visit",
        "statement",
        "report",
        "ruling",
        "treaty",
        "law",
        "emergency",
        "investigation",
    )
    for child in noun.children:
        inner = [g for g in child.children if g.dep_ == "pobj"]
        if child.dep_ == "agent" or child.lower_ == "by":
            by += [named for g in inner for named in _doers(g, namer)]
        elif (
            child.dep_ == "poss"
            or child.dep_ in ("compound", "nmod", "amod")
            and child.i in namer.taken
            and doing
        ):
            (by if doing else to).extend(namer.all_of(child))
        elif child.lower_ == "of" and child.dep_ == "prep":
            for g in inner:
                named = namer.all_of(g) or ([] if doing else _suffering(g, act, namer))
                (by if doing and act != "attack" else to).extend(named)
                counted += [g] if named and not doing else []
        elif child.dep_ == "prep" and child.lower_ in _behind().get(act, ()):
            to += [named for g in inner for named in namer.all_of(g)]
            counted += inner if act not in acts_that("uncounted") else []
        elif child.dep_ == "prep" and child.lower_ == "between":
            by += [named for g in inner for named in namer.all_of(g)]
    return Sides(by, to, counted)


def _victims(verb: Token, namer: Namer) -> tuple[list[Named], list[Token]]:
    """Those who were killed or hurt by what the verb tells: "raided an outpost, killing five soldiers"."""
    for child in verb.children:
        if (
            child.dep_ in ("advcl", "xcomp", "conj")
            and child.tag_ in ("VBG", "VBD")
            and lemma_of(child) in ("kill", "injure", "wound", "displace", "abduct")
        ):
            things = [c for c in child.children if c.dep_ == "dobj"]
            if things:
                return [named for thing in things for named in namer.all_of(thing)], things
    return [], []


def _once(named: list[Named]) -> list[Named]:
    return list({one.name: one for one in reversed(named)}.values())[::-1]
