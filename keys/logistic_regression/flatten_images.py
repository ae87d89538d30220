"""flatten_images: each picture becomes one column, all its numbers below each other."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close


@exercise(
    returns=close("columns", points=1),
    case_points={"one picture": 0.5, "pictures of one pixel": 0.5},
    hands_back="columns",
    hints=(
        "How many numbers does one picture consist of, and how many pictures are there? Which of them counts the rows?",
        "reshape reads the numbers in their order in memory, and there one whole picture follows the other.",
        "First every picture becomes a row, then rows become columns. np.arange(6).reshape(2, -1) is [[0 1 2] [3 4 "
        "5]]: NumPy works out what -1 stands for. With .T it is [[0 3] [1 4] [2 5]].",
    ),
    reasons={
        "sizes": "Pictures are square, so two axes are equal by definition; the first case has pictures of a "
        "single pixel, so that the example shown to a student is two colours."
    },
)
def flatten_images(images):
    """Pictures ``(m, px, px, 3)`` as columns ``(px*px*3, m)``: column j is picture j, read row by row.

    Formula: the order of the numbers within a picture is that of the array (rows, columns, colours).
    """
    m = len(images)
    return images.reshape(m, images.size // m).T


@flatten_images.inputs
def flatten_images_inputs(rng):
    """One pixel has no order of its own, and one picture no neighbours: each is half of what flattening is about."""
    sizes = [(2, 1), (7, 1), (1, 2), (1, 4), (4, 2), (6, 5), (5, 4), (7, 8)]
    for m, px in sizes:
        count = m * px * px * 3
        values = 1 + rng.permutation(max(count, 250)) % 250  # all different in the small pictures
        part = "pictures of one pixel" if px == 1 else "one picture" if m == 1 else None
        yield case(values[:count].reshape(m, px, px, 3).astype(np.uint8), part=part)


@flatten_images.also_correct
def flatten_with_loops(images):
    m, height, width, colours = images.shape
    X = np.zeros((height * width * colours, m))
    for j in range(m):
        row = 0
        for y in range(height):
            for x in range(width):
                for colour in range(colours):
                    X[row, j] = images[j, y, x, colour]
                    row += 1
    return X


@flatten_images.also_correct
def flatten_with_moved_axis(images):
    px = images.shape[1]
    return np.moveaxis(images, 0, -1).reshape(px * px * 3, images.shape[0])


@flatten_images.also_correct
def flatten_with_stack(images):
    return np.stack([picture.ravel() for picture in images], axis=1).astype(float)


@flatten_images.also_correct
def flatten_with_transpose_of_list(images, dtype=float):
    return np.transpose(np.array([picture.flatten().tolist() for picture in images], dtype=dtype))


flatten_images.slips(
    reshaped_without_transpose=(
        "return images.reshape(-1, m)",
        "The shape is right, but numbers of different pictures share a column. In which order does reshape read them?",
    ),
    pictures_in_rows=(
        "return images.reshape(m, -1)",
        "Each picture is a row of your array. The course keeps examples in columns: what turns one into the other?",
    ),
    transposed_before_reshape=(
        "return images.T.reshape(-1, m)",
        "Every column is one picture, but its numbers come colour by colour, and each colour from top to bottom first. "
        "In which order do the axes of images stand?",
    ),
    colours_taken_apart=(
        "return images.transpose(0, 3, 1, 2).reshape(m, -1).T",
        "Each column lists all reds, then all greens, then all blues. The pictures keep the three of a pixel together.",
    ),
    rows_and_columns_of_pixels_exchanged=(
        "return images.transpose(0, 2, 1, 3).reshape(m, -1).T",
        "Each column reads its picture from top to bottom first; expected is left to right first. Which axis moves "
        "fastest?",
    ),
    colours_reversed=(
        "images = images[..., ::-1]",
        "Red and blue have changed places in every pixel. Flattening keeps the order of the colours: what turned it?",
    ),
    scaled_already=(
        "return images.reshape(m, -1).T / 255",
        "Your numbers are the expected ones divided by 255. Scaling is a step of its own and comes later in the "
        "notebook.",
    ),
    one_long_column=(
        "return images.reshape(-1, 1)",
        "All pictures ended up below each other in one single column. How many columns do m examples need?",
    ),
    one_long_row=(
        "return images.flatten()",
        "All the numbers are in one rank-1 array, so no picture has a column. Which two lengths should the shape hold?",
    ),
    first_picture_only=(
        "return images[0].reshape(-1, 1)",
        "Your array holds the first picture and none of the others. Which line of yours takes in all m pictures?",
    ),
)
