"""The two sides of a check: a statement, and the passage with the sentences before it, each with all that is read of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.english.check.lexicon import words
from data.english.check.quantities import Quantity, find_quantities
from data.english.check.reading import role_kinds
from data.english.check.senses import Sense, find_senses, is_person
from data.english.check.times import When, find_times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass
class Side:
    """Sentences in their order with the senses of their words, numbers and dates."""

    docs: tuple[Doc, ...]
    senses: dict[Token, Sense]
    quantities: list[Quantity]
    times: list[When]
    dated: set[Token]
    counting: set[Token]
    found: dict[tuple[str, Token], set[Token]] = field(default_factory=dict)  # what was looked for already

    @property
    def tokens(self) -> list[Token]:
        """All words in their order."""
        return [t for doc in self.docs for t in doc]

    def counted(self, token: Token) -> list[Quantity]:
        """The numbers that count a word."""
        return [q for q in self.quantities if q.noun is not None and q.noun == token]


def make_side(docs: tuple[Doc, ...], known: dict[str, str]) -> Side:
    """All that is read of some sentences."""
    side = Side(docs, {}, [], [], set(), set())
    for doc in docs:
        side.senses |= dict(zip(doc, find_senses(doc, known), strict=True))
        times = find_times(doc)
        dated = {i for w in times for i in range(w.first, w.last + 1)}
        side.times += times
        side.dated |= {doc[i] for i in dated}
        found = find_quantities(doc, dated)
        side.quantities += found
        side.counting |= {doc[i] for q in found for i in range(q.first, q.last + 1)}
    return side


def of_entity(token: Token) -> set[Token]:
    """The words that name the same as `token`: names beside it, what stands in apposition, what it counts."""
    found = {token}
    for one in list(found):
        found |= {
            c
            for c in one.children
            if c.dep_ in ("compound", "appos", "nmod", "flat")
            and c.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
            or c.dep_ == "amod"
            and c.lemma_.lower() in role_kinds()  # "Freedonian national Ada Rill"
        }
        if one.dep_ == "appos" or (one.dep_ in ("compound", "nmod") and one.head.pos_ == "PROPN"):
            found.add(one.head)
        if one.lemma_.lower() in words("counting", "nouns") or one.like_num or one.pos_ in ("DET", "PRON"):
            for c in one.children:
                if c.lower_ in ("of", "among"):
                    found |= {g for g in c.children if g.dep_ == "pobj"}
        # "four of the detainees, including X and Y, were released": what is told of the four is told of them
        named = [g for c in one.children if c.lower_ == "including" for g in c.children if g.dep_ == "pobj"]
        if one.tag_ in ("NNS", "NNPS", "CD"):  # "seven people - a nurse and six miners - were abducted"
            named += [c for c in one.children if c.dep_ == "appos"]
        found |= {t for g in named for t in joined_to(g)}
        same = [
            c for a in one.children if a.dep_ == "appos" for c in joined_to(a)
        ]  # "X, an editor and member of the council,"
        found |= {c for c in same if is_person(c) and not any(g.dep_ == "det" for g in c.children)}
    for one in list(found):
        found |= {c for c in one.children if c.dep_ == "conj"} if one.dep_ == "nmod" else set()
    for one in list(found):
        if (
            one.dep_ == "pobj"
            and one.head.lower_ == "of"
            and one.head.head.lemma_.lower() in words("counting", "nouns")
        ):
            found.add(one.head.head)
        found |= {c for c in one.children if c.dep_ in ("compound", "appos")}
        found |= {g for c in one.children if c.dep_ == "appos" for g in c.children if g.dep_ == "appos"}
    return found


def joined_to(token: Token) -> list[Token]:
    """A word and those joined to it, however many."""
    found = [token]
    for one in found:
        found += [c for c in one.children if c.dep_ == "conj" and c not in found][:30]
    return found


def antecedents(token: Token, side: Side) -> set[Token]:
    """Whom a pronoun or a bare "both", "two" may mean: what stands before it and fits."""
    low = token.lower_
    plural = low in words("pronouns", "plural") and not any(c.dep_ == "prep" for c in token.children)
    plural = plural or _points_back(token)
    person = low in words("pronouns", "he") or low in words("pronouns", "she")
    if not (plural or person or low in words("pronouns", "it")):
        return set()
    earlier: list[Token] = []
    for t in side.tokens:
        if t == token:
            break
        if t.pos_ in ("NOUN", "PROPN") and t.dep_ not in ("compound", "nmod", "amod") and t not in side.dated:
            earlier.append(t)
    many = [
        t
        for t in earlier
        if t.tag_ in ("NNS", "NNPS")
        or t.dep_ == "conj"
        or any(c.dep_ == "conj" for c in t.children)
        or _has_partner(t)
        or t.head.lemma_ in words("mutual", "verbs")
    ]
    if plural:
        return set(many or earlier)
    if person:
        named = [
            t
            for t in earlier
            if t.ent_type_ == "PERSON"
            or (t.pos_ == "PROPN" and t.dep_.startswith("nsubj") and not t.ent_type_)
        ]
        named = named or [t for t in earlier if is_person(t)]
        subjects = [t for t in named if t.dep_.startswith("nsubj")]
        subjects = subjects or [
            t
            for t in earlier
            if t.dep_.startswith("nsubj") and t.pos_ == "PROPN" and t.ent_type_ not in ("GPE", "DATE")
        ]
        return set(subjects[-1:] or named[-1:] or [t for t in earlier if t.dep_.startswith("nsubj")][-1:])
    return {t for t in earlier if t.tag_ in ("NN", "NNP") and t.ent_type_ != "PERSON"}


def _points_back(noun: Token) -> bool:
    """Whether a noun says no more than "they": "the men", "the detainees", "residents" at a sentence's start."""
    if noun.lower_ not in words("pronouns", "generic") or noun.tag_ not in ("NNS", "NNPS"):
        return False
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    return before <= {"the", "these", "all", "those", "both"} and (bool(before) or noun.left_edge.i == 0)


def _has_partner(token: Token) -> bool:
    """Whether a verb has another subject beside this one, which the parser did not join: "X, the mayor, and two men"."""
    return token.dep_.startswith("nsubj") and any(
        c.dep_.startswith("nsubj") and c != token for c in token.head.children
    )


def clause_of(token: Token) -> Token:
    """The nearest verb over a word, or itself."""
    for _ in range(40):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            break
        token = token.head
    return token


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def below(token: Token) -> set[Token]:
    """The words under `token`, without clauses joined to it that have a subject of their own."""
    found, todo = {token}, [token]
    while todo:
        for child in todo.pop().children:
            if child not in found and not (
                child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and _own_subject(child)
            ):
                found.add(child)
                todo.append(child)
    return found


def are_near(one: Token, other: Token) -> bool:
    """Whether two words belong to one happening: one is under the other, or both are in one clause."""
    if one.doc is not other.doc:
        return False
    if other in below(one) or one in below(other):
        return True
    mine, theirs = clause_of(one), clause_of(other)
    if mine == theirs or theirs in below(mine) and one == mine:
        return True
    while mine.dep_ == "conj" and mine.head.i != mine.i and not _own_subject(mine):
        mine = mine.head
        if mine == theirs:
            return True
    return False


def are_close(happening: Token, word: Token) -> bool:
    """Whether a word hangs on a happening itself, with no other happening with a subject of its own between them."""
    if not are_near(happening, word):
        return False
    for one in (word, *word.ancestors):
        if one == happening:
            return True
        if (
            one.dep_ in ("ccomp", "advcl", "relcl")
            and one.pos_ != "ADJ"  # "held the state responsible" is one happening
            and _own_subject(one)
            or one.dep_ == "pcomp"
            and one.head.lower_ in ("after", "before")
        ):
            return False
    return True
