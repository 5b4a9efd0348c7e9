"""What timm publishes of the families that neither torchvision nor Keras have, or have otherwise."""

import timm

FAMILIES = [
    "deit_*_patch16_*",
    "deit3_*",
    "vit_tiny_patch16_*",
    "vit_small_patch16_*",
    "vit_small_patch32_*",
    "vit_base_patch16_224.*",
    "vit_base_patch16_384.*",
    "vit_base_patch32_224.*",
    "vit_base_patch32_384.*",
    "vit_large_patch16_*",
    "vit_large_patch32_*",
    "swin_*",
    "*efficientnet_lite*",
    "convnext_*.fb_*",
]


def catalogue(wanted=None):
    for name in timm.list_pretrained(FAMILIES, exclude_filters=["*clip*", "*dinov3*"]):
        if wanted and name.split(".")[0] not in wanted:
            continue
        config = timm.get_pretrained_cfg(name)
        yield {
            "name": name,
            "repository": config.hf_hub_id,
            "url": config.url or None,
            "classes": config.num_classes,
            "inputSize": list(config.input_size),
            "fixedInputSize": config.fixed_input_size,
            "interpolation": config.interpolation,
            "cropFraction": config.crop_pct,
            "cropMode": config.crop_mode,
            "mean": list(config.mean),
            "std": list(config.std),
            "firstConvolution": config.first_conv,
            "classifier": config.classifier,
            "licence": config.license,
            "origin": config.origin_url,
            "paper": config.paper_ids,
        }
