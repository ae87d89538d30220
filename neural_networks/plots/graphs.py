"""Computation graphs: boxes and arrows, with the value above each arrow and the derivative below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from neural_networks.plots.figure import BLUE, GREY, INK, RED, Plot, new, number, styled


@dataclass(frozen=True)
class Node:
    """A box."""

    x: float  # to the right; the figure is made to fit
    y: float  # upwards, in the same unit
    text: str  # "": nothing is drawn, an arrow ends here
    result: bool = True  # with corners; an input is round


@dataclass(frozen=True)
class Edge:
    """An arrow from one node to another."""

    start: str  # the name of a node
    end: str
    value: str = ""  # stands above it; "": not known
    derivative: str = ""  # stands below it


@styled
def computation_graph(
    a: float,
    b: float,
    c: float,
    values: Sequence[float] | None = None,
    derivatives: Mapping[str, float] | None = None,
) -> Plot:
    """The graph of ``J = 3(a + b·c)``.

    ``values`` are the results ``(u, v, J)`` of going from left to right; ``derivatives`` those of going back,
    ``{"da", "db", "dc"}`` and, if known, ``"du"`` and ``"dv"``. What is not given is not drawn.

    Raises:
        ValueError: there are not three values.
    """
    results = dict(zip(("u", "v", "J"), values, strict=True)) if values is not None else {}
    known = {"a": a, "b": b, "c": c, **results}
    slopes = dict(derivatives or {})
    nodes = {
        "a": Node(0, 2.2, "a", result=False),
        "b": Node(0, 1.1, "b", result=False),
        "c": Node(0, 0, "c", result=False),
        "u": Node(2.4, 0.55, "u = b·c"),
        "v": Node(4.8, 1.4, "v = a + u"),
        "J": Node(7.2, 1.4, "J = 3v"),
        "end": Node(8.9, 1.4, ""),
    }

    def edge(start: str, end: str) -> Edge:
        return Edge(start, end, *_labels(known.get(start), slopes.get("d" + start)))

    arrows = [edge(*pair) for pair in (("b", "u"), ("c", "u"), ("a", "v"), ("u", "v"), ("v", "J"), ("J", "end"))]
    fig = _drawn(nodes, arrows, 8.2, 3.5, bool(slopes))
    seen = "Values go from left to right" if results else "The inputs are known, nothing is computed yet"
    if slopes:
        seen += "; derivatives of J come back from right to left"
    told = [f"{name} = {number(value)}" for name, value in known.items()]
    told += [f"dJ/d{name[1:]} = {number(value)}" for name, value in slopes.items()]
    return fig.describe(
        f"{seen}. Each box does one operation.{_moved(slopes)}",
        "Computation graph of J = 3(a + b·c): b and c lead to u = b·c, a and u lead to v = a + u, v leads to "
        f"J = 3v. On the arrows: {', '.join(told)}.",
    )


@styled
def neuron_graph(values: Mapping[str, float], derivatives: Mapping[str, float] | None = None) -> Plot:
    """A neuron with two inputs and one training example, from its inputs to the loss L.

    ``values`` of ``x1, w1, x2, w2, b, z, a, y, L``; ``derivatives`` of L with the keys ``dw1, dw2, db, dz, da``.
    """
    slopes = dict(derivatives or {})
    nodes = {
        "w1": Node(0, 4.4, "w₁", result=False),
        "x1": Node(0, 3.3, "x₁", result=False),
        "w2": Node(0, 2.2, "w₂", result=False),
        "x2": Node(0, 1.1, "x₂", result=False),
        "b": Node(0, 0, "b", result=False),
        "z": Node(4.4, 2.2, "z = w₁x₁ + w₂x₂ + b"),
        "a": Node(8.2, 2.2, "a = σ(z)"),
        "L": Node(11.2, 2.2, "L(a, y)"),
        "y": Node(11.2, 0.4, "y", result=False),
        "end": Node(13.7, 2.2, ""),
    }
    pairs = [(name, "z") for name in ("w1", "x1", "w2", "x2", "b")]
    pairs += [("z", "a"), ("a", "L"), ("y", "L"), ("L", "end")]
    arrows = [Edge(start, end, *_labels(values.get(start), slopes.get("d" + start))) for start, end in pairs]
    told = [f"{name} = {number(value)}" for name, value in values.items()]
    told += [f"dL/d{name[1:]} = {number(value)}" for name, value in slopes.items()]
    return _drawn(nodes, arrows, 9.6, 4.6, bool(slopes)).describe(
        "One training example, worked by hand: values above the arrows, derivatives of the loss L below them. "
        f"The example x, y stays as it is, so nobody needs a derivative for it.{_wanted(slopes)}",
        "Computation graph of a neuron: w1, x1, w2, x2 and b lead to z, z to a = sigmoid of z, a and the label y to "
        f"the loss L. On the arrows: {', '.join(told)}.",
    )


def _moved(slopes: Mapping[str, float]) -> str:
    """What a tiny bit more of each input of the graph does to J."""
    times = [number(slopes[name]) for name in ("da", "db", "dc") if name in slopes]
    if len(times) < 3:
        return ""
    return f" A tiny bit more of a, b or c moves J {times[0]}, {times[1]} or {times[2]} times as much."


def _wanted(slopes: Mapping[str, float]) -> str:
    """In which direction the loss wants each weight to go."""
    known = [("w₁", slopes.get("dw1", 0)), ("w₂", slopes.get("dw2", 0))]
    wanted = [f"{name} should {'grow' if slope < 0 else 'shrink'}" for name, slope in known if slope]
    return f" Against its derivative, {' and '.join(wanted)}." if wanted else ""


def _labels(value: Any, slope: Any) -> tuple[str, str]:
    above = "" if value is None else f"{number(value)} →"
    below = "" if slope is None else f"← {number(slope)}"
    return above, below


def _drawn(nodes: Mapping[str, Node], edges: Sequence[Edge], width: float, height: float, back: bool) -> Plot:
    fig = new(width, height)
    fig.set_layout_engine("none")  # the axes fill the figure
    ax = fig.add_axes((0.01, 0.01, 0.98, 0.98))
    ax.set_axis_off()
    ax.set_aspect("equal")
    patches = {name: _box(ax, node) for name, node in nodes.items() if node.text}
    for edge in edges:
        _arrow(ax, nodes[edge.start], nodes[edge.end], patches.get(edge.start), patches.get(edge.end), edge)
    xs, ys = [node.x for node in nodes.values()], [node.y for node in nodes.values()]
    ax.set_xlim(min(xs) - 0.5, max(xs) + 0.3)
    ax.set_ylim(min(ys) - 0.85, max(ys) + 0.45)
    told: Any = {"transform": ax.transAxes, "weight": "bold"}
    ax.text(0.02, 0.02, "above an arrow: the value →", color=BLUE, **told)
    if back:
        ax.text(0.42, 0.02, f"below it: ← the derivative of {edges[-1].start}", color=RED, **told)
    return fig


def _box(ax: Axes, node: Node) -> Any:
    style = "square,pad=0.5" if node.result else "circle,pad=0.35"
    colours = {"facecolor": "#eef4f9" if node.result else "white", "edgecolor": INK, "linewidth": 1.3}
    text = ax.text(
        node.x, node.y, node.text, ha="center", va="center", fontsize=12, bbox={"boxstyle": style, **colours}, zorder=3
    )
    return text.get_bbox_patch()


def _arrow(ax: Axes, start: Node, end: Node, tail: Any, head: Any, edge: Edge) -> None:
    ax.annotate(
        "",
        xy=(end.x, end.y),
        xytext=(start.x, start.y),
        arrowprops={
            "arrowstyle": "-|>",
            "color": GREY,
            "linewidth": 1.3,
            "patchA": tail,
            "patchB": head,
            "shrinkA": 2,
            "shrinkB": 3,
        },
        zorder=1,
    )
    along = np.array([end.x - start.x, end.y - start.y])
    share = 0.36 if not start.result else (0.6 if len(start.text) > 12 else 0.5)
    middle = np.array([start.x, start.y]) + share * along
    if abs(along[0]) < 0.1:
        ax.text(middle[0] + 0.12, middle[1], edge.value, color=BLUE, ha="left", va="center", weight="bold")
        return
    angle = float(np.degrees(np.arctan2(along[1], along[0])))
    options: dict[str, Any] = {"ha": "center", "rotation": angle, "rotation_mode": "anchor", "weight": "bold"}
    options |= {"transform_rotates_text": True, "fontsize": 10.5}
    normal = np.array([-along[1], along[0]]) / np.hypot(*along)
    above, below = middle + 0.07 * normal, middle - 0.07 * normal
    ax.text(above[0], above[1], edge.value, color=BLUE, va="bottom", **options)
    ax.text(below[0], below[1], edge.derivative, color=RED, va="top", **options)
