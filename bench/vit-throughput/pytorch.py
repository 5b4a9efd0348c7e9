"""PyTorch: training steps of torchvision's VisionTransformer, on a batch that stays the same.

After the training step of https://docs.pytorch.org/tutorials/beginner/introyt/trainingyt.html, with and without
`torch.compile`. Channels-last concerns only the patches' convolution; it is tried because it is the usual advice.
"""

import argparse
from pathlib import Path
import sys
import time

import torch
from torchvision.models import VisionTransformer

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from report import report

parser = argparse.ArgumentParser()
for name in ["steps", "batch", "size", "classes"]:
    parser.add_argument(f"--{name}", type=int, required=True)
parser.add_argument("--model", choices=["vit_s_16", "vit_b_16"], required=True)
parser.add_argument("--channels-last", action="store_true")
parser.add_argument("--compile", action="store_true")
args = parser.parse_args()

WIDTHS = {"vit_s_16": (6, 384), "vit_b_16": (12, 768)}
heads, width = WIDTHS[args.model]
torch.manual_seed(1)
model = VisionTransformer(args.size, 16, 12, heads, width, 4 * width, num_classes=args.classes)
model.train()
layout = torch.channels_last if args.channels_last else torch.contiguous_format
model = model.to(memory_format=layout)
forward = torch.compile(model) if args.compile else model

x = torch.rand(args.batch, 3, args.size, args.size).mul(2).sub(1).to(memory_format=layout)
y = torch.arange(args.batch) % args.classes
criterion = torch.nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-5)


def step() -> float:
    optimizer.zero_grad()
    loss = criterion(forward(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


for _ in range(2):
    step()
start = time.perf_counter()
for _ in range(args.steps):
    loss = step()
value = args.batch * args.steps / (time.perf_counter() - start)
report(value, ["torch", "torchvision"], loss=loss, note=f"loss {loss:.2f}")
