"""Too long, too much: loops, memory, files, output, large cells."""

from __future__ import annotations

from tests.attacks.corpus import ZEROS, attack, flatten


def does(name: str, tried: str, body: str, slow: bool = False) -> None:
    """An attack whose function does this, and then returns a wrong answer."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    text = f"import os, sys\n\ndef flatten_images(images):\n{lines}\n    return 0\n"
    flatten(name, tried, text, slow=slow)


does("endless_loop", "Loops without end.", "while True: pass")
does(
    "endless_loop_that_swallows_everything",
    "Loops without end and swallows every error that should stop it.",
    """
while True:
    try:
        while True: pass
    except BaseException:
        continue
""",
)
does(
    "endless_in_c",
    "Computes one power that is too large to be ever finished.",
    "9 ** (9 ** 9)",
)
does(
    "catastrophic_pattern",
    "Matches a text against a pattern that takes practically for ever.",
    "import re\nre.match(r'(a+)+$', 'a' * 60 + 'b')",
)
does("endless_sum", "Sums up numbers that never end.", "sum(iter(int, 1))")
does("sleeps", "Sleeps for a million seconds.", "import time\ntime.sleep(10**6)")
does(
    "deadlock",
    "Waits for a lock that it holds itself.",
    "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
)
does(
    "reads_from_nowhere",
    "Reads typed input again and again, though nobody types.",
    "os.read(0, 1)\nwhile True: sys.stdin.read(1)",
)
does(
    "large_product",
    "Decomposes a matrix of 40 million random numbers.",
    "np.linalg.svd(np.random.randn(20_000, 2_000))",
)
does("recursion", "Calls itself without end.", "return flatten_images(images)")
does(
    "recursion_without_a_limit",
    "Lifts the limit on how deep calls may go, and then calls itself without end.",
    """
sys.setrecursionlimit(10**9)
def f(x): return [f(x) for _ in range(1)]
return f(1)
""",
)
does("memory", "Fills the memory with large blocks.", "x = []\nwhile True: x.append(bytearray(10**8))")
does("memory_in_small_pieces", "Fills the memory with many small lists.", "x = []\nwhile True: x.append([0] * 1000)")
does("large_array", "Returns an array of 80 gigabytes.", "return np.ones((10**5, 10**5))")
does("large_answer", "Returns an array of 40 million zeros.", "return np.zeros(40 * 2**20)")
does("answer_of_ten_million_items", "Returns a list of ten million numbers.", "return list(range(10**7))", slow=True)
does("text_of_half_a_gigabyte", "Returns a text of half a gigabyte.", "return 'x' * (5 * 10**8)", slow=True)
does(
    "error_of_half_a_gigabyte",
    "Raises an error whose message has half a gigabyte.",
    "raise ValueError('x' * (5 * 10**8))",
)
does(
    "fills_the_disk",
    "Writes to a file until the disk is full.",
    """
number = 0
while True:
    number += 1
    with open(f"file{number}", "wb") as file:
        while True: file.write(bytes(2**20))
""",
)
does(
    "sparse_file",
    "Makes a file that claims ten terabytes but holds nothing.",
    "open('sparse', 'wb').truncate(10**13)",
)
does(
    "many_files",
    "Opens 20,000 files and keeps them open.",
    """
keep = []
for number in range(20_000):
    keep.append(open(f"f{number}", "w"))
""",
)
does(
    "deep_folders",
    "Makes 2,000 folders, each inside the one before.",
    "for _ in range(2_000):\n    os.mkdir('d')\n    os.chdir('d')",
)

# Around right work.
RIGHT = "    return images.reshape(images.shape[0], -1).T\n"
attack(
    "prints_200_000_lines",
    "Prints 200,000 lines, in the function and again in a cell of its own.",
    functions={"flatten_images": f"def flatten_images(images):\n    print('line\\n' * 200_000)\n{RIGHT}"},
    honest=("flatten_images",),
    back=("for i in range(200_000):\n    print(i)",),
)
attack(
    "loop_in_a_cell_of_its_own",
    "Loops, asks for input and fills the memory, all in cells beside the exercises.",
    front=("x = 0\nwhile True:\n    x += 1",),
    back=("while True:\n    pass", "input('name: ')", "big = [0] * 10**11"),
)
attack("cell_of_50_megabytes", "Adds a cell of 50 megabytes.", back=("x = '" + "x" * 50_000_000 + "'",), readable=False)
attack("cell_of_2_megabytes", "Adds a cell of 2 megabytes.", back=("x = '" + "x" * 2_000_000 + "'",))
attack("a_thousand_cells", "Adds a thousand cells.", back=tuple(f"y{i} = {i}" for i in range(1_000)))
attack("cell_with_600_commands", "Adds a cell with 600 commands for the shell.", back=("!ls\n" * 600,))
attack(
    "endless_definition",
    "Uses a loop without end to set a value that the function needs.",
    functions={"flatten_images": f"while True:\n    pixels = 3{ZEROS.replace('3', 'pixels')}"},
    load_seconds=1.0,
)
attack(
    "large_definition",
    "Sets up a table of a terabyte beside the function.",
    functions={
        "flatten_images": f"TABLE = [bytearray(10**8) for _ in range(10**4)]\n{ZEROS.replace('return ', 'return TABLE and ')}"
    },
)
attack(
    "endless_definition_made_by_exec",
    "Hides a loop without end in a text that it runs as code, where a definition should be.",
    functions={"flatten_images": "exec('while True: pass')\nglobals()['flatten_images'] = None"},
    load_seconds=1.0,
)
