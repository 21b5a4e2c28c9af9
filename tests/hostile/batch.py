"""Read hostile files in one process under limits: `batch.py NUMBER COUNT` reads each COUNT-th from NUMBER on.

A line of JSON for each: its title, answer and seconds. The heavy ones are left out.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from data.files.limits import LIMITS
from data.files.load import read
from data.files.reader import limit_process
from data.report import ReportError
from tests.hostile.makers import HEAVY, MAKERS


def main() -> None:
    limit_process(LIMITS["memory"].most, LIMITS["cpu"].most)
    number, count = map(int, sys.argv[1:])
    for title in [title for title in MAKERS if title not in HEAVY][number::count]:
        name, raw = MAKERS[title]()
        start = time.process_time()
        try:
            answer = {"headlines": list(read(name, raw, 2008).table["headline"])}
        except ReportError as error:
            answer = {"refused": str(error)}
        answer |= {"title": title, "seconds": time.process_time() - start}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
