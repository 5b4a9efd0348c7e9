"""fastai's `fine_tune` on the emoji images: one epoch of its head, then four of everything, with its own defaults."""

import argparse
import json
from pathlib import Path
import sys
import time

from fastai.vision.all import CategoryBlock, DataBlock, GrandparentSplitter, ImageBlock, Learner, Normalize, Resize
from fastai.vision.all import Callback, PILImage, ResizeMethod, accuracy, create_head, get_image_files, parent_label
from fastai.vision.all import set_seed
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from images import load
from lite0_torch import lite0
from report import report

parser = argparse.ArgumentParser()
parser.add_argument("--data", type=Path, required=True)
parser.add_argument("--seed", type=int, required=True)
parser.add_argument("--epochs", type=int, default=4)
parser.add_argument("--size", type=int, default=128)
args = parser.parse_args()

set_seed(args.seed)
torch.set_num_threads(2)
network = lite0()


class Body(nn.Module):
    def __init__(self):
        super().__init__()
        self.network = network

    def forward(self, x):
        return self.network.extract_features(x)


class Points(Callback):
    """The accuracy of validation after every epoch, and when: behind the recorder, whose order is 50."""

    order = 60

    def after_epoch(self):
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "validation": float(self.recorder.values[-1][-1])}), flush=True)


class Opaque(PILImage):
    """As our loader reads them: what is transparent lies on white."""

    @classmethod
    def create(cls, path, **_):
        return cls(load(path))


start = time.perf_counter()
block = DataBlock(
    blocks=(ImageBlock(Opaque), CategoryBlock),
    get_items=lambda folder: get_image_files(folder, folders=["train", "validation"]),
    splitter=GrandparentSplitter("train", "validation"),
    get_y=parent_label,
    item_tfms=Resize(args.size, method=ResizeMethod.Squish),
    batch_tfms=[Normalize.from_stats([127 / 255] * 3, [128 / 255] * 3)],
)
loaders = block.dataloaders(args.data, bs=32, num_workers=2)
model = nn.Sequential(Body(), create_head(1280, loaders.c))
nn.init.kaiming_normal_(model[1][-1].weight)


def halves(both):
    return [list(both[0].parameters()), list(both[1].parameters())]


learner = Learner(loaders, model, metrics=accuracy, splitter=halves, cbs=Points())
with learner.no_bar(), learner.no_logging():
    learner.freeze()
    learner.fine_tune(args.epochs)
    test = loaders.test_dl(get_image_files(args.data / "test"), with_labels=True)
    test_accuracy = float(learner.validate(dl=test)[1])
report(time.perf_counter() - start, ["torch", "fastai"], test=test_accuracy)
