"""What the README says of the course and of its commands is so."""

from __future__ import annotations

import re

from autograder.notebook.released import released_in
from autograder.practice.start_page import hours
from tests.keys import KEYS, ROOT

README = " ".join((ROOT / "README.md").read_text("utf-8").split())


def test_the_hours_are_those_of_the_start_page():
    (said,) = re.findall(r"The notebooks take about (.+?) hours", README)
    assert [float(number) for number in re.split(", | and ", said)] == [
        hours(released_in(ROOT / "release" / name)) for name in KEYS
    ]


def test_nothing_is_installed_into_the_systems_python():
    assert re.findall(r"`([^`]*pip install[^`]*)`", README) == [
        "pip install",
        "my-python/bin/pip install .",
        "pip install",
    ]
    assert "`python3 -m venv my-python`" in README
