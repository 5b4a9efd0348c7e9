"""Keras: forward passes of a backbone to its feature map, compiled by `predict_on_batch`."""

import argparse
from pathlib import Path
import sys
import time

import keras
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from lite0_keras import lite0
from report import report

parser = argparse.ArgumentParser()
parser.add_argument("--backbone", required=True)
for name in ["size", "batch", "steps"]:
    parser.add_argument(f"--{name}", type=int, required=True)
args = parser.parse_args()

shape = (args.size, args.size, 3)
BACKBONES = {
    "efficientnet_lite0": lambda: lite0(args.size),
    "mobilenet_v2": lambda: keras.applications.MobileNetV2(input_shape=shape, weights=None, include_top=False),
    "resnet50": lambda: keras.applications.ResNet50(input_shape=shape, weights=None, include_top=False),
}

model = BACKBONES[args.backbone]()
x = np.random.default_rng(1).uniform(-1, 1, (args.batch, *shape)).astype(np.float32)
for _ in range(2):
    model.predict_on_batch(x)
start = time.perf_counter()
for _ in range(args.steps):
    model.predict_on_batch(x)
value = args.batch * args.steps / (time.perf_counter() - start)
report(value, ["keras", "tensorflow-cpu"])
