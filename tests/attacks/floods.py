"""Too long, too much: loops, memory, files, output, large cells."""

from __future__ import annotations

from tests.attacks.corpus import ZEROS, attack, flatten


def does(name: str, body: str, everyday: bool = False, slow: bool = False) -> None:
    """An attack whose function does this, and then returns a wrong answer."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    text = f"import os, sys\n\ndef flatten_images(images):\n{lines}\n    return 0\n"
    flatten(name, text, everyday=everyday, slow=slow)


does("endless_loop", "while True: pass")
does(
    "endless_loop_that_swallows_everything",
    """
while True:
    try:
        while True: pass
    except BaseException:
        continue
""",
    everyday=True,
)
does("endless_in_c", "9 ** (9 ** 9)")
does("catastrophic_pattern", "import re\nre.match(r'(a+)+$', 'a' * 60 + 'b')")
does("endless_sum", "sum(iter(int, 1))")
does("sleeps", "import time\ntime.sleep(10**6)")
does("deadlock", "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()")
does("reads_from_nowhere", "os.read(0, 1)\nwhile True: sys.stdin.read(1)")
does("large_product", "np.linalg.svd(np.random.randn(20_000, 2_000))")
does("recursion", "return flatten_images(images)", everyday=True)
does(
    "recursion_without_a_limit",
    """
sys.setrecursionlimit(10**9)
def f(x): return [f(x) for _ in range(1)]
return f(1)
""",
)
does("memory", "x = []\nwhile True: x.append(bytearray(10**8))", everyday=True)
does("memory_in_small_pieces", "x = []\nwhile True: x.append([0] * 1000)")
does("large_array", "return np.ones((10**5, 10**5))", everyday=True)
does("large_answer", "return np.zeros(40 * 2**20)")
does("answer_of_ten_million_items", "return list(range(10**7))", slow=True)
does("text_of_half_a_gigabyte", "return 'x' * (5 * 10**8)", slow=True)
does("error_of_half_a_gigabyte", "raise ValueError('x' * (5 * 10**8))", everyday=True)
does(
    "fills_the_disk",
    """
number = 0
while True:
    number += 1
    with open(f"file{number}", "wb") as file:
        while True: file.write(bytes(2**20))
""",
)
does("sparse_file", "open('sparse', 'wb').truncate(10**13)", everyday=True)
does(
    "many_files",
    """
keep = []
for number in range(20_000):
    keep.append(open(f"f{number}", "w"))
""",
    everyday=True,
)
does("deep_folders", "for _ in range(2_000):\n    os.mkdir('d')\n    os.chdir('d')")

# Accidents on right work: they cost nothing.
RIGHT = "    return images.reshape(images.shape[0], -1).T\n"
attack(
    "prints_200_000_lines",
    functions={"flatten_images": f"def flatten_images(images):\n    print('line\\n' * 200_000)\n{RIGHT}"},
    honest=("flatten_images",),
    back=("for i in range(200_000):\n    print(i)",),
    everyday=True,
)
attack(
    "loop_in_a_cell_of_its_own",
    front=("x = 0\nwhile True:\n    x += 1",),
    back=("while True:\n    pass", "input('name: ')", "big = [0] * 10**11"),
    everyday=True,
)
attack("cell_of_50_megabytes", back=("x = '" + "x" * 50_000_000 + "'",), readable=False)
attack("cell_of_2_megabytes", back=("x = '" + "x" * 2_000_000 + "'",), everyday=True)
attack("a_thousand_cells", back=tuple(f"y{i} = {i}" for i in range(1_000)))
attack("cell_with_600_commands", back=("!ls\n" * 600,))
attack(
    "endless_definition",
    functions={"flatten_images": f"while True:\n    pixels = 3{ZEROS.replace('3', 'pixels')}"},
    load_seconds=1.0,
)
attack(
    "large_definition",
    functions={
        "flatten_images": f"TABLE = [bytearray(10**8) for _ in range(10**4)]\n{ZEROS.replace('zeros', 'TABLE')}"
    },
)
attack(
    "endless_definition_made_by_exec",
    functions={"flatten_images": "exec('while True: pass')\nglobals()['flatten_images'] = None"},
    load_seconds=1.0,
)
