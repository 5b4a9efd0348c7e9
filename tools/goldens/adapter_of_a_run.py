"""Proves that PEFT loads the adapter of a run: the network it makes of the published folder and the adapter has the merged
weights that the run kept.

    adapter_of_a_run.py FOLDER RUN

FOLDER is the backbone's, as Transformers reads it; RUN a finished run whose last phase adapts it.
"""

import sys

import peft
import torch
import transformers
from safetensors.torch import load_file


def main(folder: str, run: str) -> None:
    base = transformers.AutoModel.from_pretrained(folder, dtype=torch.float32)
    before = {k: v.clone() for k, v in base.state_dict().items()}
    adapted = peft.PeftModel.from_pretrained(base, f"{run}/model/adapter")
    merged = adapted.merge_and_unload().state_dict()
    changed = [k for k, v in merged.items() if not torch.equal(v, before[k])]
    kept = load_file(f"{run}/model/weights.safetensors")
    kernels = [v for k, v in kept.items() if k.endswith("/kernel")]
    assert changed, "the adapter changes nothing"
    for name in changed:
        # Ours are `[in,out]`, and of a matrix of three, a third each.
        value = merged[name]
        pieces = value.split(value.shape[1] // 3, 1) if "c_attn" in name else [value.T]
        for piece in pieces:
            nearest = min((piece - k).abs().max().item() for k in kernels if k.shape == piece.shape)
            print(f"{name}: differs by {nearest:.1e}, was changed by {(value - before[name]).abs().max():.1e}")
            assert nearest < 1e-6


if __name__ == "__main__":
    main(*sys.argv[1:])
