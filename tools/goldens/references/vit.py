import timm
import torch
import torchvision

from .reference import TorchReference
from .torch_model import shapes_of


def torchvision_blocks(model, x):
    x = model._process_input(x)
    x = torch.cat([model.class_token.expand(x.shape[0], -1, -1), x], dim=1)
    x = x + model.encoder.pos_embedding
    yield "stem", x
    for i, layer in enumerate(model.encoder.layers):
        x = layer(x)
        yield f"block{i + 1}", x
    yield "top", model.encoder.ln(x)


def timm_blocks(model, x):
    x = model._pos_embed(model.patch_embed(x))
    yield "stem", x
    for i, block in enumerate(model.blocks):
        x = block(x)
        yield f"block{i + 1}", x
    yield "top", model.norm(x)


def published():
    """torchvision's file is older than its MLP and has the names of the one before (`MLPBlock._version`)."""
    shapes = shapes_of(torchvision.models.vit_b_16())
    return {k.replace("mlp.0", "mlp.linear_1").replace("mlp.3", "mlp.linear_2"): v for k, v in shapes.items()}


REFERENCES = {
    "vit_s_16": TorchReference(
        lambda: timm.create_model("deit_small_patch16_224"), timm_blocks, "head", size=224, pool="class_token"
    ),
    "vit_b_16": TorchReference(
        torchvision.models.vit_b_16,
        torchvision_blocks,
        "heads.head",
        size=224,
        pool="class_token",
        other_layouts={
            "torchvision_published": published,
            "timm": lambda: shapes_of(timm.create_model("vit_base_patch16_224")),
        },
    ),
}
COMMITTED = ["vit_s_16", "vit_b_16"]
