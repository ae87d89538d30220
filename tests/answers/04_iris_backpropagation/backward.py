# %% slopes_written_out
# fair: 4 of 4
# true: nothing is wrong; the slopes are written out and the deltas changed in place.
def backward(layer0, layer1, layer2, y, w1):
    """From the error at the outputs back to the hidden neurons."""
    ### START CODE HERE ### (≈ 2 lines of code)
    layer2_delta = y - layer2
    layer2_delta *= layer2 * (1 - layer2)
    layer1_delta = np.dot(layer2_delta, w1.T)
    layer1_delta *= layer1 * (1 - layer1)
    ### END CODE HERE ###
    return layer1_delta, layer2_delta

# %% einsum_on_the_hidden_side
# fair: 4 of 4
# true: nothing is wrong; two minus signs cancel, and einsum sums over the outputs without a
#       transpose.
def backward(layer0, layer1, layer2, y, w1):
    miss = layer2 - y
    layer2_delta = -miss * sigmoid_derivative(layer2)
    layer1_delta = np.einsum("mk,hk,mh->mh", layer2_delta, w1, sigmoid_derivative(layer1))
    return [layer1_delta, layer2_delta]

# %% row_for_row_in_loops
# fair: 4 of 4
# true: nothing is wrong; for each flower and neuron by hand.
def backward(layer0, layer1, layer2, y, w1):
    m, k = layer2.shape
    layer1_delta, layer2_delta = np.zeros(layer1.shape), np.zeros((m, k))
    for i in range(m):
        for j in range(k):
            layer2_delta[i, j] = (y[i, j] - layer2[i, j]) * sigmoid_derivative(layer2[i, j])
        for h in range(layer1.shape[1]):
            blame = 0.0
            for j in range(k):
                blame += layer2_delta[i, j] * w1[h, j]
            layer1_delta[i, h] = blame * sigmoid_derivative(layer1[i, h])
    return layer1_delta, layer2_delta

# %% raw_miss_sent_back
# fair: 3 of 4
# true: layer2_delta is right, but what goes back through w1 is the miss y - layer2 without the
#       slopes of the outputs. layer1_delta needs layer2_delta @ w1.T.
def backward(layer0, layer1, layer2, y, w1):
    ### START CODE HERE ### (≈ 2 lines of code)
    layer2_error = y - layer2
    layer2_delta = layer2_error * sigmoid_derivative(layer2)
    layer1_error = layer2_error.dot(w1.T)
    layer1_delta = layer1_error * sigmoid_derivative(layer1)
    ### END CODE HERE ###
    return layer1_delta, layer2_delta

# %% no_slope_at_the_outputs
# fair: 3 of 4
# true: the slope of the outputs is missing: y - layer2 alone belongs to cross-entropy. With the
#       squared error it is (y - layer2) * sigmoid_derivative(layer2); layer1_delta is wrong only
#       because of it.
def backward(layer0, layer1, layer2, y, w1):
    ### START CODE HERE ### (≈ 2 lines of code)
    layer2_delta = y - layer2
    layer1_delta = (layer2_delta @ w1.T) * sigmoid_derivative(layer1)
    ### END CODE HERE ###
    return layer1_delta, layer2_delta

# %% the_squared_error_itself
# fair: 2.5 of 4
# true: half the squared error itself travels back in place of its derivative. layer2_delta begins
#       with y - layer2, not with 0.5 * (y - layer2)**2.
def backward(layer0, layer1, layer2, y, w1):
    E = 0.5 * (y - layer2) ** 2
    layer2_delta = E * sigmoid_derivative(layer2)
    layer1_delta = layer2_delta @ w1.T * sigmoid_derivative(layer1)
    return layer1_delta, layer2_delta

# %% weights_not_transposed
# fair: 3 of 4
# true: layer2_delta (m, k) is multiplied with w1 (hidden, k), which does not fit. Going back
#       needs the transpose, layer2_delta @ w1.T.
def backward(layer0, layer1, layer2, y, w1):
    ### START CODE HERE ### (≈ 2 lines of code)
    layer2_delta = (y - layer2) * sigmoid_derivative(layer2)
    layer1_delta = np.dot(layer2_delta, w1) * sigmoid_derivative(layer1)
    ### END CODE HERE ###
    return layer1_delta, layer2_delta

# %% uphill_and_averaged
# fair: 2.5 of 4
# true: two slips. The sign is turned round, output minus y, but these deltas are y minus output.
#       And they are divided by m, though the error is a sum.
def backward(layer0, layer1, layer2, y, w1):
    m = layer0.shape[0]
    layer2_delta = (layer2 - y) * sigmoid_derivative(layer2) / m
    layer1_delta = (layer2_delta @ w1.T) * sigmoid_derivative(layer1)
    return layer1_delta, layer2_delta

# %% misspelt_in_the_last_line
# fair: 3.5 of 4
# true: both formulas are right, but the hidden delta is kept under the misspelt name
#       layer1_detla, so the return line finds no layer1_delta and fails.
def backward(layer0, layer1, layer2, y, w1):
    ### START CODE HERE ### (≈ 2 lines of code)
    layer2_delta = (y - layer2) * sigmoid_derivative(layer2)
    layer1_detla = (layer2_delta @ w1.T) * sigmoid_derivative(layer1)
    ### END CODE HERE ###
    return layer1_delta, layer2_delta
