"""Where in an image the score of a class comes from, by Grad-CAM (Selvaraju et al. 2017, arXiv:1610.02391).

On the last feature map of torchvision's ResNet-18, and on the tokens that the last block of a ViT reads, both with the weights by
formula of `backbones.py`, in double precision by PyTorch's own differentiation; the formula is that of captum's LayerGradCam without its
last ReLU. Writes packages/runtime/goldens/grad-cam.json.
"""

import formula
import torch
from backbones import BATCH, CLASSES, ROOT, write
from references import REFERENCES
from references.torch_model import TorchModel


def golden_of(name: str, block: str) -> dict:
    """Of the first image: its scores for the class that is chosen, by the output of a block."""
    reference = REFERENCES[name]
    model = TorchModel(reference, CLASSES).eval()
    image = torch.from_numpy(formula.image(reference.size, BATCH)).double()[:1]
    image = image if image.shape[1] == 3 else image.permute(0, 3, 1, 2)
    blocks = list(reference.blocks(model.backbone, image))
    value, (_, features) = dict(blocks)[block], blocks[-1]
    value.retain_grad()
    logits = model.head(model.pooled(features))
    chosen = int(logits.argmax())
    logits[0, chosen].backward()
    if value.ndim == 4:
        scores = (value.grad.mean((2, 3), keepdim=True) * value).sum(1)
    else:
        scores = (value.grad.mean(1, keepdim=True) * value).sum(2)
    return {"block": block, "logits": logits[0].tolist(), "chosen": chosen, "scores": scores.reshape(-1).tolist()}


if __name__ == "__main__":
    torch.use_deterministic_algorithms(True)
    cases = {"resnet18": "layer4", "vit_s_16": "block11"}
    golden = {name: golden_of(name, block) for name, block in cases.items()}
    write(ROOT / "packages/runtime/goldens/grad-cam.json", golden)
