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


def says(name: str, body: str, everyday: bool = False) -> None:
    """An attack on whoever reads the message."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    flatten(name, f'NASTY = "{NASTY}"\n\ndef flatten_images(images):\n{lines}\n', everyday=everyday)


says("markup_in_a_message", "raise ValueError(NASTY)", everyday=True)
says("markup_in_a_type", 'raise type("<b>[/x]\\u202e" + NASTY[:40], (Exception,), {})(NASTY)', everyday=True)
says("markup_in_keys", "return {NASTY: 1, NASTY * 100: 2}")
says("markup_in_a_name", "raise NameError(NASTY, name=NASTY)", everyday=True)
says("markup_in_a_key_error", "return {}[NASTY]")
says("markup_in_a_syntax_error", "raise SyntaxError(NASTY, (NASTY, 10**9, 1, NASTY))")
says("markup_in_a_returned_type", 'return type("<i>[/]" + "x" * 5000, (), {})()', everyday=True)
says(
    "message_that_fights_back",
    """
class Fighter(Exception):
    def __str__(self): raise self
    __repr__ = __str__
    args = property(__str__)
    name = property(__str__)
    __traceback__ = property(lambda self: 1)
raise Fighter
""",
    everyday=True,
)
says(
    "chain_of_errors",
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
    "raise BaseExceptionGroup(NASTY, [ValueError(NASTY), BaseExceptionGroup(NASTY, [KeyboardInterrupt()])])",
)
says("error_without_a_traceback", "e = ValueError(NASTY)\ne.__traceback__ = None\nraise e.with_traceback(None)")

# A cell that cannot be parsed costs only what it defines.
SOUND = {
    "null_byte": "x = '\0'",
    "lone_surrogate": "x = '\ud800'",
    "no_python_at_all": "ThIs is \x1b[0m my essay: 5 < 6 \u2028\u202e",
    "deep_brackets": "x = " + "(" * 50_000 + ")" * 50_000,
    "deep_minus": "x = " + "-" * 80_000 + "1",
    "deep_attributes": "x = a" + ".a" * 60_000,
    "long_sum": "x = " + "+".join(["1"] * 100_000),
    "deep_blocks": "".join(" " * i + "if 1:\n" for i in range(120)) + " " * 120 + "pass",
    "many_elifs": "if 1: pass\n" + "elif 1: pass\n" * 10_000,
    "deep_lambdas": "x = " + "lambda: " * 3_000 + "1",
    "deep_fstrings": "x = f'" + "{" * 300 + "}" * 300 + "'",
    "huge_number": "x = " + "9" * 100_000,
    "odd_encoding": "# -*- coding: rot13 -*-\nk = 1\n# coding: utf-7",
    "form_feed_and_tabs": "\f\tx = 1\n  \ty = 2",
    "future_import": "from __future__ import annotations, division\nfrom __future__ import braces",
    "return_outside": "return 5\nawait x\nyield 3",
    "star_import_of_nothing": "from planar_utils import *\nfrom . import x\nimport lr_utils, testCases",
    "deletes_everything": "del flatten_images, np, sigmoid",
    "type_statement": "match 1:\n    case x if (y := x): pass\nprint(f'{y!r:>{10}}')",
    "unfinished_string": "'''" + "x" * 1000,
    "only_comments": "# nothing\n" * 5_000,
}
EVERYDAY = {"null_byte", "lone_surrogate", "deep_brackets", "deep_minus", "long_sum", "return_outside"}
for name, source in SOUND.items():
    attack(f"cell_{name}", back=(source,), front=(source,), everyday=name in EVERYDAY)
attack(
    "broken_definition",
    functions={"flatten_images": "def flatten_images(images):\n    return images.reshape(images.shape[0], -1)).T"},
    everyday=True,
)
attack(
    "definition_with_a_null_byte",
    functions={
        "flatten_images": "def flatten_images(images):\n    '\0'\n    return images.reshape(images.shape[0], -1).T"
    },
)
attack(
    "names_of_all_alphabets",
    functions={
        "flatten_images": "def ﬂatten_images(ïmagës):\n    𝔛 = ïmagës.reshape(ïmagës.shape[0], -1)\n    return X.T"
    },
    honest=("flatten_images",),
)
