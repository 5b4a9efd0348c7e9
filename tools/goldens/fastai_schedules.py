"""The learning rate of each group of parameters and the momentum at every step: fastai's schedules, and PyTorch's with momentum."""

import numpy as np
import torch
from fastai.basics import L, DataLoader, DataLoaders, Learner, nn, params
from fastai.callback.core import Callback
from fastai.callback.schedule import *  # noqa: F403: it adds `fine_tune` and the fits to Learner
from fastai.vision.learner import _resnet_split

from backbones import ROOT, write

STEPS = 5
HEAD = nn.Linear(1, 2)


class Record(Callback):
    def __init__(self):
        self.steps = []

    def before_step(self):
        hypers = self.learn.opt.hypers
        self.steps.append({"rates": [float(h["lr"]) for h in hypers], "momentum": float(hypers[-1]["mom"])})


def small(children: int) -> nn.Module:
    """A body of so many children, of one weight each, and a head, as `vision_learner` puts them together."""
    return nn.Sequential(nn.Sequential(*(nn.Linear(1, 1) for _ in range(children))), nn.Linear(1, 2))


def learner(splitter, children: int) -> Learner:
    data = [(torch.ones(1), 0)] * (4 * STEPS)
    loaders = DataLoaders(DataLoader(data, bs=4), DataLoader(data, bs=4))
    return Learner(loaders, small(children), nn.CrossEntropyLoss(), splitter=splitter)


def recorded(splitter, fit, children: int = 8) -> list[dict]:
    record = Record()
    learn = learner(splitter, children)
    learn.add_cb(record)
    with learn.no_bar(), learn.no_logging():
        fit(learn)
    return record.steps


def in_two(model: nn.Module) -> L:
    """`default_split` of `fastai/vision/learner.py`."""
    return L(model[0], model[1:]).map(params)


def in_three(model: nn.Module) -> L:
    """That of ResNets: convolution, norm, relu and pool are the first four children, the stages the others."""
    return _resnet_split(model)


def one_cycle(total: int, **options) -> list[dict]:
    parameter = nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.AdamW([parameter], lr=1.0)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, total_steps=total, **options)
    steps = []
    for _ in range(total):
        group = optimizer.param_groups[0]
        steps.append({"rates": [group["lr"]], "momentum": group["betas"][0]})
        optimizer.step()
        schedule.step()
    return steps


CASES = {
    "fine_tune of a ResNet": lambda: recorded(in_three, lambda l: l.fine_tune(2, 4e-3, freeze_epochs=2)),
    "fine_tune of others": lambda: recorded(in_two, lambda l: l.fine_tune(2)),
    "fit_one_cycle": lambda: recorded(in_two, lambda l: l.fit_one_cycle(2, slice(1e-5, 1e-3))),
    "fit_flat_cos": lambda: recorded(in_two, lambda l: l.fit_flat_cos(2, slice(1e-5, 1e-3))),
    "slice": lambda: recorded(in_three, lambda l: l.fit(1, slice(1e-6, 1e-4))),
    "slice of one number": lambda: recorded(in_three, lambda l: l.fit(1, slice(1e-4))),
    "OneCycleLR": lambda: one_cycle(10, max_lr=0.1, pct_start=0.3, base_momentum=0.85, max_momentum=0.95),
}


def main() -> None:
    cases = {name: make() for name, make in CASES.items()}
    write(ROOT / "packages/runtime/goldens/schedules.json", {"stepsPerEpoch": STEPS, "cases": cases})
    for name, steps in cases.items():
        print(name, len(steps), np.round([steps[0]["rates"][0], steps[-1]["rates"][-1]], 8))


if __name__ == "__main__":
    main()
