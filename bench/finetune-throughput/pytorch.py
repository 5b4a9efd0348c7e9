"""PyTorch: training steps of torchvision's MobileNetV2, channels-last, on a batch that stays the same.

After the training step of https://docs.pytorch.org/tutorials/beginner/introyt/trainingyt.html.
"""

import argparse
from pathlib import Path
import sys

import torch
import torchvision

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from train_steps import time_steps

parser = argparse.ArgumentParser()
for name in ["steps", "batch", "size", "classes"]:
    parser.add_argument(f"--{name}", type=int, required=True)
parser.add_argument("--batch-norm", choices=["frozen", "train"], required=True)
args = parser.parse_args()

torch.manual_seed(1)
model = torchvision.models.mobilenet_v2(num_classes=args.classes, dropout=0.0).to(memory_format=torch.channels_last)
model.train()
if args.batch_norm == "frozen":
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.eval()

time_steps(model, model, torch.channels_last, args, rate=1e-4)
