"""PyTorch: training steps of a classifier on a batch that stays the same.

After the training step of https://docs.pytorch.org/tutorials/beginner/introyt/trainingyt.html.
"""

import time

import torch

from report import report
from step_arguments import step_arguments
from torch_models import classifier

parser = step_arguments()
parser.add_argument("--channels-last", action="store_true")
parser.add_argument("--compile", action="store_true")
args = parser.parse_args()

layout = torch.channels_last if args.channels_last else torch.contiguous_format
model = classifier(args.model, args.size, args.classes).to(memory_format=layout)
model.train()
if args.batch_norm == "frozen":
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.eval()
forward = torch.compile(model) if args.compile else model

x = torch.rand(args.batch, 3, args.size, args.size).mul(2).sub(1).to(memory_format=layout)
y = torch.arange(args.batch) % args.classes
criterion = torch.nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=args.rate)


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
