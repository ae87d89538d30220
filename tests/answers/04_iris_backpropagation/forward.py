# %% with_a_layer_of_my_own
# fair: 3 of 3
# true: nothing is wrong; a helper for one layer, with the sigmoid written by way of tanh.
def layer(inputs, weights):
    scores = np.matmul(inputs, weights)
    return 0.5 * (1.0 + np.tanh(0.5 * scores))


def forward(layer0, w0, w1):
    """From the flowers to the outputs."""
    layer1 = layer(layer0, w0)
    return layer1, layer(layer1, w1)

# %% columns_and_back
# fair: 3 of 3
# true: nothing is wrong; it works on columns as in the notebooks before and transposes back.
def forward(layer0, w0, w1):
    ### START CODE HERE ### (≈ 2 lines of code)
    hidden = sigmoid(np.dot(w0.T, layer0.T))
    layer1, layer2 = hidden.T, sigmoid(np.dot(w1.T, hidden)).T
    ### END CODE HERE ###
    return layer1, layer2

# %% flower_by_flower
# fair: 3 of 3
# true: nothing is wrong; one flower and one neuron after the other.
def forward(layer0, w0, w1):
    m, hidden, k = len(layer0), len(w1), len(w1[0])
    layer1, layer2 = np.zeros((m, hidden)), np.zeros((m, k))
    for i in range(m):
        for h in range(hidden):
            layer1[i, h] = sigmoid(sum(layer0[i][f] * w0[f][h] for f in range(len(w0))))
        for c in range(k):
            layer2[i, c] = sigmoid(sum(layer1[i, h] * w1[h][c] for h in range(hidden)))
    return layer1, layer2

# %% einsum_in_a_loop_over_the_weights
# fair: 3 of 3
# true: nothing is wrong; it returns a list of the two layers.
def forward(layer0, w0, w1):
    layers = [np.array(layer0, dtype=float)]
    for w in (w0, w1):
        layers.append(1 / (1 + np.exp(-np.einsum("mi,ij->mj", layers[-1], w))))
    return layers[1:]

# %% hidden_scores_handed_on
# fair: 2 of 3
# true: layer1 is right, but layer2 is worked out from the scores of the hidden neurons in place
#       of their outputs. It must be sigmoid(layer1 @ w1).
def forward(layer0, w0, w1):
    ### START CODE HERE ### (≈ 2 lines of code)
    z1 = layer0 @ w0
    z2 = z1 @ w1
    layer1, layer2 = sigmoid(z1), sigmoid(z2)
    ### END CODE HERE ###
    return layer1, layer2

# %% weights_from_the_left
# fair: 1.5 of 3
# true: the weights multiply from the left as in the notebooks with columns, and the shapes do not
#       fit. With examples as rows it is layer0 @ w0 and layer1 @ w1.
def forward(layer0, w0, w1):
    ### START CODE HERE ### (≈ 2 lines of code)
    layer1 = sigmoid(np.dot(w0.T, layer0))
    layer2 = sigmoid(np.dot(w1.T, layer1))
    ### END CODE HERE ###
    return layer1, layer2

# %% outputs_share_one
# fair: 2 of 3
# true: the outputs are a softmax, so that each row sums to 1. The text has a sigmoid for each
#       output by itself; layer1 is right.
def forward(layer0, w0, w1):
    layer1 = sigmoid(layer0.dot(w0))
    scores = layer1.dot(w1)
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    layer2 = e / e.sum(axis=1, keepdims=True)
    return layer1, layer2

# %% sigmoid_before_the_weights
# fair: 1 of 3
# true: the sigmoid is taken of the inputs of each layer and not of the weighted sums. It must be
#       sigmoid(layer0 @ w0), then sigmoid(layer1 @ w1).
def forward(layer0, w0, w1):
    layer1 = sigmoid(layer0) @ w0
    layer2 = sigmoid(layer1) @ w1
    return layer1, layer2

# %% outputs_before_the_hidden_ones
# fair: 2 of 3
# true: both layers are right but are returned in the wrong order, outputs first. layer1 comes
#       first.
def forward(layer0, w0, w1):
    h = sigmoid(layer0 @ w0)
    out = sigmoid(h @ w1)
    return out, h
