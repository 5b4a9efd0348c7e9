"""The emoji images for PyTorch, as our loader reads them: RGBA lies on white, bicubic, (x - 127) / 128."""

from pathlib import Path

from PIL import Image
from torchvision import datasets, transforms


def load(path: str) -> Image.Image:
    image = Image.open(path)
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def split(data: Path, name: str, size: int) -> datasets.ImageFolder:
    return datasets.ImageFolder(
        data / name,
        transforms.Compose([
            transforms.Resize((size, size), transforms.InterpolationMode.BICUBIC),
            transforms.ToTensor(),
            transforms.Normalize([127 / 255] * 3, [128 / 255] * 3),
        ]),
        loader=load,
    )
