"""Embeddings of positions for another grid of patches, as timm and torchvision make them of those of a weight file."""

import json
from pathlib import Path

import formula
import torch
from timm.layers import resample_abs_pos_embed
from torchvision.models.vision_transformer import interpolate_embeddings

ROOT = Path(__file__).resolve().parents[2]
CHANNELS, PATCH = 3, 16


def positions(prefix: int, side: int) -> torch.Tensor:
    shape = (1, prefix + side**2, CHANNELS)
    return torch.from_numpy(formula.signed(f"positions {prefix} {side}", shape, 1.0))


def by_timm(prefix: int, before: int, after: int) -> torch.Tensor:
    return resample_abs_pos_embed(positions(prefix, before), [after, after], num_prefix_tokens=prefix)


def by_torchvision(prefix: int, before: int, after: int) -> torch.Tensor:
    key = "encoder.pos_embedding"
    return interpolate_embeddings(after * PATCH, PATCH, {key: positions(prefix, before)})[key]


def case(resampling: str, prefix: int, before: int, after: int) -> dict:
    make = {"antialias": by_timm, "align_corners": by_torchvision}[resampling]
    values = make(prefix, before, after).reshape(-1).tolist()
    return {"resampling": resampling, "prefix": prefix, "from": before, "to": after, "values": values}


# Larger, smaller, by less than the support of the filter, down to a single patch.
SIZES = [(7, 12), (7, 4), (7, 6), (8, 2), (2, 7), (5, 1)]

CASES = [
    *(case("antialias", prefix, *sizes) for prefix in (1, 2) for sizes in SIZES),
    *(case("align_corners", 1, *sizes) for sizes in SIZES),
]

if __name__ == "__main__":
    path = ROOT / "packages/runtime/goldens/positions.json"
    path.write_text(json.dumps({"channels": CHANNELS, "cases": CASES}, separators=(",", ":")) + "\n")
