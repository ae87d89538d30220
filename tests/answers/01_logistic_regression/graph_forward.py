# %% plain_three_lines
# fair: 3 of 3
# true: nothing is wrong
def graph_forward(a, b, c):
    """Forward through the graph of J = 3(a + b*c).

    Arguments: a, b, c -- numbers
    Returns:   u, v, J -- numbers, the result of each step
    """
    ### START CODE HERE ### (≈ 3 lines of code)
    u = b * c
    v = a + u
    J = 3 * v
    ### END CODE HERE ###
    return u, v, J


# %% one_line_walrus_early_return
# fair: 3 of 3
# true: nothing is wrong; an assignment expression and an early return, the given return is never
#       reached.
def graph_forward(a, b, c):
    """Forward through the graph of J = 3(a + b*c)."""
    ### START CODE HERE ### (≈ 3 lines of code)
    return (u := b * c), (v := a + u), 3 * v
    ### END CODE HERE ###
    return u, v, J


# %% little_boxes_as_functions
# fair: 3 of 3
# true: nothing is wrong; each box of the drawing is a function of its own, the factor a constant
#       above.
FAKTOR = 3


def mal(x, y):
    return x * y


def plus(x, y):
    return x + y


def graph_forward(a, b, c):
    """Vorwaerts durch den Graphen von J = 3(a + b*c).

    Gibt u, v und J zurueck.
    """
    u = mal(b, c)
    v = plus(a, u)
    J = mal(FAKTOR, v)
    return u, v, J


graph_forward(5, 3, 2)


# %% numpy_scalars_thrice_added
# fair: 3 of 3
# true: nothing is wrong; three times v is written as a sum, and the results are NumPy numbers.
def graph_forward(a: float, b: float, c: float):
    """Forward through the graph of J = 3(a + b*c).

    Arguments: a, b, c -- numbers
    Returns:   u, v, J -- numbers, the result of each step
    """
    ### START CODE HERE ### (≈ 3 lines of code)
    u = np.multiply(b, c)
    v = np.add(u, a)
    J = np.sum([v, v, v])
    print("u =", u, " v =", v, " J =", J)
    assert J == v + v + v or abs(J - 3 * v) < 1e-6 * (1 + abs(J))
    ### END CODE HERE ###
    return u, v, J


# %% only_a_times_three
# fair: 2 of 3
# true: J is 3*a + u, the factor 3 reaches only a; it must be 3*v. u and v are right.
def graph_forward(a, b, c):
    """Forward through the graph of J = 3(a + b*c).

    Arguments: a, b, c -- numbers
    Returns:   u, v, J -- numbers, the result of each step
    """
    ### START CODE HERE ### (≈ 3 lines of code)
    u = b * c
    v = a + u
    J = 3 * a + b * c
    ### END CODE HERE ###
    return u, v, J


# %% plus_for_times_in_u
# fair: 2 of 3
# true: u is b + c instead of b * c; v = a + u and J = 3*v are done rightly, with the wrong u.
def graph_forward(a, b, c):
    """Forward through the graph of J = 3(a + b*c).

    Arguments: a, b, c -- numbers
    Returns:   u, v, J -- numbers, the result of each step
    """
    ### START CODE HERE ### (≈ 3 lines of code)
    u = b + c
    v = a + u
    J = v * 3
    ### END CODE HERE ###
    return u, v, J


# %% inserts_the_drawn_numbers
# fair: 1 of 3
# true: the numbers of the drawing, 5, 3 and 2, are written into the function and overwrite the
#       arguments, so every call gives 6, 11, 33. The formulas of the three steps are right.
def graph_forward(a, b, c):
    """Forward through the graph of J = 3(a + b*c).

    Arguments: a, b, c -- numbers
    Returns:   u, v, J -- numbers, the result of each step
    """
    ### START CODE HERE ### (≈ 3 lines of code)
    a, b, c = 5, 3, 2
    u = b * c
    v = a + u
    J = 3 * v
    ### END CODE HERE ###
    return u, v, J


# %% printed_not_returned
# fair: 2 of 3
# true: the three results are right but only printed; the return was deleted, so the function gives
#       back None.
def graph_forward(a, b, c):
    """Forward through the graph of J = 3(a + b*c)."""
    u = b * c
    v = a + u
    J = 3 * v
    print(u, v, J)


# %% cube_and_wrong_order
# fair: 1 of 3
# true: two slips: J is v to the power 3 instead of 3 times v, and the results are returned as
#       J, v, u instead of u, v, J. u and v themselves are computed rightly.
def graph_forward(a, b, c):
    """Forward through the graph of J = 3(a + b*c)."""
    u = b * c
    v = a + u
    J = v**3
    return J, v, u
