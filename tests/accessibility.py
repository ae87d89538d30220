"""What axe-core has to say about a page, or a part of one."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

UNMEASURED = """([parts, measured]) => {
    const known = new Set(measured.map(target => document.querySelector(target)));
    const says = node => node.nodeType === Node.TEXT_NODE && /[\\p{L}\\p{N}]/u.test(node.data);  // axe-core skips signs
    return [...document.querySelectorAll(parts)]
        .flatMap(part => [part, ...part.querySelectorAll("*")])
        .filter(element => element.checkVisibility() && [...element.childNodes].some(says) && !known.has(element))
        .map(element => element.outerHTML.slice(0, 100));
}"""

SIGN = {"messageKey": "nonBmp"}


def faults(page: Page, parts: str) -> list[str]:
    """What is wrong in the parts of a page that a selector finds, and what axe-core could not decide.

    It silently passes over text that it takes for hidden; so a text without a known contrast is a fault as well.
    A sign in a formula, which it does not measure, has the colour of the formula's letters.
    """
    found = Axe().run(page, parts, options=None).response
    measured = [
        node["target"][0] for rule in found["passes"] if rule["id"] == "color-contrast" for node in rule["nodes"]
    ]
    return [
        f"{rule['id']}: {node['html'][:100]} {[check['message'] for check in node['any'] + node['all'] + node['none']]}"
        for rule in found["violations"] + found["incomplete"]
        for node in rule["nodes"]
        if not (node["html"].startswith("<mo") and [check["data"] for check in node["any"]] == [SIGN])
    ] + [f"contrast not measured: {html}" for html in page.evaluate(UNMEASURED, [parts, measured])]
