"""PyTorch: forward passes of a backbone to its features, channels-last, in inference mode."""

import argparse
import time

import torch

from report import report
from torch_models import features

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
for name in ["size", "batch", "steps"]:
    parser.add_argument(f"--{name}", type=int, required=True)
args = parser.parse_args()

model = features(args.model, args.size).eval().to(memory_format=torch.channels_last)
x = torch.rand(args.batch, 3, args.size, args.size).mul(2).sub(1).to(memory_format=torch.channels_last)
with torch.inference_mode():
    for _ in range(2):
        model(x)
    start = time.perf_counter()
    for _ in range(args.steps):
        model(x)
value = args.batch * args.steps / (time.perf_counter() - start)
report(value, ["torch", "torchvision"])
