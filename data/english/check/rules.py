"""The rules of the check: each has a name, what it does, a reason, and an example that is its test."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckRule:
    """One rule. Of its example `statement` on `passage` the check says `gives`, and this rule decided."""

    name: str
    does: str
    why: str
    passage: str
    statement: str
    gives: str


_MEN = "On 3 May, police in Arvo arrested two men who had called for a strike."
_ROWS = (
    ("words to compare", "asks for words on both sides", "Nothing bears what cannot be read.", "((()))", "Police arrested two men.", "unsure"),
    ("a number stands", "looks for the number, in figures or words, with what it counts", "Another number is another fact.",
     _MEN, "Police arrest 22 men", "false"),
    ("a bound stays", "wants “at least”, “nearly” and the like where the report has them", "“At least 40” is not 40.",
     "At least 40 people were killed.", "Forty people killed", "unsure"),
    ("every word is borne", "looks for each word, one of like meaning, or a narrower one", "What the report does not say may be made up.",
     _MEN, "Police arrest two drunken men", "unsure"),
    ("an opposite is false", "knows pairs of words that say the opposite", "Acquitted is not convicted.",
     "The court acquitted both editors.", "Court convicts both editors", "false"),
    ("how many of them", "wants “all”, “only” and “some” where the statement has them", "Three of ten are not all ten.",
     "Ten miners were injured, including three women.", "All ten injured miners were women", "unsure"),
    ("a date stands", "looks for month, day and year", "Another month is another date.", _MEN, "Police arrest two men in June", "false"),
    ("a date dates its own happening", "wants the date at the happening that the report dates with it", "Joined, two true halves make a false whole.",
     "In May the editor was arrested, and in June the court freed her.", "Editor arrested in June", "false"),
    ("not stays", "compares whether something is denied", "“Not” is the smallest word that turns a line round.",
     "The editor was not charged.", "Editor charged", "false"),
    ("a hedge stays", "wants “reportedly” and “was said to” where the report has them", "A report that hedges does not vouch.",
     "Soldiers reportedly shot a farmer.", "Soldiers shoot a farmer", "false"),
    ("somebody says so", "wants the one who says or alleges where the report only tells of what is said", "A charge is not a deed.",
     "The party accused the minister of taking bribes.", "Minister takes bribes", "false"),
    ("a plan is not a deed", "keeps what was wanted, planned or tried apart from what was done", "A bill to abolish abolishes nothing.",
     "The party demanded the release of the editor.", "Editor released", "false"),
    ("for or against", "keeps for and against apart", "Else a line says the opposite.",
     "Crowds protested against the new law.", "Crowds protest for the new law", "false"),
    ("who did it to whom", "compares doer and done-to, active and passive alike", "Swapped, a line accuses the victim.",
     "Rebels attacked a convoy of soldiers.", "Soldiers attack rebels", "false"),
    ("where and how", "wants what hangs on a happening to hang on it in the report too", "Two happenings joined are a third.",
     "Rebels attacked a convoy in Arvo, and soldiers shot two farmers in Sundel.", "Soldiers shoot two farmers in Arvo", "unsure"),
    ("one leads to the other", "wants two happenings that a statement joins to be joined in the report", "What stands in two sentences need not hang together.",
     "Police arrested the editor in Tarn. In Ollo farmers held a march.", "March leads to arrest of editor", "unsure"),
    ("what it is called", "wants a description at the one the report describes", "A title moved makes another person.",
     "President Ada Rill met General Bo Stern.", "President Bo Stern meets Ada Rill", "unsure"),
)  # fmt: skip
RULES = {row[0]: CheckRule(*row) for row in _ROWS}
