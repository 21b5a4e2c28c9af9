"""The metadata of a pack: an RO-Crate 1.2, and the README for people."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from data.files.formats import find_media_type
from data.files.proof.contents import (
    ABOUT,
    CRATE,
    EVIDENCE,
    LOG,
    MANIFEST,
    README,
    TYPES,
    VERSION,
    Proof,
    hash_of,
    hash_word_lists,
)
from data.plurals import pluralize
from data.version import VERSION as YEARLINE

_CONFORMS = "https://w3id.org/ro/crate/1.2"
_LONG_AGO = "1970-01-01T00:00:00Z"


def describe_crate(proof: Proof, parts: Mapping[str, bytes], count: int) -> dict[str, Any]:
    """The crate of the parts as JSON-LD: each file with its hash and size, the reading and each person's corrections as
    actions.

    `count` is the number of events. Its dates are those of the file and the log, so the same proof is the same crate.
    """
    log = proof.log_to_show
    changed = [entry["at"] for entry in log if entry.get("at")]
    work = [name for name in parts if not name.startswith(EVIDENCE) and name not in (README, LOG)]
    source = next(name for name in parts if name.startswith(EVIDENCE))
    of_entry = f", its entry {proof.entry}" if proof.entry else ""
    actions = [
        {
            "@id": "#reading",
            "@type": "CreateAction",
            "name": "The program read the events in the file by its rules",
            "instrument": {"@id": "#yearline"},
            "object": {"@id": to_id(source)},
            "result": [{"@id": to_id(name)} for name in work],
        },
        *_corrections(log, to_id(source)),
    ]
    return {
        "@context": f"{_CONFORMS}/context",
        "@graph": [
            {
                "@id": CRATE,
                "@type": "CreativeWork",
                "about": {"@id": "./"},
                "conformsTo": {"@id": _CONFORMS},
            },
            {
                "@id": "./",
                "@type": "Dataset",
                "name": f"Proof of the events in {proof.title}",
                "description": f"{count} {pluralize('event', count)} that {'was' if count == 1 else 'were'} read in {proof.file.name}{of_entry}, with the file, the words that bear them, and who corrected what.",
                "version": str(VERSION),
                "datePublished": max([*changed, say_time(proof.at)]),
                "license": {"@id": "#rights"},
                "hasPart": [{"@id": to_id(name)} for name in parts],
                "mentions": [{"@id": action["@id"]} for action in actions],
            },
            {
                "@id": "#rights",
                "@type": "CreativeWork",
                "name": "Rights",
                "description": "The file in evidence/ belongs to whoever published it; this pack gives no right to publish it.",
            },
            *(_describe_file(proof, name, content) for name, content in parts.items()),
            {
                "@id": "#yearline",
                "@type": "SoftwareApplication",
                "name": "Yearline",
                "softwareVersion": YEARLINE,
                "identifier": {"@id": "#word-lists"},
            },
            {
                "@id": "#word-lists",
                "@type": "PropertyValue",
                "name": "SHA-256 of the word lists that its rules read by",
                "value": hash_word_lists(),
            },
            *actions,
            *(_person(name) for name in _people(log)),
        ],
    }


def _describe_file(proof: Proof, name: str, content: bytes) -> dict[str, Any]:
    about: dict[str, Any] = {
        "@id": to_id(name),
        "@type": "File",
        "name": name.rpartition("/")[2],
        "contentSize": str(len(content)),
        "sha256": hash_of(content),
    }
    if name.startswith(EVIDENCE):
        when = "dateReceived" if proof.is_sent else "dateModified"
        return about | {
            "name": proof.file.name,
            "description": "the evidence: the file as it was opened, byte by byte",
            "encodingFormat": find_media_type(proof.file),
            **({when: say_time(proof.at)} if proof.at else {}),
        }
    ending = "." + name.rpartition(".")[2]
    about["encodingFormat"] = TYPES.get(ending, "application/octet-stream")
    return about | ({"description": ABOUT[name]} if name in ABOUT else {})


def _corrections(log: Iterable[Mapping[str, Any]], source: str) -> list[dict[str, Any]]:
    """One action for each person who corrected, from the first time to the last; one for all if nobody is named."""
    of_person: dict[str, list[str]] = {}
    for entry in log:
        of_person.setdefault(entry.get("who") or "", []).append(entry.get("at") or "")
    actions = []
    for number, (who, times) in enumerate(of_person.items(), 1):
        known = sorted(filter(None, times))
        actions.append(
            {
                "@id": f"#corrections-{number}",
                "@type": "UpdateAction",
                "name": f"{len(times)} corrections of the table",
                "object": {"@id": source},
                "result": {"@id": LOG},
                **({"agent": {"@id": _person(who)["@id"]}} if who else {}),
                **({"startTime": known[0], "endTime": known[-1]} if known else {}),
            }
        )
    return actions


def _people(log: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(entry["who"] for entry in log if entry.get("who")))


def _person(name: str) -> dict[str, str]:
    return {
        "@id": f"#person-{hash_of(name.encode('utf-8', 'replace'))[:12]}",
        "@type": "Person",
        "name": name,
    }


def to_id(name: str) -> str:
    """A part's name in the crate: a relative URL, in which a space is "%20"."""
    return quote(name, safe="/!$&'()*+,;=@-._~")


def say_time(at: float) -> str:
    """A time as ISO 8601 in UTC: "2026-11-30T11:08:33Z"; 0 for an unknown time is 1970."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else _LONG_AGO


def write_readme(proof: Proof, parts: Iterable[str]) -> str:
    """What is in the pack and how to check it, in plain words."""
    source = next(name for name in parts if name.startswith(EVIDENCE))
    work = [name for name in parts if name in ABOUT and name != LOG]
    of_entry = f" The events are those of its entry {proof.entry}." if proof.entry else ""
    how = "was opened in Yearline" if proof.is_sent else "was last changed"
    when = f" It {how} at {say_time(proof.at)} (UTC)." if proof.at else ""
    people = (
        "with the names that people gave themselves"
        if proof.names
        else "without names, as this pack was saved by somebody who may only read"
    )
    described = "\n".join(f"  {name}\n      {ABOUT[name]}" for name in work)
    return f"""PROOF PACK: {proof.title}

What this is
------------
Events that Yearline {YEARLINE} read in a report, with all that is needed to check them: the report,
the words in it that bear each event, the rules that read them, and who corrected what, and when.

What is evidence
----------------
  {source}
      The file as it was opened, byte by byte.{when}{of_entry}
      Yearline kept it and read it; it did not change it. Where the file was from before, and
      whether what it says is true, this pack cannot say.

What is work
------------
Made from the evidence by a program and by people. It can be wrong; each event says where its
words stand in the evidence (start and end count characters of the text as read, page and pdf_page the pages).
{described}

Who did what, and when
----------------------
  {LOG}
      {ABOUT[LOG]}. The times are this server's, in UTC; the log is kept {people}.
      A name is what somebody typed; nobody checked it.

How it is checked
-----------------
  {MANIFEST} has the SHA-256 of every other file.
  {CRATE} describes them (RO-Crate 1.2).

With Yearline, offline:    python -m data verify THIS-FILE.zip
With any Unix, unpacked:   sha256sum --check {MANIFEST}

The first also reads the evidence anew and says where the table would come out otherwise.

What this cannot show: whoever changes a file and also the manifest leaves a pack that fits
together. Note the SHA-256 of {MANIFEST} elsewhere when you receive the pack
(in a letter, a case file, a register), and compare: "verify" prints it. Neither does a pack show that
it is the first one made, nor who made it.
"""
