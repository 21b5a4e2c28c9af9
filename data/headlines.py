"""What happened, in a line: a sentence cut to a headline of at most 70 characters, whole phrases only."""

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from data.dates import DateMention
from data.language import parse

LIMIT = 70

_IRREGULAR = {"be": ("is", "are"), "have": ("has", "have"), "do": ("does", "do"), "go": ("goes", "go")}
# What a sentence can lose without saying something else, the most dispensable first.
_DISPENSABLE = (
    lambda t: t.dep_ == "det" and t.lower_ in ("a", "an", "the"),
    lambda t: t.dep_ in ("relcl", "parataxis"),
    lambda t: t.dep_ == "advcl" and t.i > t.head.i,
    lambda t: t.dep_ in ("ccomp", "conj") and any(c.tag_ == "VBG" for c in (t, *t.children)),
    lambda t: t.dep_ == "appos" or (t.dep_ == "poss" and t.head.dep_ == "appos"),
    lambda t: t.dep_ == "acl",
    lambda t: (
        t.dep_ == "prep"
        and t.text.lower() in ("following", "including", "after", "under", "despite", "during")
    ),
    lambda t: t.dep_ == "prep" and t.head.dep_ in ("pobj", "attr") and t.text != "of",
    lambda t: t.dep_ == "conj" and t.pos_ in ("VERB", "AUX"),
    lambda t: t.dep_ == "prep" and t.text.lower() in ("on", "for", "in", "at", "as", "with", "outside"),
    lambda t: t.dep_ == "advmod",
    lambda t: t.dep_ == "prep" and t.head.pos_ == "NOUN" and t.text != "of",
    lambda t: t.dep_ == "conj",
    lambda t: t.dep_ == "prep" and t.head.pos_ in ("VERB", "AUX"),
    lambda t: t.dep_ == "amod" and t.ent_type_ == "",
    lambda t: t.dep_ == "agent",
    lambda t: t.dep_ == "prep",
    # The whole of "domestic and international", never half of it; only when all else is not enough.
    lambda t: t.dep_ == "amod" and any(child.dep_ == "conj" for child in t.children),
)


def write_headline(sentence: str, mentions: list[DateMention] | None = None, he: str | None = None) -> str:
    """A headline of 1 to 70 characters in the sentence's own words, in the present, without its dates.

    `mentions` are the dates to leave out; `he` is the name for a "he", "him" or "she" that the
    sentence does not explain. Where grammar gives nothing short enough, the opening phrases stand.
    """
    sentence, mentions = _without_leading_dates(sentence, mentions or [])
    doc = parse(sentence)
    root = _main_verb(doc, mentions)
    if root is None:
        return _without_grammar(doc, mentions or []) or _fallback(_undated(sentence, mentions or []))
    dropped = _outside(root) | _dates(doc, mentions or [])
    dropped |= _asides(doc, root)
    text = _render(doc, root, dropped, he)
    if len(text) > LIMIT and (opening := _best_opening(doc, root, dropped, he)):
        return opening
    if len(text) > LIMIT and (urged := _urged(doc, root, dropped, he)):
        return urged
    lost: list[set[int]] = []
    for dispensable in _DISPENSABLE:
        for token in reversed(list(doc)):
            if len(text) <= LIMIT:
                break
            if token.i in dropped or token == root or not dispensable(token):
                continue
            phrase = {t.i for t in token.subtree}
            forced = dispensable is _DISPENSABLE[-1]
            if root.i in phrase or (_essential(token) and not forced):
                continue
            lost.append((phrase | _loose_and(token)) - dropped)
            dropped |= lost[-1]
            text = _render(doc, root, dropped, he)
    # A later, longer cut can leave room for what was cut first.
    for phrase in reversed(lost):
        fuller = _render(doc, root, dropped - phrase, he)
        if len(text) < len(fuller) <= LIMIT and not _dangling(doc, phrase, dropped):
            dropped -= phrase
            text = fuller
    text = re.sub(r"(?:\s+(?:and|or|of|to|in|on|at|by|for|with|from|the|a|an)|\s+\S+s’)$", "", text)
    return text if 0 < len(text) <= LIMIT else _fallback(text or _undated(sentence, mentions or []))


def _without_leading_dates(sentence: str, mentions: list[DateMention]) -> tuple[str, list[DateMention]]:
    """The sentence from behind the dates it opens with, which parsers mistake for its subject."""
    cut = 0
    for mention in sorted(mentions, key=lambda m: m.start):
        if re.fullmatch(r"[\s,]*(?:and\s*)?", sentence[cut : mention.start]):
            cut = mention.end
    cut += len(sentence[cut:]) - len(sentence[cut:].lstrip(" ,"))
    moved = [replace(m, start=m.start - cut, end=m.end - cut) for m in mentions if m.start >= cut]
    return sentence[cut:] or sentence, moved if sentence[cut:] else mentions


def _undated(sentence: str, mentions: list[DateMention]) -> str:
    for mention in sorted(mentions, key=lambda m: -m.start):
        sentence = sentence[: mention.start] + sentence[mention.end :].lstrip(" ,")
    return sentence


def _without_grammar(doc: Doc, mentions: list[DateMention]) -> str | None:
    """Subject and verb where the parser took the noun for the main word: "A law ... entered into force"."""
    verbs = [
        t
        for t in doc
        if t.i > 1 and (t.tag_ == "VBD" or (t.tag_ == "VBN" and t.text.endswith("ed") and t.dep_ == "acl"))
    ]
    verb = next((t for t in verbs if t.tag_ == "VBD"), verbs[-1] if verbs else None)
    top = next((t for t in doc if t.dep_ == "ROOT"), None)
    if verb is None or top is None or top.pos_ not in ("NOUN", "PROPN") or top.i >= verb.i:
        return None
    gone = _dates(doc, mentions)
    says = doc[verb.i + 1 : len(doc) - doc[-1].is_punct]
    after = "".join(t.text_with_ws for t in says if t.i not in gone).strip()
    for end in range(verb.i, top.i, -1):
        subject = doc[0:end]
        if end < verb.i and doc[end].dep_ not in ("prep", "acl", "relcl", "aux", "mark"):
            continue
        lead = "".join(
            t.text_with_ws for t in subject if t.i not in gone and not (t.i == 0 and t.dep_ == "det")
        )
        text = f"{lead.strip(' ,')} {_third(verb, top)} {after}".strip(" ,.").replace("'", "’")
        if len(text) <= LIMIT:
            return text[:1].upper() + text[1:]
    return None


# Adjectives that a noun means something else without.
_TELLING = frozenset(
    [
        "human",
        "former",
        "alleged",
        "suspected",
        "attempted",
        "poor",
        "draft",
        "false",
        "fake",
        "mock",
        "inadequate",
        "insufficient",
        "unable",
        "unfounded",
        "dead",
        "injured",
        "special",
        "general",
        "first",
        "second",
        "third",
        "last",
        "further",
        "additional",
        "partial",
        "temporary",
        "planned",
        "proposed",
        "same-sex",
        "deputy",
        "acting",
        "vice",
        "co-operative",
        "independent",
        "unprecedented",
        "civil",
        "political",
        "opposition",
    ]
)

# What the word before it cannot stand without.
_REQUIRED = frozenset(
    [
        "dobj",
        "pobj",
        "pcomp",
        "xcomp",
        "ccomp",
        "attr",
        "acomp",
        "oprd",
        "prt",
        "dative",
        "aux",
        "auxpass",
        "nsubj",
        "nsubjpass",
        "neg",
        "nummod",
        "case",
        "poss",
        "compound",
        "amod",
        "nmod",
        "det",
        "mark",
        "expl",
        "quantmod",
        "csubj",
    ]
)


def _best_opening(doc: Doc, root: Token, dropped: set[int], he: str | None) -> str | None:
    """The opening of the clause that says most in 70 characters and ends where a phrase ends.

    Articles, then adjectives, may go to let one more phrase in; what is cut is only what follows.
    """
    order = [i for i in range(len(doc)) if i not in dropped]
    articles = {i for i in order if doc[i].dep_ == "det" and doc[i].lower_ in ("a", "an", "the")}
    adjectives = {
        i for i in order if doc[i].dep_ == "amod" and not _essential(doc[i]) and not _hyphened(doc, i)
    }
    demonyms = {
        i
        for i in order
        if doc[i].dep_ in ("compound", "amod")
        and doc[i].ent_type_ in ("NORP", "GPE")
        and doc[i].head.dep_ == "pobj"
    }
    best, most = None, 0.0
    for price, extra in (
        (0, set()),
        (0.2, articles),
        (2.5, articles | adjectives),
        (1.1, articles | demonyms),
    ):
        for cut in range(root.i + 1, len(doc) + 1):
            if not _whole(doc, root, cut, dropped):
                continue
            gone = dropped | extra | set(range(cut, len(doc)))
            text = _render(doc, root, gone, he)
            if not 8 <= len(text) <= LIMIT or text.endswith("’"):
                continue
            said = sum(1 for i in order if i not in gone and doc[i].is_alpha and doc[i].dep_ != "det") - price
            if said > most + 0.01:
                best, most = text, said
    return best


def _urged(doc: Doc, root: Token, dropped: set[int], he: str | None) -> str | None:
    """ "X called on Y to ..." where it is too long with X: "Y urged to ..."."""
    on = next((c for c in root.children if c.dep_ == "prep" and c.text == "on"), None)
    asked = next((c for c in on.children if c.dep_ == "pobj"), None) if on and root.lemma_ == "call" else None
    wish = next((c for c in root.children if c.dep_ == "xcomp"), None)
    if asked is None or wish is None:
        return None
    first = min(t.i for t in wish.subtree if t.text == "to" or t == wish)
    who = "".join(t.text_with_ws for t in asked.subtree if t.dep_ != "det").strip()
    for cut in range(len(doc), wish.i + 1, -1):
        if _whole(doc, root, cut, dropped):
            kept = [
                t
                for t in doc[first:cut]
                if t.i not in dropped and not (t.dep_ == "det" and t.lower_ in ("a", "an", "the"))
            ]
            text = f"{who} urged {''.join(t.text_with_ws for t in kept).strip()}".strip("” ,.").replace(
                "'", "’"
            )
            if len(text) <= LIMIT:
                return text[:1].upper() + text[1:]
    return None


def _hyphened(doc: Doc, i: int) -> bool:
    return (i > 0 and doc[i - 1].text == "-") or (i + 1 < len(doc) and doc[i + 1].text == "-")


def _whole(doc: Doc, root: Token, cut: int, dropped: set[int]) -> bool:
    """Whether the clause can end before token `cut`: no word on either side needs one on the other."""
    kept = [i for i in range(cut) if i not in dropped]
    if (
        not kept
        or doc[kept[-1]].dep_ in ("cc", "punct", "prep", "det", "mark", "aux", "agent")
        and kept[-1] != root.i
    ):
        return False
    if doc[kept[-1]].text == "-" or (cut < len(doc) and doc[cut].text == "-"):
        return False
    for token in doc[cut:]:
        if token.i in dropped or token.head.i >= cut:
            continue
        follows = token.i == token.head.i + 1
        told = token.dep_ == "ccomp" and token.tag_ == "VBG"  # "declarations allowing ...": more about them
        if (token.dep_ in _REQUIRED and not told) or (
            token.dep_ == "prep" and follows and (token.text == "of" or token.head == root)
        ):
            return False
        if token.dep_ == "conj" and token.head.dep_ in ("amod", "compound", "nmod"):
            return False
        if (
            token.dep_ in ("prep", "conj")
            and token.head.pos_ == "PROPN"
            and token.pos_ != "VERB"
            and _essential(token)
        ):
            return False
    return not any(
        doc[i].head.i >= cut
        and doc[i].head.i not in dropped
        and not (doc[i].dep_ == "nsubj" and doc[i].head.tag_ == "VBG")
        for i in kept
    )


def _dangling(doc: Doc, phrase: set[int], dropped: set[int]) -> bool:
    """Whether `phrase`, put back, would hang on a word that is gone."""
    return any(doc[i].head.i not in phrase and doc[i].head.i in dropped for i in phrase)


def _main_verb(doc: Doc, mentions: list[DateMention]) -> Token | None:
    roots = [t for t in doc if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")]
    if not roots:
        return None
    root = roots[0]
    # The verb the date belongs to, when it is one of several on a level.
    level = [root, *_conjuncts(root)]
    for mention in mentions[:1]:
        token = next((t for t in doc if t.idx + len(t) > mention.start), None)
        while token is not None and token.head != token and token not in level:
            token = token.head
        if token in level:
            return token
    return root


def _conjuncts(verb: Token) -> list[Token]:
    return [
        t
        for child in verb.children
        if child.dep_ == "conj" and child.pos_ == "VERB"
        for t in (child, *_conjuncts(child))
    ]


def _outside(root: Token) -> set[int]:
    """Everything that is not said by `root`: other verbs on its level, and the end mark."""
    doc = root.doc
    keep = {t.i for t in root.subtree}
    subject = _subject(root)
    if subject is not None:
        keep |= {t.i for t in subject.subtree}
    out = {t.i for t in doc} - keep
    for other in _conjuncts(root):
        if _subject(other, own=True) is not None:
            out |= {t.i for t in other.subtree} | _loose_and(other)
    return out | {t.i for t in doc if t.is_punct and t.text in '.!?;“”"' and t.i in keep}


def _subject(verb: Token, own: bool = False) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl"):
            return child
    if not own and verb.dep_ == "conj":
        return _subject(verb.head)
    return None


def _dates(doc: Doc, mentions: list[DateMention]) -> set[int]:
    gone: set[int] = set()
    for mention in mentions:
        inside = [t for t in doc if t.idx < mention.end and t.idx + len(t) > mention.start]
        gone |= {t.i for t in inside}
        if inside and inside[-1].i + 1 < len(doc) and doc[inside[-1].i + 1].text == ",":
            gone.add(inside[-1].i + 1)
    return gone


def _asides(doc: Doc, root: Token) -> set[int]:
    """Parentheses, what stands between two commas beside a name, and openings such as "However,"."""
    gone: set[int] = set()
    depth = 0
    for token in doc:
        if token.text in ("(", "["):
            depth += 1
        if depth:
            gone.add(token.i)
        if token.text in (")", "]"):
            depth = max(0, depth - 1)
    dashes = [t.i for t in doc if t.text in ("–", "—") and t.i > root.i]
    if len(dashes) == 2:
        gone |= set(range(dashes[0], dashes[1] + 1))
    for token in doc:
        early = token.i < root.i and token.head == root
        if early and token.dep_ in ("advmod", "cc", "mark", "intj", "advcl", "prep", "npadvmod"):
            phrase = [t.i for t in token.subtree]
            subject = _subject(root)
            if subject is None or max(phrase) < min(t.i for t in subject.subtree):
                gone |= set(phrase)
                if max(phrase) + 1 < len(doc) and doc[max(phrase) + 1].text == ",":
                    gone.add(max(phrase) + 1)
        if token.dep_ in ("appos", "relcl") and token.i > 0:
            phrase = sorted(t.i for t in token.subtree)
            first = phrase[0]
            if first > 0 and doc[first - 1].text == ",":
                last = phrase[-1]
                closes = last + 1 < len(doc) and doc[last + 1].text in (",", ".")
                verb_after = root.i > last
                if closes or verb_after:
                    gone |= set(range(first - 1, last + 1))
                    if closes and doc[last + 1].text == ",":
                        gone.add(last + 1)
    return gone - {root.i}


def _loose_and(token: Token) -> set[int]:
    """The comma or "and" that led to a dropped conjunct."""
    out = set()
    if token.dep_ == "conj":
        first = min(t.i for t in token.subtree)
        for i in range(first - 1, max(-1, first - 3), -1):
            if token.doc[i].dep_ == "cc" or token.doc[i].text == ",":
                out.add(i)
            else:
                break
    return out


def _essential(token: Token) -> bool:
    if token.dep_ == "neg" or any(child.dep_ == "neg" for child in token.children) and token.dep_ == "advmod":
        return True
    objects = [child for child in token.children if child.dep_ == "pobj"]
    if token.dep_ == "prep" and token.head.pos_ == "PROPN" and any(o.pos_ == "PROPN" for o in objects):
        return True  # part of a name: "Committee against Torture"
    if token.dep_ == "conj" and token.head.dep_ in ("amod", "compound"):
        return True  # "domestic and international organizations" are not the domestic ones
    if token.dep_ == "amod" and any(child.dep_ == "conj" for child in token.children):
        return True
    if token.dep_ == "prep" and token.head.lemma_ == "call":
        return True
    if token.dep_ == "amod" and token.lower_ in _TELLING:
        return True
    return token.lemma_.lower() in ("not", "never", "no", "allegedly", "reportedly", "acquitted")


def _render(doc: Doc, root: Token, dropped: set[int], he: str | None) -> str:
    subject = _subject(root)
    inverted = subject is not None and subject.i > root.i
    text = ""
    subject_ids = {t.i for t in subject.subtree} - dropped if subject is not None else set()
    order = [i for i in range(len(doc)) if i not in dropped]
    if root.dep_ == "conj" and subject is not None and not inverted:
        order = sorted(subject_ids) + [i for i in order if i not in subject_ids]
    replaced = {}
    for token in doc:
        verb_group = token == root or (token.head == root and token.dep_ in ("aux", "auxpass"))
        if verb_group:
            replaced[token.i] = _present(token, root, subject)
        elif token.dep_ == "conj" and token.head == root and token.tag_ == "VBD":
            passive = any(child.dep_ == "auxpass" for child in root.children)
            replaced[token.i] = token.text if passive else _third(token, subject)
    gender = {"he", "him", "she"} | ({"they", "them", "both"} if he and " and " in he else set())
    named = False
    for position, i in enumerate(order):
        token = doc[i]
        word = replaced.get(i, token.text)
        if he and not named and token.lower_ in gender and he.split()[-1] not in text:
            word, named = he, True
        if token.dep_ == "det" and token.lower_ in ("a", "an", "the") and position == 0:
            word = ""
        if not word:
            continue
        glue = i > 0 and not doc[i - 1].whitespace_ and (i - 1) in set(order[max(0, position - 1) : position])
        text += word if glue or not text else " " + word
    text = re.sub(r"(\d), (?=\d{3}\b)", r"\1,", re.sub(r"\s+([,'’])", r"\1", text))
    text = re.sub(r"(?:,\s+)+", ", ", text).strip(" ,;:–-")
    text = re.sub(r"^(\w[\w ]{0,30}), (?=\w+ed\b)", r"\1 ", text)
    text = re.sub(r"\b(\w+s)' ", r"\1’ ", text).replace("'", "’")
    text = re.sub(r"^(?:the|a|an|and|but) ", "", text, flags=re.I)
    return text[:1].upper() + text[1:]


def _present(token: Token, root: Token, subject: Token | None) -> str:
    if token.lemma_ == "call" and token == root and token.tag_ == "VBD":
        return _third(token, subject)
    children = list(root.children)
    passive = any(c.dep_ == "auxpass" for c in children)
    negated = any(c.dep_ == "neg" for c in children)
    if passive:
        if token.dep_ == "auxpass" and not negated:
            return "" if token.lemma_ == "be" else token.text
        if token.dep_ == "aux" and token.lemma_ == "have":
            return ""
        return token.text
    if token == root and token.tag_ == "VBD":
        return _third(token, subject)
    if token.dep_ == "aux" and token.lemma_ == "have" and token.tag_ == "VBD":
        return "has" if _singular(subject) else "have"
    if token.dep_ == "aux" and token.lemma_ == "do" and token.tag_ == "VBD":
        return "does" if _singular(subject) else "do"
    return token.text


def _singular(subject: Token | None) -> bool:
    if subject is None:
        return True
    if any(child.dep_ == "conj" for child in subject.children) or subject.lower_ in ("they", "we", "police"):
        return False
    return subject.tag_ not in ("NNS", "NNPS")


def _third(token: Token, subject: Token | None) -> str:
    """The present of a past verb, agreeing with its subject."""
    lemma = token.lemma_.lower()
    singular = _singular(subject)
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma][0 if singular else 1]
    if not singular:
        return lemma
    if re.search(r"(?:s|x|z|ch|sh|o)$", lemma):
        return lemma + "es"
    return lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"


def _fallback(sentence: str) -> str:
    """The opening of a sentence that grammar did not shorten, ended where a phrase ends."""
    text = " ".join(sentence.split()).strip(" .;:,•●▪")
    if len(text) <= LIMIT:
        return (text[:1].upper() + text[1:]) or "Event"
    best = ""
    for found in re.finditer(
        r",|;|\s(?=(?:and|but|after|when|which|who|that|for|in|on|at|by|with|to|as|from|under|of)\s)", text
    ):
        if 0 < found.start() <= LIMIT:
            best = text[: found.start()]
    if len(best) < 12:
        best = text[:LIMIT].rsplit(" ", 1)[0]
    return best[:1].upper() + best[1:]
