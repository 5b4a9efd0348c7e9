"""The reference of every backbone, a module a family. To add a family, write its module and list it here."""

from . import (
    alexnet,
    convnext,
    deit,
    densenet,
    densenet_keras,
    efficientnet,
    efficientnet_lite,
    efficientnet_v2,
    googlenet,
    inception,
    mnasnet,
    mobilenet_v1,
    mobilenet_v2,
    mobilenet_v3,
    nasnet,
    regnet,
    resnet,
    resnet_keras,
    shufflenet_v2,
    squeezenet,
    swin,
    vgg,
    vit,
    xception,
)
from .reference import KerasReference, Reference, TorchReference

FAMILIES = [
    alexnet,
    convnext,
    deit,
    densenet,
    densenet_keras,
    efficientnet,
    efficientnet_lite,
    efficientnet_v2,
    googlenet,
    inception,
    mnasnet,
    mobilenet_v1,
    mobilenet_v2,
    mobilenet_v3,
    nasnet,
    regnet,
    resnet,
    resnet_keras,
    shufflenet_v2,
    squeezenet,
    swin,
    vgg,
    vit,
    xception,
]

REFERENCES: dict[str, Reference] = {name: one for family in FAMILIES for name, one in family.REFERENCES.items()}

# The variant of each family that the tests of every day check; the rest is `npm run parity`'s.
COMMITTED: list[str] = [name for family in FAMILIES for name in family.COMMITTED]

__all__ = ["COMMITTED", "FAMILIES", "REFERENCES", "KerasReference", "Reference", "TorchReference"]
