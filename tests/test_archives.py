"""A notebook in a zip archive or a subfolder: the only one is taken, and whatever else is in there does no harm."""

from __future__ import annotations

import json
import os
import random
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder import cli
from autograder.authoring.build import configuration
from autograder.batch.run import run
from autograder.batch.settings import Settings
from autograder.course.course import Course
from autograder.judge.bench import Bench, close_all
from autograder.notebook import archive
from autograder.notebook.archive import MOST_ENTRIES, opened
from autograder.notebook.files import RefusedError, sharing
from autograder.notebook.handed_in import HandedIn
from autograder.notebook.read import LARGEST_FILE, NotebookError
from tests import tiny_course as tiny
from tests.tiny_course import NAME, NOTEBOOK

FILE = f"{NOTEBOOK}.ipynb"
SOLVED = json.dumps(tiny.notebook(tiny.source_cells())).encode()
SCRATCH = json.dumps(tiny.notebook([tiny.code("x = 1", "mine")])).encode()


@pytest.fixture(scope="module")
def bench(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    root = Path(shutil.copytree(tiny_built, tmp_path_factory.mktemp("archives") / "course"))
    return Bench(Course(root), NAME)


@pytest.fixture
def folder(bench: Bench) -> Path:
    """Where one student hands in."""
    submitted = bench.course.root / "submitted"
    shutil.rmtree(submitted, ignore_errors=True)
    (submitted / "ada" / NAME).mkdir(parents=True)
    return submitted / "ada" / NAME


def zipped(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write an archive with these names and contents."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in entries:
            made.writestr(name, content)
    return path


def refused(bench: Bench, folder: Path) -> str:
    with pytest.raises((RefusedError, NotebookError)) as caught:
        bench.read(folder)
    return str(caught.value)


def is_solved(work: HandedIn) -> bool:
    return any("2 * x" in text for text in work.code)


# --- what is taken ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "entries",
    [
        [FILE],
        ["work/deep/er/my work (3).ipynb"],
        ["C:\\Users\\ada\\tiny.ipynb"],
        ["../../../../tiny.ipynb"],
        ["/etc/cron.d/tiny.ipynb"],
        ["работа 李/домашняя.ipynb"],
        ["=cmd\x1b[2J\u202e.ipynb.txt"],
        ["a" * 60_000 + ".ipynb"],
        [FILE, "data.csv", "inner.zip", "notes/", "readme.txt"],
        [FILE, f"__MACOSX/._{FILE}", f"__MACOSX/{FILE}", f".ipynb_checkpoints/{FILE}", f".{FILE}", ".DS_Store"],
        [FILE, "..\\.hidden.ipynb", ".git/x.ipynb"],
    ],
)
def test_the_only_notebook_in_an_archive(bench: Bench, folder: Path, entries: list[str]) -> None:
    zipped(folder / "work.zip", *((name, SOLVED if name == entries[0] else b"{") for name in entries))
    before = sorted(bench.course.root.rglob("*"))
    work = bench.read(folder)
    assert is_solved(work)
    member = entries[0] if len(entries[0]) < 99 else "…" + entries[0][-120:]
    assert work.repairs == (
        f"work.zip was taken for {FILE}.",
        f"work.zip is a zip archive; the only notebook in it, {member}, was graded.",
    )
    assert sorted(bench.course.root.rglob("*")) == before, "something was extracted"


@pytest.mark.parametrize("place", [f"sub/{FILE}", "a/b/c/renamed (1).ipynb", f"{FILE}/{FILE}", f"[x]*/\n/{FILE}.txt"])
def test_the_only_notebook_in_a_subfolder(bench: Bench, folder: Path, place: str) -> None:
    (folder / place).parent.mkdir(parents=True)
    (folder / place).write_bytes(SOLVED)
    (folder / "notes.txt").touch()
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / FILE).write_bytes(SCRATCH)
    (folder / "elsewhere").symlink_to(bench.course.root / "release")
    work = bench.read(folder)
    assert is_solved(work)
    assert work.repairs == (f"{place} was taken for {FILE}.",)


def test_an_archive_in_a_subfolder_and_one_that_is_called_a_notebook(bench: Bench, folder: Path) -> None:
    inner = zipped(folder / "sub" / "Work.ZIP", (FILE, SOLVED))
    assert bench.read(folder).repairs[0] == f"sub/Work.ZIP was taken for {FILE}."
    inner.rename(folder / FILE)
    work = bench.read(folder)
    assert is_solved(work)
    assert work.repairs == (f"{FILE} is a zip archive; the only notebook in it, {FILE}, was graded.",)


def test_of_several_notebooks_in_an_archive_that_of_the_assignment(bench: Bench, folder: Path) -> None:
    zipped(folder / "my_work.zip", ("00_before/before.ipynb", SCRATCH), (f"{NAME}/{FILE}", SOLVED))
    work = bench.read(folder)
    assert is_solved(work)
    assert work.repairs[1] == (
        f"my_work.zip is a zip archive with several notebooks; {NAME}/{FILE}, which has the name of this assignment's, "
        "was graded."
    )


def test_what_lies_in_the_folder_itself_goes_before(bench: Bench, folder: Path) -> None:
    (folder / f"{NOTEBOOK} (1).ipynb").write_bytes(SOLVED)
    zipped(folder / "old.zip", (FILE, SCRATCH), ("x.ipynb", SCRATCH))
    (folder / "old").mkdir()
    (folder / "old" / FILE).write_bytes(SCRATCH)
    assert is_solved(bench.read(folder))
    (folder / f"{NOTEBOOK} (1).ipynb").rename(folder / FILE)
    assert bench.read(folder).repairs == ()


def test_a_notebook_under_any_name_beside_archives_without_one(bench: Bench, folder: Path) -> None:
    (folder / "mine.ipynb").write_bytes(SOLVED)
    zipped(folder / "data.zip", ("data.csv", b"1"))
    (folder / "damaged.zip").write_bytes(b"PK\x03\x04")
    assert bench.read(folder).repairs == (f"mine.ipynb was taken for {FILE}.",)


# --- what is for a person to look at ---------------------------------------------------------------------------------


def test_several_in_all(bench: Bench, folder: Path) -> None:
    zipped(folder / "work.zip", (FILE, SOLVED))
    (folder / "mine.ipynb").write_bytes(SCRATCH)
    (folder / "sub").mkdir()
    (folder / "sub" / FILE).write_bytes(SCRATCH)
    assert refused(bench, folder) == (
        f"No file is called {FILE} and several could be meant: mine.ipynb, work.zip/{FILE}, sub/{FILE}."
    )


def test_none_at_all_says_what_there_is(bench: Bench, folder: Path) -> None:
    zipped(folder / "work.zip", ("work.py", b""), ("inner.zip", b""))
    (folder / "sub").mkdir()
    (folder / "sub" / "notes.txt").touch()
    (folder / "empty").mkdir()
    assert refused(bench, folder) == (
        f"No notebook was handed in: there is no file {FILE}; the folder holds work.zip/work.py, work.zip/inner.zip, "
        "sub/notes.txt."
    )


def test_several_in_an_archive_none_of_which_has_the_name(bench: Bench, folder: Path) -> None:
    zipped(folder / "work.zip", ("a.ipynb", SOLVED), ("b.ipynb", SCRATCH))
    assert refused(bench, folder).startswith(
        "work.zip is a zip archive with several notebooks (a.ipynb, b.ipynb): hand"
    )


def test_one_as_it_was_given_out_beside_work_under_another_name_in_the_same_archive(bench: Bench, folder: Path) -> None:
    untouched = bench.course.release(NAME) / FILE
    zipped(folder / "work.zip", (FILE, untouched.read_bytes()), ("mine.ipynb", SOLVED), ("x.ipynb", b"{"))
    assert "mine.ipynb in work.zip" in refused(bench, folder)


def test_two_entries_of_the_same_name(bench: Bench, folder: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        zipped(folder / "work.zip", (FILE, SCRATCH), (FILE, SOLVED))
    assert refused(bench, folder) == (
        f"work.zip is a zip archive with several notebooks ({FILE}, {FILE}): hand in the one with your work itself"
    )


def with_flag(path: Path, flag: int) -> None:
    """Set a flag of the first entry, in both places where an archive has it."""
    data = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + place
        struct.pack_into("<H", data, at, struct.unpack_from("<H", data, at)[0] | flag)
    path.write_bytes(data)


def encrypted(path: Path) -> None:
    with_flag(zipped(path, (FILE, SOLVED)), 0x1)


def a_name_that_is_no_utf_8(path: Path) -> None:
    zipped(path, (FILE, SOLVED))
    path.write_bytes(path.read_bytes().replace(b"tiny", b"t\xff\xfey"))
    with_flag(path, 0x800)


def a_link(path: Path) -> None:
    entry = zipfile.ZipInfo(FILE)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    zipped(path, (entry, b"/etc/passwd"))


def a_bomb(path: Path) -> None:
    zipped(path, (FILE, b" " * (LARGEST_FILE + 1)))


def a_bomb_that_lies(path: Path) -> None:
    """More comes out than the archive says."""
    zipped(path, (FILE, b" " * 10_000_000))
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 10_000_000), struct.pack("<I", 10)))


def another_way_of_packing(path: Path) -> None:
    zipped(path, (FILE, SOLVED), method=zipfile.ZIP_LZMA)


def many_entries(path: Path) -> None:
    zipped(path, (FILE, SOLVED), *((f"{number}.txt", b"") for number in range(MOST_ENTRIES)))


def nested(path: Path) -> None:
    zipped(path, ("inner.zip", zipped(path.with_name("inner"), (FILE, SOLVED)).read_bytes()))
    path.with_name("inner").unlink()


def cut_off(path: Path) -> None:
    path.write_bytes(zipped(path, (FILE, SOLVED)).read_bytes()[:-30])


def damaged(path: Path) -> None:
    data = bytearray(zipped(path, (FILE, SOLVED)).read_bytes())
    data[60:90] = bytes(30)
    path.write_bytes(data)


def nothing_in_it(path: Path) -> None:
    zipped(path)


def broken_in_it(path: Path) -> None:
    zipped(path, (FILE, SOLVED[:900]))


def no_archive(path: Path) -> None:
    path.write_bytes(b"Rar!\x1a\x07")


def too_large_itself(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04")
    os.truncate(path, LARGEST_FILE + 1)


HOSTILE: dict[Callable[[Path], None], str] = {
    encrypted: f"{FILE} in work.zip is locked with a password: hand in the notebook itself",
    a_name_that_is_no_utf_8: "work.zip cannot be unpacked: hand in the notebook itself",
    a_link: f"{FILE} in work.zip is a link to another file: give the path of the notebook itself",
    a_bomb: f"{FILE} in work.zip is larger than 30 MB: clear its outputs and save it again",
    a_bomb_that_lies: f"{FILE} in work.zip cannot be unpacked: hand in the notebook itself",
    another_way_of_packing: f"{FILE} in work.zip is packed in an unusual way: hand in the notebook itself",
    many_entries: f"work.zip is a zip archive of more than {MOST_ENTRIES} files: hand in the notebook itself",
    nested: "work.zip is a zip archive without a notebook (it holds inner.zip): hand in the notebook itself",
    cut_off: "work.zip cannot be unpacked: hand in the notebook itself",
    damaged: f"{FILE} in work.zip cannot be unpacked: hand in the notebook itself",
    nothing_in_it: "work.zip is a zip archive with nothing in it: hand in the notebook itself",
    broken_in_it: f"{FILE} in work.zip is not a notebook or was cut off (its JSON breaks at line 1): save it again from "
    "Jupyter",
    no_archive: "work.zip is not a notebook or was cut off (its JSON breaks at line 1): save it again from Jupyter",
    too_large_itself: "work.zip is larger than 30 MB: clear its outputs and save it again",
}


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_whatever_is_in_an_archive_is_one_sentence(make: Callable[[Path], None], bench: Bench, folder: Path) -> None:
    make(folder / "work.zip")
    with pytest.raises(NotebookError) as caught:
        opened(folder / "work.zip")
    assert str(caught.value).replace(f"{folder}/", "") == HOSTILE[make]
    in_folder = refused(bench, folder).replace(f"{folder}/", "")
    assert in_folder == HOSTILE[make] or "the folder holds work.zip/inner.zip" in in_folder
    bench.fingerprint(folder)


def test_no_more_is_unpacked_than_a_notebook_may_have(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    read = zipfile.ZipExtFile.read

    def listens(file: zipfile.ZipExtFile, most: int | None = -1) -> bytes:
        asked.append(-1 if most is None else most)
        return read(file, most)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", listens)
    zipped(folder / "work.zip", (FILE, SOLVED), ("other.bin", b" " * 1000))
    opened(folder / "work.zip")
    assert asked == [LARGEST_FILE + 1]


def test_any_bytes_are_one_sentence_or_a_notebook(folder: Path) -> None:
    whole = zipped(folder / "work.zip", (FILE, SOLVED), ("b.txt", b"b")).read_bytes()
    chance = random.Random(0)
    kept = 0
    for _ in range(2_000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.choice((chance.randrange(len(data)), len(data) - 1 - chance.randrange(200)))] = (
                chance.randrange(256)
            )
        (folder / "work.zip").write_bytes(data)
        try:
            kept += bool(opened(folder / "work.zip").data)
        except NotebookError as error:
            assert "\n" not in str(error)
    assert 0 < kept < 2_000


def test_a_link_a_pipe_or_a_closed_file_is_not_opened(bench: Bench, folder: Path) -> None:
    (folder.parent / "elsewhere.zip").symlink_to(zipped(folder.parent / "real.zip", (FILE, SOLVED)))
    (folder / "work.zip").symlink_to(folder.parent / "real.zip")
    assert refused(bench, folder) == "work.zip is a link to another file; hand in the notebook itself."
    (folder / "work.zip").unlink()
    os.mkfifo(folder / "work.zip")
    assert refused(bench, folder) == "work.zip is not an ordinary file."
    (folder / "work.zip").unlink()
    (folder / "sub").symlink_to(folder.parent)
    assert "the folder holds sub." in refused(bench, folder)


# --- nothing is forgotten --------------------------------------------------------------------------------------------


def test_the_fingerprint_covers_what_lies_below(bench: Bench, folder: Path) -> None:
    seen = [bench.fingerprint(folder)]
    for content in (SCRATCH, SOLVED):
        zipped(folder / "work.zip", (FILE, content))
        seen.append(bench.fingerprint(folder))
    (folder / "sub").mkdir()
    for content in (SCRATCH, SOLVED):
        (folder / "sub" / FILE).write_bytes(content)
        (folder / FILE).write_bytes(SOLVED)  # the one that counts, with the other beside it
        seen.append(bench.fingerprint(folder))
    assert len(set(seen)) == len(seen)
    assert bench.fingerprint(folder) == seen[-1]


@pytest.mark.parametrize("place", [f"sub/{FILE}", "work.zip"])
def test_the_untouched_one_beside_work(bench: Bench, folder: Path, place: str) -> None:
    shutil.copy(bench.course.root / "release" / NAME / FILE, folder / FILE)
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).write_bytes(SOLVED)
    if place == "work.zip":
        zipped(folder / place, (FILE, SOLVED))
    assert refused(bench, folder) == (
        f"{FILE} is as it was given out, and beside it lies a notebook that is not: {place}."
    )


def two_notebooks(path: Path) -> None:
    zipped(path, (FILE, SCRATCH), ("b.ipynb", SCRATCH))


@pytest.mark.parametrize("make", [encrypted, many_entries, cut_off, two_notebooks])
def test_the_untouched_one_beside_an_archive_that_nobody_can_open(
    make: Callable[[Path], None], bench: Bench, folder: Path
) -> None:
    shutil.copy(bench.course.root / "release" / NAME / FILE, folder / FILE)
    zipped(folder / "data.zip", ("data.csv", b""))
    bench.read(folder)
    make(folder / "work.zip")
    assert refused(bench, folder) == (
        f"{FILE} is as it was given out, and beside it lies what may hold another: work.zip."
    )


def test_hard_links_below_a_folder_are_found(folder: Path) -> None:
    eve, bob = (folder.parents[1] / name / NAME for name in ("eve", "bob"))
    ada = zipped(folder / "sub" / "work.zip", (FILE, SOLVED))
    for other in (eve / "deep" / "er", bob):
        other.mkdir(parents=True)
    os.link(ada, eve / "deep" / "er" / "mine.zip")
    shutil.copy(ada, bob)
    (folder.parents[1] / "mallory").symlink_to(folder.parent)
    assert sharing(folder, ada) == ["eve"]
    assert sharing(eve, eve / "deep" / "er" / "mine.zip") == ["ada"]
    assert sharing(bob, bob / "work.zip") == []


def test_more_files_than_anybody_looks_at(bench: Bench, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "mine.ipynb").write_bytes(SOLVED)
    (folder / "data").mkdir()
    for number in range(30):
        zipped(folder / "data" / f"{number}.zip", ("a.csv", b""))
    monkeypatch.setattr("autograder.notebook.files.MOST_FILES", 10)
    assert is_solved(bench.read(folder))
    monkeypatch.undo()
    looked: list[Path] = []
    content_of = archive.content_of

    def listens(path: Path) -> bytes:
        looked.append(path)
        return content_of(path)

    monkeypatch.setattr(archive, "content_of", listens)
    assert is_solved(bench.read(folder))
    assert len(looked) == 21


# --- the same by every way to a mark ---------------------------------------------------------------------------------

WRONG = json.dumps(tiny.notebook(tiny.source_cells(double=tiny.DOUBLE.replace("2 * x", "x * x")))).encode()


def zip_only(folder: Path) -> None:
    zipped(folder / "work.zip", (FILE, WRONG))


def subfolder(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / FILE).write_bytes(WRONG)


def bomb(folder: Path) -> None:
    a_bomb(folder / "work.zip")


CLASS: dict[str, tuple[Callable[[Path], None], float, str]] = {
    "zip": (zip_only, 3, f"work.zip is a zip archive; the only notebook in it, {FILE}, was graded."),
    "sub": (subfolder, 3, f"sub/{FILE} was taken for {FILE}."),
    "bomb": (bomb, 0, f"{FILE} in work.zip is larger than 30 MB"),
}


@pytest.fixture
def course(bench: Bench, tmp_path: Path) -> Iterator[Path]:
    """A class in which nobody has handed in a file that nbgrader takes for a notebook."""
    here = os.getcwd()
    root = tmp_path / "course"
    shutil.copytree(bench.course.root, root, ignore=shutil.ignore_patterns("submitted", "gradebook*"))
    for student, (hand_in, _, _) in CLASS.items():
        (root / "submitted" / student / NAME).mkdir(parents=True)
        hand_in(root / "submitted" / student / NAME)
    yield root
    close_all()
    os.chdir(here)


def recorded(root: Path) -> dict[str, float]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        return {submission.student.id: submission.score for submission in gradebook.assignment_submissions(NAME)}


def handed_in_as(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (root / "submitted").rglob("*") if path.is_file()}


def test_the_batch(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = handed_in_as(course)
    assert run(Settings(NAME, course)) == 3
    said = capsys.readouterr()
    assert "a person has to look at bomb:" in said.err
    assert CLASS["bomb"][2] in said.out
    assert recorded(course) == {student: points for student, (_, points, _) in CLASS.items()}
    assert handed_in_as(course) == before
    assert not list((course / "autograded").rglob("*.zip"))
    for student, (_, points, sentence) in CLASS.items():
        page = (course / "autograded" / student / NAME / FILE).read_text("utf-8")
        assert sentence in "".join(json.loads(page)["cells"][0]["source"]).replace("\\", ""), student
        assert bool(points) == ("x * x" in page)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::sqlalchemy.exc.SAWarning")
@pytest.mark.usefixtures("one_parent_of_workers")
def test_nbgrader(course: Path) -> None:
    tiny.hand_in(course, "ada", tiny.source_cells())  # without one nbgrader ends before it asks us
    before = handed_in_as(course)
    assert NbGraderAPI(config=configuration(course)).autograde(NAME, "*")["success"]
    assert recorded(course) == {"ada": 5} | {student: points for student, (_, points, _) in CLASS.items()}
    assert handed_in_as(course) == before
    assert not list((course / "autograded").rglob("*.zip"))


@pytest.mark.usefixtures("one_parent_of_workers")
@pytest.mark.parametrize("command", ["check", "judge", "test"])
def test_the_command_line(course: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    there = course / "submitted" / "zip" / NAME
    code = 0 if command == "judge" else 1
    assert cli.main([command, str(there / "work.zip"), "--course", str(course)]) == code
    assert CLASS["zip"][2] in capsys.readouterr().out.replace("\n", " ")
    bomb = course / "submitted" / "bomb" / NAME / "work.zip"
    assert cli.main([command, str(bomb), "--course", str(course)]) == 2
    assert capsys.readouterr().err == (
        f"autograder: {FILE} in work.zip is larger than 30 MB: clear its outputs and save it again\n"
    )


@pytest.mark.usefixtures("one_parent_of_workers")
def test_archives_by_a_pattern(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    submitted = course / "submitted"
    assert cli.main(["judge", str(submitted / "**" / "*.zip"), "--course", str(course)]) == 2
    said = capsys.readouterr()
    assert "3 of 5 points" in said.out
    assert "larger than 30 MB" in said.err
    assert cli.main(["judge", str(submitted), "--course", str(course)]) == 0  # of a folder its notebooks
    assert "work.zip" not in capsys.readouterr().out
