from .vit import timm_reference

NAMES = {"ti": "tiny", "s": "small", "b": "base"}

REFERENCES = {
    **{f"deit_{own}_16": timm_reference(f"deit_{theirs}_patch16_224") for own, theirs in NAMES.items()},
    **{
        f"deit_{own}_16_distilled": timm_reference(
            f"deit_{theirs}_distilled_patch16_224", size=48, unused=("head_dist",)
        )
        for own, theirs in NAMES.items()
    },
}
COMMITTED = ["deit_ti_16_distilled"]
