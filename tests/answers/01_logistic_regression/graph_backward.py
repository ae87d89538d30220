# %% chain_step_by_step
# fair: 3 of 3
# true: nothing is wrong
def graph_backward(a, b, c):
    """Backward through the graph of J = 3(a + b*c).

    Arguments: a, b, c -- numbers
    Returns:   a dictionary with the numbers "da", "db" and "dc", the derivatives of J
    """
    ### START CODE HERE ### (≈ 5 lines of code)
    dv = 3
    da = dv * 1
    du = dv * 1
    db = du * c
    dc = du * b
    ### END CODE HERE ###
    return {"da": da, "db": db, "dc": dc}


# %% closed_form_dict_call
# fair: 3 of 3
# true: nothing is wrong; the derivatives are written down at once, da as a float.
def graph_backward(a, b, c):
    """Derivatives of J = 3a + 3bc."""
    return dict(dc=3 * b, db=3 * c, da=3.0)


# %% differences_with_step_one
# fair: 3 of 3
# true: nothing is wrong; J is linear in each input, so a difference over a whole step of 1 is the
#       exact derivative (up to rounding).
def graph_backward(a, b, c):
    """Backward through the graph of J = 3(a + b*c).

    Arguments: a, b, c -- numbers
    Returns:   a dictionary with the numbers "da", "db" and "dc", the derivatives of J
    """
    ### START CODE HERE ### (≈ 5 lines of code)
    J = graph_forward(a, b, c)[2]
    da = graph_forward(a + 1, b, c)[2] - J
    db = graph_forward(a, b + 1, c)[2] - J
    dc = graph_forward(a, b, c + 1)[2] - J
    ### END CODE HERE ###
    return {"da": da, "db": db, "dc": dc}


# %% matrix_of_local_slopes
# fair: 3 of 3
# true: nothing is wrong; the chain rule as a product of little matrices, then a dictionary
#       comprehension.
def graph_backward(a, b, c):
    """Rétropropagation dans le graphe de J = 3(a + b*c).

    Renvoie un dictionnaire avec da, db et dc.
    """
    pente_J = np.array([[3.0]])  # dJ/dv
    pente_v = np.array([[1.0, 1.0]])  # dv/da, dv/du
    pente_u = np.array([[1.0, 0.0, 0.0], [0.0, c, b]])  # a stays a; du/db = c, du/dc = b
    gradient = (pente_J @ pente_v @ pente_u).ravel()
    return {"d" + name: float(g) for name, g in zip("abc", gradient)}


# %% b_and_c_exchanged
# fair: 2 of 3
# true: du/db is taken to be b and du/dc to be c: db is 3*b and must be 3*c, dc is 3*c and must be
#       3*b. da is right.
def graph_backward(a, b, c):
    """Backward through the graph of J = 3(a + b*c).

    Arguments: a, b, c -- numbers
    Returns:   a dictionary with the numbers "da", "db" and "dc", the derivatives of J
    """
    ### START CODE HERE ### (≈ 5 lines of code)
    dv = 3
    du = dv
    da = dv
    db = b * du
    dc = c * du
    ### END CODE HERE ###
    return {"da": da, "db": db, "dc": dc}


# %% only_the_local_slopes
# fair: 1.5 of 3
# true: only the small derivative of the last step is given (1, c, b); the factor dJ/dv = 3 is
#       missing from all three: right are 3, 3*c and 3*b.
def graph_backward(a, b, c):
    """Backward through the graph of J = 3(a + b*c).

    Arguments: a, b, c -- numbers
    Returns:   a dictionary with the numbers "da", "db" and "dc", the derivatives of J
    """
    ### START CODE HERE ### (≈ 5 lines of code)
    # dv/da
    da = 1
    # du/db
    db = c
    # du/dc
    dc = b
    ### END CODE HERE ###
    return {"da": da, "db": db, "dc": dc}


# %% multiplies_by_the_values_too
# fair: 1.5 of 3
# true: the sum is treated like a product: dv/da is taken as a and dv/du as u, so da is 3*a and
#       must be 3, and db and dc carry a factor u = b*c too many (right are 3*c and 3*b).
def graph_backward(a, b, c):
    """Backward through the graph of J = 3(a + b*c)."""
    u, v, J = graph_forward(a, b, c)
    dv = 3
    da = dv * a
    du = dv * u
    db = du * c
    dc = du * b
    return {"da": da, "db": db, "dc": dc}


# %% tiny_step_swallowed
# fair: 1 of 3
# true: the derivatives are formed as differences with a step of 1e-20, which is lost when it is
#       added to ordinary numbers: all three come out as 0. Right are 3, 3*c and 3*b.
h = 1e-20


def graph_backward(a, b, c):
    """Backward through the graph of J = 3(a + b*c).

    Arguments: a, b, c -- numbers
    Returns:   a dictionary with the numbers "da", "db" and "dc", the derivatives of J
    """
    ### START CODE HERE ### (≈ 5 lines of code)
    f = lambda a, b, c: 3 * (a + b * c)
    da = (f(a + h, b, c) - f(a, b, c)) / h
    db = (f(a, b + h, c) - f(a, b, c)) / h
    dc = (f(a, b, c + h) - f(a, b, c)) / h
    ### END CODE HERE ###
    return {"da": da, "db": db, "dc": dc}


# %% du_never_defined
# fair: 2 of 3
# true: du is used but never given a value, so the call stops with a NameError; a line du = dv is
#       missing. The other lines are right.
def graph_backward(a, b, c):
    """Backward through the graph of J = 3(a + b*c).

    Arguments: a, b, c -- numbers
    Returns:   a dictionary with the numbers "da", "db" and "dc", the derivatives of J
    """
    ### START CODE HERE ### (≈ 5 lines of code)
    dv = 3
    da = dv
    db = du * c
    dc = du * b
    ### END CODE HERE ###
    return {"da": da, "db": db, "dc": dc}
