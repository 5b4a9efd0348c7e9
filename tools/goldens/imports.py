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


class Gated(nn.Module):
    """Depthwise and grouped convolutions, squeeze and excitation, and the activations of small networks."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.Hardswish())
        self.blocks = nn.ModuleList(
            nn.ModuleDict(
                {
                    'expand': nn.Conv2d(8, 16, 1),
                    'depthwise': nn.Conv2d(16, 16, size, 2, size // 2, groups=16),
                    'reduce': nn.Conv2d(16, 4, 1),
                    'excite': nn.Conv2d(4, 16, 1),
                    'project': nn.Conv2d(16, 8, 1, groups=2),
                }
            )
            for size in (3, 5, 3)
        )
        self.conv_head = nn.Conv2d(8, 16, 1)
        self.classifier = nn.Linear(16, 10)

    def forward(self, x):
        x = self.stem(x)
        for i, block in enumerate(self.blocks):
            y = nn.functional.silu(block['expand'](x))
            y = block['depthwise'](nn.functional.pad(y, (0, 1, 1, 0)))
            y = [nn.functional.relu6, nn.functional.elu, lambda v: nn.functional.leaky_relu(v, 0.1)][i](y)
            gate = nn.functional.relu(block['reduce'](y.mean((2, 3), keepdim=True)))
            y = y * nn.functional.hardsigmoid(block['excite'](gate))
            short = nn.functional.avg_pool2d(x, 2, ceil_mode=True, count_include_pad=False)
            x = block['project'](y)[:, :, : short.shape[2], : short.shape[3]] + short
            first, second = x.chunk(2, 1)
            x = torch.cat([second, torch.sigmoid(first)], 1)
        x = nn.functional.interpolate(x, scale_factor=2, mode='nearest')
        x = torch.tanh(self.conv_head(nn.functional.max_pool2d(x, 3, 2, 1)))
        return self.classifier(nn.functional.adaptive_avg_pool2d(x, 1).flatten(1)).softmax(1)


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        batch, tokens, width = x.shape
        qkv = self.qkv(x).reshape(batch, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = qkv.unbind(0)
        scores = (query * (width // self.heads) ** -0.5) @ key.transpose(-2, -1)
        return self.proj((scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, tokens, width))


class TokenBlock(nn.Module):
    """Attention with layer scale, an MLP, and a dense layer over tokens."""

    def __init__(self, tokens, width):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attn = Attention(width, 2)
        self.gamma = nn.Parameter(torch.randn(width))
        self.fc1, self.fc2 = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.mix = nn.Linear(tokens, tokens)

    def forward(self, x):
        x = x + self.gamma * self.attn(self.norm1(x))
        x = x + self.fc2(nn.functional.gelu(self.fc1(self.norm2(x))))
        return x + self.mix(x.transpose(1, 2)).transpose(1, 2)


class Tokens(nn.Module):
    """A transformer with a class token."""

    def __init__(self):
        super().__init__()
        self.patch_embed = nn.Conv2d(3, 8, 8, 8)
        self.cls_token = nn.Parameter(torch.randn(1, 1, 8))
        self.pos_embed = nn.Parameter(torch.randn(1, 17, 8))
        self.blocks = nn.Sequential(*(TokenBlock(17, 8) for _ in range(4)))
        self.norm = nn.LayerNorm(8)
        self.head = nn.Linear(8, 10)

    def forward(self, x):
        x = self.patch_embed(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls_token.expand(x.shape[0], -1, -1), x], 1) + self.pos_embed
        return self.head(self.norm(self.blocks(x))[:, 0])


class WindowBlock(nn.Module):
    """Attention in windows of four by four, shifted by two or not, with a table of biases."""

    def __init__(self, shifted):
        super().__init__()
        self.shifted = shifted
        self.norm = nn.LayerNorm(8)
        self.attn = Attention(8, 2)
        self.table = nn.Parameter(torch.randn(9, 8))
        self.register_buffer('rows', torch.randint(0, 9, (16,)))
        self.mlp = nn.Linear(8, 8)

    def forward(self, x):
        batch, height, width, channels = x.shape
        y = torch.roll(self.norm(x), (-2, -2), (1, 2)) if self.shifted else self.norm(x)
        y = y.reshape(batch, height // 4, 4, width // 4, 4, channels).permute(0, 1, 3, 2, 4, 5)
        y = self.attn(y.reshape(-1, 16, channels) + self.table[self.rows])
        y = y.reshape(batch, height // 4, width // 4, 4, 4, channels).permute(0, 1, 3, 2, 4, 5)
        y = y.reshape(batch, height, width, channels)
        x = x + (torch.roll(y, (2, 2), (1, 2)) if self.shifted else y)
        return x + torch.relu(self.mlp(x)) ** 2


class Windows(nn.Module):
    """Channels last, as Swin has it, and a group norm."""

    def __init__(self):
        super().__init__()
        self.patch_embed = nn.Conv2d(3, 8, 4, 4)
        self.layers = nn.Sequential(*(WindowBlock(i % 2 == 1) for i in range(4)))
        self.group = nn.GroupNorm(2, 8)
        self.head = nn.Linear(8, 10)

    def forward(self, x):
        x = self.layers(self.patch_embed(x).permute(0, 2, 3, 1))
        return self.head(self.group(x.permute(0, 3, 1, 2)).mean((2, 3)))


networks = {'residual': (Residual, 64), 'gated': (Gated, 64), 'tokens': (Tokens, 32), 'windows': (Windows, 32)}


def prepared(make):
    torch.manual_seed(7)
    model = make().eval()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            module.weight.data.uniform_(0.5, 1.5)
            module.bias.data.normal_(0, 0.1)
    for parameter in model.parameters():
        # Exporters store equal tensors once: norms that were never trained would all be one.
        if parameter.std() == 0:
            parameter.data += 0.2 * torch.randn_like(parameter)
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
