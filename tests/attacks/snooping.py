"""Looking for what is not there: answers, keys, other people's work; and changing what can be found."""

from __future__ import annotations

from tests.attacks.corpus import COURSE, LEAK, attack, flatten
from tests.sample_class.template import FIRST, FIRST_FILE, PACKAGE

KEY = f"{COURSE}/keys/{PACKAGE}/flatten_images.py"
PATHS = [
    KEY,
    f"{COURSE}/gradebook.db",
    f"{COURSE}/gradebook.secret",
    f"{COURSE}/submitted/victim/{FIRST}/{FIRST_FILE}",
    "/etc/passwd",
    "/etc/shadow",
    "/root/.bash_history",
    "/proc/self/environ",
    "/proc/self/maps",
    "/proc/1/cmdline",
]
START = f"{LEAK}\nimport gc, os, sys\nPATHS = {PATHS!r}\n"


def snoop(name: str, tried: str, body: str) -> None:
    """An attack that reports, by an exception, what it could read or change."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    flatten(
        f"snoop_{name}",
        tried,
        f"{START}\ndef flatten_images(images):\n{lines}\n    return images[0]\n",
    )


snoop(
    "reads_files",
    "Reads the key, the gradebook, another student's work and files of the system.",
    """
for path in PATHS:
    try:
        found = open(path, "rb").read(3000)
    except OSError:
        continue
    leaked(found)
""",
)
snoop(
    "reads_files_in_other_ways",
    "Reads secret files by detours: memory maps, copies, links and raw system calls.",
    """
import ctypes, linecache, mmap, shutil
libc = ctypes.CDLL(None, use_errno=True)
for path in PATHS:
    for way in (
        lambda: linecache.getlines(path)[0],
        lambda: np.fromfile(path, dtype="u1")[0],
        lambda: np.memmap(path, mode="r")[0],
        lambda: os.readlink("/proc/self/fd/0") + os.listdir(os.path.dirname(path))[0],
        lambda: shutil.copy(path, "copied"),
        lambda: os.link(path, "linked") or os.symlink(path, "soft") or open("soft").read(),
        lambda: 1 / (libc.open(path.encode(), 0) >= 0),
        lambda: 1 / (libc.openat(-100, path.encode(), 0o10000000) >= 0 and 0),
    ):
        try:
            found = way()
        except (OSError, ValueError, ZeroDivisionError, IndexError):
            continue
        leaked(found)
""",
)
snoop(
    "walks",
    "Lists the folder of the course, the folders of users and others around it.",
    """
for top in ("/", os.getcwd() + "/..", "/tmp", "@COURSE@", os.path.expanduser("~root"), "/home"):
    try:
        found = [name for name in os.listdir(top)]
    except OSError:
        continue
    leaked([top, found])
""",
)
snoop(
    "looks_through_frames",
    "Looks through the variables of all its callers for expected values.",
    """
frame = sys._getframe()
while frame is not None:
    for name, value in {**frame.f_locals, **frame.f_globals}.items():
        if "expected" in str(name) and value:
            leaked(value)
        for inside in value.values() if isinstance(value, dict) else [value]:
            if getattr(inside, "expected", None) or isinstance(inside, dict) and inside.get("expected"):
                leaked(inside)
    frame = frame.f_back
""",
)
snoop(
    "looks_through_memory",
    "Looks through all objects in memory for expected values and parts of the judge.",
    """
for o in gc.get_objects():
    kind = type(o).__name__
    if kind in ("Assignment", "Exercise", "Checks", "ExerciseChecks", "KnownMistake", "Judge", "Session", "Course"):
        leaked(kind)
    if kind == "CheckCase" and o.expected:
        leaked(o.expected)
    if isinstance(o, dict) and any("expected" in case for case in o.get("cases") or ()):
        leaked(o)
    if kind == "function" and o.__code__.co_filename.endswith(NAME) and o.__module__ != "__main__":
        leaked(o)
""".replace("NAME", repr(f"{FIRST}.py")),
)
snoop(
    "looks_for_test_source",
    "Looks for signs of a kernel, and for hints in the environment and the command line.",
    """
if "In" in globals() or "Out" in globals() or os.environ.get("NBGRADER_EXECUTION"):
    leaked("a kernel")
for name, value in os.environ.items():
    if name not in ("HOME", "TMPDIR", "LANG", "MPLBACKEND", "MPLCONFIGDIR", "IPYTHONDIR", "LC_CTYPE") and not (
        name.endswith("_NUM_THREADS") or name.startswith("PYTHON")
    ):
        leaked([name, value])
if len(sys.argv) > 1 or any("orig" in a and len(getattr(sys, a)) > 6 for a in dir(sys)):
    leaked(sys.orig_argv)
""",
)
snoop(
    "imports_the_reference",
    "Imports or runs the answer key, the judge and the sources of the course.",
    f"""
import importlib, importlib.util, runpy
sys.path[:0] = ["{COURSE}/source", "{COURSE}", "{COURSE}/release"]
for name in ("{FIRST}", "source", "autograder.key.assignment", "autograder.judge.judge", "answer_key_{FIRST}"):
    try:
        module = importlib.import_module(name)
    except Exception:
        continue
    if getattr(module, "__file__", None):
        leaked(module)
try:
    spec = importlib.util.spec_from_file_location("key", "{KEY}")
    leaked(spec.loader.load_module())
except (OSError, ImportError):
    pass
try:
    leaked(runpy.run_path("{KEY}"))
except OSError:
    pass
""",
)
snoop(
    "changes_files",
    "Overwrites, unlocks, renames and deletes files of the course and the system.",
    """
import shutil
for path in [*PATHS, "@COURSE@/submitted/victim", "@COURSE@", sys.executable, np.__file__]:
    for way in (
        lambda: open(path, "ab").write(b"x"),
        lambda: open(path, "r+b").truncate(0),
        lambda: os.chmod(path, 0o777),
        lambda: os.chown(path, os.getuid(), os.getgid()),
        lambda: os.utime(path, (1, 1)),
        lambda: os.setxattr(path, "user.x", b"x"),
        lambda: os.rename(path, path + ".old"),
        lambda: os.unlink(path),
        lambda: os.rmdir(path),
        lambda: os.mkdir(path + "-new"),
        lambda: os.mkfifo(path + "-pipe"),
        lambda: os.symlink("/", path + "-link"),
    ):
        try:
            way()
        except OSError:
            continue
        leaked(path)
""",
)
snoop(
    "tries_descriptors",
    "Looks for files, folders and pipes that were left open.",
    """
import stat
for number in range(3, 256):
    try:
        os.fstat(number)
    except OSError:
        continue
    kind = stat.S_IFMT(os.fstat(number).st_mode)
    if kind in (stat.S_IFREG, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFBLK):
        leaked([number, kind])
""",
)
snoop(
    "takes_over_another_process",
    "Takes hold of the parent process and of the first one, as a debugger does.",
    """
import ctypes, signal
libc = ctypes.CDLL(None, use_errno=True)
for pid in (1, os.getppid()):
    for call in (101, 310, 311, 434, 438):  # ptrace, process_vm_readv, process_vm_writev, pidfd_open, pidfd_getfd
        arguments = (16, pid) if call == 101 else (pid, 0, 0, 0, 0, 0)
        if libc.syscall(call, *arguments) >= 0:
            leaked([pid, call])
    for way in (os.sched_setaffinity, os.setpgid):
        try:
            way(pid, {0} if way is os.sched_setaffinity else pid)
        except OSError:
            continue
        leaked([pid, way])
""",
)

attack(
    "displayhook",
    "Shows, prints and runs 100.0, as if that were its score.",
    functions={
        "flatten_images": """
import sys

def flatten_images(images):
    sys.displayhook(100.0)
    sys.stdout.write("100.0")
    display(100.0)
    get_ipython().run_cell("100.0")
    return 2.0
"""
    },
)
