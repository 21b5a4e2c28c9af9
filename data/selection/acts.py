"""The closed list of acts, in order. A new act is a row here, and its words in data/english/words/acts.toml."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """One act: its code in the table, its name on the page, and its group.

    `nouns` is the plural in a title, "" if no title counts it; `to` is the preposition before the people concerned.
    """

    code: str
    name: str
    group: str
    nouns: str = ""
    to: str = "of"


# fmt: off
ACTS = (
    Act("killing", "Killed", "Against people", "killings"),
    Act("execution", "Executed", "Against people", "executions"),
    Act("torture", "Tortured or ill-treated", "Against people", "cases of torture or ill-treatment"),
    Act("detention", "Arrested or detained", "Against people", "detentions"),
    Act("disappearance", "Abducted or disappeared", "Against people", "abductions or disappearances"),
    Act("return", "Deported or sent back", "Against people", "deportations"),
    Act("displacement", "Evicted or displaced", "Against people", "evictions"),
    Act("threat", "Threatened or harassed", "Against people", "cases of threats or harassment", "against"),
    Act("trial", "Charged or tried", "Courts", "trials"),
    Act("judgment", "Convicted sentenced or acquitted", "Courts", "judgments"),
    Act("death-sentence", "Death sentence", "Courts", "death sentences"),
    Act("ruling", "Court ruling", "Courts", "court rulings"),
    Act("release", "Released or pardoned", "Courts", "releases"),
    Act("investigation", "Investigation", "Courts", "investigations"),
    Act("law", "Law or policy", "Law and power", "laws or policies"),
    Act("treaty", "Treaty or agreement", "Law and power", "treaties or agreements"),
    Act("government", "Election or office", "Law and power"),
    Act("restriction", "Banned or restricted", "Law and power", "bans or restrictions", "on"),
    Act("emergency", "Emergency or deployment", "Law and power"),
    Act("attack", "Attack or clash", "Conflict and protest", "attacks or clashes", "on"),
    Act("protest", "Protest or strike", "Conflict and protest", "protests or strikes"),
    Act("disaster", "Disaster", "Conflict and protest", "disasters"),
    Act("statement", "Statement or call", "Said and seen"),
    Act("report", "Report or review", "Said and seen"),
    Act("visit", "Visit", "Said and seen"),
    Act("other", "Other", "Other"),
)
# fmt: on
BY_CODE = {act.code: act for act in ACTS}


def name_of_act(code: str) -> str:
    """The name of an act on the page; the code itself if it is unknown."""
    return BY_CODE[code].name if code in BY_CODE else code
