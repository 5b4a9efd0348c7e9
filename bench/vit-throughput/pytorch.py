"""PyTorch: training steps of torchvision's VisionTransformer, on a batch that stays the same.

After the training step of https://docs.pytorch.org/tutorials/beginner/introyt/trainingyt.html, with and without
`torch.compile`. Channels-last concerns only the patches' convolution; it is tried because it is the usual advice.
"""

import argparse
from pathlib import Path
import sys

import torch
from torchvision.models import VisionTransformer

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from train_steps import time_steps

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

time_steps(model, forward, layout, args, rate=1e-5)
