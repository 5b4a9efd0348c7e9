"""Small networks as PyTorch's exporters write them, for the tests of `backbone onnx("…")`: eight channels, a few kilobytes each."""
import os
import sys
import warnings

import onnx
import torch
from torch import nn

here = os.path.dirname(os.path.abspath(__file__))
folder = os.path.join(here, '..', '..', 'packages', 'runtime', 'goldens', 'imports')


class Unit(nn.Module):
    """A residual unit of ResNet, smaller by `stride`."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU()
        self.downsample = None
        if stride > 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return self.relu(y + (x if self.downsample is None else self.downsample(x)))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(8)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = nn.Sequential(Unit(8, 8, 1), Unit(8, 8, 1))
        self.layer2 = nn.Sequential(Unit(8, 12, 2))
        self.layer3 = nn.Sequential(Unit(12, 16, 2))
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(16, 10)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.fc(torch.flatten(self.avgpool(x), 1))


networks = {'residual': (Residual, 64)}


def prepared(make):
    torch.manual_seed(7)
    model = make().eval()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            module.weight.data.uniform_(0.5, 1.5)
            module.bias.data.normal_(0, 0.1)
    return model


def slim(file):
    """Leaves out where in PyTorch's sources each node was made: most of a small file."""
    model = onnx.load(file)
    for node in model.graph.node:
        kept = [entry for entry in node.metadata_props if entry.key == 'pkg.torch.onnx.name_scopes']
        scopes = [(entry.key, entry.value) for entry in kept]
        del node.metadata_props[:]
        for key, value in scopes:
            node.metadata_props.add(key=key, value=value)
    del model.graph.value_info[:]
    for value in [*model.graph.input, *model.graph.output, *model.graph.initializer]:
        del value.metadata_props[:]
    onnx.save(model, file)


def main():
    os.makedirs(folder, exist_ok=True)
    for name, (make, size) in networks.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        model = prepared(make)
        image = torch.randn(1, 3, size, size)
        axes = {'image': {0: 'batch'}, 'logits': {0: 'batch'}}
        names = {'input_names': ['image'], 'output_names': ['logits']}
        warnings.simplefilter('ignore')
        script = os.path.join(folder, f'{name}.onnx')
        torch.onnx.export(model, (image,), script, dynamo=False, dynamic_axes=axes, **names)
        traced = os.path.join(folder, f'{name}-dynamo.onnx')
        torch.onnx.export(model, (image,), traced, dynamo=True, external_data=False, verbose=False, **names)
        slim(traced)


main()
