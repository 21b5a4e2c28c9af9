"""Who did it where another clause says so: "died when police opened fire", "arrested and beaten by soldiers"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.acts import act_of_verb
from data.english.claim.dated_verb import is_dated
from data.english.claim.ground import Rule, subject_of
from data.english.claim.slots import find_slots
from data.english.claim.voice import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

VIOLENT = frozenset(("killing", "torture", "attack", "displacement", "detention"))
_HARMED = frozenset("dead injured wounded homeless".split())
_BY_FORCE = frozenset("killing torture attack restriction displacement emergency threat".split())

_WHEN = Rule(
    "claims",
    "killed when",
    "takes those who opened fire, attacked or raided in a “when” clause for who does it, where no “by” says so",
    "People died of what they did.",
    "In May, two miners died when soldiers opened fire on a crowd.",
    "killing; by soldiers; to miners; 2",
)
_JOINED = Rule(
    "claims",
    "by of the joined verb",
    "takes the “by” of a second verb for the first too, where both share a subject and the first has none",
    "“Arrested and beaten by soldiers” is one deed of theirs.",
    "In May, Ana Roe was arrested and beaten by soldiers.",
    "detention, torture; by soldiers; to Ana Roe",
)
_RESULT = Rule(
    "claims",
    "count of what followed",
    "counts those whom a raid, a protest or its end left dead or arrested, where another verb tells so",
    "“Where five were shot”, “and arrested five” are of the same day.",
    "In May, soldiers broke up a march in Salt River, where at least five miners were shot dead.",
    "restriction; by soldiers; to miners; at least 5; in Salt River",
)
RESULTING = ("attack", "restriction", "threat")


def result_victims(verb: Token) -> list[Token]:
    """Those to whom something was done in what `verb` tells of: "led a raid which left two dead", "broke up a march and held ten"."""
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and not has_subject(c)]
    found = [thing for one in joined for thing in one.children if thing.dep_ == "dobj" and _is_harm(one)]
    for noun in (t for t in verb.subtree if t.i > verb.i and t.dep_ in ("dobj", "pobj", "appos", "conj")):
        for clause in noun.children:
            if clause.dep_ != "relcl" or not _is_harm(clause) or _below_clause(noun, verb):
                continue
            lead = clause.left_edge.lower_
            if lead in ("where", "during") and is_passive(clause):
                found += [c for c in clause.children if c.dep_ == "nsubjpass"]
            elif lead == "which" and clause.lemma_ in ("leave", "kill"):
                found += [c for c in clause.children if c.dep_ == "dobj"]
    return found if found and _RESULT.fires(found[0].text) else []


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _is_harm(verb: Token) -> bool:
    """Whether a verb without a date of its own tells that somebody was held, hurt or killed."""
    if is_dated(verb):
        return False
    if verb.lemma_ == "leave":
        return any(c.dep_ in ("oprd", "acomp") and c.lower_ in _HARMED for c in verb.children)
    found = act_of_verb(verb, find_slots(verb, subject_of(verb), is_passive(verb)))
    return found is not None and found[0] in VIOLENT


def _below_clause(noun: Token, verb: Token) -> bool:
    """Whether another clause stands between a noun and the verb above it."""
    for above in noun.ancestors:
        if above == verb:
            return False
        if above.dep_ in ("relcl", "acl", "advcl", "ccomp", "conj") and above.pos_ in ("VERB", "AUX"):
            return True
    return True


def when_agents(verb: Token) -> list[Token]:
    """The subjects of "when" clauses that tell of force, beside a verb or one joined to it."""
    holders = [verb, *(c for c in verb.children if c.dep_ == "conj")]
    return [
        subject
        for holder in holders
        for clause in holder.children
        if clause.dep_ == "advcl"
        and any(c.lower_ in ("when", "as") and c.i < clause.i for c in clause.children)
        for subject in [subject_of(clause)]
        if subject is not None and _is_by_force(clause, subject) and _WHEN.fires(subject.text)
    ]


def _is_by_force(clause: Token, subject: Token) -> bool:
    if is_passive(clause):
        return False
    found = act_of_verb(clause, find_slots(clause, subject, False))
    return (
        found is not None
        and found[0] in _BY_FORCE
        or any(
            c.dep_ == "dobj"
            and any(word.lower_ in ("bullet", "bullets", "gas", "force") for word in c.subtree)
            for c in clause.children
        )
    )


def joined_agents(verb: Token) -> list[Token]:
    """Those behind the "by" of a verb that is joined to a passive and shares its subject."""
    return [
        g
        for joined in verb.children
        if joined.dep_ == "conj"
        and joined.tag_ in ("VBN", "VBD")
        and all(c.dep_ not in ("nsubj", "nsubjpass") for c in joined.children)
        for c in joined.children
        if c.dep_ == "agent"
        for g in c.children
        if g.dep_ == "pobj" and _JOINED.fires(g.text)
    ]
