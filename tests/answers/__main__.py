"""``python -m tests.answers [WORD]``: what each answer (whose name holds the word) earns and hears."""

from __future__ import annotations

import sys

from autograder.verdict.report import to_text
from tests.answers import answers
from tests.answers.judged import judging


def main() -> None:
    """Print a card for each answer, and count at the end."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    counts = {"as fair": 0, "other": 0}
    with judging() as judge:
        for answer in answers():
            if word in answer.name:
                result = judge(answer)
                same = result.score == answer.fair
                counts["as fair" if same else "other"] += 1
                print(f"=== {answer.name}: fair {answer.fair:g}, earned {result.score:g} of {result.points:g}")
                print(f"    true: {answer.true}\n    mistake: {result.mistake}\n")
                print(to_text(result, points=True), "\n")
    print(counts)


if __name__ == "__main__":
    main()
