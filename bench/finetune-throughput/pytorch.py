"""PyTorch: training steps of torchvision's MobileNetV2, channels-last, on a batch that stays the same.

After the training step of https://docs.pytorch.org/tutorials/beginner/introyt/trainingyt.html.
"""

import argparse
from pathlib import Path
import sys
import time

import torch
import torchvision

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from report import report

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

x = torch.rand(args.batch, 3, args.size, args.size).mul(2).sub(1).to(memory_format=torch.channels_last)
y = torch.arange(args.batch) % args.classes
criterion = torch.nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)


def step() -> float:
    optimizer.zero_grad()
    loss = criterion(model(x), y)
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
