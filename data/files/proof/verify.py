"""`python -m data verify PACK.zip`: check that a pack is complete, and that its evidence still gives the same result;
offline.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.files.command_line import show_progress
from data.files.file import read_file
from data.files.formats import Progress
from data.files.limits import check
from data.files.proof.checking import check_crate, check_manifest, read_parts
from data.files.proof.contents import EVIDENCE, LOG, MANIFEST, READING, hash_of
from data.files.proof.rereading import describe_versions, read_anew
from data.report import ReportError


@dataclass(frozen=True)
class Verdict:
    """`wrong` has a sentence for each problem; `known` what the pack says of itself, and the hash of its manifest, "" for
    none.
    """

    wrong: list[str]
    known: list[str]
    manifest: str


def verify(name: str, raw: bytes, progress: Progress | None = None) -> Verdict:
    """Find what was changed in the pack `name`, and where its evidence gives another result now.

    Raises `ReportError` with one sentence if it is not a pack.
    """
    parts, wrong = read_parts(name, raw)
    if MANIFEST not in parts and not wrong and READING not in parts:
        raise ReportError(f"{name} is no proof pack: it has no {MANIFEST}; save one from Share.")
    wrong += check_manifest(parts, broken=bool(wrong))
    wrong += check_crate(parts) if not wrong else []
    manifest = hash_of(parts[MANIFEST]) if MANIFEST in parts else ""
    known = []
    # Changed evidence proves nothing about the reading.
    if not (any(part.startswith(EVIDENCE) for part in parts) and {READING, LOG} <= parts.keys()):
        return Verdict(wrong, known, manifest)
    try:
        known.append(describe_versions(parts))
        wrong += read_anew(parts, progress) if not wrong else []
    except ReportError as error:
        wrong.append(str(error))
    return Verdict(wrong, known, manifest)


def main(arguments: Sequence[str]) -> int:
    """Print what a pack says of itself; returns 0 if it is valid, otherwise 2 with a sentence on each problem."""
    parser = argparse.ArgumentParser(
        prog="python -m data verify",
        description="Check a proof pack (proof.zip): offline, with only this program.",
    )
    parser.add_argument("pack", metavar="PACK.zip", help="a pack that “Proof pack” in Share saved")
    path = Path(parser.parse_args(arguments).pack)
    try:
        if path.is_file():
            check("unpacked", path.stat().st_size, str(path))
        verdict = verify(str(path), read_file(path).content, show_progress("Reading pages"))
    except ReportError as error:
        print(error, file=sys.stderr)
        return 2
    for sentence in [*verdict.wrong, *verdict.known]:
        print(sentence)
    if verdict.manifest:
        print(
            f"The SHA-256 of its {MANIFEST} is {verdict.manifest}; compare it with one that was noted elsewhere."
        )
    if verdict.wrong:
        return 2
    print(f"{path} is good: every file is as its manifest says, and the evidence gives the same events.")
    return 0
