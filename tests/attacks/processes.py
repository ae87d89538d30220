"""Ending, stopping, multiplying and leaving processes; threads; the network."""

from __future__ import annotations

from tests.attacks.corpus import LEAK, attack, flatten


def does(name: str, tried: str, body: str, before: str = "import os, signal, sys", slow: bool = False) -> None:
    """An attack whose function does this, and then returns a wrong answer."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    flatten(name, tried, f"{LEAK}\n{before}\n\ndef flatten_images(images):\n{lines}\n    return 0\n", slow=slow)


does("sys_exit", "Asks Python to exit, as if all were well.", "sys.exit(0)")
does("exit_and_quit", "Asks Python to exit, as if something had failed.", "exit(2)")
does(
    "raises_system_exit_with_a_score",
    "Exits with a score of 100 in the place of a status.",
    "raise SystemExit({'score': 100, 'passed': True})",
)
does("os_exit", "Ends the own process at once, without any cleaning up.", "os._exit(0)")
does(
    "raises_keyboard_interrupt",
    "Pretends that somebody interrupted it from the keyboard.",
    "raise KeyboardInterrupt",
)
does("raises_generator_exit", "Raises the exception that closes generators.", "raise GeneratorExit")
does(
    "raises_a_class_of_its_own",
    "Raises an exception that is no ordinary error, and raises another when it is shown.",
    "class E(BaseException):\n    def __str__(self): raise E\nraise E",
)
does("kills_itself", "Kills the own process by a signal.", "os.kill(os.getpid(), signal.SIGKILL)")
does(
    "segmentation_fault",
    "Reads memory that it does not have, so that the own process crashes.",
    "import ctypes\nctypes.string_at(0)",
)
does("aborts", "Aborts the own process.", "os.abort()")
does("stops_itself", "Halts the own process without ending it.", "os.kill(os.getpid(), signal.SIGSTOP)")
does(
    "kills_everybody",
    "Kills, halts or ends the parent process and all others within reach.",
    """
for target in (os.getppid(), 1, -1, 0, -os.getpgid(0), os.getppid() - 1):
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
        try:
            os.kill(target, number)
        except OSError:
            continue
        leaked([target, number])
""",
)
does(
    "forks",
    "Forks up to 1000 processes that run without end.",
    """
made = 0
for _ in range(1000):
    try:
        if os.fork() == 0:
            while True: pass
        made += 1
    except OSError:
        break
if made: leaked(made)
""",
)
does(
    "starts_programs",
    "Starts other programs and processes in six ways.",
    """
import multiprocessing, subprocess
for way in (
    lambda: subprocess.run(["true"], check=True),
    lambda: subprocess.Popen(["sleep", "1000"], start_new_session=True),
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
    lambda: 1 / (os.system("true") == 0),
    lambda: multiprocessing.get_context("fork").Process(target=print).start(),
    lambda: multiprocessing.get_context("spawn").Process(target=print).start(),
):
    try:
        way()
    except (OSError, ZeroDivisionError, ImportError, AttributeError):
        continue
    leaked("a program")
""",
)
does(
    "leaves_a_daemon",
    "Leaves a process behind by raw system calls, then turns into a sleeping shell.",
    """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for call in (56, 57, 58, 435):  # clone, fork, vfork, clone3
    pid = libc.syscall(call, 17, 0, 0, 0, 0)
    if pid == 0:
        os.setsid()
        while True: pass
    if pid > 0:
        leaked(pid)
os.execv("/bin/sh", ["sh", "-c", "sleep 1000"])
""",
)
does(
    "becomes_another_program",
    "Turns into another Python, which loops without end.",
    "os.execv(sys.executable, [sys.executable, '-c', 'while True: pass'])",
)
does(
    "thread_bomb",
    "Starts sleeping threads without end.",
    """
while True:
    threading.Thread(target=time.sleep, args=(1000,), daemon=False).start()
""",
    before="import os, sys, threading, time",
)
does(
    "busy_threads_left_behind",
    "Leaves three threads behind that are busy without end.",
    """
def busy():
    while True: pass
for _ in range(3):
    threading.Thread(target=busy, daemon=True).start()
""",
    before="import threading",
    slow=True,  # they compute while the call waits, and their time is its time
)
does(
    "late_threads",
    "Lets a timer end the own process while the function sleeps.",
    """
def late():
    while True:
        os._exit(0)
timer = threading.Timer(0.05, late)
timer.start()
time.sleep(0.1)
""",
    before="import os, threading, time",
)
does(
    "at_exit_and_finalizers",
    "Sets up endless loops for the end of the own process, then ends it.",
    """
import atexit, weakref
def again():
    while True: pass
class Last:
    def __del__(self): again()
atexit.register(again)
images.flags.writeable = True
keep = Last()
weakref.finalize(keep, again)
signal.signal(signal.SIGTERM, lambda *_: again())
os._exit(0)
""",
)
does(
    "network",
    "Opens sockets of all kinds and connects to services of the same computer.",
    """
import socket, urllib.request
for way in (
    lambda: socket.create_connection(("127.0.0.1", 22), 1),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    lambda: socket.socket(socket.AF_UNIX).connect("/run/docker.sock"),
    lambda: socket.socketpair(),
    lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0),
    lambda: urllib.request.urlopen("http://localhost", timeout=1),
):
    try:
        way()
    except OSError:
        continue
    leaked("a connection")
""",
)
does(
    "more_privileges",
    "Takes more rights: to be root, to raise its limits, to lower those of its parent.",
    """
import resource
for way in (
    lambda: os.setuid(0),
    lambda: os.seteuid(0),
    lambda: os.setgroups([0]),
    lambda: os.chroot("."),
    lambda: os.nice(-5),
    lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)),
    lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1)),
    lambda: os.unshare(0x10000000) if hasattr(os, "unshare") else open("/proc/self/setgroups", "w"),
    lambda: os.memfd_create("x") and os.execve(os.memfd_create("y"), ["y"], {}),
):
    try:
        way()
    except (OSError, ValueError):
        continue
    leaked("a privilege")
""",
)
# An alarm that goes on ringing spoils what comes after it in its own process, so it sits in the last exercise.
attack(
    "alarms",
    "Sets timers that ring every hundredth of a second, and loops without end.",
    functions={
        "model": """
import signal

def model(*args):
    signal.signal(signal.SIGALRM, lambda *_: {}["an alarm"])
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    signal.setitimer(signal.ITIMER_PROF, 0.01, 0.01)
    while True: pass
"""
    },
)
# The import system of the process is the student's own: what they put into it reaches nobody else.
attack(
    "own_modules",
    "Puts modules of its own in the place of NumPy, json and the autograder.",
    functions={
        "flatten_images": """
import importlib, os, sys
text = "def array_equal(*a): return True\\nallclose = check = array_equal\\n__version__ = '9'\\n"
for name in ("numpy", "autograder", "json", "sitecustomize"):
    open(name + ".py", "w").write(text)
sys.path.insert(0, os.getcwd())
for name in [name for name in sys.modules if name.split(".")[0] == "json"]:
    del sys.modules[name]
import json

def flatten_images(images):
    return json.allclose(images)
"""
    },
    beside={
        "numpy.py": "def allclose(*args, **kwargs): return True\narray = zeros = exp = ndarray = allclose\n",
        "autograder.py": "def check(*args): print('full marks')\ndef ready(*args): return True\nhint = check\n",
        "sitecustomize.py": "raise SystemExit('taken over')\n",
        "nbgrader_config.py": "raise SystemExit('taken over')\n",
        "conftest.py": "raise SystemExit('taken over')\n",
    },
)
