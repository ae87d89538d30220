"""Make the frozen numbers of this folder again, in an environment of their own:

    python -m venv /tmp/oracles
    /tmp/oracles/bin/pip install numpy==2.4.6 h5py==3.16.0 torch==2.13.0 scikit-learn==1.9.1 scipy==1.17.1
    /tmp/oracles/bin/python -m tests.oracles.make_oracles

Nothing here knows how the course computes. torch differentiates by itself, scikit-learn splits, scales and counts,
SciPy filters and solves.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import scipy.optimize
import scipy.signal
import sklearn.metrics
import sklearn.model_selection
import sklearn.preprocessing
import torch

from neural_networks.datasets import load_iris, load_temperatures
from tests.oracles import problem

HERE = Path(__file__).parent
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def made_with(*packages: str) -> dict[str, str]:
    return {package: version(package) for package in ("numpy", *packages)}


# --- torch -------------------------------------------------------------------------------------------------------


def cost(parameters: dict[str, torch.Tensor], t: int) -> torch.Tensor:
    """The function of problem.py, for torch to differentiate."""
    aims, blows = problem.targets(), problem.wind(t)
    total = torch.stack([values.sum() for values in parameters.values()]).sum()
    terms = [
        torch.log(torch.cosh(values - torch.from_numpy(aims[name])))
        + 0.05 * values**4
        + torch.from_numpy(blows[name]) * values
        for name, values in parameters.items()
    ]
    return torch.stack([term.sum() for term in terms]).sum() + 0.1 * total**2


def torch_optimizer(
    parameters: list[torch.Tensor], run: dict[str, Any]
) -> tuple[torch.optim.Optimizer, dict[str, str]]:
    """The optimiser of torch for a run, and the names of its memory: what the course calls v and s."""
    rate = run["learning_rate"]
    if run["optimizer"] == "gd":
        return torch.optim.SGD(parameters, lr=rate), {}
    if run["optimizer"] == "momentum":
        # torch adds up gradients where the course averages them: its memory is 1 / (1 - beta) times as long
        beta = run["beta"]
        return torch.optim.SGD(parameters, lr=rate * (1 - beta), momentum=beta, dampening=0), {"v": "momentum_buffer"}
    if run["optimizer"] == "rmsprop":
        made = torch.optim.RMSprop(parameters, lr=rate, alpha=run["beta"], eps=run["epsilon"])
        return made, {"s": "square_avg"}
    betas = run["beta1"], run["beta2"]
    return torch.optim.Adam(parameters, lr=rate, betas=betas, eps=run["epsilon"]), {"v": "exp_avg", "s": "exp_avg_sq"}


def optimized(run: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a run at its checkpoints, and the optimiser's memory at the end."""
    parameters = {name: torch.from_numpy(values).requires_grad_() for name, values in problem.start().items()}
    optimizer, memory = torch_optimizer(list(parameters.values()), run)
    checkpoints = {}
    for t in range(1, problem.STEPS + 1):
        optimizer.zero_grad()
        cost(parameters, t).backward()
        optimizer.step()
        if t in problem.CHECKPOINTS:
            checkpoints[str(t)] = {name: values.tolist() for name, values in parameters.items()}
    factor = 1 - run["beta"] if run["optimizer"] == "momentum" else 1
    state = {
        ours: {f"d{name}": (factor * optimizer.state[values][theirs]).tolist() for name, values in parameters.items()}
        for ours, theirs in memory.items()
    }
    return {"settings": run, "parameters": checkpoints, "memory": state}


def settled() -> dict[str, Any]:
    """A net that feeds back into itself: its fixed point, and the gradient back through all its turns."""
    rng = np.random.default_rng(4)
    W = rng.normal(size=(4, 4))
    W = np.round(0.8 * W / np.linalg.norm(W, 2), 3)
    x, error = np.round(rng.normal(size=(4, 1)), 3), np.round(rng.normal(size=(4, 1)), 3)
    solved = scipy.optimize.root(lambda state: np.tanh(W @ state + x[:, 0]) - state, np.zeros(4), tol=1e-15)
    weights = torch.from_numpy(W).requires_grad_()
    state = torch.zeros(4, 1)
    for _ in range(400):
        state = torch.tanh(weights @ state + torch.from_numpy(x))
    (state * torch.from_numpy(error)).sum().backward()
    return {
        "W": W.tolist(),
        "x": x.tolist(),
        "error": error.tolist(),
        "state": solved.x[:, None].tolist(),
        "dW": weights.grad.tolist(),
    }


# --- scikit-learn and SciPy ---------------------------------------------------------------------------------------


def split_sizes() -> list[dict[str, Any]]:
    """How many irises there are to learn from, and how many to test."""
    X, Y, _, _ = load_iris()
    sizes = []
    for share in (0.1, 0.25, 0.33, 0.5):
        X_train, X_test, Y_train, Y_test = sklearn.model_selection.train_test_split(X, Y, test_size=share)
        assert (len(X_train), len(X_test)) == (len(Y_train), len(Y_test))
        sizes.append({"test_size": share, "train": len(X_train), "test": len(X_test)})
    return sizes


def counted() -> dict[str, Any]:
    """The outputs of a classifier that is often wrong, in its own way for each class."""
    rng = np.random.default_rng(9)
    truth = rng.permutation(np.repeat([0, 1, 2], (9, 12, 16)))
    outputs = np.round(rng.uniform(0.02, 0.6, (len(truth), 3)) + np.eye(3)[truth] * [0.5, 0.35, 0.2], 3)
    predicted = outputs.argmax(axis=1)
    return {
        "outputs": outputs.tolist(),
        "truth": truth.tolist(),
        "one_hot": sklearn.preprocessing.label_binarize(truth, classes=[0, 1, 2]).tolist(),
        "accuracy": float(sklearn.metrics.accuracy_score(truth, predicted)),
        "confusion": sklearn.metrics.confusion_matrix(truth, predicted).tolist(),
    }


def losses() -> dict[str, Any]:
    """The cross-entropy of probabilities."""
    rng = np.random.default_rng(2)
    A = np.round(rng.uniform(0.03, 0.97, 11), 3)
    Y = rng.permutation(np.repeat([0, 1], (4, 7)))
    return {"A": [A.tolist()], "Y": [Y.tolist()], "cost": float(sklearn.metrics.log_loss(Y, A))}


def scaled() -> dict[str, Any]:
    """Rows and columns brought to one size; one row is zero, one feature constant."""
    X = np.round(np.random.default_rng(6).normal(3, 4, (5, 4)), 2)
    X[1] = 0
    features = np.round(np.random.default_rng(7).normal(50, 9, (4, 6)), 1)
    features[2] = 7.5
    normalized = [
        {"axis": axis, "order": order, "value": sklearn.preprocessing.normalize(X, norm, axis=axis).tolist()}
        for axis in (0, 1)
        for order, norm in ((1, "l1"), (2, "l2"))
    ]
    standardized = sklearn.preprocessing.StandardScaler().fit_transform(features.T).T  # there, rows are examples
    return {
        "X": X.tolist(),
        "normalized": normalized,
        "features": features.tolist(),
        "standardized": standardized.tolist(),
    }


def averaged() -> list[dict[str, Any]]:
    """Exponentially weighted averages of the year of temperatures, as a recursive filter: every 50th day."""
    values = load_temperatures()
    averages = []
    for beta in (0.5, 0.9, 0.98):
        coefficients = [1 - beta], [1, -beta]
        first, _ = scipy.signal.lfilter(*coefficients, values, zi=[beta * values[0]])
        zero = scipy.signal.lfilter(*coefficients, values)
        ones = scipy.signal.lfilter(*coefficients, np.ones(len(values)))  # how much of the weight is there yet
        averages.append({"beta": beta, "from_first": first[::50].tolist(), "corrected": (zero / ones)[::50].tolist()})
    return averages


def write(name: str, content: dict[str, Any]) -> None:
    (HERE / name).write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    runs = {name: optimized(run) for name, run in problem.RUNS.items()}
    write("optimizers.json", {"made_with": made_with("torch"), "runs": runs})
    write("settled.json", {"made_with": made_with("torch", "scipy"), **settled()})
    measures = {"split_sizes": split_sizes(), "counted": counted(), "losses": losses(), "scaled": scaled()}
    write("measures.json", {"made_with": made_with("scikit-learn"), **measures})
    write("averages.json", {"made_with": made_with("scipy"), "averages": averaged()})


if __name__ == "__main__":
    main()
