"""The claim of one event: its acts, both sides, how many, where, and whether it is only said or was not done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from data.english.claim.acts import act_of_noun, act_of_nouns, act_of_verb, act_told_there, lemma_of
from data.english.claim.dated_verb import is_dated
from data.english.claim.ground import Rule, is_denied, parse, roles, word_set
from data.english.claim.happening import Happening, find_happening
from data.english.claim.naming import Namer, nobody
from data.english.claim.numbers import count_beside, find_count
from data.english.claim.patients import acts_that
from data.english.claim.places import find_places
from data.english.claim.side_clauses import when_agents
from data.english.claim.sides import find_sides, sides_of_refused
from data.english.claim.slots import find_slots, is_person
from data.english.claim.voice import is_passive

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Token

    from data.english.claim.ground import ActorFinder, DateMention

_NOT_COME = word_set("claims", "not_come")
_OCCURRING = word_set("claims", "occurring")
_MOST_ACTS = 3
OTHER = "other"


_SAID = Rule(
    "claims",
    "what is said",
    "calls a statement what a verb with “that …” says, where no list has it",
    "The saying is the event, whatever is said.",
    "In May, the Northern Farmers Union hinted that a strike would follow.",
    "statement; by Northern Farmers Union",
)
_FURTHER = Rule(
    "claims",
    "further acts",
    "adds the acts of verbs joined to the main one, or told as its result",
    "“Raided the camp, killing five” are two acts of one day.",
    "In May, rebels raided the camp, killing five soldiers.",
    "attack, killing; by rebels; to soldiers; 5",
)
_REFUSED = Rule(
    "claims",
    "did not come about",
    "says of a visit, a law, a treaty that was refused, rejected or put off that it did not happen",
    "The visit was refused: there was none.",
    "In May, the ministry refused a visit by Human Rights Watch.",
    "visit, restriction; by ministry; to Human Rights Watch; not done",
)
_TOLD_ON = Rule(
    "claims",
    "place told on",
    "takes the place that the next sentence tells of the same act",
    "It goes on with the same happening.",
    "In May, soldiers arrested three miners. They were held in Salt River.",
    "detention; by soldiers; to miners; 3; in Salt River",
)


@dataclass(frozen=True)
class Claim:
    """What an event says. Names are as among the actors; a part that no words bear is empty.

    `words` has for each part the places in the sentence of the words that bear it, `[start:end]`.
    """

    acts: list[str]
    by: list[str] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    count: int | None = None
    count_least: bool = False
    where: list[str] = field(default_factory=list)
    alleged: bool = False
    negated: bool = False
    words: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def in_words(self) -> str:
        """The claim in one line, as rules' examples give it: "killing; by police; to miners; at least 3; in Salt River"."""
        parts = [", ".join(self.acts)]
        parts += [f"by {', '.join(self.by)}"] if self.by else []
        parts += [f"to {', '.join(self.to)}"] if self.to else []
        parts += [f"{'at least ' * self.count_least}{self.count}"] if self.count is not None else []
        parts += [f"in {', '.join(self.where)}"] if self.where else []
        parts += ["alleged"] * self.alleged + ["not done"] * self.negated
        return "; ".join(parts)


def read_claim(
    sentence: str,
    mention: DateMention | None,
    finder: ActorFinder,
    meant: Callable[[str], tuple[str, ...]] | None = None,
) -> Claim:
    """The claim of what `sentence` tells at the date `mention`; `meant` says whom a pronoun means."""
    doc = parse(sentence)
    namer = Namer(finder.names_in(sentence), finder.report, meant or nobody)
    happening = find_happening(doc, mention)
    if happening is None:
        return Claim([OTHER])
    acts, telling = _main_act(happening)
    act = acts[0]
    sides = find_sides(happening, act, telling, namer)
    refused = _refusal(happening, act)
    if refused is not None and act == "visit":
        sides = sides_of_refused(sides)
    count = None if act in acts_that("uncounted") else count_beside(doc, mention) or find_count(sides.counted)
    about = [named.word for named in (*sides.to, *sides.by)] + telling[:1]
    named = {named.word.i for named in (*sides.to, *sides.by)}
    places = [
        place
        for place in find_places(happening.word, act, about, namer, mention)
        if not named.intersection(range(place.first.i, place.last.i + 1))
    ]
    acts, more = _with_further(acts, happening)
    words = {
        "acts": _spans([*telling, *more]),
        "by": _spans([token for named in sides.by for token in _phrase(named.word, namer)]),
        "to": _spans([token for named in sides.to for token in _phrase(named.word, namer)]),
        "count": _spans(count.words) if count else [],
        "where": [(place.first.idx, place.last.idx + len(place.last)) for place in places],
        "alleged": _spans([happening.hedge] if happening.hedge is not None else []),
        "negated": _spans([token for token in (happening.denial, refused) if token is not None]),
    }
    if refused is not None and act == "visit" and "restriction" not in acts:
        acts = [*acts, "restriction"][:_MOST_ACTS]
    return Claim(
        acts,
        [named.name for named in sides.by],
        [named.name for named in sides.to],
        count.number if count else None,
        bool(count and count.least),
        [place.name for place in places],
        happening.hedge is not None,
        happening.denial is not None or refused is not None,
        {part: spans for part, spans in words.items() if spans},
    )


def told_on(claim: Claim, sentence: str, finder: ActorFinder, at: int) -> Claim:
    """The claim with the place that the next sentence tells of the same act; it stands `at` characters behind the first's beginning."""
    if claim.where or claim.acts[0] not in acts_that("told_on"):
        return claim
    further = read_claim(sentence, None, finder)
    if not further.where or further.acts[0] != claim.acts[0] or not _TOLD_ON.fires(sentence):
        return claim
    spans = [(start + at, end + at) for start, end in further.words["where"]]
    return replace(claim, where=further.where, words={**claim.words, "where": spans})


def _main_act(happening: Happening) -> tuple[list[str], list[Token]]:
    """The main act and the words that tell it."""
    verb = happening.verb
    if verb is None:
        return [act_of_noun(happening.word) or OTHER], [happening.word]
    slots = find_slots(verb, happening.subject, happening.passive)
    found = act_told_there(verb) or act_of_verb(verb, slots)
    if found and found[0] == OTHER and lemma_of(verb) == "die" and when_agents(verb):
        found = "killing", [verb]
    if found is None:
        found = act_of_nouns(_nouns_of(verb, happening))
    if (
        found is None
        and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
        and _SAID.fires(verb.text)
    ):
        found = "statement", [verb]
    if found is None:
        found = _of_inner(verb)
    return ([found[0]], found[1]) if found else ([OTHER], [verb])


def _nouns_of(verb: Token, happening: Happening) -> list[Token]:
    """The nouns that can tell what a verb does not: its objects, those behind prepositions, its subject."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd", "acomp")]
    behind = [
        g
        for c in verb.children
        if c.dep_ in ("prep", "agent")
        and c.lower_ not in ("by", "after", "before", "since", "despite", "during")
        for g in c.children
        if g.dep_ == "pobj"
    ]
    subject = [happening.subject] if happening.subject is not None else []
    occurs = lemma_of(verb) in _OCCURRING
    first = [*subject, *objects] if happening.passive or occurs else objects
    last = [] if happening.passive or occurs else subject
    return [inner for noun in (*first, *behind, *last) for inner in _inside(noun)]


def _inside(noun: Token) -> list[Token]:
    """A noun, and what it counts or is made of: "a wave of arrests"."""
    found = [noun]
    if not act_of_noun(noun) and not is_person(noun) or noun.lemma_.lower() in roles("counting"):
        found += [g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    return found


def _of_inner(verb: Token) -> tuple[str, list[Token]] | None:
    """The act of a verb inside: "was forced to flee", "were found guilty of …"."""
    after = [
        g
        for c in verb.children
        if c.lower_ == "after" and c.i > verb.i
        for g in c.children
        if g.dep_ == "pcomp"
    ]
    for child in (*verb.children, *after):
        if child.dep_ in ("xcomp", "ccomp", "advcl", "pcomp") and child.pos_ == "VERB" and child.i > verb.i:
            passive = is_passive(child)
            if found := act_of_verb(child, find_slots(child, None, passive)):
                return found
    return None


def _with_further(acts: list[str], happening: Happening) -> tuple[list[str], list[Token]]:
    """The acts with those of the verbs joined to the main one, three in all at most, and the words that tell these."""
    words: list[Token] = []
    if happening.verb is None or acts[0] in ("statement", "report"):
        return acts, words
    for child in happening.verb.children:
        joined = (
            child.dep_ == "conj"
            and child.i > happening.verb.i
            and all(c.dep_ not in ("nsubj", "nsubjpass") for c in child.children)
        )
        result = (
            child.dep_ == "advcl"
            and child.tag_ == "VBG"
            and child.i > happening.verb.i
            and all(c.dep_ != "mark" for c in child.children)
        )
        dated = is_dated(child) and is_dated(happening.verb)
        if child.pos_ != "VERB" or dated or not (joined or result) or is_denied(child):
            continue
        found = act_of_verb(child, find_slots(child, None, is_passive(child)))
        if (
            found
            and found[0] not in acts
            and found[0] not in ("statement", OTHER)
            and len(acts) < _MOST_ACTS
            and _FURTHER.fires(child.text)
        ):
            acts, words = [*acts, found[0]], [*words, child]
    return acts, words


def _refusal(happening: Happening, act: str) -> Token | None:
    verb = happening.verb
    if verb is None or act not in acts_that("refusable") or lemma_of(verb) not in _NOT_COME:
        return None
    return verb if _REFUSED.fires(verb.text) else None


def _phrase(word: Token, namer: Namer) -> list[Token]:
    """The words that name somebody: the whole of a proper name, or a noun with the words before it."""
    if word.i in namer.taken:
        name = namer.taken[word.i]
        return list(word.doc[name.start : name.end])
    before = [c for c in word.children if c.i < word.i and c.dep_ in ("compound", "amod", "nmod", "nummod")]
    return list(word.doc[min((c.i for c in before), default=word.i) : word.i + 1])


def _spans(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The places of tokens in their sentence, those side by side as one."""
    spans: list[tuple[int, int]] = []
    for token in sorted(set(tokens), key=lambda t: t.i):
        start, end = token.idx, token.idx + len(token)
        if spans and start - spans[-1][1] <= 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
