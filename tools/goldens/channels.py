"""Images of one to four channels as Pillow reads them, and a network of timm that was adapted to them."""

import base64
import io

import numpy as np
import timm
import torch
from PIL import Image
from timm.models._manipulate import adapt_input_conv

from backbones import ROOT, write
import formula

WIDTH, HEIGHT, SIZES = 40, 30, (6, 20, 36)
MODES = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}
SIDE, BATCH = 64, 2


def picture() -> Image.Image:
    """Slopes of color, under an alpha that has an edge and a slope."""
    y, x = np.meshgrid(np.arange(HEIGHT), np.arange(WIDTH), indexing="ij")
    alpha = np.where(x < 12, 0, np.where(x < 24, 255, 255 - 6 * (x - 24)))
    planes = [5 * x, 8 * y, 255 - 3 * x - 3 * y, alpha]
    return Image.fromarray(np.stack(planes, -1).astype(np.uint8), "RGBA")


def encoded(image: Image.Image) -> str:
    file = io.BytesIO()
    image.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def read(image: Image.Image, channels: int, size: int) -> str:
    resized = image.convert(MODES[channels]).resize((size, size), Image.Resampling.BILINEAR)
    return base64.b64encode(resized.tobytes()).decode()


def images() -> list[dict]:
    """An image without alpha is read as any channels, one with alpha as those that keep it."""
    whole = picture()
    sixteen = Image.fromarray((np.asarray(whole.convert("L")).astype(np.uint16) << 8) + 200)
    files = [(mode, whole.convert(mode), n) for n, mode in MODES.items()]
    return [
        {
            "mode": mode,
            "png": encoded(image),
            "reads": [
                {"channels": n, "size": size, "pixels": read(image, n, size)}
                for n in MODES
                for size in SIZES
                if own in (1, 3) or n in (2, 4)
            ],
        }
        for mode, image, own in files
    ] + [
        {
            "mode": "I;16",
            "png": encoded(sixteen),
            "reads": [{"channels": 1, "size": s, "pixels": read(whole.convert("L"), 1, s)} for s in SIZES],
        }
    ]


def features(channels: int) -> dict:
    """Of the first blocks of ResNet-18, with formula weights for RGB that timm adapts as it does those that it publishes."""
    model = timm.create_model("resnet18", in_chans=channels).double().eval()
    kernel = adapt_input_conv(channels, torch.from_numpy(formula.tensor("conv1.weight", (64, 3, 7, 7))))
    for key, value in [*model.named_parameters(), *model.named_buffers()]:
        if key.endswith("num_batches_tracked"):
            continue
        given = kernel if key == "conv1.weight" else torch.from_numpy(formula.tensor(key, tuple(value.shape)))
        value.data.copy_(given)
    x = formula.signed("picture", (BATCH, SIDE, SIDE, channels), float(np.sqrt(3.0)))
    with torch.no_grad():
        stem = model.maxpool(model.act1(model.bn1(model.conv1(torch.from_numpy(x).permute(0, 3, 1, 2).double()))))
        out = model.layer1(stem).mean((2, 3))
    return {"channels": channels, "features": out.reshape(-1).tolist()}


def main() -> None:
    golden = {
        "reference": {"timm": timm.__version__, "torch": torch.__version__},
        "images": images(),
        "side": SIDE,
        "batch": BATCH,
        "networks": [features(n) for n in (1, 2, 4)],
    }
    write(ROOT / "packages/runtime/goldens/channels.json", golden)
    print([len(image["reads"]) for image in golden["images"]], [round(float(np.std(n["features"])), 3) for n in golden["networks"]])


if __name__ == "__main__":
    main()
