"""Who does what to whom: of a verb, or a noun that names an act, the words for doer, done-to and the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.english.check.lexicon import words
from data.english.check.operators import is_stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "obj", "oprd")
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X")


@dataclass
class Frame:
    """The heads of a happening's people and things. `either` holds those of whom the words do not say which."""

    doer: list[Token] = field(default_factory=list)
    done_to: list[Token] = field(default_factory=list)
    either: list[Token] = field(default_factory=list)
    rest: list[tuple[str, Token]] = field(default_factory=list)


def list_of(token: Token) -> list[Token]:
    """A word and those joined to it with "and" and commas."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in _NOUNS and len(found) < 30:
            found += list_of(child)
    torn = _continuation(token)
    return found + [t for t in list_of(torn) if t not in found] if torn is not None else found


def _continuation(token: Token) -> Token | None:
    """The rest of a list that the parser hung elsewhere: "signed by the council, *the parties* and the union"."""
    at = token.right_edge.i + 1
    if token.dep_ != "pobj" or at + 2 >= len(token.doc) or token.doc[at].text != ",":
        return None
    for one in token.doc[at + 1 : at + 6]:
        if one.left_edge.i == at + 1 and one.pos_ in ("NOUN", "PROPN"):
            joined = any(c.dep_ == "conj" for c in one.children)
            return one if joined and one.dep_ in ("appos", "conj") and one.head.i < token.head.i else None
    return None


def is_verbal(token: Token) -> bool:
    """Whether a word is a verb, also one the parser took for part of a name in a headline without articles."""
    return token.pos_ == "VERB" or token.tag_ in ("VBZ", "VBP", "VBD", "VB")


def is_passive(verb: Token) -> bool:
    """Whether the grammatical subject of a verb is who it was done to."""
    if any(
        c.dep_ in ("nsubjpass", "auxpass", "agent") or (c.dep_ == "aux" and c.lemma_ == "get")
        for c in verb.children
    ):
        return True
    by_somebody = any(
        c.dep_ == "prep"
        and c.lower_ == "by"
        and any(g.dep_ == "pobj" and g.pos_ in ("NOUN", "PROPN") for g in c.children)
        for c in verb.children
    )
    if by_somebody and verb.tag_ in ("VBN", "VBD") and not any(c.dep_ in _OBJECTS for c in verb.children):
        return True
    if (
        verb.dep_ == "conj"
        and verb.tag_ in ("VBN", "VBD")
        and not any(c.dep_ in _SUBJECTS for c in verb.children)
    ):
        head = verb.head
        if is_verbal(head) and head.tag_ in ("VBN", "VBD") and is_passive(head):
            return verb.tag_ == "VBN" or not any(c.dep_ in (*_OBJECTS, "ccomp") for c in verb.children)
    if verb.tag_ not in ("VBN", "VBD") or any(
        c.dep_ in ("aux", "auxpass") and c.lemma_ == "have" for c in verb.children
    ):
        return (
            verb.tag_ == "VBN"
            and verb.dep_ in ("acl", "amod")
            and not any(c.dep_ == "aux" for c in verb.children)
        )
    if verb.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in verb.children):
        return True
    # "Two delegates injured in the north": a headline's past without an object is a passive, of verbs that want one.
    if _has_subject_alone(verb, "xcomp") and verb.lemma_.lower() in words("controlled", "verbs"):
        return True
    return verb.lemma_.lower() not in words("intransitive", "verbs") and not any(
        c.dep_ in (*_OBJECTS, "ccomp", "xcomp", "prt", "dative", "acomp") or _is_object_taken_for_a_time(c)
        for c in verb.children
    )


def _has_subject_alone(verb: Token, beside: str) -> bool:
    """Whether a past has `beside` it no object and no auxiliary."""
    found = {c.dep_ for c in verb.children}
    return beside in found and not found & {*_OBJECTS, "aux", "ccomp"}


def find_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The words of a verb's subject, its own or the one it shares with the verb above."""
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if own:
        relative = [c for c in own if c.tag_ in ("WDT", "WP") or c.lower_ in ("who", "which", "that")]
        if relative and verb.dep_ in ("relcl", "acl", "ccomp", "advcl"):
            return list_of(_antecedent(verb))
        return [t for c in own for t in list_of(c)]
    left = [
        c
        for c in verb.children
        if c.dep_ in ("compound", "nmod", "npadvmod", "dep") and c.i < verb.i and c.pos_ in ("NOUN", "PROPN")
    ]
    if left and is_verbal(verb):
        return list_of(left[-1])
    if (
        verb.dep_ in ("compound", "nmod", "amod")
        and verb.tag_ in ("VBZ", "VBP", "VBD")
        and verb.head.i > verb.i
    ):
        siblings = [
            c
            for c in verb.head.children
            if c.i < verb.i
            and c.pos_ in ("NOUN", "PROPN")
            and c.dep_ in ("compound", "nmod", "amod", "nsubj")
        ]
        return list_of(siblings[-1]) if siblings else []
    if depth > 6 or verb.head.i == verb.i:
        return []
    if (torn := _subject_hung_elsewhere(verb)) is not None:
        return list_of(torn)
    head = verb.head
    if verb.dep_ in ("acl", "relcl") and head.pos_ in _NOUNS:
        if any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
            return find_subjects(head.head, depth + 1) if is_verbal(head.head) else []
        return list_of(_first(head)) if head.dep_ == "conj" else [head]
    if verb.dep_ == "xcomp" and is_verbal(head):
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative")]
        if head.lemma_.lower() == "use":
            objects = []  # "used batons to disperse them"
        return list_of(objects[0]) if objects else grammatical(head, depth + 1)
    if verb.dep_ == "pcomp":
        above = head.head
        if (
            above.pos_ in ("NOUN", "PROPN")
            and above.dep_ in ("dobj", "nsubjpass")
            and head.lower_ in ("of", "for", "from")
        ):
            return list_of(above)  # "accused the minister of taking bribes", its "of" hung on the minister
        if above.pos_ == "ADJ":  # "found him guilty of theft"
            return [t for c in above.children if c.dep_ in _SUBJECTS for t in list_of(c)]
        objects = [c for c in above.children if c.dep_ in ("dobj", "nsubjpass")]
        if head.lower_ in ("of", "for", "from", "with") and objects and is_verbal(above):
            return list_of(objects[0])
        for _ in range(4):  # "charged with complicity for criticizing": its "for" hung on the noun
            if above.dep_ not in ("pobj", "prep", "dobj", "conj") or above.head.i == above.i:
                break
            above = above.head
        return grammatical(above, depth + 1) if is_verbal(above) or above.pos_ == "AUX" else []
    if verb.dep_ in ("conj", "advcl", "dep") and (is_verbal(head) or head.pos_ == "AUX"):
        return grammatical(head, depth + 1)
    return []


def _subject_hung_elsewhere(verb: Token) -> Token | None:
    """ "Adopted in May and local *elections* were scheduled": the parser joins the elections to May."""
    auxiliary = next(
        (c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP")), None
    )
    if verb.dep_ != "conj" or auxiliary is None or auxiliary.i == 0:
        return None
    noun = auxiliary.nbor(-1)
    first = noun.left_edge.i
    joined = noun.dep_ == "conj" or any(t.dep_ == "cc" for t in noun.doc[first : noun.i])
    return noun if noun.pos_ in ("NOUN", "PROPN") and joined and noun.head != verb else None


def grammatical(verb: Token, depth: int = 0) -> list[Token]:
    """The subject as grammar has it, active or passive."""
    return find_subjects(verb, depth)


def _first(token: Token) -> Token:
    for _ in range(20):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _antecedent(verb: Token) -> Token:
    return verb.head


def frame_of(token: Token) -> Frame:
    """The frame of a verb, adjective or noun that names an act."""
    if is_verbal(token):
        return _of_verb(token)
    return _of_adjective(token) if token.pos_ == "ADJ" else _of_noun(token)


def _of_verb(verb: Token) -> Frame:
    frame = Frame()
    subjects = find_subjects(verb)
    passive = is_passive(verb)
    if verb.dep_ == "amod" and verb.tag_ == "VBN":
        subjects, passive = [verb.head], True
    (frame.done_to if passive else frame.doer).extend(subjects)
    # An object relative: "the house that the police searched".
    if (
        verb.dep_ == "relcl"
        and not passive
        and verb.head not in subjects
        and not any(c.dep_ in _OBJECTS for c in verb.children)
    ):
        frame.done_to += list_of(verb.head)
    if (
        verb.dep_ in ("compound", "nmod", "amod")
        and verb.tag_ in ("VBZ", "VBP", "VBD")
        and verb.head.i > verb.i
    ):
        frame.done_to += list_of(verb.head)
    for child in verb.children:
        _take(frame, child, passive)
    for child in verb.children:  # "arrested and beat three men"
        if child.dep_ == "conj" and is_verbal(child) and not any(c.dep_ in _SUBJECTS for c in child.children):
            if not frame.done_to and not passive:
                frame.done_to += [t for c in child.children if c.dep_ in ("dobj", "obj") for t in list_of(c)]
            if passive and not frame.doer:
                frame.doer += _agents(child)
    return frame


def _agents(verb: Token) -> list[Token]:
    return [
        t
        for c in verb.children
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")
        for g in c.children
        if g.dep_ == "pobj"
        for t in list_of(g)
    ]


def _take(frame: Frame, child: Token, passive: bool) -> None:
    if child.dep_ in _OBJECTS or child.dep_ == "attr" or _is_object_taken_for_a_time(child):
        target = frame.done_to if not (passive and frame.done_to) else [t for t in ()]
        if passive and frame.done_to:
            frame.rest += [("obj", t) for t in list_of(child)]
        else:
            target += list_of(child)
    elif child.dep_ == "dative":
        inner = [g for g in child.children if g.dep_ == "pobj"] or [child]
        frame.rest += [("to", t) for g in inner for t in list_of(g)]
    elif child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and passive):
        frame.doer += [t for g in child.children if g.dep_ == "pobj" for t in list_of(g)]
    elif child.dep_ in ("prep", "prt", "advmod") and child.pos_ in ("ADP", "ADV", "SCONJ"):
        _behind(frame, child, child.lower_, 0)
    elif child.dep_ == "ccomp" and child.pos_ in ("ADJ", "VERB", "AUX"):
        small = [c for c in child.children if c.dep_ in _SUBJECTS]
        frame.rest += [("that", t) for c in small for t in list_of(c)]


def _is_object_taken_for_a_time(child: Token) -> bool:
    """ "Ten people shared one room": the parser hangs a bare object with a number on its verb as it does "one day"."""
    verb = child.head
    return (
        child.dep_ == "npadvmod"
        and child.i > verb.i
        and child.pos_ == "NOUN"
        and not child.ent_type_.startswith(("DATE", "TIME"))
        and not any(c.dep_ in _OBJECTS for c in verb.children)
    )


def _behind(frame: Frame, preposition: Token, name: str, depth: int) -> None:
    for child in preposition.children:
        if child.dep_ == "pobj":
            frame.rest += [(name, t) for t in list_of(child)]
            if child.lower_ in ("favour", "favor", "support") and depth < 2:
                for inner in child.children:
                    if inner.dep_ == "prep":
                        _behind(frame, inner, "for", depth + 1)
        elif child.dep_ == "prep" and depth < 2:
            _behind(frame, child, child.lower_, depth + 1)


def _of_adjective(adjective: Token) -> Frame:
    frame = Frame()
    frame.doer += [t for c in adjective.children if c.dep_ in _SUBJECTS for t in list_of(c)]
    head = adjective.head
    if adjective.dep_ in ("acomp", "attr") and head.pos_ == "AUX":
        for child in head.children:
            if child.dep_ == "prep":
                _behind(frame, child, child.lower_, 0)
    if not frame.doer and adjective.dep_ in ("acomp", "oprd", "attr", "xcomp", "ccomp"):
        objects = [c for c in head.children if c.dep_ == "dobj"]
        frame.doer += list_of(objects[0]) if objects else find_subjects(head)
    elif not frame.doer and adjective.dep_ == "amod" and adjective.i > head.i:
        frame.doer += list_of(head)
    for child in adjective.children:
        if child.dep_ == "prep":
            _behind(frame, child, child.lower_, 0)
    return frame


def _of_noun(noun: Token) -> Frame:
    """ "The arrest of two men by police", "the men's arrest", "gave him a sentence", "came under attack"."""
    frame = Frame()
    for child in noun.children:
        if child.dep_ == "poss":
            frame.either += list_of(child)
        elif child.dep_ in ("compound", "nmod", "amod") and child.pos_ in ("NOUN", "PROPN"):
            frame.either.append(child)
        elif child.dep_ in ("prep", "agent"):
            objects = [t for g in child.children if g.dep_ == "pobj" for t in list_of(g)]
            if child.lower_ == "by":
                frame.doer += objects
            elif child.lower_ in ("for", "against") and is_stance(noun):
                frame.rest += [(child.lower_, t) for t in objects]
            elif child.lower_ in ("of", "on", "against", "upon"):
                frame.done_to += objects
                frame.either += objects if child.lower_ == "of" else []
            else:
                frame.rest += [(child.lower_, t) for t in objects]
                # "the kidnapping in France of a student": the parser hangs "of" on the place.
                inner = [
                    g
                    for place in objects
                    if place.pos_ == "PROPN"
                    for g in place.children
                    if g.lower_ == "of"
                ]
                frame.done_to += [
                    t for g in inner for o in g.children if o.dep_ == "pobj" for t in list_of(o)
                ]
    _by_light_verb(noun, frame)
    return frame


def _by_light_verb(noun: Token, frame: Frame) -> None:
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in ("under", "to", "on", "into", "for") and is_verbal(verb.head):
        if verb.head.lemma_.lower() in ("come", "be", "put", "go", "bring", "subject"):
            frame.done_to += find_subjects(verb.head)
        return
    if noun.dep_ not in ("dobj", "nsubjpass", "oprd", "attr") or not is_verbal(verb):
        return
    lemma = verb.lemma_.lower()
    passive = is_passive(verb)
    if lemma in words("light", "done_to") and noun.lemma_.lower() not in words("drafts", "papers"):
        frame.done_to += find_subjects(verb)
    elif lemma in words("light", "doer"):
        subjects = find_subjects(verb)
        if noun.dep_ == "nsubjpass":
            frame.doer += _agents(verb)
        elif passive:  # "was given a three-month sentence"
            frame.done_to += subjects
        else:
            frame.doer += subjects
            for child in verb.children:
                if child.dep_ == "dative":
                    inner = [g for g in child.children if g.dep_ == "pobj"] or [child]
                    frame.done_to += [t for g in inner for t in list_of(g)]
                elif child.dep_ == "prep" and child.lower_ in ("on", "to", "against", "upon"):
                    frame.done_to += [t for g in child.children if g.dep_ == "pobj" for t in list_of(g)]
