"""The closed list of acts: what an event can be, in its order. A new act is a row here, and its words in data/english/words/acts.toml."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """One act: its code in the table, its name on the page, and the group it stands in there."""

    code: str
    name: str
    group: str


# fmt: off
ACTS = (
    Act("killing", "Killed", "Against people"),
    Act("execution", "Executed", "Against people"),
    Act("torture", "Tortured or ill-treated", "Against people"),
    Act("detention", "Arrested or detained", "Against people"),
    Act("disappearance", "Abducted or disappeared", "Against people"),
    Act("return", "Deported or sent back", "Against people"),
    Act("displacement", "Evicted or displaced", "Against people"),
    Act("threat", "Threatened or harassed", "Against people"),
    Act("trial", "Charged or tried", "Courts"),
    Act("judgment", "Convicted sentenced or acquitted", "Courts"),
    Act("death-sentence", "Death sentence", "Courts"),
    Act("ruling", "Court ruling", "Courts"),
    Act("release", "Released or pardoned", "Courts"),
    Act("investigation", "Investigation", "Courts"),
    Act("law", "Law or policy", "Law and power"),
    Act("treaty", "Treaty or agreement", "Law and power"),
    Act("government", "Election or office", "Law and power"),
    Act("restriction", "Banned or restricted", "Law and power"),
    Act("emergency", "Emergency or deployment", "Law and power"),
    Act("attack", "Attack or clash", "Conflict and protest"),
    Act("protest", "Protest or strike", "Conflict and protest"),
    Act("disaster", "Disaster", "Conflict and protest"),
    Act("statement", "Statement or call", "Said and seen"),
    Act("report", "Report or review", "Said and seen"),
    Act("visit", "Visit", "Said and seen"),
    Act("other", "Other", "Other"),
)
# fmt: on
BY_CODE = {act.code: act for act in ACTS}


def name_of_act(code: str) -> str:
    """The name of an act on the page; the code itself where it is none of the list."""
    return BY_CODE[code].name if code in BY_CODE else code
