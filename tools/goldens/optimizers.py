"""PyTorch's and Keras's optimizers on a small dense model: every weight after three steps."""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import torch
import torch.nn.functional as F
from timm.utils import ModelEmaV3
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from backbones import ROOT, write
import formula
from torch_optimizers import make_optimizer

INPUTS, UNITS, CLASSES, BATCH, STEPS = 6, 7, 4, 8, 3
SHAPES = {
    "dense.weight": (UNITS, INPUTS),
    "dense.bias": (UNITS,),
    "dense_2.weight": (CLASSES, UNITS),
    "dense_2.bias": (CLASSES,),
}

SGD = {"kind": "sgd", "momentum": 0.0, "nesterov": False, "weightDecay": 0.0}
ADAM = {"kind": "adam", "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0.0}
RMSPROP = {"kind": "rmsprop", "rho": 0.9, "momentum": 0.0, "epsilon": 1e-14, "weightDecay": 0.0}
LION = {"kind": "lion", "beta1": 0.9, "beta2": 0.99, "weightDecay": 0.1}
PLAIN = {"rates": [0.1] * STEPS, "clipNorm": None, "accumulate": 1, "labelSmoothing": 0.0, "weighted": False}
FALLING = [0.1, 0.05, 0.02]

KERAS_CASES = [
    {**PLAIN, "optimizer": SGD},
    {**PLAIN, "optimizer": {**SGD, "momentum": 0.9}},
    {**PLAIN, "optimizer": {**SGD, "momentum": 0.9, "nesterov": True}},
    {**PLAIN, "rates": [0.01] * STEPS, "optimizer": ADAM},
    {**PLAIN, "rates": [0.01] * STEPS, "optimizer": RMSPROP},
    {**PLAIN, "rates": [0.01] * STEPS, "optimizer": {**RMSPROP, "momentum": 0.9}},
]

TORCH_CASES = [
    *KERAS_CASES,
    {**PLAIN, "rates": FALLING, "optimizer": {**SGD, "momentum": 0.9, "weightDecay": 0.1}},
    {**PLAIN, "rates": FALLING, "optimizer": {**SGD, "momentum": 0.9, "nesterov": True, "weightDecay": 0.1}},
    {**PLAIN, "rates": FALLING, "optimizer": {**ADAM, "weightDecay": 0.1}},
    {**PLAIN, "rates": FALLING, "optimizer": {**ADAM, "kind": "adamw", "weightDecay": 0.1}},
    {**PLAIN, "rates": FALLING, "optimizer": {**ADAM, "kind": "lamb", "epsilon": 1e-6, "weightDecay": 0.1}},
    {**PLAIN, "rates": FALLING, "optimizer": {**ADAM, "kind": "lamb", "epsilon": 1e-6}},
    {**PLAIN, "rates": FALLING, "optimizer": {**ADAM, "kind": "lamb", "epsilon": 1e-6, "weightDecay": 0.1}, "clipNorm": 0.2},
    {**PLAIN, "rates": [0.03, 0.02, 0.01], "optimizer": LION},
    {**PLAIN, "rates": [0.03, 0.02, 0.01], "accumulate": 2, "optimizer": {**LION, "beta2": 0.5}},
    {**PLAIN, "rates": [0.01, 0.005, 0.002], "optimizer": {**RMSPROP, "weightDecay": 0.1}},
    {**PLAIN, "clipNorm": 0.2, "optimizer": {**SGD, "momentum": 0.9}},
    {**PLAIN, "accumulate": 2, "optimizer": ADAM},
    {**PLAIN, "accumulate": 2, "clipNorm": 0.2, "optimizer": SGD},
    *(
        {**PLAIN, "rates": FALLING, "momenta": [0.95, 0.85, 0.9], "optimizer": optimizer}
        for optimizer in [
            {**SGD, "momentum": 0.9, "nesterov": True, "weightDecay": 0.1},
            {**ADAM, "kind": "adamw", "beta2": 0.99, "epsilon": 1e-5, "weightDecay": 0.1},
            {**ADAM, "kind": "lamb", "epsilon": 1e-6, "weightDecay": 0.1},
            LION,
        ]
    ),
    # PyTorch multiplies by the rate what the momentum has gathered, and TensorFlow what it gathers.
    {**PLAIN, "rates": [0.01] * STEPS, "momenta": [0.95, 0.85, 0.9], "optimizer": {**RMSPROP, "momentum": 0.9}},
    {**PLAIN, "labelSmoothing": 0.1, "weighted": True, "optimizer": SGD},
    {**PLAIN, "average": {"kind": "ema", "decay": 0.6, "warmup": False}, "optimizer": SGD},
    {**PLAIN, "average": {"kind": "ema", "decay": 0.45, "warmup": True}, "accumulate": 2, "rates": [0.01] * STEPS, "optimizer": ADAM},
]


def batches(count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Consecutive batches of the features and labels that the formula gives."""
    x = formula.signed("features", (count, BATCH, INPUTS), 1.0)
    return list(zip(x, formula.labels(count * BATCH, CLASSES).reshape(count, BATCH)))


def example_weights() -> np.ndarray:
    return formula.signed("example_weight", (BATCH,), 0.5, 1.0)


def by_torch(case: dict) -> dict:
    tensors = {k: torch.from_numpy(formula.tensor(k, s)).requires_grad_() for k, s in SHAPES.items()}

    def model(x):
        hidden = F.relu(F.linear(x, tensors["dense.weight"], tensors["dense.bias"]))
        return F.linear(hidden, tensors["dense_2.weight"], tensors["dense_2.bias"])

    optimizer = make_optimizer(tensors.items(), {**case, "rate": case["rates"][0]})
    average = Averages(tensors, case["average"]) if "average" in case else None
    weights = torch.from_numpy(example_weights()) if case["weighted"] else torch.ones(BATCH)
    feed, losses = iter(batches(STEPS * case["accumulate"])), []
    for step, rate in enumerate(case["rates"]):
        optimizer.zero_grad()
        for _ in range(case["accumulate"]):
            x, y = (torch.from_numpy(v) for v in next(feed))
            each = F.cross_entropy(model(x), y, label_smoothing=case["labelSmoothing"], reduction="none")
            loss = (each * weights).mean()
            (loss / case["accumulate"]).backward()
            losses.append(loss.item())
        if case["clipNorm"] is not None:
            torch.nn.utils.clip_grad_norm_(tensors.values(), case["clipNorm"])
        for group in optimizer.param_groups:
            group["lr"] = rate
            if "momenta" in case:
                set_momentum(group, case["momenta"][step])
        optimizer.step()
        if average:
            average.update(step + 1)
    result = {"reference": "torch", **case, "losses": losses, "after": flat(tensors)}
    return {**result, "averaged": average.values()} if average else result


def flat(tensors: dict) -> dict:
    return {k: v.detach().T.reshape(-1).tolist() for k, v in tensors.items()}


class Averages:
    """timm's average of the tensors; where there is no warm-up, PyTorch's must be the same."""

    def __init__(self, tensors: dict, average: dict):
        self.names = {k: k.replace(".", "_") for k in tensors}
        self.module = torch.nn.ParameterDict()
        for k, v in tensors.items():
            # The very tensors that are trained: a parameter that shares their memory.
            self.module[self.names[k]] = torch.nn.Parameter(v.data, requires_grad=False)
        self.timm = ModelEmaV3(self.module, average["decay"], use_warmup=average["warmup"], exclude_buffers=True)
        self.torch = None if average["warmup"] else AveragedModel(self.module, multi_avg_fn=get_ema_multi_avg_fn(average["decay"]))

    def update(self, step: int) -> None:
        self.timm.update(self.module, step)
        if self.torch:
            self.torch.update_parameters(self.module)

    def values(self) -> dict:
        ours = {k: self.timm.module[name] for k, name in self.names.items()}
        if self.torch:
            assert all(torch.allclose(v, self.torch.module[self.names[k]]) for k, v in ours.items())
        return flat(ours)


def set_momentum(group: dict, momentum: float) -> None:
    """As `OneCycleLR` with `cycle_momentum` does."""
    if "betas" in group:
        group["betas"] = (momentum, *group["betas"][1:])
    else:
        group["momentum"] = momentum


def keras_optimizer(o: dict, rate: float) -> keras.optimizers.Optimizer:
    if o["kind"] == "sgd":
        return keras.optimizers.SGD(rate, momentum=o["momentum"], nesterov=o["nesterov"])
    if o["kind"] == "adam":
        return keras.optimizers.Adam(rate, beta_1=o["beta1"], beta_2=o["beta2"], epsilon=o["epsilon"])
    return keras.optimizers.RMSprop(rate, rho=o["rho"], momentum=o["momentum"], epsilon=o["epsilon"])


def by_keras(case: dict) -> dict:
    first, second = keras.layers.Dense(UNITS, activation="relu"), keras.layers.Dense(CLASSES)
    model = keras.Sequential([keras.Input((INPUTS,)), first, second])
    tensors = {k: formula.tensor(k, s) for k, s in SHAPES.items()}
    model.set_weights([tensors[k].T for k in SHAPES])
    model.compile(
        keras_optimizer(case["optimizer"], case["rates"][0]),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    losses = []
    for x, y in batches(STEPS):
        # The running mean of the loss is reset, so that each step says its own.
        losses.append(float(model.train_on_batch(x, y)))
        model.reset_metrics()
    after = {k: v.reshape(-1).tolist() for k, v in zip(SHAPES, model.get_weights())}
    return {"reference": "keras", **case, "losses": losses, "after": after}


def main() -> None:
    cases = [*map(by_torch, TORCH_CASES), *map(by_keras, KERAS_CASES)]
    write(
        ROOT / "packages/runtime/goldens/optimizers.json",
        {"inputs": INPUTS, "units": UNITS, "classes": CLASSES, "batch": BATCH, "cases": cases},
    )
    for keras_case, torch_case in zip(cases[len(TORCH_CASES) :], cases):
        gap = max(
            np.abs(np.subtract(keras_case["after"][k], torch_case["after"][k])).max() for k in SHAPES
        )
        print(keras_case["optimizer"]["kind"], "Keras and PyTorch differ by", gap, keras_case["losses"], torch_case["losses"])


if __name__ == "__main__":
    main()
