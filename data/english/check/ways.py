"""The ways a headline may be read: as it stands, with its "were", with its verb in the past, with its article.

The parser learned from sentences. A statement is borne where one of its readings is borne whole: a wrong reading of the parser's
adds no words, so that what is not in the passage stays out of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.check.frames import is_passive
from data.english.check.lexicon import meanings, nations, words
from data.english.check.restoring import past_of_base

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Doc, Token

_FINITE = ("VBZ", "VBP", "VBD", "MD")
_OBJECTS = ("dobj", "obj", "ccomp", "xcomp", "dative", "prt")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")


def tell_otherwise(doc: Doc, changed: Collection[str] = ()) -> Iterator[str]:
    """Other wordings of a headline that say the same, the likeliest first, at most four.

    `changed` words stood in the present: they are no participles.
    """
    text = doc.text
    participle = _main_participle(doc)
    if participle is not None and participle.text in changed:
        participle = None
    if participle is not None:
        plural = "were" if _is_plural(participle) else "was"
        passive = _with(text, participle.idx, f"{plural} ")
        yield passive
        yield from _with_article(doc, passive)
    verb = _verb_taken_for_a_noun(doc)
    if verb is not None:
        past = past_of_base(_base_of(verb))
        behind = verb.nbor(1)
        article = "the " if behind.tag_ in ("NN", "NNS", "JJ", "VBP", "VB") and behind.is_lower else ""
        told = f"{text[: verb.idx]}{past} {article}{text[behind.idx :]}"
        yield told
        yield from _with_article(doc, told)
    elif participle is None and doc[0].tag_ == "VBN" and doc[0].dep_ == "ROOT":
        yield f"There was a {text[0].lower()}{text[1:]}"  # "Forced eviction of …"
    elif participle is None:
        yield from _with_article(doc, text)


def _with(text: str, at: int, word: str) -> str:
    return f"{text[:at]}{word}{text[at:]}"


def _with_article(doc: Doc, text: str) -> Iterator[str]:
    first = doc[0]
    if first.pos_ in ("NOUN", "ADJ") and first.tag_ not in ("NNS", "JJS", "JJR"):
        proper = first.lower_ in nations() or not first.text[1:].islower()
        yield f"The {text if proper else text[0].lower() + text[1:]}"


def _is_plural(participle: Token) -> bool:
    before = participle.nbor(-1) if participle.i else participle
    return before.tag_ in ("NNS", "NNPS", "CD")


def _main_participle(doc: Doc) -> Token | None:
    """The participle that is a headline's verb: "New law *passed* in May", "Men held in Arvo *moved* to Sundel"."""
    root = next((t for t in doc if t.head.i == t.i), None)
    if root is None or any(c.dep_ in ("aux", "auxpass", "neg") for c in root.children):
        return None
    if root.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "DET"):
        if any(t.tag_ in _FINITE and t.dep_ not in ("advcl", "relcl", "acl") for t in doc):
            return None
        found = [
            t
            for t in doc
            if t.tag_ in ("VBN", "VBD") and t.dep_ in ("acl", "relcl") and not _has_auxiliary(t)
        ]
        return found[-1] if found else None
    if root.tag_ not in ("VBD", "VBN") or root.i == 0:
        return None
    if root.lemma_.lower() in words("controlled", "given") or not any(
        c.dep_ in _OBJECTS for c in root.children
    ):
        return root
    objects = [c for c in root.children if c.dep_ in ("dobj", "oprd")]
    named = root.lemma_.lower() in words("naming", "verbs")
    bare = objects and not any(g.dep_ in ("det", "poss") for g in objects[0].children)
    return root if named and bare and objects[0].pos_ == "NOUN" else None


def _has_auxiliary(token: Token) -> bool:
    return is_passive(token) and any(c.dep_ in ("aux", "auxpass") for c in token.children)


def _verb_taken_for_a_noun(doc: Doc) -> Token | None:
    """The act in the present that the parser took for a noun: "Editor *lodges* complaint with court"."""
    for token in doc[1:-2]:
        before, behind = token.nbor(-1), token.nbor(1)
        if (
            token.pos_ == "VERB"
            and token.tag_ in ("VBZ", "VBD")
            and token.dep_ in ("amod", "compound", "nmod")
        ):
            return token  # a verb, hung under the noun behind it
        many = before.tag_ in ("NNS", "NNPS") or before.lower_ in ("police", "people")
        agrees = (token.tag_ == "NNS" and not many) or (token.tag_ in ("NN", "JJ") and many)
        several = (
            token.tag_ == "NN" and before.tag_ == "CD" and before.lower_ not in ("one", "1")
        )  # "five die"
        if (
            (several or (agrees and before.tag_ in _NOUNS))
            and behind.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "VERB", "ADP", "ADV")
            and any(m.group.startswith("acts:") for m in meanings(_base_of(token)))
        ):
            return token
    return None


def _base_of(token: Token) -> str:
    return token.lemma_.lower() if token.tag_ != "NNS" else token.lower_.removesuffix("s")
