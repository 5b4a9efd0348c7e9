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


def published(name: str):
    """torchvision's files are older than its MLP and have the names of the one before (`MLPBlock._version`)."""
    shapes = shapes_of(getattr(torchvision.models, name)())
    return {k.replace("mlp.0", "mlp.linear_1").replace("mlp.3", "mlp.linear_2"): v for k, v in shapes.items()}


def reference(name: str, of_timm: str, size: int = 64) -> TorchReference:
    return TorchReference(
        lambda: getattr(torchvision.models, name)(image_size=size),
        torchvision_blocks,
        "heads.head",
        size=size,
        pool="class_token",
        native=lambda: shapes_of(getattr(torchvision.models, name)()),
        other_layouts={
            "torchvision_published": lambda: published(name),
            "timm": lambda: shapes_of(timm.create_model(of_timm, num_classes=1000)),
        },
    )


def timm_reference(name: str, size: int = 64, unused: tuple[str, ...] = ()) -> TorchReference:
    return TorchReference(
        lambda: timm.create_model(name, img_size=size),
        timm_blocks,
        "head",
        size=size,
        pool="class_token",
        unused=unused,
        native=lambda: shapes_of(timm.create_model(name)),
    )


REFERENCES = {
    "vit_ti_16": timm_reference("vit_tiny_patch16_224"),
    "vit_s_16": timm_reference("vit_small_patch16_224"),
    "vit_b_16": reference("vit_b_16", "vit_base_patch16_224"),
    "vit_b_32": reference("vit_b_32", "vit_base_patch32_224"),
    "vit_l_16": reference("vit_l_16", "vit_large_patch16_224"),
    "vit_l_32": reference("vit_l_32", "vit_large_patch32_224"),
    "vit_h_14": reference("vit_h_14", "vit_huge_patch14_224", size=28),
}
COMMITTED = ["vit_s_16", "vit_b_16"]
