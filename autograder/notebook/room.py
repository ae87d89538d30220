"""What the page of one notebook has room for, however much was handed in. The judge gets all of the code.

nbconvert needs about ten seconds and a quarter of a gigabyte for each megabyte that is text in colours or tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from autograder.messages import say

MOST_CELLS = 1_000  # beside those that the release has marked
LONGEST_CODE = 30_000  # in one cell
LARGEST_CODE = 300_000  # in all cells that are marked, and as much in all others
LARGEST_MARKDOWN = 100_000  # that is rendered; the rest is shown as its source
MOST_OUTPUTS = 1_000
LARGEST_OUTPUTS = 1_000_000  # of text and HTML
LARGEST_IMAGES = 16_000_000


@dataclass
class Room:
    """What is left of it, and what was left out for want of it; cells are called by their numbers."""

    cells: int = MOST_CELLS
    code: int = LARGEST_CODE
    own_code: int = LARGEST_CODE
    markdown: int = LARGEST_MARKDOWN
    outputs: int = MOST_OUTPUTS
    output_text: int = LARGEST_OUTPUTS
    output_images: int = LARGEST_IMAGES
    without_cells: int = 0
    without_code: list[int] = field(default_factory=list)
    without_outputs: list[int] = field(default_factory=list)

    def for_cell(self) -> bool:
        """Whether one more cell of the student's own fits in."""
        self.cells -= 1
        if self.cells < 0:
            self.without_cells += 1
        return self.cells >= 0

    def for_markdown(self, size: int) -> bool:
        """Whether a text may be rendered."""
        self.markdown -= size
        return self.markdown >= 0

    def for_code(self, text: str, number: int, own: bool) -> str:
        """As much of the code of a cell as fits in."""
        most = min(LONGEST_CODE, self.own_code if own else self.code)
        if own:
            self.own_code -= min(len(text), most)
        else:
            self.code -= min(len(text), most)
        if len(text) <= most:
            return text
        self.without_code.append(number)
        return f"{text[:most]}\n# {say('nb_cut')}"

    def for_outputs(self) -> bool:
        """Whether one more output fits in."""
        return self.outputs > 0 and self.output_text > 0 and self.output_images > 0

    def take_output(self, text: int, images: int) -> None:
        """Keep one output of so much text and so large images."""
        self.outputs -= 1
        self.output_text -= text
        self.output_images -= images

    def sentences(self) -> Iterator[str]:
        """What was left out, from where on, and that the marks know nothing of it."""
        if self.without_cells:
            yield say("nb_no_room_for_cells", count=self.without_cells)
        if self.without_code:
            yield say("nb_no_room_for_code", count=len(self.without_code), cell=self.without_code[0])
        if self.without_outputs:
            yield say("nb_no_room_for_outputs", cell=self.without_outputs[0])
