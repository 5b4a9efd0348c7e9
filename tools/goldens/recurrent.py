"""Bidirectional LSTM and GRU on rows of several lengths, by PyTorch (packed sequences) and by Keras (masks): the states after
each token, those at the ends, and under a dense layer on these the loss, its gradients and three steps of descent.
Weights are those of the formula, named and laid out as TLP has them (`kernel`, `recurrent_kernel`, `bias`, `recurrent_bias`)."""

import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import torch
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from backbones import ROOT, write
import formula

LENGTHS, TOKENS, WIDTH, UNITS, CLASSES, RATE, STEPS = [5, 2, 4], 5, 4, 3, 3, 0.5, 3
GATES = {"lstm": 4, "gru": 3}
# Where PyTorch has the gates of TLP: i f g o, and z r n.
ORDER = {"lstm": [0, 1, 2, 3], "gru": [1, 0, 2]}


def values(kind: str) -> dict[str, np.ndarray]:
    columns = GATES[kind] * UNITS
    shapes = {"kernel": (WIDTH, columns), "recurrent_kernel": (UNITS, columns), "bias": (columns,)}
    if kind == "gru":
        shapes["recurrent_bias"] = (columns,)
    named = {f"{side}/{key}": shape for side in ("forward", "backward") for key, shape in shapes.items()}
    named |= {"dense/kernel": (2 * UNITS, CLASSES), "dense/bias": (CLASSES,)}
    return {key: formula.signed(f"{kind}/{key}", shape, 0.8) for key, shape in named.items()}


def inputs() -> np.ndarray:
    """What fills rows up is far from zero, so that it shows where it counts."""
    x = formula.signed("rows", (len(LENGTHS), TOKENS, WIDTH), 1.0)
    for row, length in enumerate(LENGTHS):
        x[row, length:] += 3
    return x


def by_gate(value: torch.Tensor, kind: str) -> torch.Tensor:
    """The last axis with gates in PyTorch's order."""
    parts = value.unflatten(-1, (GATES[kind], UNITS))
    return parts[..., ORDER[kind], :].flatten(-2)


def torch_states(kind: str, w: dict[str, torch.Tensor]):
    layer = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[kind](WIDTH, UNITS, batch_first=True, bidirectional=True).double()
    given = {}
    for side, suffix in (("forward", ""), ("backward", "_reverse")):
        given[f"weight_ih_l0{suffix}"] = by_gate(w[f"{side}/kernel"], kind).T
        given[f"weight_hh_l0{suffix}"] = by_gate(w[f"{side}/recurrent_kernel"], kind).T
        given[f"bias_ih_l0{suffix}"] = by_gate(w[f"{side}/bias"], kind)
        second = w[f"{side}/recurrent_bias"] if kind == "gru" else torch.zeros_like(w[f"{side}/bias"])
        given[f"bias_hh_l0{suffix}"] = by_gate(second, kind)
    packed = pack_padded_sequence(torch.from_numpy(inputs()).double(), LENGTHS, batch_first=True, enforce_sorted=False)
    y, state = torch.func.functional_call(layer, given, (packed,))
    h = state[0] if kind == "lstm" else state
    return pad_packed_sequence(y, batch_first=True, total_length=TOKENS)[0], torch.cat([h[0], h[1]], 1)


def keras_states(kind: str, w: dict[str, torch.Tensor]):
    keras.config.set_floatx("float64")
    mask = np.arange(TOKENS)[None] < np.array(LENGTHS)[:, None]

    def run(sequences: bool):
        cell = {"lstm": keras.layers.LSTM, "gru": keras.layers.GRU}[kind]
        options = {"zero_output_for_mask": True} if sequences else {}
        layer = keras.layers.Bidirectional(cell(UNITS, return_sequences=sequences, **options))
        layer.build((None, TOKENS, WIDTH))
        variables = []
        for side in ("forward", "backward"):
            variables += [w[f"{side}/kernel"], w[f"{side}/recurrent_kernel"]]
            bias = w[f"{side}/bias"]
            variables.append(torch.stack([bias, w[f"{side}/recurrent_bias"]]) if kind == "gru" else bias)
        x = torch.from_numpy(inputs()).double()
        seeds = [v.value for v in layer.non_trainable_variables]
        return layer.stateless_call(variables, seeds, x, mask=torch.from_numpy(mask), training=False)[0]

    return run(True), run(False)


def golden(kind: str, states) -> dict:
    w = {key: torch.from_numpy(value).double().requires_grad_() for key, value in values(kind).items()}
    labels = torch.from_numpy(formula.labels(len(LENGTHS), CLASSES))
    result, losses = {}, []
    for step in range(STEPS):
        sequence, last = states(kind, w)
        loss = F.cross_entropy(last @ w["dense/kernel"] + w["dense/bias"], labels)
        gradients = torch.autograd.grad(loss, list(w.values()))
        if step == 0:
            result["states"] = sequence.reshape(-1).tolist()
            result["last"] = last.reshape(-1).tolist()
            result["gradients"] = {k: g.reshape(-1).tolist() for k, g in zip(w, gradients)}
        losses.append(loss.item())
        w = {k: (v - RATE * g).detach().requires_grad_() for (k, v), g in zip(w.items(), gradients)}
    return result | {"losses": losses}


def rounded(value):
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return float(f"{value:.9g}") if isinstance(value, float) else value


def main() -> None:
    cells = {
        kind: {"torch": golden(kind, torch_states), "keras": golden(kind, keras_states)} for kind in GATES
    }
    for kind, by in cells.items():
        apart = np.abs(np.array(by["torch"]["states"]) - np.array(by["keras"]["states"])).max()
        print(kind, by["torch"]["losses"], by["keras"]["losses"], "apart", apart)
    meta = {"torch": torch.__version__, "keras": keras.__version__}
    sizes = {"lengths": LENGTHS, "tokens": TOKENS, "width": WIDTH, "units": UNITS, "classes": CLASSES, "rate": RATE}
    path = ROOT / "packages/runtime/goldens/heads/recurrent.json"
    write(path, {"reference": meta} | sizes | {"cells": rounded(cells)})


if __name__ == "__main__":
    main()
