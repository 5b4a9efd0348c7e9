"""What torchvision publishes: the weights of each of its classifiers, as their enums say."""

import inspect
import math

from torchvision import models


def catalogue(wanted=None):
    for name in models.list_models(module=models):
        if wanted and name not in wanted:
            continue
        enum = models.get_model_weights(name)
        builder = inspect.getsource(models.get_model_builder(name))
        for weights in enum:
            yield entry(name, weights, weights is enum.DEFAULT, '"transform_input", True' in builder)


def entry(name, weights, default, transforms_input):
    meta = weights.meta
    metrics = meta["_metrics"]["ImageNet-1K"]
    transform = weights.transforms()
    return {
        "name": name,
        "weights": weights.name,
        "default": default,
        "file": weights.url.rsplit("/", 1)[1],
        "url": weights.url,
        "sha256Prefix": weights.url.rsplit("-", 1)[1].removesuffix(".pth"),
        "megabytes": meta["_file_size"],
        "parameters": meta["num_params"],
        # Some enums leave them out; all of them are classifiers of ImageNet-1k.
        "classes": len(meta["categories"] or range(1000)),
        "top1": share(metrics["acc@1"]),
        "top5": share(metrics["acc@5"]),
        "minimumSize": list(meta["min_size"]),
        "resize": transform.resize_size[0],
        "crop": transform.crop_size[0],
        "interpolation": transform.interpolation.value,
        "antialias": transform.antialias,
        "mean": transform.mean,
        "std": transform.std,
        # GoogLeNet and Inception standardise their input again, as TensorFlow did, where weights are given.
        "transformInput": transforms_input,
        "recipe": meta.get("recipe"),
        "licence": meta.get("license"),
    }


def share(percent):
    """None where there is no classifier, as in VGG-16's weights for features."""
    return None if math.isnan(percent) else round(percent / 100, 5)
