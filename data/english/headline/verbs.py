"""The verbs of a headline in the present: "was detained" is "detained", "attacked" is "attacks"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.english.headline.clauses import SAYING, Clause, subject_of
from data.english.rules import Rule
from data.english.words import countries, read_words, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_IRREGULAR = {lemma: tuple(forms) for lemma, forms in read_words("verbs")["irregular_present"].items()}
_PAST_LEMMAS = read_words("verbs")["past_lemmas"]
_NEVER_PASSIVE = word_set("verbs", "never_passive")
_PLURAL = word_set("headlines", "plural")
_DECIDING = word_set("verbs", "deciding")
_ONE_PAST = word_set("verbs", "one_past")
_PARTICIPLES = word_set("verbs", "participles")
_NEVER_ALONE = word_set("verbs", "never_alone")
_GIVING = frozenset(("give", "grant", "deny", "award", "offer", "pay", "send", "call", "name"))
_DONE_TO_PEOPLE = frozenset(read_words("headlines")["done_to_people"])
_TO_DO = word_set("verbs", "to_do")
_FINITE = ("VBD", "VBZ", "VBP")


def _rule(name: str, does: str, why: str, example: str, gives: str, he: str | None = None) -> Rule:
    return Rule("wording", name, does, why, example, gives, he=he)


_PRESENT = _rule(
    "present",
    "puts a past verb in the present, agreeing with its subject",
    "Headlines tell in the present.",
    "Lawyers across Uganda staged a one-day strike on 28 November.",
    "Lawyers across Uganda stage a one-day strike",
)
_PARTICIPLE = _rule(
    "participle alone",
    "leaves out “was” or “were” where a participle says it",
    "“Ana Roe detained” is how headlines tell it.",
    "In May, two editors were detained by soldiers.",
    "Two editors detained by soldiers",
)
_WITH_IS = _rule(
    "participle with is",
    "keeps “is” or “are” beside a pronoun, or where an active verb comes first",
    "“They are charged”, “asks and is granted” are sentences; without the “is” they say something else.",
    "In May, they were charged with theft by a court.",
    "They are charged with theft by a court",
)
_NEGATED = _rule(
    "denied participle",
    "keeps the auxiliary beside “not”",
    "“Has not closed”, “is not freed” need it.",
    "In May, the two editors were not released.",
    "Two editors are not released",
)
_SHARED = _rule(
    "shared passive",
    "reads a second verb without an object as done to the same",
    "“Was detained and questioned” has one “was” for two verbs.",
    "Juan Santiago was detained by police in August and questioned about his brother.",
    "Juan Santiago detained by police and questioned about his brother",
)
_AGREES = _rule(
    "auxiliary agrees",
    "puts “had”, “did” and “was” in the present",
    "What had happened by the date has happened at it.",
    "By May, the ministry had published its report.",
    "Ministry has published its report",
)
_RIGHT_LEMMA = _rule(
    "past taken for another verb",
    "reads “found” as “find”, “staged” as “stage”",
    "The model takes some pasts for other verbs.",
    "In May, miners staged a strike.",
    "Miners stage a strike",
)
_HAD = _rule(
    "had done",
    "says “was done” for “had been done” and “did” for “had done” in what is said",
    "It is shorter, and headlines know no past before the past.",
    "In May, the court found that the ministry had violated the rights of the two editors.",
    "Court finds that the ministry violated the rights of the two editors",
)
_WILL = _rule(
    "will for would",
    "says “will” for “would” in what is said",
    "Told in the present, what is to come is to come.",
    "In May, the ministry said that the mine would be closed.",
    "Ministry says that the mine will be closed",
)
_DONE_TO_THEM = _rule(
    "done to them",
    "keeps “beaten”, “taken” and “forced to …” as they are",
    "They can only have been done to somebody.",
    "Bob Low, arrested in May, was freed.",
    "Bob Low arrested in May",
)


_DOING = _rule(
    "was doing",
    "says “monitors” for “was monitoring”",
    "It is shorter, and the headline's present says that it goes on.",
    "In May, the two committees were monitoring the trial of the editors.",
    "Two committees monitor the trial of the editors",
)


def present_words(clause: Clause, he: str | None = None) -> dict[int, str]:
    """The words of the verb group that change: past to present, "was" dropped where a participle says it."""
    verb = clause.verb
    words: dict[int, str] = {}
    if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].text == "-":
        return words  # "co-sponsored" is three words to the parser
    for one in [verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")]:
        words |= _present_of(one, clause, he)
    words |= _finite_beside(verb, clause.subject)
    for one in [verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")]:
        if one.lemma_ in SAYING or one.lemma_ in _DECIDING:
            for told in (c for c in one.children if c.dep_ == "ccomp"):
                words |= told_words(told)
    return words


def _finite_beside(verb: Token, subject: Token | None) -> dict[int, str]:
    """A finite verb taken for a participle: “attack killed 65 people and injured another”; those have no object."""
    if (
        subject is None
        or verb.tag_ != "VBD"
        or not any(t.dep_ == "cc" for t in verb.doc[max(0, verb.i - 2) : verb.i])
    ):
        return {}
    return {
        one.i: third_person(one, is_plural(subject, one))
        for one in subject.children
        if one.dep_ == "acl" and one.i == subject.i + 1 and _has_object(one) and one.lemma_ not in _GIVING
    }


def _has_object(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.children)


def told_words(told: Token) -> dict[int, str]:
    """The words that change of the verb of what is said."""
    own = [c for c in told.children if c.dep_ in ("aux", "auxpass")]
    subject = subject_of(told)
    if any(c.dep_ == "neg" for c in told.children) or subject is None:
        return {}
    had = next((c for c in own if c.lower_ == "had"), None)
    been = next((c for c in own if c.dep_ == "auxpass" and c.lower_ == "been"), None)
    would = next((c for c in own if c.lower_ == "would"), None)
    conditional = any(
        m.lower_ in ("if", "unless") for c in told.children for m in c.children if m.dep_ == "mark"
    )
    if would is not None and not conditional and _WILL.fires():
        return {would.i: "will"}
    if had is not None and been is not None and len(own) <= 2 and _HAD.fires(told.text):
        return {had.i: "", been.i: "were" if is_plural(subject, told) else "was"}
    same = told.text.endswith("ed") or told.lower_ in _ONE_PAST
    if had is not None and len(own) == 1 and told.tag_ == "VBN" and same and _HAD.fires(told.text):
        return {had.i: ""}
    return {}


def _present_of(one: Token, clause: Clause, he: str | None) -> dict[int, str]:
    """The words that change of one verb of the clause."""
    verb, subject = clause.verb, clause.subject
    own = [c for c in one.children if c.dep_ in ("aux", "auxpass")]
    whole = any(c.dep_ == "auxpass" for c in verb.children)
    passive = any(c.dep_ == "auxpass" for c in one.children) or (one != verb and one.tag_ == "VBN" and whole)
    plural = is_plural(subject_of(one) if one != verb else subject, one)
    of_nothing = (
        subject is not None and subject.lower_ == "it" and any(c.dep_ == "ccomp" for c in one.children)
    )
    pronoun = subject is not None and subject.pos_ == "PRON" and (not he or of_nothing)
    if passive:
        negated = any(c.dep_ == "neg" for c in one.children)
        with_is = [pronoun or one != verb and not whole and part.tag_ == "VBD" for part in own]
        return {
            part.i: _passive_part(part, own, negated, plural, kept)
            for part, kept in zip(own, with_is, strict=True)
        }
    if not own and _is_done_to_somebody(one):
        return {one.i: one.text}
    if one.tag_ in ("VBD", "VBN") and not own and _is_shared_passive(one):
        if one == verb and pronoun:
            return {one.i: ("are " if plural else "is ") + one.text}
        return {one.i: one.text}
    if clause.side and one == verb and not own and one.tag_ in ("VBG", "VBN"):
        acts = one.tag_ == "VBG" or any(c.dep_ == "dobj" for c in one.children)
        return {one.i: third_person(one, plural) if acts else one.text}
    behind_auxiliary = one != verb and any(
        c.lemma_ in ("have", "do") for c in verb.children if c.dep_ == "aux"
    )
    if one.tag_ in ("VBD", "VBN") and not own and not behind_auxiliary:
        _PRESENT.fires(one.text)
        return {one.i: third_person(one, plural)}
    doing = (
        len(own) == 1 and own[0].lower_ in ("was", "were") and one.tag_ == "VBG" and one.lower_ != "pending"
    )
    if doing and not any(c.dep_ == "neg" for c in one.children) and _DOING.fires(one.text):
        return {own[0].i: "", one.i: third_person(one, plural)}
    if one != verb and one.tag_ == "VBG" and not own and verb.tag_ == "VBG" and one.dep_ == "conj":
        past = any(c.lower_ in ("was", "were") for c in verb.children)
        return {one.i: third_person(one, plural)} if past else {}
    changing = [p for p in own if p.lemma_ in ("have", "do", "be") and p.tag_ in _FINITE]
    for part in changing:
        _AGREES.fires(part.text)
    return {part.i: _IRREGULAR[part.lemma_][1 if plural else 0] for part in changing}


def _passive_part(part: Token, parts: list[Token], negated: bool, plural: bool, with_is: bool) -> str:
    """What becomes of an auxiliary of a passive: dropped, or in the present where the sense needs it."""
    if any(p.tag_ == "MD" for p in parts):
        return part.text
    if with_is and part.dep_ == "auxpass" and part.lemma_ == "be" and _WITH_IS.fires(part.text):
        return "are" if plural else "is"
    if negated or part.dep_ == "auxpass" and part.lemma_ == "get":
        _NEGATED.fires(part.text)
        if part.tag_ in _FINITE:
            return _IRREGULAR.get(part.lemma_, (part.text, part.text))[1 if plural else 0]
        return part.text
    return "" if part.lemma_ in ("be", "have") and _PARTICIPLE.fires(part.text) else part.text


def _is_shared_passive(conjunct: Token) -> bool:
    """Whether something is done to who is named, though no "was" says so: the first verb's is meant, or it has a "by"."""
    verb = conjunct.head
    names = {c.dep_ for c in conjunct.children if c.lower_ != "incommunicado"}
    if "prt" in names and "dobj" not in names and any(c.dep_ == "auxpass" for c in verb.children):
        return _SHARED.fires(conjunct.text)  # "five were killed and several houses burned down"
    if "agent" in names and "dobj" not in names:
        return _SHARED.fires(conjunct.text)
    beside = conjunct.dep_ == "conj" and any(c.dep_ == "auxpass" for c in verb.children)
    if beside and "dobj" not in names and conjunct.lower_ in _DONE_TO_PEOPLE:
        return _SHARED.fires(conjunct.text)  # "ninety were killed and a hundred injured"
    if conjunct.dep_ != "conj" or conjunct.pos_ != "VERB" or names & {"nsubj", "nsubjpass"}:
        return False
    acts = conjunct.lemma_ in _NEVER_PASSIVE or names & {"dobj", "xcomp", "ccomp", "prt", "dative"}
    like = verb.lemma_ == "be" and any(c.dep_ == "acomp" and c.text.endswith("ed") for c in verb.children)
    passive = like or any(c.dep_ == "auxpass" for c in verb.children)
    return not acts and passive and _SHARED.fires(conjunct.text)


def _is_done_to_somebody(verb: Token) -> bool:
    """Whether a verb without an auxiliary is a participle by its form, or lacks whom it is done to."""
    if verb.dep_ == "conj" and any(c.lemma_ == "have" for c in verb.head.children if c.dep_ == "aux"):
        return False
    if verb.lower_ in _PARTICIPLES:
        return _DONE_TO_THEM.fires(verb.text)
    names = {c.dep_ for c in verb.children}
    object_behind = names & {"dobj", "ccomp", "xcomp", "dative"} or any(
        w.dep_ == "dobj" for c in verb.children if c.dep_ == "conj" for w in c.children
    )
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    if (
        verb.lemma_ in _NEVER_ALONE
        and not object_behind
        and verb.text.endswith("ed")
        and (after is None or after.pos_ in ("ADP", "PUNCT", "PART", "CCONJ", "AUX", "ADV"))
    ):
        return _DONE_TO_THEM.fires(verb.text)
    if verb.lemma_ == "find" and "oprd" in names and "dobj" not in names:
        return _DONE_TO_THEM.fires(verb.text)
    forced = verb.lemma_ in _TO_DO and verb.tag_ in ("VBD", "VBN") and "xcomp" in names
    return (
        forced
        and not names & {"dobj", "dative"}
        and verb.text.endswith("ed")
        and _DONE_TO_THEM.fires(verb.text)
    )


def is_own_participle(verb: Token) -> bool:
    """Whether the past of `verb` is its participle: “detained”, “found”."""
    return verb.tag_ == "VBN" or verb.text.endswith("ed") or verb.lower_ in _ONE_PAST


def is_plural(subject: Token | None, verb: Token, joined: bool = True) -> bool:
    """Whether the subject of `verb` is more than one, those `joined` to it with “and” counted."""
    if subject is None:
        return False
    if subject.dep_ == "expl":
        after = next((c for c in verb.children if c.dep_ in ("attr", "dobj", "nsubj") and c != subject), None)
        return is_plural(after, verb) if after is not None else False
    phrase = subject.doc[subject.left_edge.i : subject.i + 1].text
    name = re.sub(r"^(?:the|The) ", "", phrase)
    own = next((t.lower_ for t in verb.subtree if t.i > verb.i and t.lower_ in ("its", "their")), "")
    if subject.lower_ == "police" and own == "its":
        return False  # “the Northern Police revised its policy”
    if subject.lower_ == "number" and any(c.lower_ == "the" for c in subject.children):
        return False  # "the number of patients has increased"
    if subject.lower_ in _PLURAL or (subject.like_num and subject.lower_ not in ("one", "1")):
        return True
    if joined and any(
        c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "NUM", "PRON") for c in subject.children
    ):
        return True
    if subject.lower_.endswith("men") or any(
        c.tag_ in ("NNS", "NNPS") and c.dep_ == "compound" and c.lower_ in ("brothers", "sisters")
        for c in subject.children
    ):
        return True  # "policemen", "brothers Jan and Josef"
    if name in countries() or subject.ent_type_ == "PERSON":
        return False
    return subject.lower_ not in ("who", "which") and subject.tag_ in ("NNS", "NNPS")


def third_person(token: Token, plural: bool) -> str:
    """The present of a past verb, agreeing with its subject."""
    own = lemma = token.lemma_.lower()
    lemma = _PAST_LEMMAS.get(token.lower_, lemma)
    if token.lower_ == lemma + "ed" and re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", lemma):
        lemma += "e"  # "staged" was taken for a form of "stag", which would be "stagged"
    if lemma != own:
        _RIGHT_LEMMA.fires(token.text)
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma][1 if plural else 0]
    if plural:
        return lemma
    if re.search(r"(?:s|x|z|ch|sh|o)$", lemma):
        return lemma + "es"
    return lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"
