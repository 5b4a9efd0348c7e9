"""Each change of torchvision's `TrivialAugmentWide`, made to an image of Pillow: its strengths, and sampled pixels."""

import PIL
import torchvision
from PIL import Image
from torchvision.transforms import InterpolationMode, v2

from backbones import ROOT, write
import formula
import numpy as np

SIZE, SAMPLES, BINS = 48, 120, 31
SHAPES = ("ShearX", "ShearY", "TranslateX", "TranslateY", "Rotate")
STRENGTHS = {"Identity": [0], "AutoContrast": [0], "Equalize": [0]}


def change(image: Image.Image, name: str, magnitude: float) -> Image.Image:
    # Ours are bilinear; the default of torchvision is the nearest pixel.
    transform = v2.TrivialAugmentWide(interpolation=InterpolationMode.BILINEAR)
    return transform._apply_image_or_video_transform(
        image, name, magnitude, interpolation=InterpolationMode.BILINEAR, fill={Image.Image: None}
    )


def image() -> Image.Image:
    # Neither black nor white, so that there is contrast to add.
    pixels = formula.pixels(SIZE).astype(np.float64) * 0.7 + 30
    return Image.fromarray(pixels.astype(np.uint8))


def golden(name: str) -> dict:
    magnitudes_of, signed = v2.TrivialAugmentWide._AUGMENTATION_SPACE[name]
    magnitudes = magnitudes_of(BINS, SIZE, SIZE)
    cases = []
    for strength in STRENGTHS.get(name, [0, 1, 9, 15, 30]):
        magnitude = 0.0 if magnitudes is None else float(magnitudes[strength])
        for sign in [1, -1] if signed else [1]:
            result = change(image(), name, sign * magnitude)
            case = {"strength": strength, "sign": sign, "magnitude": magnitude, "pixels": sampled(result)}
            if name in SHAPES:
                # Where nothing of the outside shows.
                case["inside"] = sampled(change(Image.new("RGB", (SIZE, SIZE), (255, 255, 255)), name, sign * magnitude))
            cases.append(case)
    return {"name": name, "signed": signed, "cases": cases}


def sampled(image: Image.Image) -> list[int]:
    return [int(value) for value in formula.sample(np.asarray(image), SAMPLES)]


def main() -> None:
    names = list(v2.TrivialAugmentWide._AUGMENTATION_SPACE)
    value = {
        "reference": {"torchvision": torchvision.__version__, "pillow": PIL.__version__},
        "size": SIZE,
        "strengths": BINS,
        "ways": [golden(name) for name in names],
    }
    write(ROOT / "packages/runtime/goldens/trivial-augment.json", value)


if __name__ == "__main__":
    main()
