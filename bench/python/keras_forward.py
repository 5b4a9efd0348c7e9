"""Keras: forward passes of a backbone to its features, compiled by `predict_on_batch`."""

import argparse
import time

import numpy as np

from keras_models import features
from report import report

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
for name in ["size", "batch", "steps"]:
    parser.add_argument(f"--{name}", type=int, required=True)
args = parser.parse_args()

model = features(args.model, args.size)
x = np.random.default_rng(1).uniform(-1, 1, (args.batch, args.size, args.size, 3)).astype(np.float32)
for _ in range(2):
    model.predict_on_batch(x)
start = time.perf_counter()
for _ in range(args.steps):
    model.predict_on_batch(x)
value = args.batch * args.steps / (time.perf_counter() - start)
report(value, ["keras", "tensorflow-cpu"])
