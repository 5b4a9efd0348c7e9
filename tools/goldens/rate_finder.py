"""fastai's `lr_find`: the rate of every step, what it suggests of recorded losses, and whole tests of a small dense network."""

from functools import partial

import numpy as np
import torch
from fastai.basics import Adam, Callback, DataLoader, DataLoaders, Learner, SGD, nn
from fastai.callback.schedule import *  # noqa: F403: it adds `lr_find` to Learner
from fastai.callback.schedule import LRFinder, SchedExp, minimum, steep, valley

import formula
from backbones import ROOT, write

INPUTS, UNITS, CLASSES, BATCH, BATCHES = 12, 16, 5, 8, 8
FUNCTIONS = {"steep": steep, "valley": valley, "minimum": minimum}


def rates(start: float, end: float, steps: int) -> list[float]:
    schedule = SchedExp(start, end)
    return [schedule(i / steps) for i in range(steps)]


def suggestions(lrs, losses, steps: int) -> dict[str, float]:
    """As `Learner.lr_find` asks for them."""
    lrs, losses = torch.tensor(lrs[steps // 10 : -5]), torch.tensor(losses[steps // 10 : -5])
    undefined = torch.nonzero(torch.isnan(losses))
    if len(undefined) > 0:
        lrs, losses = lrs[: min(undefined)], losses[: min(undefined)]
    return {name: float(f(lrs, losses, steps)[0]) for name, f in FUNCTIONS.items()}


class Batches(DataLoader):
    """The same batches in every epoch, of which each epoch begins with another one."""

    epoch = -1

    def get_idxs(self):
        self.epoch += 1
        order = np.arange(self.n).reshape(BATCHES, BATCH)
        return np.roll(order, -self.epoch, axis=0).reshape(-1).tolist()


class Losses(Callback):
    def __init__(self):
        self.seen = []

    def after_loss(self):
        self.seen.append(float(self.learn.loss.detach()))


def network() -> nn.Module:
    model = nn.Sequential(nn.Linear(INPUTS, UNITS), nn.ReLU(), nn.Linear(UNITS, CLASSES))
    for name, layer in (("dense", model[0]), ("dense_2", model[2])):
        for part in ("weight", "bias"):
            value = getattr(layer, part)
            value.data = torch.from_numpy(formula.tensor(f"{name}.{part}", tuple(value.shape)))
    return model


def learner(make, model=None) -> Learner:
    count = BATCHES * BATCH
    features = torch.from_numpy(formula.signed("features", (count, INPUTS), 1.0))
    labels = torch.from_numpy(formula.labels(count, CLASSES))
    data = [(features[i], labels[i]) for i in range(count)]
    loaders = DataLoaders(*(Batches(data, bs=BATCH, shuffle=False, num_workers=0) for _ in range(2)), device="cpu")
    return Learner(loaders, model or network(), nn.CrossEntropyLoss(), opt_func=make)


def find(learn: Learner, start=1e-7, end=10.0, steps=100) -> dict:
    record = Losses()
    learn.add_cb(record)
    with learn.no_bar(), learn.no_logging():
        learn.fit(steps // BATCHES + 1, cbs=LRFinder(start_lr=start, end_lr=end, num_it=steps))
    recorder = learn.recorder
    return {
        "from": start,
        "to": end,
        "steps": steps,
        "rates": [float(lr) for lr in recorder.lrs],
        "losses": record.seen,
        "smoothed": [float(loss) for loss in recorder.losses],
        "suggestions": suggestions(recorder.lrs, recorder.losses, steps),
    }


def sgd(momentum: float):
    optimizer = {"kind": "sgd", "momentum": momentum, "nesterov": False, "weightDecay": 0}
    return optimizer, partial(SGD, mom=momentum, wd=0.0)


def adam():
    optimizer = {"kind": "adamw", "beta1": 0.9, "beta2": 0.99, "epsilon": 1e-5, "weightDecay": 0.01}
    return optimizer, partial(Adam, mom=0.9, sqr_mom=0.99, eps=1e-5, wd=0.01)


TESTS = {
    "SGD": (sgd(0.0), {}),
    "SGD with momentum": (sgd(0.9), {}),
    "SGD until it diverges": (sgd(0.9), {"start": 1e-4, "end": 1e4}),
    "Adam": (adam(), {}),
    "Adam in fewer steps": (adam(), {"start": 1e-5, "end": 1.0, "steps": 30}),
}


def made_up() -> dict[str, list[float]]:
    """Smoothed losses at the usual 100 rates."""
    random = np.random.default_rng(1)
    x = np.linspace(0, 1, 100)
    fall = 2.3 - 1.6 / (1 + np.exp(-(x - 0.55) * 25)) + np.exp((x - 0.9) * 40) / 20
    blow = 2.3 - 0.2 * x + np.exp((x - 0.35) * 60) / 4
    curves = {
        "smooth": fall,
        "noisy": fall + random.normal(0, 0.05, 100),
        "very noisy": 2.3 - 0.5 * x + random.normal(0, 0.3, 100),
        "diverging early": blow[blow < 9],
        "flat": np.full(100, 2.3),
        "falling to the end": 2.3 - x**2,
        "rising from the start": 2.3 + x**3,
        "not a number from step 70": np.where(np.arange(100) < 70, fall, np.nan),
        "two valleys": 2 + 0.3 * (1 + x) * np.sin(x * 4 * np.pi) + x / 2,
    }
    return {name: np.float32(losses).tolist() for name, losses in curves.items()}


def main() -> None:
    torch.manual_seed(0)
    real = [("of a network that starts at random", partial(Adam, wd=0.0)), ("of steep descent", partial(SGD, mom=0.95))]
    curves = made_up()
    for name, make in real:
        model = nn.Sequential(nn.Linear(INPUTS, 32), nn.ReLU(), nn.Linear(32, CLASSES))
        curves[name] = find(learner(make, model))["smoothed"]
    usual = rates(1e-7, 10, 100)
    golden = {
        "ranges": [
            {"from": a, "to": b, "steps": n, "rates": rates(a, b, n)} for a, b, n in [(1e-7, 10, 100), (1e-5, 1, 30)]
        ],
        "curves": {
            name: {
                "losses": [None if np.isnan(loss) else loss for loss in losses],
                "suggestions": suggestions(usual[: len(losses)], losses, 100),
            }
            for name, losses in curves.items()
        },
        "inputs": INPUTS,
        "units": UNITS,
        "classes": CLASSES,
        "batch": BATCH,
        "batches": BATCHES,
        "tests": {
            name: {"optimizer": optimizer, **find(learner(make), **options)}
            for name, ((optimizer, make), options) in TESTS.items()
        },
    }
    write(ROOT / "packages/runtime/goldens/rate-finder.json", golden)
    for name, test in golden["tests"].items():
        print(name, len(test["losses"]), test["suggestions"])
    for name, curve in golden["curves"].items():
        print(name, len(curve["losses"]), curve["suggestions"])


if __name__ == "__main__":
    main()
