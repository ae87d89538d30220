"""The pages that people read, in headless Chromium: nothing is loaded from anywhere else, and no script of others runs.

A student's page is opened as the file that it is, formgrader on a Jupyter of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Page, Response, expect

from tests.jupyterlab import chromium, lab
from tests.sample_class.course import feedback_of, grade_class, hand_in, make_course
from tests.sample_class.submissions import Submission
from tests.sample_class.template import FIRST, FIRST_FILE, ROOT, Data, Template, code, with_cells

pytestmark = pytest.mark.browser

STUDENTS = ("ada", "eve")
EVIL = "<script>ran = 1</script><img src=https://evil.example/pixel.png onerror='ran = 1'><svg onload='ran = 1'></svg>"
FORMULAS = (
    r"\href{javascript:ran=1}{x}",
    r"\text{" + EVIL + "}",
    r"\style{position:fixed;top:0}{x}",
    r"\def\a{\a\a}\a",
    r"\frac{1}",
    "{" * 900 + "}" * 900,
    "x" * 5000,
)
TRY = """name => new Promise(resolve => {
    document.addEventListener("securitypolicyviolation", event => resolve(event.effectiveDirective), {once: true});
    window.ran = 0;
    const made = document.createElement({handler: "b", script_of_the_server: "script"}[name] || name);
    if (name === "script") made.textContent = "window.ran = 1";
    if (name === "script_of_the_server") made.src = "/formgrader/static/js/utils.js";
    if (name === "img") made.src = "https://elsewhere.example/pixel.png";
    if (name === "link") { made.rel = "stylesheet"; made.href = "https://elsewhere.example/style.css"; }
    if (name === "iframe") made.src = "https://elsewhere.example/";
    if (name === "handler") made.setAttribute("onclick", "window.ran = 1");
    document.body.append(made);
    made.click();
    if (window.ran) resolve("it ran");
})"""
REFUSED = {
    "script": "script-src-elem",
    "handler": "script-src-attr",
    "img": "img-src",
    "link": "style-src-elem",
    "iframe": "frame-src",
}
# What is folded has no size that one could rely on: Chromium lays it out when it likes.
UNDRAWN = """all => {
    document.querySelectorAll("details").forEach(e => { e.open = true })
    return all.filter(e => { const box = e.getBoundingClientRect(); return !(box.width && box.height) })
        .map(e => e.outerHTML)
}"""


def hostile(template: Template) -> Data:
    """Everything that could run or load something, in Markdown, in formulas and in outputs."""
    outputs = [{"output_type": "display_data", "data": {"text/html": EVIL}, "metadata": {}}]
    formulas = "\n\n".join(f"and ${tex}$ and\n\n$${tex}$$" for tex in FORMULAS)
    texts = [EVIL, f"[x](javascript:ran=1)\n\n{formulas}"[:9000], *(f"$${tex}$$" for tex in FORMULAS)]
    cells = [{"cell_type": "markdown", "metadata": {}, "source": text} for text in texts]
    return with_cells(template.partly("sigmoid"), *cells, {**code("1"), "outputs": outputs})


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A graded course with its pages: of somebody honest, and of somebody hostile."""
    template = Template.of()
    root = make_course(tmp_path_factory.mktemp("course") / "course")
    hand_in(root, Submission("ada", "", lambda template: template.partly("sigmoid", "propagate")), template)
    hand_in(root, Submission("eve", "", hostile), template)
    grade_class(root, steps=["autograde", "generate_feedback"])
    return root


@dataclass
class Seen:
    """What a page asked for, what of it came, and what the page was refused."""

    asked: list[str] = field(default_factory=list)
    came: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@contextmanager
def watched() -> Iterator[tuple[Page, Seen]]:
    """A page, and what is seen of it. Every other host would answer."""
    with chromium() as page:
        seen = Seen()
        page.on("request", lambda request: seen.asked.append(request.url))
        page.on("requestfinished", lambda request: seen.came.append(request.url))
        page.on("console", lambda said: seen.refused.append(said.text) if "Security Policy" in said.text else None)
        page.route(re.compile(r"^https:"), lambda route: route.fulfill(body=""))
        yield page, seen


@pytest.mark.parametrize("student", STUDENTS)
def test_a_students_page_loads_nothing_and_draws_its_formulas(root, student):
    address = feedback_of(root, student).as_uri()
    with watched() as (page, seen):
        page.goto(address)
        assert seen.asked == [address]
        assert seen.refused == []
        assert page.locator("math").count() > 80
        assert page.locator("math").evaluate_all(UNDRAWN) == []
        assert page.evaluate("window.ran") is None
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if student == "ada":
            assert page.locator("code.tex").count() == 0
        else:
            expect(page.get_by_text(r"$$\href{javascript:ran=1}{x}$$").first).to_be_visible()
            expect(page.get_by_text(r"$$\def\a{\a\a}\a$$").first).to_be_visible()


def test_the_policy_of_a_students_page_refuses_what_would_run_or_load(root):
    with watched() as (page, seen):
        page.goto(feedback_of(root, "ada").as_uri())
        assert {made: page.evaluate(TRY, made) for made in REFUSED} == REFUSED
        assert page.evaluate("window.ran") == 0
        assert seen.came == [page.url]


def test_without_the_policy_the_same_script_would_run(root, tmp_path):
    text = feedback_of(root, "ada").read_text("utf-8")
    (tmp_path / "bare.html").write_text(re.sub("<meta[^>]*Content-Security-Policy[^>]*>", "", text), "utf-8")
    with chromium() as page:
        page.goto((tmp_path / "bare.html").as_uri())
        assert page.evaluate(TRY, "script") == "it ran"


# --- formgrader -------------------------------------------------------------------------------------------

SETTINGS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "nbgrader.md").read_text("utf-8"), re.DOTALL)
CONFIGURED = ".jupyter/jupyter_server_config.py"
NOTEBOOK = FIRST_FILE.removesuffix(".ipynb")


@pytest.fixture(scope="module")
def address(root) -> Iterator[str]:
    """A Jupyter that was started in the course's folder, with what docs/nbgrader.md has for a tab of its own."""
    (settings,) = SETTINGS
    (root / ".jupyter").mkdir()
    (root / CONFIGURED).write_text(settings, "utf-8")
    with lab(root) as address:
        yield address.removesuffix("/lab")


def open_submission(page: Page, root: Path, address: str, student: str) -> Response:
    """Go by formgrader's list to a submission, and wait until formgrader's scripts have got all that they ask for."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission_notebook(NOTEBOOK, FIRST, student).id
    page.goto(f"{address}/formgrader/gradebook/{FIRST}/{NOTEBOOK}")
    with page.expect_response(f"**/formgrader/submissions/{submission}/") as reply:
        page.locator(f"a[href*='{submission}']").first.click()
    expect(page.locator("#sigmoid")).to_have_attribute("placeholder", "3")
    page.wait_for_load_state("networkidle")
    return reply.value


@pytest.mark.slow
@pytest.mark.parametrize("student", STUDENTS)
def test_formgrader_loads_nothing_from_other_hosts_and_draws_its_formulas(root, address, student):
    with watched() as (page, seen):
        reply = open_submission(page, root, address, student)
        assert reply.header_value("Content-Security-Policy") == "frame-ancestors 'none'"
        assert [url for url in seen.asked if not url.startswith((f"{address}/", "data:"))] == []
        assert seen.refused == []
        assert page.locator("math").count() > 80
        assert page.locator("math").evaluate_all(UNDRAWN) == []
        assert page.evaluate("window.ran") is None


@pytest.mark.slow
def test_formgraders_other_pages_load_nothing_from_other_hosts(address):
    with watched() as (page, seen):
        for path in ("manage_assignments", f"manage_submissions/{FIRST}", "manage_students", "gradebook"):
            reply = page.goto(f"{address}/formgrader/{path}", wait_until="networkidle")
            assert reply.ok, path
            assert reply.header_value("Content-Security-Policy") == "frame-ancestors 'none'"
        assert [url for url in seen.asked if not url.startswith((f"{address}/", "data:"))] == []


@pytest.mark.slow
def test_the_policy_of_formgrader_refuses_scripts_but_those_of_the_page(root, address):
    with watched() as (page, seen):
        open_submission(page, root, address, "ada")
        seen.came.clear()
        refused = {**REFUSED, "script_of_the_server": "script-src-elem"}
        assert {made: page.evaluate(TRY, made) for made in refused} == refused
        assert page.evaluate("window.ran") == 0
        assert seen.came == []


@pytest.mark.slow
def test_formgrader_works_under_its_policy(root, address):
    with watched() as (page, seen):
        open_submission(page, root, address, "ada")
        expect(page.get_by_text("Submission #")).to_be_visible()
        page.locator(".glyphicon-eye-open").click()
        expect(page.get_by_text("Submission #")).to_be_hidden()
        page.locator("#predict").fill("1")
        page.keyboard.press("Tab")
        expect(page.locator(".score-saved:visible")).to_have_count(1)
        page.reload()
        expect(page.locator("#predict")).to_have_value("1")
        assert seen.refused == []


@pytest.mark.slow
def test_with_the_header_nobody_shows_formgrader_in_a_frame(address):
    with watched() as (page, _):
        with page.expect_console_message(lambda said: "frame-ancestors 'none'" in said.text):
            page.goto(f"{address}/lab?formgrader=true")
        assert not [frame for frame in page.frames if frame.url.startswith(f"{address}/formgrader")]


@pytest.mark.slow
def test_without_it_jupyterlab_shows_formgrader_in_a_frame_of_its_own(root):
    (root / CONFIGURED).unlink(missing_ok=True)
    with lab(root) as address, watched() as (page, seen):
        page.goto(f"{address}?formgrader=true")
        frame = page.frame_locator("#formgrader-iframe iframe")
        expect(frame.get_by_role("heading", name="Manage Assignments")).to_be_visible()
        assert seen.refused == []
