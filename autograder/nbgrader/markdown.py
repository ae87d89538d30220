"""Markdown as the pages show it that people read: the feedback, and formgrader's view of a submission.

It is nbconvert's, but for formulas: they become MathML, or stay the text that was written. So no page needs a script
that draws them, and none is loaded from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from html import escape

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.nbgrader.mathml import mathml

REMEMBERED, LONGEST_REMEMBERED = 500, 10_000  # texts, and characters of each: a few megabytes
MOST_FORMULAS = 500  # in one cell; a notebook of the course has less than half of it in all its cells


def remembered(made: Callable[[str], str]) -> Callable[[str], str]:
    """What is made of texts that are on the pages of many: of short ones the last are kept, in all of a process."""
    kept = lru_cache(REMEMBERED)(made)
    return wraps(made)(lambda source: (kept if len(source) <= LONGEST_REMEMBERED else made)(source))


class Formulas(IPythonRenderer):
    """nbconvert's renderer, with formulas as MathML."""

    count = 0

    def inline_math(self, body: str) -> str:
        r"""``$...$`` and ``\\(...\\)``."""
        return self._formula(body, f"${body}$", display=False)

    def block_math(self, body: str) -> str:
        r"""``$$...$$`` and ``\\[...\\]``."""
        return self._formula(body, f"$${body}$$", display=True)

    def latex_environment(self, name: str, body: str) -> str:
        r"""``\begin{name}...\end{name}``."""
        source = f"\\begin{{{name}}}{body}\\end{{{name}}}"
        return self._formula(source, source, display=True)

    def _formula(self, tex: str, source: str, display: bool) -> str:
        self.count += 1
        drawn = mathml(tex, display) if self.count <= MOST_FORMULAS else None
        return drawn or f'<code class="tex">{escape(source)}</code>'


@remembered
def markdown2html(source: str) -> str:
    """The filter of that name, for nbconvert's templates."""
    return str(MarkdownWithMath(renderer=Formulas(escape=False)).render(source))
