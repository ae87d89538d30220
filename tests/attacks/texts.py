"""Texts that are hard to parse, or dangerous to show."""

from __future__ import annotations

from tests.attacks.corpus import attack, flatten

NASTY = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>]]>&lt;"
    "[bold red]x[/x][/][link=file:///etc/passwd]y[/link]"
    "{0}{name}{__class__} %s %(x)s $x\\\\N{{DIGIT ONE}}"
    "\\u202e\\u2066\\u200f\\x1b[2J\\x1b]0;owned\\x07\\x08\\x00\\r\\ud800\\udfff\\ufeff\\u2028"
    "$$\\\\require{action}$$ =cmd()|' /C calc'!A0"
)


def says(name: str, tried: str, body: str) -> None:
    """An attack on whoever reads the message."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    flatten(name, tried, f'NASTY = "{NASTY}"\n\ndef flatten_images(images):\n{lines}\n')


says(
    "markup_in_a_message",
    "Raises an error whose message is full of markup and control characters.",
    "raise ValueError(NASTY)",
)
says(
    "markup_in_a_type",
    "Raises an error whose type is named with markup.",
    'raise type("<b>[/x]\\u202e" + NASTY[:40], (Exception,), {})(NASTY)',
)
says("markup_in_keys", "Returns a dictionary whose keys are full of markup.", "return {NASTY: 1, NASTY * 100: 2}")
says(
    "markup_in_a_name",
    "Raises an error about an undefined name that is full of markup.",
    "raise NameError(NASTY, name=NASTY)",
)
says("markup_in_a_key_error", "Looks up a key full of markup that is not there.", "return {}[NASTY]")
says(
    "markup_in_a_syntax_error",
    "Raises a syntax error with markup for its file and its code, in line one billion.",
    "raise SyntaxError(NASTY, (NASTY, 10**9, 1, NASTY))",
)
says(
    "markup_in_a_returned_type",
    "Returns an object whose type has markup and thousands of letters in its name.",
    'return type("<i>[/]" + "x" * 5000, (), {})()',
)
says(
    "message_that_fights_back",
    "Raises an error that raises itself again whenever its message is read.",
    """
class Fighter(Exception):
    def __str__(self): raise self
    __repr__ = __str__
    args = property(__str__)
    name = property(__str__)
    __traceback__ = property(lambda self: 1)
raise Fighter
""",
)
says(
    "chain_of_errors",
    "Raises an error at the end of a chain of 50,000 others.",
    """
error = ValueError("last")
for _ in range(50_000):
    before, error = error, ValueError("one more")
    error.__context__ = before
raise error
""",
)
says(
    "group_of_errors",
    "Raises a group of errors inside a group, with an interrupt from the keyboard among them.",
    "raise BaseExceptionGroup(NASTY, [ValueError(NASTY), BaseExceptionGroup(NASTY, [KeyboardInterrupt()])])",
)
says(
    "error_without_a_traceback",
    "Takes the traceback off an error before it is raised.",
    "e = ValueError(NASTY)\ne.__traceback__ = None\nraise e.with_traceback(None)",
)

# A cell that cannot be parsed costs only what it defines.
SOUND = {
    "null_byte": ("Adds cells with a null byte in a text.", "x = '\0'"),
    "lone_surrogate": ("Adds cells with half a character, a lone surrogate.", "x = '\ud800'"),
    "no_python_at_all": (
        "Adds cells that hold prose and control characters in the place of Python.",
        "ThIs is \x1b[0m my essay: 5 < 6 \u2028\u202e",
    ),
    "deep_brackets": ("Adds cells with 50,000 brackets inside each other.", "x = " + "(" * 50_000 + ")" * 50_000),
    "deep_minus": ("Adds cells with 80,000 minus signs in a row.", "x = " + "-" * 80_000 + "1"),
    "deep_attributes": ("Adds cells with a chain of 60,000 attributes.", "x = a" + ".a" * 60_000),
    "long_sum": ("Adds cells that add up 100,000 numbers.", "x = " + "+".join(["1"] * 100_000)),
    "deep_blocks": (
        "Adds cells with 120 blocks inside each other.",
        "".join(" " * i + "if 1:\n" for i in range(120)) + " " * 120 + "pass",
    ),
    "many_elifs": (
        "Adds cells with a condition that has 10,000 further branches.",
        "if 1: pass\n" + "elif 1: pass\n" * 10_000,
    ),
    "deep_lambdas": ("Adds cells with 3,000 functions inside each other.", "x = " + "lambda: " * 3_000 + "1"),
    "deep_fstrings": (
        "Adds cells with a formatted text of 300 opening and 300 closing braces.",
        "x = f'" + "{" * 300 + "}" * 300 + "'",
    ),
    "huge_number": ("Adds cells with a number of 100,000 digits.", "x = " + "9" * 100_000),
    "odd_encoding": ("Adds cells that declare odd encodings.", "# -*- coding: rot13 -*-\nk = 1\n# coding: utf-7"),
    "form_feed_and_tabs": ("Adds cells that are indented by a form feed, tabs and spaces.", "\f\tx = 1\n  \ty = 2"),
    "future_import": (
        "Adds cells that import from the future, also what will never come.",
        "from __future__ import annotations, division\nfrom __future__ import braces",
    ),
    "return_outside": (
        "Adds cells that return, await and yield outside of any function.",
        "return 5\nawait x\nyield 3",
    ),
    "star_import_of_nothing": (
        "Adds cells that import from modules that are not there.",
        "from planar_utils import *\nfrom . import x\nimport lr_utils, testCases",
    ),
    "deletes_everything": ("Adds cells that delete exercises and NumPy.", "del flatten_images, np, sigmoid"),
    "type_statement": (
        "Adds cells with rare syntax: a match with a condition, and a format inside a format.",
        "match 1:\n    case x if (y := x): pass\nprint(f'{y!r:>{10}}')",
    ),
    "unfinished_string": ("Adds cells with a text whose closing quotes are missing.", "'''" + "x" * 1000),
    "only_comments": ("Adds cells of 5,000 lines of comments and nothing else.", "# nothing\n" * 5_000),
}
for name, (tried, source) in SOUND.items():
    attack(f"cell_{name}", tried, back=(source,), front=(source,))
attack(
    "broken_definition",
    "Defines a function with one closing bracket too many.",
    functions={"flatten_images": "def flatten_images(images):\n    return images.reshape(images.shape[0], -1)).T"},
)
attack(
    "definition_with_a_null_byte",
    "Defines a function with a null byte in it.",
    functions={
        "flatten_images": "def flatten_images(images):\n    '\0'\n    return images.reshape(images.shape[0], -1).T"
    },
)
attack(
    "names_of_all_alphabets",
    "Writes names with a ligature, accents and mathematical letters.",
    functions={
        "flatten_images": "def ﬂatten_images(ïmagës):\n    𝔛 = ïmagës.reshape(ïmagës.shape[0], -1)\n    return X.T"
    },
    honest=("flatten_images",),
)
