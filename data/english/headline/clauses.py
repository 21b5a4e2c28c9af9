"""Which clause of a sentence tells what happened at its date: verbs, their subjects, and the words that belong to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.dates.edtf import MONTHS
from data.english.rules import Rule
from data.english.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_YEAR_OR_MONTH = re.compile(rf"{'|'.join(MONTHS)}|[12]\d{{3}}")
SAYING = word_set("verbs", "saying")
_DONE_BY_ITSELF = word_set("verbs", "never_passive") | {"enter"}
_MADE_PUBLIC = word_set("verbs", "made_public")
_NEVER_ALONE = word_set("verbs", "never_alone")
_PUBLICATIONS = word_set("headlines", "publications")
_LEGAL = word_set("headlines", "legal")
_SUPPOSED = word_set("headlines", "supposed")
_ANYBODY = frozenset(("those", "people", "others", "many", "some"))
_AT_THE_SAME_TIME = frozenset(("in", "at", "during", "according", "under", "on", "with", "as", "by", "of"))

_MAIN_TELLS = Rule(
    "headlines",
    "what a report says",
    "tells the main clause where the date is only that of the report, poll or meeting that it is told of",
    "“Report published” says nothing of what the report says.",
    "A report published in May by the Free Legal Advice Centre criticized the living conditions of miners in the north.",
    "Report published by the Free Legal Advice Centre criticizes…",
)
_SAME_DATE = Rule(
    "headlines",
    "all that was done then",
    "tells the verbs before the one with the date too, where they have no date of their own",
    "“Was acquitted of theft and released in May”: both were in May.",
    "Bob Low, a teacher, was acquitted of theft and released in May.",
    "Bob Low, a teacher, acquitted of theft and released",
)


_THERE = Rule(
    "headlines",
    "there is",
    "tells “X” for “there was X”",
    "That it is told says that it was.",
    "In May, there was a fire in the market hall of the old town.",
    "Fire in the market hall of the old town",
)


@dataclass(frozen=True)
class Clause:
    """A verb of a parsed sentence with the subject it has or shares."""

    doc: Doc
    verb: Token
    subject: Token | None
    relative: Token | None = None  # the "which" that stands for the subject
    together: bool = False  # one date for all that the sentence tells: other subjects' verbs belong to it
    side: bool = False  # a participle or an "after" clause, told with the subject it has elsewhere


def clauses_of(doc: Doc, at: int, single: bool = True, verb: str = "") -> list[Clause]:
    """The clause the date belongs to, then the sentence's main one.

    `at` is where the date stood, `verb` the verb that it belonged to in the whole sentence.
    """
    same = [t for t in doc if t.text == verb]
    # "Were sentenced in May; others were sentenced ...": the verb on the date's side of the semicolon.
    beside = [t for t in same if ";" not in doc.text[min(t.idx, at) : max(t.idx, at)]]
    same = beside or same
    near = min(same or doc, key=lambda t: abs(t.idx - at), default=None)
    found: list[Clause] = []
    token = near
    for _ in range(30):
        if token is None:
            break
        if token.pos_ in ("VERB", "AUX") and (clause := _side_clause(token) or _clause(token)):
            found.append(clause)
            break
        token = token.head if token.head != token else None
    if found and (whole := _first_of_several(found[0], at)) is not None and _SAME_DATE.fires(whole.verb.text):
        found = [whole]
    if found and found[0].relative is not None and found[0].subject and found[0].subject.lower_ in _ANYBODY:
        found = []  # "those who documented it were targeted"
    root = next(
        (
            t
            for t in doc
            if t.dep_ == "ROOT"
            and (t.pos_ in ("VERB", "AUX") or any(c.dep_ == "auxpass" for c in t.children))
        ),
        None,
    )
    top = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None and top is not None and (late := _late_verb(doc, top)) is not None:
        # "A law introducing a review entered into force": the noun was taken for the main word.
        found.append(Clause(doc, late, top))
    if root is not None and (later := _behind_participle(root)) is not None:
        return [Clause(doc, later, subject_of(root))]
    if root is not None and (clause := _clause(root)) and all(c.verb != root for c in found):
        # A date of a clause within is the main verb's too, unless that clause can stand alone.
        own = bool(found) and any(c.dep_ in ("nsubj", "nsubjpass") for c in found[0].verb.children)
        between = bool(found) and root.idx < at <= found[0].verb.idx  # "..., and in May the mayor resigned"
        joined = bool(found) and found[0].verb.dep_ == "conj" and found[0].verb.head == root and own
        if single and joined and not between:
            return [replace(clause, together=True), *found]
        first = found[0] if found else None
        aside = first is not None and first.side and (not single or first.verb.dep_ == "acl")
        if (
            first
            and aside
            and single
            and _is_told_by_main(first, root)
            and _MAIN_TELLS.fires(first.verb.text)
        ):
            return [clause]
        alone = first and (first.verb.dep_ in ("conj", "ccomp") or first.relative is not None or aside)
        found.insert(len(found) if alone else 0, clause)
    if found and single and found[0].verb == root and not found[0].side:
        return [replace(found[0], together=True), *found[1:]]
    return found


def _first_of_several(clause: Clause, at: int) -> Clause | None:
    """The clause of the first of several verbs with one subject and one date: “was acquitted and freed in May”."""
    first = clause.verb
    while first.dep_ == "conj" and first.head.pos_ in ("VERB", "AUX") and not _has_subject(first):
        first = first.head
    if first == clause.verb or first.idx < at <= clause.verb.idx:
        return None
    subject = subject_of(first)
    own = set(first.subtree) - set(clause.verb.subtree) - set(subject.subtree if subject is not None else ())
    if any(_YEAR_OR_MONTH.fullmatch(t.text) for t in own if t.i < clause.verb.i):
        return None
    return _side_clause(first) or _clause(first)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


def _behind_participle(root: Token) -> Token | None:
    """The finite verb where a participle was taken for it: "Leaders imprisoned in May were pardoned"."""
    doing = root.lemma_ in SAYING or any(c.dep_ in ("aux", "auxpass", "dobj", "mark") for c in root.children)
    if root.tag_ not in ("VBD", "VBN") or doing or hyphened(root):
        return None
    alone = root.tag_ == "VBD" and root.lemma_ in _NEVER_ALONE
    for child in root.children:
        names = {c.dep_ for c in child.children}
        if (
            child.i > root.i
            and child.dep_ in (("ccomp",) if root.tag_ == "VBD" and not alone else ("ccomp", "conj", "advcl"))
            and (not alone or root.doc[child.left_edge.i - 1].dep_ not in ("cc", "punct"))
            and "auxpass" in names
            and not names & {"nsubj", "nsubjpass", "mark"}
        ):
            return child
    return None


def _late_verb(doc: Doc, top: Token) -> Token | None:
    """The finite verb without a subject of its own, behind the noun that the parser took for the main word."""
    bare = [
        t
        for t in doc[top.i :]
        if not any(c.dep_ in ("nsubj", "nsubjpass", "mark", "agent", "auxpass") for c in t.children)
    ]
    past = next((t for t in bare if t.tag_ == "VBD" and t.dep_ not in ("aux", "auxpass")), None)
    taken = [t for t in bare if t.tag_ == "VBN" and t.dep_ == "acl" and t.text.endswith("ed")]
    doing = (t for t in taken if t.head == top and any(c.dep_ == "dobj" for c in t.children))
    return past or next(doing, taken[-1] if taken else None)


def _clause(verb: Token) -> Clause | None:
    quoted_first = (
        verb.dep_ == "ccomp" and verb.i < verb.head.i and not any(c.dep_ == "mark" for c in verb.children)
    )
    if (
        verb.dep_ in ("aux", "auxpass")
        or verb.i > 0
        and verb.text[0].isupper()  # a name
        or not quoted_first
        and (
            verb.dep_ in ("xcomp", "acl", "pcomp", "amod", "compound", "advcl", "ccomp", "csubj", "csubjpass")
        )
    ):
        return None
    subject = subject_of(verb)
    if verb.dep_ == "relcl":
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is None or own.lower_ not in ("who", "which", "that"):
            return None
        return Clause(verb.doc, verb, _antecedent(verb, own), own)
    return Clause(verb.doc, verb, subject) if subject is not None else None


def _antecedent(verb: Token, relative: Token) -> Token:
    """What a relative clause is about: of "a law on refugees that came into force" the law."""
    noun = verb.head
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN") and _is_done_by_several(verb):
        noun = noun.head  # "Ana Roe and 20 others, who were arrested in May"
    if verb.lemma_ in _MADE_PUBLIC or any(c.lower_ == "public" for c in verb.children):
        for above in (noun, *noun.ancestors):
            if above.pos_ == "VERB":
                break
            if above.lemma_ in _PUBLICATIONS or above.lemma_ in _LEGAL:
                return above
    whole = noun.head.head if noun.dep_ == "pobj" else noun
    if whole.pos_ not in ("NOUN", "PROPN"):
        return noun
    legal = verb.lemma_ in ("come", "enter", "take", "adopt", "pass", "amend", "sign")
    members = relative.lower_ == "who" and noun.ent_type_ in ("ORG", "GPE") and whole.tag_ == "NNS"
    return whole if legal or members else noun


def _is_told_by_main(side: Clause, root: Token) -> bool:
    """Whether the date of a participle is that of the main verb too: "in a report published in May, X said ..."."""
    noun, subject = side.subject, subject_of(root)
    if noun is None or subject is None or side.verb.dep_ != "acl":
        return False
    if noun == subject:
        return noun.lemma_ in _PUBLICATIONS and root.lemma_ not in ("fail", "reject", "be", "remain")
    person = (
        noun.ent_type_ in ("PERSON", "NORP")
        or noun.like_num
        or noun.lemma_ in ("man", "woman", "people", "person", "member")
    )
    if noun.dep_ == "dobj" and noun.head == root and not person and noun.tag_ in ("NN", "NNS", "NNP"):
        return True
    if root.lemma_ not in ("be", "remain", "continue") and noun.dep_ == "pobj" and noun.pos_ == "NOUN":
        leading = noun.head.lower_
        if leading == "in" and noun.lemma_ in _PUBLICATIONS or leading == "under" and noun.lemma_ in _LEGAL:
            return True
    top = noun
    while top.head not in (root, top):
        top = top.head
    first = top.lower_ in _AT_THE_SAME_TIME and (
        top.i < subject.i or top.lower_ == "according" or top.lower_ == "in" and noun.lemma_ in _PUBLICATIONS
    )
    return top.head == root and first and noun.pos_ != "PROPN" and noun.ent_type_ != "PERSON"


def _is_done_by_several(verb: Token) -> bool:
    first = verb.left_edge.i
    several = any(c.lower_ in ("were", "have", "are") for c in verb.children)
    return several and first > 0 and verb.doc[first - 1].text == ","


def _side_clause(verb: Token) -> Clause | None:
    """A clause told with the subject that it has elsewhere: "a man arrested in May", "after being arrested in May"."""
    if hyphened(verb):
        return None
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.pos_ in ("NOUN", "PROPN"):
        root = next((t for t in verb.doc if t.dep_ == "ROOT"), None)
        whole = root is not None and root.pos_ in ("VERB", "AUX") and subject_of(root) is not None
        done = verb.i > verb.head.i and verb.lemma_ not in _DONE_BY_ITSELF and verb.lemma_ not in _SUPPOSED
        return Clause(verb.doc, verb, verb.head, side=True) if whole and done else None
    if verb.dep_ == "relcl" and own is not None and own.pos_ in ("NOUN", "PROPN"):
        return Clause(verb.doc, verb, own, side=True)
    if verb.dep_ == "relcl" and own is not None and own.lower_ in ("he", "she", "they"):
        where = any(c.lower_ in ("where", "when") for c in verb.children)
        return Clause(verb.doc, verb, own, side=True) if where and not helpers & {"had", "have"} else None
    if verb.dep_ not in ("advcl", "pcomp"):
        return None
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "so", "that") for c in verb.children):
        return None
    finite = verb.tag_ == "VBD" or helpers & {"was", "were", "had", "has", "is", "are"}
    if own is not None:
        return Clause(verb.doc, verb, own, side=True) if finite and own.pos_ in ("NOUN", "PROPN") else None
    top = verb.head.head if verb.dep_ == "pcomp" else verb.head
    happened = "being" in helpers or "having" in helpers
    after = verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "following", "since")
    if (happened or after) and top.pos_ in ("VERB", "AUX") and (subject := subject_of(top)) is not None:
        return Clause(verb.doc, verb, subject, side=True)
    return None


def subject_of(verb: Token) -> Token | None:
    """Who or what does it, or to whom it is done: the verb's own subject, or that of the verb it is joined to."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    found = [
        own
        for one in (verb, *helpers)
        for own in one.children
        if own.dep_ in ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
    ]
    # "Demonstrators gathering in the square were dispersed": who gathers is who is meant.
    found = [
        next((c for c in own.children if c.dep_ == "nsubj"), own) if own.dep_.startswith("csubj") else own
        for own in found
    ]
    if found:
        # "By her report, the agency, 25,000 people had fled": the nearest, but where the others are a list.
        last, first = found[-1], found[-1].left_edge
        alone = (
            last.i < verb.i
            and first.i > 0
            and verb.doc[first.i - 1].text == ","
            and (first.lower_ == "the" or first.like_num)
            and last.pos_ != "PRON"
        )
        listed = any(t.dep_ == "cc" for t in verb.doc[found[0].i : verb.i])
        return last if alone and not listed else found[0]
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return subject_of(verb.head)
    # "Two laws, drafted by ministers, were presented": the parser gave the subject to what stands between.
    between = (
        c
        for c in verb.children
        if c.dep_ in ("advcl", "ccomp") and c.i < verb.i and not any(m.dep_ == "mark" for m in c.children)
    )
    return next((own for c in between if (own := subject_of(c)) is not None and own.i < c.i), None)


def own_tokens(clause: Clause) -> set[int]:
    """The tokens of the clause: verb and subject with all under them, other verbs' clauses left out."""
    verb, subject = clause.verb, clause.subject
    keep = {t.i for t in verb.subtree}
    if clause.side and subject is not None:
        joining = [c for c in verb.children if c.dep_ == "mark" or c.tag_ in ("WRB", "WDT", "WP")]
        joining += [c for c in verb.children if any(w.tag_ in ("WDT", "WP") for w in c.children)]
        keep -= {t.i for c in joining for t in c.subtree}
        phrase = {t.i for t in subject.subtree} - {t.i for t in verb.subtree}
        before = subject.i < verb.i
        phrase = {i for i in phrase if i < verb.i} if before else phrase
        return keep | phrase | {t.i for t in subject.subtree if subject.head == verb}
    if subject is not None:
        phrase = {t.i for t in subject.subtree}
        if clause.relative is not None:
            phrase -= {t.i for t in verb.subtree}
            phrase = {i for i in phrase if i < min(t.i for t in verb.subtree)}
            keep -= {clause.relative.i}
        keep |= phrase
    for other in verb.children:
        apart = not clause.together and any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children)
        # A noun beside a verb is another list's, unless it tells more: "42 people killed and 175 others injured".
        led = led_by_and(other) and any(c.tag_ in ("VBN", "VBD") for c in other.children)
        stray = other.pos_ in ("NOUN", "PROPN") and not led and not clause.together
        if other.dep_ == "conj" and (apart or stray):
            keep -= {t.i for t in other.subtree} | joint(other)
    return keep


def _only_is(clause: Clause) -> bool:
    """Whether a clause says no more than that there was something."""
    verb, subject = clause.verb, clause.subject
    names = {child.dep_ for child in verb.children}
    told = next((child for child in verb.children if child.dep_ == "attr"), None)
    alone = (
        told is not None and told.left_edge.i == verb.i + 1 and not names & {"advmod", "neg", "conj", "ccomp"}
    )
    return bool(alone and subject and subject.dep_ == "expl" and verb.lemma_ == "be")


def tokens_of(clause: Clause) -> set[int]:
    """The clause's tokens without an opening before its subject: "However,", "After a trial that ...,"."""
    tokens = own_tokens(clause)
    if clause.subject is None or clause.subject.i > clause.verb.i:
        return tokens
    first = min(t.i for t in clause.subject.subtree if t.i in tokens)
    staying = [c.left_edge.i for c in clause.verb.children if c.dep_ == "ccomp" or _is_kept_opening(c)]
    before = [i for i in staying if i < first]
    while first > 0 and clause.doc[first - 1].text in "‘'" and clause.doc[first - 1].text:
        first -= 2 if first > 1 and clause.doc[first - 2].pos_ == "PROPN" else 1  # “King ‘Abdallah”
    if not before and _only_is(clause) and _THERE.fires():
        tokens -= {clause.subject.i, clause.verb.i, *(c.i for c in clause.verb.children if c.dep_ == "aux")}
    first = min([first, *before])
    return {i for i in tokens if i >= first}


def _is_kept_opening(token: Token) -> bool:
    """Whether an opening counts or hedges: “of 100 cases, ten …”, “according to the ministry, …”."""
    return token.dep_ == "prep" and token.lower_ in ("of", "according")


def joint(token: Token) -> set[int]:
    """The comma or "and" that leads to a conjunct."""
    out = set()
    first = min(t.i for t in token.subtree)
    for i in range(first - 1, max(-1, first - 3), -1):
        if token.doc[i].dep_ == "cc" or token.doc[i].text in (",", ";"):
            out.add(i)
        else:
            break
    return out


def led_by_and(token: Token) -> bool:
    """Whether "and", "or" or "but" stands right before the phrase of `token`."""
    first = token.left_edge.i
    return first > 0 and token.doc[first - 1].dep_ == "cc"


def hyphened(token: Token) -> bool:
    """Whether a token is a part of "state-owned", which the parser reads as three words."""
    return any(0 <= k < len(token.doc) and token.doc[k].text == "-" for k in (token.i - 1, token.i + 1))
