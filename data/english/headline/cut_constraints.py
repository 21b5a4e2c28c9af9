"""What makes a cut wrong: a table of named flaws, looked for in a clause and what a cut would leave out of it.

A line that has one is not printed; the next best cut is tried. `soundness` looks at the finished
line, this at its grammar.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.headline.clauses import Clause
from data.english.parts import role_kinds
from data.english.rules import Rule
from data.english.words import read_words, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_FOLLOWING = frozenset("dobj attr acomp oprd xcomp ccomp prep prt dative agent npadvmod advmod".split())
_COMPLETE = word_set("headlines", "complete")
_INCOMPLETE = word_set("headlines", "incomplete")
_NEEDY = word_set("headlines", "needy")
_VAGUE = word_set("headlines", "vague")
_OWNERS = word_set("headlines", "owners")
_STANDING = word_set("headlines", "standing")
_ABSTRACT = word_set("headlines", "abstract")
_ABSTRACT_ENDINGS = tuple(read_words("headlines")["abstract_endings"].split())
_SAYS_LITTLE = word_set("headlines", "says_little")
_TREATIES = frozenset(("Convention", "Protocol", "Covenant"))
_COMPLETING = word_set("headlines", "completing")
_NEEDS = {verb: frozenset(words.split()) for verb, words in read_words("verbs")["needs"].items()}
_CHARGING = word_set("verbs", "charging")
_BEHIND_NOUN = frozenset(("prep", "acl", "relcl", "ccomp", "agent"))


@dataclass(frozen=True)
class Flaw(Rule):
    """A flaw that the kept `token` of a clause has where `finds` says so, `gone` being what is left out."""

    finds: Callable[[Token, Clause, Collection[int], Collection[int]], bool] = lambda *_: False
    price: float | None = None  # what a line with the flaw costs more; None: it is not printed


FLAWS: list[Flaw] = []


def _flaw(
    name: str, finds, *, does: str, why: str, example: str, gives: str, price: float | None = None
) -> None:
    FLAWS.append(Flaw("headlines", name, does, why, example, gives, finds=finds, price=price))


def find_flaw(clause: Clause, tokens: Collection[int], gone: Collection[int]) -> tuple[Flaw, Token] | None:
    """The worst flaw of a clause of `tokens` without those that are `gone`, and where it is; None for a whole line."""
    if not gone:
        return None
    kept = [clause.doc[i] for i in tokens if i not in gone]
    for flaw in FLAWS:
        for token in kept:
            if flaw.finds(token, clause, tokens, gone):
                return flaw, token
    return None


def _lost_its_subject(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    if token.dep_ != "ccomp" or not any(c.dep_ == "aux" and c.tag_ in ("VBD", "MD") for c in token.children):
        return False
    own = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
    return own is None or own.i in gone


def _lost_its_verb(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    doc = clause.doc
    return (
        token.dep_ == "agent"
        and token.head == clause.verb
        and any(k in gone and doc[k].pos_ == "VERB" for k in range(token.head.i, token.i))
    )


def _lost_all_behind(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    if token.pos_ != "VERB" or token.dep_ in ("amod", "compound"):
        return False
    if token == clause.verb and any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children):
        return False  # "two editors detained" says it
    if token.dep_ == "acl" and token.tag_ == "VBN" and token.lemma_ in _INCOMPLETE:
        kept = [
            c
            for c in token.children
            if c.i > token.i and c.i in tokens and c.i not in gone and not c.is_punct
        ]
        if not kept:
            return True  # "for a murder committed"
    passive = token.tag_ == "VBN" and token.dep_ in ("conj", "acl") and token.lemma_ not in _INCOMPLETE
    if passive or token.lemma_ in _COMPLETE:
        return False
    behind = [
        c.i
        for c in token.children
        if (c.i > token.i or c.dep_ == "ccomp")
        and c.i in tokens
        and c.tag_ != "VBG"
        and (
            c.dep_ in _FOLLOWING or c.dep_ == "advcl" and c.left_edge.lower_ == "for"
        )  # "calling for police to shoot"
    ]
    if not behind:  # "sign and ratify the treaty"
        joined = (c for c in token.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i in gone)
        if any(w.dep_ == "dobj" and w.i in tokens for c in joined for w in c.children):
            return True
    return bool(behind) and all(i in gone for i in behind)


def _lost_its_noun(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    head = token.head
    if token.dep_ not in ("appos", "relcl", "npadvmod") or head.i in gone or head.i >= token.i:
        return False
    between = range(head.i + 1, min(t.i for t in token.subtree))
    return any(k in gone and not token.doc[k].is_punct and token.doc[k].dep_ != "det" for k in between)


def _lost_what_it_needs(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    if token.lemma_ == "set" and any(c.dep_ == "dobj" and c.lower_ == "fire" for c in token.children):
        return any(c.lower_ == "to" and c.i in gone for c in token.children)
    needed = _NEEDS.get(token.lemma_) or _NEEDS.get(token.lower_.removesuffix("ed"))
    if needed is None or token.pos_ not in ("VERB", "ADJ"):
        return False
    of_object = [
        c for o in token.children if o.dep_ == "dobj" for c in o.children if token.lemma_ in _CHARGING
    ]
    behind = [
        c
        for c in (*token.children, *of_object)
        if c.i > token.i
        and c.i in tokens
        and (c.lower_ in needed or c.dep_ in ("xcomp", "ccomp") and c.left_edge.lower_ in needed)
    ]
    return bool(behind) and all(c.i in gone for c in behind)


def _lost_all_of_its_own(token: Token, tokens: Collection[int], gone: Collection[int]) -> bool:
    behind = [c for c in token.children if c.i > token.i and c.dep_ in _BEHIND_NOUN and c.i in tokens]
    return bool(behind) and all(c.i in gone for c in behind)


def _says_nothing(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    needy = token.pos_ == "NOUN" and token.lemma_.lower() in _NEEDY
    return needy and _lost_all_of_its_own(token, tokens, gone)


def _lost_its_and(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    head = token.head
    if token.dep_ == "conj" and head.i in gone and head.i in tokens and token.pos_ == "ADP":
        return True  # "stalls [after ...] and over rumours"
    if token.dep_ not in ("conj", "dep") or head.i in gone or token == clause.verb or head.i > token.i:
        return False
    if token.dep_ == "dep" and token.pos_ not in ("VERB", "AUX"):
        return False
    between = [token.doc[k] for k in range(head.i + 1, token.left_edge.i)]
    marks = [t for t in between if t.dep_ == "cc" or t.text in ",;–—/-"]
    if not marks:
        return any(t.i in gone for t in between)
    if any(t.i in tokens and t.i not in gone and t.dep_ == "cc" for t in marks):
        return False
    comma = next((t for t in reversed(marks) if t.text in ",;"), None)
    return comma is None or comma.i in gone


def _hangs_on_another(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    head, first = token.head, token.left_edge.i
    if token.i <= head.i or head.i in gone or token == clause.verb:
        return False
    if token.dep_ in ("acl", "relcl") and first > 0 and token.doc[first - 1].text == ",":
        return any(k in gone and token.doc[k].dep_ != "det" for k in (first - 1, first - 2))
    if token.dep_ == "advcl" and token.left_edge.lower_ in ("when", "where") and first > 1:
        return token.doc[first - 1].text == "," and first - 2 in gone and first - 2 in tokens
    if token.dep_ == "prep" and head.pos_ == "PROPN" and token.lower_ == "against":
        return any(c.dep_ == "prep" and c.i in gone and head.i < c.i < token.i for c in head.children)
    if token.dep_ in ("prep", "acl", "relcl") and head.pos_ in ("NOUN", "PROPN"):
        return any(
            c.dep_ in ("conj", "appos") and c.i in gone and head.i < c.i < token.i for c in head.children
        )
    return False


def _names_one_of_them(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    if token.dep_ not in ("appos", "conj") or token.pos_ != "PROPN":
        return False
    head = token
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    whole = head.head
    if head.dep_ != "appos" or whole.tag_ not in ("NNS", "NNPS") or whole.i in gone:
        return False
    return any(c.dep_ == "conj" and c.i in gone and c.i in tokens for c in token.children)


def _first_complement(token: Token, tokens: Collection[int], gone: Collection[int]) -> Token | None:
    """What stands right behind a noun and says which or whose it is, where it is gone and nothing else does."""
    behind = [c for c in token.children if c.i > token.i and c.dep_ in _BEHIND_NOUN and c.i in tokens]
    if not behind or any(c.i not in gone for c in behind):
        return None
    first = behind[0]
    if first.left_edge.i != token.i + 1 or first.dep_ == "prep" and first.lower_ not in _COMPLETING:
        return None
    return first


def _is_abstract(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if token.text in _TREATIES and token.head.pos_ in ("VERB", "ADP"):
        return True
    if token.pos_ != "NOUN" or lemma in _STANDING or role_kinds().get(lemma):
        return False
    return lemma in _VAGUE or lemma in _NEEDY or lemma in _ABSTRACT or lemma.endswith(_ABSTRACT_ENDINGS)


def _says_which(token: Token, first: Token, gone: Collection[int]) -> bool:
    """Whether a word before a noun says which it is: “death sentence”; “draft law” says nothing of the law."""
    to_come = first.lower_ == "to" or any(c.lower_ == "to" for c in first.children)
    return any(
        c.i < token.i
        and c.i not in gone
        and (
            c.dep_ in ("compound", "amod", "nummod")
            and c.lower_ not in _SAYS_LITTLE
            and not (token.text in _TREATIES and c.text in ("UN", "International"))
            or c.dep_ == "poss"
            and c.lower_ not in _OWNERS
            and not to_come
        )
        for c in token.children
    )


def _lost_which(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    if token.lemma_.lower() == "access":  # of whom it is says nothing without to what
        leading = [c for c in token.children if c.lower_ == "to" and c.i in tokens]
        return bool(leading) and all(c.i in gone for c in leading)
    first = _first_complement(token, tokens, gone) if _is_abstract(token) else None
    if first is None:
        return False
    told = first.dep_ == "ccomp" or any(c.dep_ == "mark" and c.lower_ == "that" for c in first.children)
    return told or not _says_which(token, first, gone)


def _lost_which_one(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    first = _first_complement(token, tokens, gone)
    if first is None or token.pos_ != "NOUN":
        return False
    if _is_abstract(token):
        return True
    lemma = token.lemma_.lower()
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "those") for c in token.children)
    bare = not any(c.dep_ in ("det", "poss", "nummod", "amod", "compound") for c in token.children)
    known = lemma in _STANDING or role_kinds().get(lemma) is not None
    return not known and token != clause.subject and (definite or bare and first.dep_ in ("acl", "relcl"))


def _stands_bare(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    if token.dep_ != "acl" or token.tag_ != "VBN" or token == clause.verb or clause.subject is None:
        return False
    if token.head != clause.subject and clause.subject not in list(token.head.ancestors)[:3]:
        return False
    behind = any(
        k in tokens and k not in gone and not clause.doc[k].is_punct and clause.doc[k].dep_ != "prt"
        for k in range(token.i + 1, token.right_edge.i + 1)
    )
    last = token.head.right_edge.i
    while last > token.i and token.doc[last].is_punct:
        last -= 1
    return token.i < clause.verb.i and not behind and token.right_edge.i >= last


def _hangs_on_the_wrong_verb(
    token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]
) -> bool:
    if token.dep_ != "advcl" or token.tag_ != "VB" or token.i < token.head.i:
        return False
    first = token.left_edge
    before = token.doc[first.i - 1] if first.i else first
    return first.lower_ == "to" and before.pos_ == "NOUN" and before.i in gone and before.i in tokens


def _lost_its_object(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    behind = [c.i for c in token.children if c.i in tokens and c.i > token.i]
    return token.dep_ == "prep" and bool(behind) and all(i in gone for i in behind)


def _quotes_a_part(token: Token, clause: Clause, tokens: Collection[int], gone: Collection[int]) -> bool:
    if token.text not in ('"', "“"):
        return False
    close = next((t for t in token.doc[token.i + 1 :] if t.text in ('"', "”")), None)
    inner = range(token.i + 1, close.i) if close is not None else ()
    return any(k in gone and k in tokens for k in inner) and any(k in tokens and k not in gone for k in inner)


_flaw(
    "bare participle",
    _stands_bare,
    does="leaves no participle alone between the subject and the verb",
    why="“New law passed comes into force” has two verbs.",
    example="In October, an expert panel established in the Ministry of Justice recommended abolition of the death penalty in the whole of the northern province.",
    gives="Expert panel recommends abolition of the death penalty",
)
_flaw(
    "preposition without its noun",
    _lost_its_object,
    does="leaves no “on”, “of”, “in” without what it leads to",
    why="“Special Rapporteur on also visits” is no English.",
    example="By the end of May the number of AIDS patients receiving antiretroviral treatment (ART) had increased to over 971,500, according to the World Health Organization.",
    gives="Number of AIDS patients receiving antiretroviral treatment…",
)
_flaw(
    "infinitive on the wrong verb",
    _hangs_on_the_wrong_verb,
    does="leaves no “to …” behind another word than the noun it followed",
    why="“Detained because of his efforts to prevent evictions” is not “detained to prevent evictions”.",
    example="Luís Araújo, coordinator of the league, was briefly detained in June because of his activities to prevent forced evictions.",
    gives="Luís Araújo briefly detained because of his activities",
)
_flaw(
    "clause without its subject",
    _lost_its_subject,
    does="leaves no verb of what is said without its subject",
    why="“Court rules had been unlawful” has nobody.",
    example="In May, Ana Roe, according to her lawyer, was threatened had been seen by three men in the northern town and taken to a hospital.",
    gives="Ana Roe, according to her lawyer, threatened",
)
_flaw(
    "by of another verb",
    _lost_its_verb,
    does="leaves no “by” whose own verb is gone",
    why="“Arrested after he helped a man shot by police” is not “arrested by police”.",
    example="In March, Ana Roe and Bob Low, both nurses, were arrested after they assisted Carl Diaz who had been shot, apparently by police trying to disperse a protest in the port in which demonstrators had burned tyres.",
    gives="Ana Roe and Bob Low arrested after they assisted Carl Diaz…",
)
_flaw(
    "verb alone",
    _lost_all_behind,
    does="leaves no verb without all that followed it",
    why="“Children aged”, “accused of shooting” say nothing.",
    example="In May, a court in the capital acquitted fifteen soldiers accused of shooting at a crowd of students.",
    gives="Court in the capital acquits fifteen soldiers",
)
_flaw(
    "aside without its noun",
    _lost_its_noun,
    does="leaves no apposition or relative clause behind another noun than its own",
    why="It would tell of the wrong one.",
    example="In March, Bheki Low, the editor of the independent publication, The Nation, appeared in court to answer charges of “criminal contempt of court”.",
    gives="Bheki Low, the editor of the independent publication, appears in court",
)
_flaw(
    "verb without what it needs",
    _lost_what_it_needs,
    does="leaves no verb without the “from”, “to”, “for” that it needs",
    why="“Police prevent them” leaves out what from.",
    example="In May, the northern union of miners reported that armed men in the valley were preventing its members from registering as candidates in the elections.",
    gives="Northern union of miners reports that armed men in the valley…",
)
_flaw(
    "noun that says nothing alone",
    _says_nothing,
    does="leaves no “fact”, “step”, “concern”, “calls” without what they are about",
    why="“Arrested in connection with calls” leaves out the point.",
    example="In May, ministers of both states welcomed a number of steps towards the creation of a commission for victims of the war.",
    gives="Ministers of both states welcome a number of steps towards…",
)
_flaw(
    "list without its and",
    _lost_its_and,
    does="leaves no two things joined without their “and” or comma",
    why="“Refuse meals went on strike” is no English.",
    example="Ana Maria Efaaba Roe and Marc Henri Low, who were arrested in May on suspicion of theft, but then accused of other activities, were subjected to forced medical examinations in October, a form of degrading treatment.",
    gives="Ana Maria Efaaba Roe and Marc Henri Low arrested on suspicion of theft",
)
_flaw(
    "hangs on another",
    _hangs_on_another,
    does="leaves no phrase behind a list or an aside that it belonged to",
    why="“Ana Roe from the ministry” may be what the last of a list is.",
    example="In May, Lizbeth Jaime, Monica Duarte and Nohora Guerrero, members of the workers’ union, and Maria Gonzalez, from the office of the mayor, were kidnapped.",
    gives="Lizbeth Jaime, Monica Duarte and Nohora Guerrero kidnapped",
)
_flaw(
    "one of several named",
    _names_one_of_them,
    does="leaves no plural with only some of its names",
    why="“Prisoners of conscience Ana Roe” are more than one.",
    example="On 5 May, a court in Ain El-Hammam cleared two Christian converts, Ana Lopez and Joaquin Fellak, of all charges.",
    gives="Court in Ain El-Hammam clears two Christian converts, Ana Lopez…",
)
_flaw(
    "noun that says little alone",
    _lost_which,
    does="leaves “law”, “release”, “violation” without what they are about only where nothing better is found",
    why="“Announces the release” of whom?",
    price=3.0,
    example="Bob Low ended his fast in May when the new government announced the release of the prisoners of the last war in the north.",
    gives="Bob Low ends his fast",
)
_flaw(
    "which one",
    _lost_which_one,
    does="leaves “the practice”, “areas”, “civil rights” without what says which only where little else is lost",
    why="“The” promises that the line says which.",
    price=1.2,
    example="In May, the Appeals Court overturned a lower court ruling that would have given women the right to pass on their nationality to their children.",
    gives="Appeals Court overturns a lower court ruling that would have given…",
)
_flaw(
    "part of a quotation",
    _quotes_a_part,
    does="leaves no part of what is quoted where all of it fits",
    why="“Leader” is not “leader of the nation”.",
    price=1.0,
    example="In May, parliament approved an amendment that made President Bob Low “leader of the nation”, and a law on the schools of the north.",
    gives="Parliament approves amendment that made Bob Low “leader of nation”",
)
