"""Build galaxy_nebula.h5 and galaxy_nebula_credits.csv from the pictures of Debian's stellarium-data.

    apt-get download stellarium-data=0.22.2-1          # 246 MB, nothing is installed
    dpkg-deb -x stellarium-data_0.22.2-1_all.deb stellarium
    pip install numpy h5py pillow
    python data/build_dataset.py stellarium data

A picture is kept if all of these hold; none is chosen or dropped by its looks:
- the package's CREDITS.md names an author and an explicit licence for the object, and that licence is public
  domain, CC0, CC BY or CC BY-SA;
- the credit given for the file itself in textures.json agrees with that author;
- Stellarium's own catalogue calls the object a galaxy or a nebula (no star clusters, no single stars);
- it is one picture of one object, not one tile of a mosaic.
"""

from __future__ import annotations

import argparse
import collections
import csv
import gzip
import re
import struct
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
from PIL import Image

PACKAGE = "stellarium-data 0.22.2-1 (Debian 12)"
CLASSES = ("nebula", "galaxy")
PIXELS = 64
TEST_SHARE = 0.2
SEED = 0
LARGEST_OVERLAP = 0.1

# The object types of Stellarium 0.22 by number, as far as they are galaxies or nebulae.
GALAXIES = {0: "galaxy", 1: "active galaxy", 2: "radio galaxy", 3: "interacting galaxy"}
NEBULAE = {
    10: "nebula",
    11: "planetary nebula",
    12: "dark nebula",
    13: "reflection nebula",
    14: "bipolar nebula",
    15: "emission nebula",
    16: "cluster with nebulosity",
    17: "HII region",
    18: "supernova remnant",
    19: "interstellar matter",
    23: "molecular cloud",
}
TYPES = GALAXIES | NEBULAE
# The catalogue has no Abell numbers: 31, 33 and 39 are planetary nebulae, 85 is a supernova remnant.
ABELL_TYPES = {"abell31": 11, "abell33": 11, "abell39": 11, "abell85": 18}


@dataclass(frozen=True)
class Texture:
    """One picture as textures.json describes it; ``corners``: right ascension and declination in degrees."""

    file: str
    credit: str
    url: str
    corners: np.ndarray


@dataclass(frozen=True)
class Credit:
    """One paragraph of CREDITS.md; ``licence`` is a short name, or None if it is not explicit and free."""

    section: str
    author: str
    licence: str | None
    wording: str


@dataclass(frozen=True)
class Picture:
    """A picture that is kept."""

    texture: Texture
    object: str
    type: int
    credit: Credit

    @property
    def label(self) -> int:
        return int(self.type in GALAXIES)


class QtStream:
    """Numbers and texts as Qt's QDataStream writes them."""

    def __init__(self, data: bytes) -> None:
        self.data, self.position = data, 0

    def more(self) -> bool:
        return self.position < len(self.data)

    def number(self) -> int:
        return self._take(">I", 4)

    def double(self) -> float:
        return self._take(">d", 8)

    def text(self) -> str:
        length = self.number()
        if length == 0xFFFFFFFF:
            return ""
        self.position += length
        return self.data[self.position - length : self.position].decode("utf-16-be")

    def _take(self, form: str, size: int):
        (value,) = struct.unpack_from(form, self.data, self.position)
        self.position += size
        return value


def read_types(path: Path) -> dict[str, int]:
    """The type of every object of catalog.dat, by its names: ``{"m31": 0, "ngc224": 0, ...}``."""
    stream = QtStream(gzip.decompress(path.read_bytes()))
    version, _edition = stream.text(), stream.text()
    if version != "3.16":
        sys.exit(f"{path} is a catalogue of version {version}; this program reads 3.16.")
    numbered = "NGC IC M C B Sh2 VdB RCW LDN LBN Cr Mel PGC UGC".split()
    mixed = "Ced Arp VV PK PNG SNRG ACO HCG ESO VdBH DWB Tr St Ru VdBHa".split()
    mixed_numbers = {"Arp", "VV", "DWB", "Tr", "St", "Ru", "VdBHa"}
    types: dict[str, int] = {}
    while stream.more():
        stream.number()
        for _ in range(4):  # position and brightness
            stream.double()
        kind = stream.number()
        stream.text()  # morphology
        stream.double(), stream.double(), stream.number()  # axes and angle
        for _ in range(6):  # redshift, parallax, distance, each with its error
            stream.double()
        numbers = {catalogue: stream.number() for catalogue in numbered}
        for catalogue in mixed:
            stream.number() if catalogue in mixed_numbers else stream.text()
        for catalogue in ("NGC", "IC", "M", "PGC", "UGC", "RCW", "VdB", "LBN", "LDN", "B", "Sh2"):
            if numbers[catalogue]:
                types.setdefault(f"{catalogue.lower()}{numbers[catalogue]}", kind)
    return types | ABELL_TYPES


def licence_of(wording: str) -> str | None:
    """A short name for the wording of CREDITS.md; None if it is not explicitly one of the free licences."""
    text = wording.lower()
    if "cc0" in text:
        return "CC0-1.0"
    if "public domain" in text:
        return "public-domain"
    version = re.search(r"\d\.\d", text)
    if not version:
        return None
    if "attribution-share alike" in text:
        return f"CC-BY-SA-{version[0]}" + ("-DE" if "germany" in text else "")
    if "creative commons attribution" in text:
        return f"CC-BY-{version[0]}"
    return None


def read_credits(path: Path) -> dict[str, list[Credit]]:
    """The credits of CREDITS.md by object: ``{"ngc891": [Credit(...)], ...}``."""
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    credits = collections.defaultdict(list)
    paragraphs = re.finditer(r"^\s*(4\.\d+) (Images? of .*?)(?=^\s*4\.\d+[a-z]? |^```)", text, re.S | re.M)
    for section, body in (match.groups() for match in paragraphs):
        head, _, wording = " ".join(body.split()).partition("License:")
        named = re.match(r"Images? of (.*?) from (.*)$", head)
        if not named:
            continue
        credit = Credit(section, named[2].strip(), licence_of(wording), wording.strip())
        for name in re.split(r",| and ", named[1]):
            credits[object_key(name)].append(credit)
    return credits


def object_key(name: str) -> str:
    """``"NGC 891 (edge-on)"`` -> ``"ngc891"``."""
    plain = re.sub(r"\(.*?\)", "", name).lower().replace(" ", "")
    return plain.replace("barnard", "b").replace("sh2-", "sh2")


def object_of(file: str) -> str | None:
    """``"n891.png"`` -> ``"ngc891"``; None for a tile of a mosaic or a name without a catalogue number."""
    match = re.match(r"(ngc|ic|sh2-|ugc|pgc|rcw|vdb|lbn|ldn|abell|barnard|m|n|u|p)0*(\d+)(.*)$", file.lower()[:-4])
    if not match or re.match(r"-\d+$", match[3]):
        return None
    long = {"n": "ngc", "u": "ugc", "p": "pgc", "barnard": "b", "sh2-": "sh2"}
    return long.get(match[1], match[1]) + match[2]


def same_author(one: str, other: str) -> bool:
    """Whether two credits share a word that says who (not where in the web)."""
    empty = {"the", "and", "from", "https", "http", "org", "commons", "wikimedia", "wiki", "www", "com"}
    first, second = (set(re.findall(r"[a-z0-9]{3,}", text.lower())) for text in (one, other))
    return bool((first & second) - empty)


def read_textures(path: Path) -> Iterator[Texture]:
    """Every picture of textures.json, which is not strict JSON."""
    for block in re.split(r"\n\s*\{\s*\n", path.read_text(encoding="utf-8")):
        file = re.search(r'"imageUrl"\s*:\s*"([^"]+)"', block)
        corners = re.search(r'"worldCoords"\s*:\s*(\[\[\[.*?\]\]\])', block, re.S)
        if not file or not corners:
            continue
        credits = re.search(r'"imageCredits"\s*:\s*\{([^}]*)\}', block)
        pairs = re.findall(r'"(\w+)"\s*:\s*"([^"]*)"', credits[1]) if credits else []
        fields = {key.lower(): value for key, value in pairs}
        points = re.findall(r"\[\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*\]", corners[1])
        yield Texture(
            file[1], fields.get("short", "").strip(), fields.get("infourl", ""), np.array(points, dtype=float)
        )


def select(package: Path) -> list[Picture]:
    """The pictures to keep, by file name; says how many were left out for which reason."""
    nebulae = package / "usr/share/stellarium/nebulae/default"
    types = read_types(nebulae / "catalog.dat")
    credits = read_credits(package / "usr/share/doc/stellarium-data/CREDITS.md.gz")
    kept, reasons = [], collections.Counter[str]()
    for texture in read_textures(nebulae / "textures.json"):
        name = object_of(texture.file)
        credit = next((c for c in credits.get(name or "", []) if same_author(c.author, texture.credit)), None)
        if name is None:
            reasons["mosaic tile, or no catalogue number in the name"] += 1
        elif types.get(name) not in TYPES:
            reasons["neither galaxy nor nebula in the catalogue"] += 1
        elif credit is None:
            reasons["credit not found in CREDITS.md, or not agreeing with it"] += 1
        elif credit.licence is None:
            reasons["no explicit free licence in CREDITS.md"] += 1
        else:
            reasons["kept"] += 1
            kept.append(Picture(texture, name, types[name], credit))
    for reason, count in reasons.most_common():
        print(f"{count:4d}  {reason}")
    return sorted(kept, key=lambda picture: picture.texture.file)


def sky_disc(corners: np.ndarray) -> tuple[np.ndarray, float]:
    """Centre (unit vector) and radius (radians) of a disc as large as the picture's square of sky."""
    right_ascension, declination = np.deg2rad(corners).T
    x = np.cos(declination) * np.cos(right_ascension)
    y = np.cos(declination) * np.sin(right_ascension)
    vectors = np.stack([x, y, np.sin(declination)], axis=1)
    centre = vectors.mean(axis=0)
    centre /= np.linalg.norm(centre)
    half_diagonal = np.mean(np.arccos(np.clip(vectors @ centre, -1, 1)))
    return centre, float(half_diagonal / np.sqrt(2) * 2 / np.sqrt(np.pi))


def overlap(one: tuple[np.ndarray, float], other: tuple[np.ndarray, float]) -> float:
    """Shared area of two discs over the area of their union (plane geometry: the discs are small)."""
    distance = np.arccos(np.clip(one[0] @ other[0], -1, 1))
    large, small = max(one[1], other[1]), min(one[1], other[1])
    if distance >= large + small:
        return 0.0
    shared = np.pi * small**2
    if distance > large - small:  # neither disc lies inside the other: the lens between their edges
        near = (distance**2 + small**2 - large**2) / (2 * distance)
        far = distance - near
        shared = small**2 * np.arccos(near / small) + large**2 * np.arccos(far / large)
        shared -= distance * np.sqrt(small**2 - near**2)
    return float(shared / (np.pi * (large**2 + small**2) - shared))


def refuse_overlaps(pictures: list[Picture]) -> None:
    """Stop if two pictures show the same piece of sky: one might be learnt from and the other tested with."""
    discs = [sky_disc(picture.texture.corners) for picture in pictures]
    for i, disc in enumerate(discs):
        for j in range(i):
            if overlap(disc, discs[j]) > LARGEST_OVERLAP:
                sys.exit(f"{pictures[j].texture.file} and {pictures[i].texture.file} show the same piece of sky.")


def split(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Indices of the training and of the test pictures, drawn within each class, each in random order."""
    shuffled = np.random.RandomState(SEED).permutation(len(labels))
    test = np.zeros(len(labels), dtype=bool)
    for label in range(len(CLASSES)):
        of_class = shuffled[labels[shuffled] == label]
        test[of_class[: round(TEST_SHARE * len(of_class))]] = True
    rng = np.random.RandomState(SEED)
    return rng.permutation(np.flatnonzero(~test)), rng.permutation(np.flatnonzero(test))


def load(path: Path) -> np.ndarray:
    """One picture, on black where it is transparent, (PIXELS, PIXELS, 3) uint8."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a few files carry palettes that Pillow remarks on
        image = Image.open(path).convert("RGBA")
    black = Image.new("RGBA", image.size, (0, 0, 0, 255))
    return np.asarray(Image.alpha_composite(black, image).convert("RGB").resize((PIXELS, PIXELS), Image.LANCZOS))


def write_pictures(path: Path, folder: Path, pictures: list[Picture], sets: dict[str, np.ndarray]) -> None:
    """The HDF5 file in the classic schema, and the id of each picture beside its label."""
    labels = np.array([picture.label for picture in pictures], dtype=np.int64)
    ids = np.array([picture.texture.file.encode() for picture in pictures])
    pixels = np.stack([load(folder / picture.texture.file) for picture in pictures])
    with h5py.File(path, "w") as file:
        for name, indices in sets.items():
            file.create_dataset(
                f"{name}_set_x",
                data=pixels[indices],
                chunks=(16, PIXELS, PIXELS, 3),
                compression="gzip",
                compression_opts=9,
                shuffle=True,
            )
            file.create_dataset(f"{name}_set_y", data=labels[indices])
            file.create_dataset(f"{name}_set_id", data=ids[indices])
        file.create_dataset("list_classes", data=np.array([name.encode() for name in CLASSES]))
        file.attrs["source"] = f"{PACKAGE}, nebulae/default/*.png, resized"
        file.attrs["licence"] = "each picture under its own licence, see the credits table; as a whole CC-BY-SA-4.0"


def write_credits(path: Path, pictures: list[Picture], sets: dict[str, np.ndarray]) -> None:
    """The credits table: one row for each picture, by file name."""
    set_of = {index: name for name, indices in sets.items() for index in indices.tolist()}
    rows = [
        {
            "file": picture.texture.file,
            "split": set_of[index],
            "label": picture.label,
            "class": CLASSES[picture.label],
            "object": picture.object,
            "type": TYPES[picture.type],
            "author": picture.credit.author,
            "licence": picture.credit.licence,
            "licence_wording": picture.credit.wording,
            "credits_section": picture.credit.section,
            "url": picture.texture.url,
        }
        for index, picture in enumerate(pictures)
    ]
    with path.open("w", newline="", encoding="utf-8") as table:
        writer = csv.DictWriter(table, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Command line: where the package was unpacked, and where the two files go."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("package", type=Path, help="folder into which the Debian package was unpacked")
    parser.add_argument("target", type=Path, help="folder to write into")
    arguments = parser.parse_args()
    pictures = select(arguments.package)
    refuse_overlaps(pictures)
    train, test = split(np.array([picture.label for picture in pictures]))
    sets = {"train": train, "test": test}
    folder = arguments.package / "usr/share/stellarium/nebulae/default"
    write_pictures(arguments.target / "galaxy_nebula.h5", folder, pictures, sets)
    write_credits(arguments.target / "galaxy_nebula_credits.csv", pictures, sets)
    print(f"{len(train)} pictures to learn from, {len(test)} to test")


if __name__ == "__main__":
    main()
