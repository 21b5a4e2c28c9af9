"""How the time of reading grows: adversarial texts at doubling sizes, `PYTHONPATH=. python tests/bench/growth.py`.

A ratio near 2 is linear, near 4 the square. It gives 1 where the last doubling costs more than thrice as much,
also when measured again. Times under a twentieth of a second are not compared.
"""

import sys
import time
from collections.abc import Callable
from contextlib import suppress

from data.files.load import read
from data.report import ReportError

LEAST = 0.05  # s; less is not compared
MOST = 3.0  # times as long for twice as much, between the line and the square
LEAD = "In March 2008, the mayor of the capital resigned. "
# fmt: off
REPEATED = {
    "words": "to a b of c d ", "capitals": "John Smith ", "letters": "a", "Aa": "Ab", "spaces": " ", "line ends": "\n",
    "commas": "the judge, ", "semicolons": "the mayor left; ", "dates": "In March ", "days": "1, 2 and 3 March, ",
    "brackets": "(", "quotes": "“", "dots": ".", "dashes": "- ", "digits": "1", "years": "2008 ", "bullets": "• \n",
    "headings": "Freedom of expression\n", "headings in text": "He left. Background ", "glued": "He left.Justice SystemA report said. ",
    "broken words": "a-\n", "soft hyphens": "a\u00ad", "abbreviations": "Office for Something (OFS) ", "heads": "Head of state: A B\n",
    "titles": "President John Smith. ", "publications": "(EUR 99/001/2012) ", "quotations": "“The mayor resigned.”\n\n",
    "relative": "the mayor, who said that ", "short lines": "In the\n", "page numbers": "12\n", "accents": "e\u0301", "countries": "Kazakstan ",
}
MARKDOWN = {"[": "[", "**a ": "**a ", "![": "![", "> ": "> ", "_a_": "_a_ *b ", "lists": "- a\n", "links": "[a](b) ", "underlined": "a\n===\n"}
HTML = {"div": "<div>", "p": "<p>", "b": "<b>a", "comments": "<!-- ", "attributes": "<a b='c'>", "br": "<br>", "entities": "&amp;", "<": "< "}
# fmt: on


def seconds(name: str, raw: bytes) -> float:
    """The processor time of one reading."""
    start = time.process_time()
    with suppress(ReportError):
        read(name, raw, 2008)
    return time.process_time() - start


def measure(title: str, name: str, make: Callable[[int], str], sizes: tuple[int, ...]) -> bool:
    """Print the times of one kind at each size, and the last ratio; whether that is in proportion."""
    contents = [make(size).encode() for size in sizes]
    times = [seconds(name, content) for content in contents]
    if not is_in_proportion(times):  # once more, as somebody else may have been at work
        times = [min(spent, seconds(name, content)) for spent, content in zip(times, contents, strict=True)]
    ratio = f"{times[-1] / times[-2]:.1f}" if times[-2] > LEAST else "-"
    print(f"{title:28}" + "".join(f"{spent:8.2f}" for spent in times) + f"  x{ratio}", flush=True)
    return is_in_proportion(times)


def is_in_proportion(times: list[float]) -> bool:
    """Whether the last doubling costs at most `MOST` times as much."""
    return times[-2] <= LEAST or times[-1] <= MOST * times[-2]


def main(sizes: tuple[int, ...] = (10_000, 20_000, 40_000)) -> int:
    steep = []
    seconds("warm.txt", LEAD.encode())
    print(f"{'':28}" + "".join(f"{size // 1000:6}KB" for size in sizes))
    for name, kinds in (("a.txt", REPEATED), ("a.md", MARKDOWN), ("a.html", HTML)):
        head = f"<p>{LEAD}</p>" if name == "a.html" else LEAD
        for title, text in kinds.items():
            kind = f"{name[2:]} {title}"
            if not measure(kind, name, lambda n, t=text, h=head: h + t * (n // len(t)), sizes):
                steep.append(kind)
    print("more than in proportion:", ", ".join(steep) or "none")
    return int(bool(steep))


if __name__ == "__main__":
    sys.exit(main())
