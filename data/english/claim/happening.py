"""Which word tells the happening that a date belongs to, and what the words that lead to it say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.claim.acts import act_of_noun, lemma_of
from data.english.claim.dated_verb import AGAINST_PEOPLE, verb_dated_with
from data.english.claim.doubts import denial_of, hedge_of
from data.english.claim.ground import DateMention, Rule, hyphened, word_set
from data.english.claim.voice import find_subject, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEADING = word_set("claims", "leading")
_HEDGING = word_set("claims", "hedging")
_EMERGING = word_set("claims", "emerging")
_NOT_DOING = word_set("claims", "not_doing")
_NO_VERBS = ("compound", "amod", "prep")  # "the following day", "Following the trial"
_MOST = 40  # steps up a sentence, which parsers do not make deeper

_NOUN = Rule(
    "claims",
    "dated noun",
    "takes the noun that the date belongs to for what happened, where it says to whom or by whom",
    "“Following the execution in May of 18 miners” tells an execution.",
    "Following the execution in May of 18 miners, the mayor left the town.",
    "execution; to miners; 18",
)
_LINE = Rule(
    "claims",
    "line without a verb",
    "takes the noun of an act for what happened, where a line has no verb",
    "Lists and chronologies tell so: “Arrest of two miners”.",
    "Arrest of two miners in Salt River.",
    "detention; to miners; 2; in Salt River",
)
_LED = Rule(
    "claims",
    "verb that leads on",
    "takes for what happened the verb behind “began to”, “were said to have been”",
    "They say how it is known, or that it began.",
    "At least two miners were said to have been deported in May.",
    "return; to miners; at least 2; alleged",
)
_ACCUSED = Rule(
    "claims",
    "participle behind the subject",
    "takes “were arrested” for what happened in “miners accused of plotting were arrested”, whatever the parser takes for the verb",
    "The participle only tells which miners.",
    "In May, more than 20 miners and farmers accused of plotting against the council were arrested in Salt River.",
    "detention; to miners, farmers; at least 20; in Salt River",
)
_NOT_DONE = Rule(
    "claims",
    "not done",
    "says of a verb behind “failed to”, “refused to”, or with “not”, “no”, “nobody”, that it was not done",
    "It is the event that it was not.",
    "In May, the authorities refused to release Ana Roe.",
    "release; by authorities; to Ana Roe; not done",
)
_EMERGED = Rule(
    "claims",
    "it was reported that",
    "takes for what happened what was reported, and calls it alleged",
    "Nobody is named who says so.",
    "In May, it was reported that soldiers had killed Ana Roe.",
    "killing; by soldiers; to Ana Roe; alleged",
)
_NTH = Rule(
    "claims",
    "one of a row",
    "takes for what happened the verb of “became the third miner to be killed”",
    "“Became” only counts it.",
    "In May, Ana Roe became the third miner to be killed by soldiers.",
    "killing; by soldiers; to Ana Roe",
)


@dataclass(frozen=True)
class Happening:
    """The word that tells what happened: a verb, or a noun (`verb` is None)."""

    word: Token
    verb: Token | None
    subject: Token | None
    passive: bool
    hedge: Token | None = None  # the word that says it is only said to be so
    denial: Token | None = None  # the word that says it was not done


def find_happening(doc: Doc, mention: DateMention | None) -> Happening | None:
    """What the date `mention` belongs to, of a parsed sentence; without a date its main verb. None where no verb is."""
    token = None if mention is None else next((t for t in doc if t.idx + len(t) > mention.start), None)
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if token is None:
        return None if root is None else _of_root(root)
    at_start = token.i < 3
    if at_start and root is not None and _is_finite(root):
        above = _verb_above(token)
        inner = (
            above is not None
            and above != root
            and above.dep_ in ("ccomp", "conj", "advcl")
            and above.i > root.i
        )
        first = (  # "On 8 May, after he resigned, …"
            above is not None
            and above.dep_ == "ccomp"
            and above.i < root.i
            and any(c.dep_ == "mark" and c.i > token.i for c in above.children)
        )
        if inner or first or above is None or above.dep_ in ("acl", "relcl", "pcomp", "xcomp", "advcl"):
            return _of_verb(root)
    noun = None if at_start else _dated_noun(token)
    if noun is not None and _NOUN.fires(noun.text):
        return Happening(noun, None, None, False)
    verb = _verb_above(token) or _first_verb(doc, token) or root
    return None if verb is None else _of_verb(verb)


def _of_root(root: Token) -> Happening:
    """What a sentence without a date tells; a line without a verb tells it by a noun: "Arrest of two miners"."""
    if root.pos_ in ("NOUN", "PROPN"):
        if act_of_noun(root) and _LINE.fires(root.text):
            return Happening(root, None, None, False)
        done = next((c for c in root.children if c.dep_ in ("acl", "relcl") and c.pos_ == "VERB"), None)
        if done is not None:
            return _of_verb(done)
    return _of_verb(root)


def _verb_above(token: Token) -> Token | None:
    for _ in range(_MOST):
        if token.pos_ in ("VERB", "AUX") and not hyphened(token) and token.dep_ not in _NO_VERBS:
            verb = token.head if token.dep_ in ("aux", "auxpass") else token
            return verb_dated_with(verb)
        if token.head == token:
            return None
        token = token.head
    return None


def _first_verb(doc: Doc, token: Token) -> Token | None:
    verbs = [
        t for t in doc if t.pos_ == "VERB" and t.tag_ in ("VBD", "VBN") and t.dep_ not in ("amod", "compound")
    ]
    return min(verbs, key=lambda t: (t.i < token.i, abs(t.i - token.i)), default=None)


def _is_finite(verb: Token) -> bool:
    return verb.pos_ in ("VERB", "AUX")


def _dated_noun(token: Token) -> Token | None:
    """The noun of an act that the date stands beside: "the execution in May of 18 miners"."""
    head = token.head
    if head.pos_ == "ADP" and token.dep_ == "pobj":
        head = head.head
    if head.pos_ not in ("NOUN", "PROPN") or head.ent_type_ == "DATE":
        return None
    found = act_of_noun(head)
    if found is None or found not in AGAINST_PEOPLE:
        return None
    if head.dep_ in ("nsubj", "nsubjpass"):
        return None
    behind = [
        c
        for c in head.children
        if c.lower_ in ("of", "by", "on", "against") and any(g.ent_type_ != "DATE" for g in c.children)
    ]
    owned = any(c.dep_ == "poss" for c in head.children)
    return head if behind or owned else None


def _of_verb(verb: Token) -> Happening:
    """The happening that a verb tells, through the verbs that only lead to the next."""
    above, verb = verb, _behind_adjective(verb) or verb
    named = above if any(c.dep_ in ("nsubj", "nsubjpass") for c in above.children) else verb
    subject, hedge, denial = find_subject(named), None, None
    for above in _leading_to(verb):
        hedge, denial = _marks(above, hedge, denial)
    for _ in range(4):
        hedge, denial = _own_marks(verb, hedge, denial)
        inner = next(
            (c for c in verb.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX") and c.i > verb.i),
            None,
        )
        said = next(
            (c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX") and c.i > verb.i),
            None,
        )
        lemma, passive = lemma_of(verb), is_passive(verb)
        to_do = inner is not None and any(c.lower_ == "to" for c in inner.children)
        expletive = subject is not None and (subject.dep_ == "expl" or subject.lower_ == "it")
        if inner is not None and lemma in _NOT_DOING and to_do:
            denial = denial or verb
            _NOT_DONE.fires(verb.text)
            verb = inner
        elif inner is not None and to_do and passive and lemma in _HEDGING:
            hedge = hedge or verb
            _LED.fires(verb.text)
            verb = inner
        elif inner is not None and (lemma in _LEADING) and not _takes_object(verb) and _LED.fires(verb.text):
            verb = inner
        elif said is not None and expletive and lemma in _EMERGING and _EMERGED.fires(verb.text):
            hedge, verb, subject = hedge or verb, said, find_subject(said)
        elif lemma in ("become", "be") and (counted := _nth(verb)) is not None and _NTH.fires(counted.text):
            verb = counted
        else:
            break
    hedge, denial = _own_marks(verb, hedge, denial)
    return Happening(verb, verb, subject or find_subject(verb), is_passive(verb), hedge, denial)


def _nth(verb: Token) -> Token | None:
    """What somebody was the third to suffer: "became the third miner to be killed"."""
    return next(
        (
            child
            for noun in verb.children
            if noun.dep_ == "attr" and any(c.ent_type_ == "ORDINAL" for c in noun.children)
            for child in noun.children
            if child.dep_ in ("relcl", "acl") and {"aux", "auxpass"} <= {c.dep_ for c in child.children}
            if all(c.dep_ not in ("nsubj", "nsubjpass") for c in child.children)
        ),
        None,
    )


def _behind_adjective(verb: Token) -> Token | None:
    """The finite verb where the parser took a participle before a noun for it: "In May, ousted President Roe was arrested"."""
    kinds = {c.dep_ for c in verb.children}
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBN", "VBD", "VBG") or kinds & {"aux", "auxpass", "mark"}:
        return None
    if verb.tag_ != "VBG" and (behind := _behind_participle(verb)) is not None:
        return behind
    if kinds & {"nsubj", "nsubjpass"}:
        return None
    for child in verb.children:
        own = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if (
            child.dep_ in ("conj", "ccomp")
            and own is not None
            and own.i > verb.i
            and own.left_edge.i == verb.i + 1
        ):
            return child
    return None


def _behind_participle(verb: Token) -> Token | None:
    for child in verb.children:
        own = {c.dep_ for c in child.children}
        joined = any(c.dep_ == "cc" and c.i < child.i for c in verb.children)
        stray = own & {"nsubj", "nsubjpass"} and any(c.dep_ == "cc" for c in verb.children)
        behind = child.dep_ == "ccomp" and not own & {"nsubj", "nsubjpass", "mark"}
        if (child.dep_ == "conj" or behind) and "auxpass" in own and not stray and not joined:
            return child if _ACCUSED.fires(child.text) else None
    return None


def _takes_object(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.children)


def _leading_to(verb: Token) -> list[Token]:
    """The verbs above that lead to this one: "were said" above "have been extradited"."""
    found = []
    while verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX") and len(found) < 4:
        verb = verb.head
        found.append(verb)
    return found


def _marks(above: Token, hedge: Token | None, denial: Token | None) -> tuple[Token | None, Token | None]:
    lemma = lemma_of(above)
    if is_passive(above) and lemma in _HEDGING:
        _LED.fires(above.text)
        hedge = hedge or above
    if lemma in _NOT_DOING:
        denial = denial or above
    return _own_marks(above, hedge, denial)


def _own_marks(verb: Token, hedge: Token | None, denial: Token | None) -> tuple[Token | None, Token | None]:
    return hedge or hedge_of(verb), denial or denial_of(verb)
