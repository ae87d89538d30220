# %% reshape_and_transpose
# fair: 2 of 2
# true: nothing is wrong
def flatten_images(images):
    """Each picture as one column.

    Arguments: images -- array (m, px, px, 3)
    Returns:   array (px * px * 3, m); column j is picture j, pixel by pixel
    """
    ### START CODE HERE ### (≈ 1 line of code)
    columns = images.reshape(images.shape[0], -1).T
    ### END CODE HERE ###
    return columns


# %% four_nested_loops
# fair: 2 of 2
# true: nothing is wrong; entry by entry with its own counting of the rows, the result has floats.
def flatten_images(images):
    """Each picture as one column."""
    m, hoehe, breite, farben = images.shape
    columns = np.zeros((hoehe * breite * farben, m))
    for j in range(m):
        k = 0
        for zeile in range(hoehe):
            for spalte in range(breite):
                for farbe in range(farben):
                    columns[k, j] = images[j, zeile, spalte, farbe]
                    k += 1
    return columns


# %% moveaxis_first
# fair: 2 of 2
# true: nothing is wrong; the axis of the pictures is moved to the end before the reshape.
def flatten_images(images):
    """Each picture as one column.

    Arguments: images -- array (m, px, px, 3)
    Returns:   array (px * px * 3, m); column j is picture j, pixel by pixel
    """
    ### START CODE HERE ### (≈ 1 line of code)
    m, px = images.shape[:2]
    columns = np.moveaxis(images, 0, -1).reshape(px * px * 3, m)
    assert columns.shape == (px * px * 3, m), "wrong shape"
    assert (columns[:3, 0] == images[0, 0, 0]).all()
    ### END CODE HERE ###
    return columns


# %% stack_of_ravelled_pictures
# fair: 2 of 2
# true: nothing is wrong; one ravelled picture after the other, put side by side.
def flatten_images(images):
    """Each picture as one column."""
    ### START CODE HERE ### (≈ 1 line of code)
    one_column = lambda picture: picture.flatten()
    columns = np.stack([one_column(p) for p in images], axis=1)
    ### END CODE HERE ###
    return columns


# %% reshape_straight_to_m_columns
# fair: 1 of 2
# true: reshape(-1, m) gives the right shape, but each column holds pieces of every picture; it
#       must be reshape(m, -1) and then transposed.
def flatten_images(images):
    """Each picture as one column.

    Arguments: images -- array (m, px, px, 3)
    Returns:   array (px * px * 3, m); column j is picture j, pixel by pixel
    """
    ### START CODE HERE ### (≈ 1 line of code)
    columns = images.reshape(images.shape[1] * images.shape[2] * 3, images.shape[0])
    ### END CODE HERE ###
    return columns


# %% pictures_left_in_rows
# fair: 1 of 2
# true: the pictures are rows, (m, px*px*3); the transpose that makes them columns is missing.
def flatten_images(images):
    """Each picture as one column.

    Arguments: images -- array (m, px, px, 3)
    Returns:   array (px * px * 3, m); column j is picture j, pixel by pixel
    """
    ### START CODE HERE ### (≈ 1 line of code)
    columns = np.array([picture.reshape(-1) for picture in images])
    ### END CODE HERE ###
    return columns


# %% transposes_everything_first
# fair: 1 of 2
# true: images.T turns round all four axes, so column j is picture j, but colour by colour and
#       with rows and columns of the picture exchanged, not pixel by pixel.
def flatten_images(images):
    """Each picture as one column."""
    columns = images.T.reshape(-1, len(images))
    return columns


# %% numbers_of_the_course_data
# fair: 1 of 2
# true: 201 pictures of 12288 numbers are written into the function; any other set, the 50 test
#       pictures already, stops with a ValueError. The sizes must come from images.shape.
M = 201
N = 64 * 64 * 3


def flatten_images(images):
    """Each picture as one column."""
    ### START CODE HERE ### (≈ 1 line of code)
    columns = images.reshape((M, N)).T
    ### END CODE HERE ###
    return columns


# %% divided_and_only_red
# fair: 0.5 of 2
# true: two slips: only the first colour is kept, so there are px*px rows instead of px*px*3, and
#       the values are already divided by 255, which the notebook does afterwards.
def flatten_images(images):
    """Each picture as one column."""
    m = images.shape[0]
    px = images.shape[1]
    columns = images[:, :, :, 0].reshape(m, px * px).T
    columns = columns / 255.0
    return columns
