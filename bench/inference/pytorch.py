"""PyTorch: forward passes of a backbone to its feature map, channels-last, in inference mode."""

import argparse
from pathlib import Path
import sys
import time

import torch
from torch import nn
import torchvision

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from lite0_torch import lite0
from report import report

parser = argparse.ArgumentParser()
parser.add_argument("--backbone", required=True)
for name in ["size", "batch", "steps"]:
    parser.add_argument(f"--{name}", type=int, required=True)
args = parser.parse_args()


class Lite0Features(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = lite0(imagenet=False)

    def forward(self, x):
        return self.net.extract_features(x)


BACKBONES = {
    "efficientnet_lite0": Lite0Features,
    "mobilenet_v2": lambda: torchvision.models.mobilenet_v2().features,
    "resnet50": lambda: nn.Sequential(*list(torchvision.models.resnet50().children())[:-2]),
}

model = BACKBONES[args.backbone]().eval().to(memory_format=torch.channels_last)
x = torch.rand(args.batch, 3, args.size, args.size).mul(2).sub(1).to(memory_format=torch.channels_last)
with torch.inference_mode():
    for _ in range(2):
        model(x)
    start = time.perf_counter()
    for _ in range(args.steps):
        model(x)
value = args.batch * args.steps / (time.perf_counter() - start)
report(value, ["torch", "torchvision"])
