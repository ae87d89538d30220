"""Objects that are not what they seem: every answer below is wrong, however it compares."""

from __future__ import annotations

from tests.attacks.corpus import flatten

flatten(
    "equals_everything",
    "Returns a number that is equal to everything.",
    """
class Right(float):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __sub__(self, other): return 0.0
    __rsub__ = __mul__ = __rmul__ = __sub__
    def __hash__(self): return 0

def flatten_images(images):
    return Right(1)
""",
)
flatten(
    "array_that_equals_everything",
    "Returns an array that is equal to everything.",
    """
class Right(np.ndarray):
    def __array_ufunc__(self, *args, **kwargs): return np.True_
    def __array_function__(self, *args, **kwargs): return True
    def __array_finalize__(self, other): self.reference = other
    def __eq__(self, other): return True
    shape = property(lambda self: (3, 2))
    dtype = property(lambda self: np.dtype(float))

def flatten_images(images):
    return np.zeros((images[0].size, len(images))).view(Right)
""",
)
flatten(
    "pretends_to_be_an_array",
    "Returns an object that claims to be an array and to be any length, item and attribute.",
    """
class Mask:
    __class__ = np.ndarray
    ndim, size, shape, dtype = 2, 6, (3, 2), np.dtype(float)
    def __array__(self, *args, **kwargs): return np.zeros((3, 2))
    def __len__(self): return 10**9
    def __getitem__(self, index): return self
    def __getattr__(self, name): return self
    def __call__(self, *args, **kwargs): return self

def flatten_images(images):
    return Mask()
""",
)
flatten(
    "array_protocol_changes_its_mind",
    "Returns objects whose numbers and items differ each time that they are read.",
    """
class Fickle:
    calls = 0
    def __array__(self, *args, **kwargs):
        Fickle.calls += 1
        return np.full((3, 2), float(Fickle.calls))

class Words(dict):
    def items(self): return [("columns", 1)]
    def keys(self): return ["columns"]
    def __len__(self): return -1
    def __iter__(self): raise RuntimeError("no")

def flatten_images(images):
    return [Fickle(), Words(a=Fickle())]
""",
)
flatten(
    "metaclass",
    "Returns an object whose class is equal to everything, and ends the process when asked its name.",
    """
class Meta(type):
    def __instancecheck__(cls, other): return True
    def __eq__(cls, other): return True
    def __hash__(cls): return hash(float)
    def __getattribute__(cls, name):
        if name == "__name__": raise SystemExit("no name")
        return type.__getattribute__(cls, name)

class Thing(metaclass=Meta):
    pass

def flatten_images(images):
    return Thing()
""",
)
flatten(
    "getattr_trap",
    "Returns an object that hangs when it is looked at, and ends the process when it is measured.",
    """
class Trap:
    def __getattr__(self, name):
        while True:
            pass
    def __len__(self):
        import os
        os._exit(0)

def flatten_images(images):
    return [Trap(), images.reshape(len(images), -1).T]
""",
)
flatten(
    "cyclic",
    "Returns lists and dictionaries that contain themselves.",
    """
def flatten_images(images):
    a = []
    a.append(a)
    b = {"a": a}
    b["b"] = b
    a.append(b)
    return a
""",
)
flatten(
    "a_cycle_that_branches",
    "Returns a list that contains itself ten times.",
    """
def flatten_images(images):
    a = []
    a += [a] * 10
    return a
""",
)
flatten(
    "very_deep",
    "Returns a list that is nested two hundred thousand levels deep.",
    """
def flatten_images(images):
    deep = images
    for _ in range(200_000):
        deep = [deep]
    return deep
""",
    slow=True,  # to make and to unmake so many takes nearly the second that there is
)
flatten(
    "object_array",
    "Returns an array of objects in the place of numbers.",
    """
def flatten_images(images):
    a = np.empty((images[0].size, len(images)), dtype=object)
    a[:] = 0
    return a
""",
)
flatten(
    "structured_and_foreign_types",
    "Returns values of many types that no exercise expects.",
    """
def flatten_images(images):
    a = np.zeros((images[0].size, len(images)), dtype=[("x", float)])
    return {"a": a, "b": np.ma.masked_array([1.0], [True]), "c": 1j, "d": np.array(["x"]), "e": b"x" * 10**6,
            "f": np.datetime64("now"), "g": range(10**9), "h": memoryview(b"x"), "i": np.zeros(3, "c8")}
""",
)
flatten(
    "nan_and_infinity",
    "Returns an array of infinities and of values that are no numbers.",
    """
def flatten_images(images):
    a = np.full((images[0].size, len(images)), np.nan)
    a[0] = np.inf
    return a
""",
)
flatten(
    "numbers_beyond_every_type",
    "Returns numbers that are too large for every usual type.",
    """
def flatten_images(images):
    return [[10**400, -(10**4000), 2**64, 1 << 100_000], np.longdouble(10) ** 4000]
""",
)
flatten(
    "huge_keys",
    "Returns a dictionary with enormous and odd keys.",
    """
def flatten_images(images):
    return {"k" * 10**7: 1, 10**5000: 2, ("a", "b"): 3, None: 4, "\\ud800": 5, float("nan"): 6}
""",
)
flatten(
    "wrong_by_broadcasting",
    "Returns the first picture's column, repeated for every picture.",
    """
def flatten_images(images):
    return np.broadcast_to(images.reshape(len(images), -1).T[:, :1], (images[0].size, len(images)))
""",
    partly={"flatten_images": 0.5},  # of a single picture it is right
)
flatten(
    "a_view_of_a_gigabyte",
    "Returns an array of a trillion numbers that takes hardly any memory until it is copied.",
    """
def flatten_images(images):
    return np.broadcast_to(np.zeros(1), (10**6, 10**6))
""",
)
flatten(
    "generator_and_function",
    "Returns a generator in the place of an array.",
    """
def flatten_images(images):
    yield from images
""",
)
