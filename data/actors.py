"""Who takes part in a sentence? Well-known bodies by list, people and groups by grammar and model."""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Doc, Token

from data.language import parse
from data.report import Report

KINDS = (
    "state",
    "security forces",
    "court",
    "international body",
    "organisation",
    "person",
    "group",
    "foreign state",
)

_HERE = Path(__file__).parent
_TREATY = re.compile(
    r"\b(?:Convention|Covenant|Protocol|Treaty|Declaration|Charter|Act|Code|Law|Constitution|Statute|Agreement|Review"
    r"|Bill|Decree|Resolution)\b"
)
_TITLE = re.compile(
    r"^(?:the\s+)?(?:(?:former|then|Acting|Interim|Deputy|Vice)[\s-]+)*(?:President|Prime Minister|Minister|King|Queen|Prince"
    r"|General|Colonel|Judge|Justice|Dr|Mr|Mrs|Ms|Pastor|Father|Bishop|Imam|Sheikh|Senator|Governor|Chief|Captain"
    r"|Secretary-General|Special Rapporteur)\.?\s+",
)

# Nouns that name those who act or are acted upon, by the kind that the sidebar groups them under.
_ROLES = {
    "security forces": "police officer soldier army military troop gendarmerie militia guard gendarme force unit paramilitary",
    "court": "court tribunal judge jury magistrate",
    "state": "government parliament authority president minister ministry senate cabinet prosecutor official legislature"
    " commission ombudsman governor mayor congress lawmaker deputy legislator assembly office king",
    "organisation": "organization organisation ngo party union newspaper company church association media station group"
    " coalition network foundation",
    "person": "",
    "group": "refugee seeker prisoner detainee man woman child boy girl people person journalist activist defender protester"
    " demonstrator student lawyer migrant worker villager resident family relative member civilian victim supporter suspect"
    " leader politician inmate teacher monk priest muslim christian believer missionary trader farmer miner blogger editor"
    " reporter employee staff candidate voter community survivor fighter rebel insurgent gunman attacker militant soldier"
    " citizen national passenger couple brother sister father mother son daughter wife husband doctor nurse delegate"
    " representative expert observer monitor bureau",
}
_ROLE_KIND = {noun: kind for kind in reversed(list(_ROLES)) for noun in _ROLES[kind].split()}
_ROLE_KIND |= {"soldier": "security forces"}
_GENERIC = {
    "people",
    "person",
    "member",
    "family",
    "office",
    "force",
    "unit",
    "group",
    "national",
    "staff",
    "bureau",
}
_COURT_WORD = re.compile(r"\b(?:Court|Tribunal)\b")
_POLICE_WORD = re.compile(
    r"\b(?:Police|Army|Security Service|Intelligence|Guard|Armed Forces|Military)\b", re.I
)
_ORG_WORD = re.compile(
    r"\b(?:Organi[sz]ation|Union|Bureau|Party|Church|Association|Centre|Center|Institute|Foundation|Movement|Front"
    r"|Committee|Network|Group|Community|International|Watch|Federation|Council|League|Society|News|Radio)\b"
)
_STATE_WORD = re.compile(
    r"\b(?:Ministry|Government|Parliament|Prosecutor|Senate|Commission|Department|Office|Agency|Assembly|Authority)\b"
)


@dataclass(frozen=True)
class Actor:
    """One actor under the one name used for it everywhere; `kind` is one of `KINDS`."""

    name: str
    kind: str


@lru_cache(maxsize=1)
def _known() -> dict[str, Actor]:
    known = {}
    with (_HERE / "known_actors.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            actor = Actor(row["name"], row["kind"])
            for alias in (row["name"], *row["aliases"].split(";")):
                if alias.strip():
                    known[_key(alias)] = actor
    return known


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    names = (_HERE / "countries.txt").read_text("utf-8").split()
    return frozenset(name.replace("_", " ") for name in names)


def _key(name: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", " ".join(name.replace("’", "'").split()))


class ActorFinder:
    """Finds the actors of sentences of one report, each under one name throughout.

    What a report says once holds for all of it: "National Security Service (NSS)" makes the two
    names one; so does "President Nursultan Nazarbaev" for "President Nazarbaev".
    """

    def __init__(self, report: Report):
        self._text = " ".join(report.text.split())
        self._place = report.title.split(",")[0].strip()
        self._short: dict[str, str] = {}
        for found in re.finditer(
            r"((?:[A-Z][\w’'-]*\s+(?:(?:of|for|and|on|the)\s+)*)+)\(([A-Z]{2,8})\)", self._text
        ):
            words = [word for word in found[1].split() if word[0].isupper()]
            if len(words) >= len(found[2]):
                tail = words[-len(found[2]) :]
                if "".join(word[0] for word in tail) == found[2]:
                    self._short[found[2]] = found[1][found[1].index(tail[0]) :].strip()
        self._people: dict[str, str] = {}
        for name in self._full_names():
            self._people.setdefault(name.split()[-1], name)
        self._president = next(
            (
                self._people.get(found[1].split()[-1], found[1])
                for found in re.finditer(r"\bPresident ((?:[A-Z][a-zà-ÿ-]+\s?){1,3})", self._text)
            ),
            None,
        )

    def _full_names(self) -> list[str]:
        names = re.findall(r"\b((?:[A-Z][a-zà-ÿ-]+ ){1,2}[A-Z][a-zà-ÿ]+(?:-[A-Z]?[a-zà-ÿ]+)?)", self._text)
        names = [_TITLE.sub("", name) for name in names]
        lasts = set(
            re.findall(r"\b(?:President|Minister|Mr|Mrs|Ms|Dr|General|Judge) ([A-Z][a-zà-ÿ]+)\b", self._text)
        )
        return [n for n in names if " " in n and n.split()[-1] in lasts and not self._no_person(n)]

    def _no_person(self, name: str) -> bool:
        words = (_COURT_WORD, _POLICE_WORD, _ORG_WORD, _STATE_WORD, _TREATY)
        return any(pattern.search(name) for pattern in words) or name in _countries()

    def find(self, sentence: str) -> list[Actor]:
        """The actors of one sentence, in the order named, each once."""
        doc = parse(sentence)
        found: list[tuple[int, Actor]] = []
        taken: set[int] = set()
        for start, end, actor in self._listed(doc):
            if not taken & set(range(start, end)) and self._takes_part(doc, start, end, actor):
                found.append((start, actor))
            taken |= set(range(start, end))
        for start, end, actor in self._modelled(doc):
            if not taken & set(range(start, end)):
                taken |= set(range(start, end))
                if self._takes_part(doc, start, end, actor):
                    found.append((start, actor))
        for token in doc:
            if token.i not in taken and (actor := self._described(token, taken)):
                found.append((token.i, actor))
        unique: dict[str, Actor] = {}
        for _, actor in sorted(found, key=lambda pair: pair[0]):
            unique.setdefault(actor.name.lower(), actor)
        return list(unique.values())

    def _listed(self, doc: Doc) -> list[tuple[int, int, Actor]]:
        """Runs of words that are a well-known body or one this report abbreviates, longest first."""
        spans = []
        for length in range(min(12, len(doc)), 0, -1):
            for start in range(len(doc) - length + 1):
                span = doc[start : start + length]
                if not any(c.isupper() for c in span.text):
                    continue
                key = _key(span.text)
                actor = _known().get(key)
                if actor is None and key in self._short:
                    actor = self.named(self._short[key])
                if actor is None and key in self._short.values():
                    actor = self.named(key)
                if actor is None and length == 1 and key in _countries():
                    actor = self._country(key)
                if actor is None and length > 1 and key in _countries():
                    actor = self._country(key)
                if actor is None and key == self._place and len(key) > 2:
                    actor = self._country(key)
                if (
                    actor
                    and start
                    and doc[start - 1].pos_ == "PROPN"
                    and length < 5
                    and not _TITLE.match(doc[start - 1].text + " ")
                ):
                    actor = None  # a part of a longer name: "National | Security Council"
                after = doc[start + length] if start + length < len(doc) else None
                if (
                    actor
                    and actor.kind.endswith("state")
                    and after is not None
                    and after.pos_ == "PROPN"
                    and after.text[0].isupper()
                ):
                    actor = None  # "Kazakstan | International Bureau"
                if actor and not any(s < start + length and start < e for s, e, _ in spans):
                    spans.append((start, start + length, actor))
        return sorted(spans, key=lambda span: span[0])

    def _country(self, name: str) -> Actor:
        return Actor(name, "state" if name == self._place else "foreign state")

    def _modelled(self, doc: Doc) -> list[tuple[int, int, Actor]]:
        """Runs of capitalised words that are a name by form or by the model, and no treaty or place."""
        labels = {t.i: t.ent_type_ for t in doc}
        spans = []
        i = 0
        while i < len(doc):
            if not self._capital(doc, i):
                i += 1
                continue
            end = i + 1
            while end < len(doc):
                if self._capital(doc, end) or doc[end].text in ("-",) and end + 1 < len(doc):
                    end += 1
                elif (
                    doc[end].text in ("of", "for", "on", "against", "and", "the", "'s")
                    and end + 1 < len(doc)
                    and self._capital(doc, end + 1)
                    and (
                        doc[end].text != "and"
                        or self._no_person(doc[i:end].text)
                        and labels[i] == labels[end + 1] != ""
                    )
                ):
                    end += 2
                elif (
                    doc[end].text in ("of", "for", "on", "against")
                    and end + 2 < len(doc)
                    and doc[end + 1].text == "the"
                    and self._capital(doc, end + 2)
                ):
                    end += 3
                else:
                    break
            while doc[end - 1].text in ("-", "'s", "'"):
                end -= 1
            text = doc[i:end].text
            actor = self._by_name(text, {labels[k] for k in range(i, end)}, end - i)
            if actor:
                spans.append((i, end, actor))
            i = end
        return spans

    def _capital(self, doc: Doc, i: int) -> bool:
        token = doc[i]
        first = token.text[:1]
        if not first.isupper() or token.text in ("I",):
            return False
        if token.ent_type_ == "DATE" or token.pos_ in (
            "PRON",
            "DET",
            "ADP",
            "CCONJ",
            "SCONJ",
            "ADV",
            "VERB",
            "AUX",
        ):
            return i > 0 and token.ent_type_ in ("PERSON", "ORG") and token.dep_ not in ("prep", "det")
        return i > 0 or token.pos_ == "PROPN" or token.ent_type_ != ""

    def _by_name(self, text: str, labels: set[str], length: int) -> Actor | None:
        bare = _TITLE.sub("", text)
        if _TREATY.search(text) and not _COURT_WORD.search(text) and "Commission" not in text:
            return None
        if re.search(r"\bRights$", text) and not _ORG_WORD.search(text):
            return None
        if bare in self._people:
            return Actor(self._people[bare], "person")
        if text != bare and length > 1:
            return Actor(self._people.get(bare.split()[-1], bare), "person")
        if self._no_person(text) and length > 1:
            return self.named(text)
        if "PERSON" in labels or (
            "ORG" in labels and length in (2, 3) and re.fullmatch(r"[\w’'-]+(?: [\w’'-]+)+", text)
        ):
            if length == 1 and bare not in self._people.values():
                known = next((p for k, p in self._people.items() if k == bare), None)
                return Actor(known, "person") if known else None
            if not ({"GPE", "LOC", "NORP", "FAC"} & labels):
                return Actor(bare, "person") if not text.isupper() else Actor(text, "organisation")
        if "ORG" in labels and length >= 1 and (text.isupper() or length > 1):
            return self.named(text)
        return None

    def named(self, name: str) -> Actor:
        """The actor of a proper name that is no person, its kind told by the words in it."""
        name = self._short.get(name, name)
        if actor := _known().get(_key(name)):
            return actor
        kind = "organisation"
        if _COURT_WORD.search(name):
            kind = "court"
        elif _POLICE_WORD.search(name):
            kind = "security forces"
        elif re.match(r"UN\b|United Nations|European\b", name):
            kind = "international body"
        elif _STATE_WORD.search(name) and "International" not in name:
            kind = "state"
        return Actor(_key(name), kind)

    def _takes_part(self, doc: Doc, start: int, end: int, actor: Actor) -> bool:
        head = doc[end - 1] if doc[start:end].root.dep_ == "det" else doc[start:end].root
        if actor.kind in ("foreign state",) or (actor.kind == "state" and actor.name == self._place):
            return _role(head) in ("nsubj", "agent", "nsubjpass")
        following = doc[end].text if end < len(doc) else ""
        if following in ("'s", "'", "’s") or head.dep_ == "poss":
            return False
        if head.dep_ in ("compound", "amod", "nmod") and head.head.i >= end:
            # "the local NSS department" is the body at work; "UN Convention" is no act of the UN.
            return _is_role(head.head)
        return True

    def _described(self, token: Token, taken: set[int]) -> Actor | None:
        """A body or group that is described, not named: "a court in Shimkent", "three asylum-seekers"."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return None
        noun = token.lemma_.lower()
        kind = _ROLE_KIND.get(noun) or ("group" if token.text.lower() == "people" else None)
        if kind is None or _role(token) not in ("nsubj", "nsubjpass", "dobj", "agent", "dative"):
            return None
        if token.dep_ == "dobj" and token.head.dep_ in ("xcomp", "pcomp", "acl"):
            return None  # "planning to overthrow the President": what was meant, not who took part
        if noun == "president" and token.text[0].isupper() and self._president:
            return Actor(self._president, "person")
        before = []
        for i in range(token.i - 1, -1, -1):
            word = token.doc[i]
            if (
                word.i in taken
                or not (word.dep_ in ("compound", "amod", "nmod") or word.text == "-")
                or not (word.head == token or word.head.head == token)
            ):
                break
            before.insert(0, word)
        keep = [
            w
            for w in before
            if w.text == "-" or (w.dep_ == "compound") or w.text.lower() in _KINDS_OF or w.ent_type_ == "NORP"
        ]
        while keep and keep[0].text == "-":
            keep.pop(0)
        text = ""
        for word in (*keep, token):
            text += word.text + (
                ""
                if word.text == "-" or (word.i + 1 < len(token.doc) and token.doc[word.i + 1].text == "-")
                else " "
            )
        name = text.strip().replace(" -", "-")
        if "asylum-seeker" in name.lower():
            return Actor("asylum-seekers" if token.tag_.endswith("S") else "asylum-seeker", "group")
        if re.search(r"\bpolice\b", name, re.I):
            return Actor(re.sub(r"(?i)\s+(?:officers?|officials?)$", "", name), "security forces")
        if noun in _GENERIC and not keep and noun != "people":
            return None
        if not any(w.ent_type_ == "NORP" or w.pos_ == "PROPN" for w in (*keep, token)):
            name = name.lower()
        if noun in ("court", "tribunal"):
            place = next(
                (
                    " in " + " ".join(t.text for t in child.subtree if t.dep_ != "prep")
                    for child in token.children
                    if child.text == "in"
                    and (obj := next(iter(child.children), None)) is not None
                    and obj.pos_ == "PROPN"
                    and obj.text not in _MONTHS
                ),
                "",
            )
            name += place
        if name == "authority":
            name = "authorities"
        return Actor(name, kind)


_MONTHS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
_KINDS_OF = frozenset(
    [
        "military",
        "supreme",
        "constitutional",
        "criminal",
        "religious",
        "human",
        "high",
        "civil",
        "district",
        "local",
        "regional",
        "national",
        "security",
        "migration",
        "enforcement",
        "law",
        "secret",
        "riot",
        "opposition",
        "independent",
        "female",
        "male",
        "political",
        "student",
        "federal",
        "international",
        "foreign",
        "ethnic",
        "presidential",
        "appeal",
        "higher",
        "lower",
        "senior",
    ]
)


def _is_role(token: Token) -> bool:
    return token.lemma_.lower() in _ROLE_KIND or token.lemma_.lower() in ("department", "facility")


def _role(token: Token) -> str:
    """What `token` does in its clause, seen through "and" and "representatives of"."""
    seen = 0
    while token.dep_ == "conj" and seen < 8:
        token, seen = token.head, seen + 1
    if token.dep_ == "pobj":
        if token.head.dep_ == "agent" or token.head.text == "by":
            return "agent"
        return "pobj"
    return "nsubj" if token.dep_ == "csubj" else token.dep_
