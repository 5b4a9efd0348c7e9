"""Exports networks of timm and torchvision as ONNX files with made-up weights: `exports.py FOLDER [NAME.EXPORTER…]`, or `exports.py --list`."""
import json
import os
import sys
import warnings

import timm
import torch
import torchvision

# Networks that are not in the catalogue: (library, name, exporter), exporter `script` being the older one of PyTorch.
networks = [
    ('timm', 'resnet26', 'script'),
    ('timm', 'res2net50_26w_4s', 'script'),
    ('timm', 'resnest14d', 'script'),
    ('timm', 'regnetz_b16', 'script'),
    ('timm', 'mobilevit_xs', 'script'),
    ('timm', 'ghostnet_100', 'script'),
    ('timm', 'dla34', 'script'),
    ('timm', 'hrnet_w18_small', 'script'),
    ('timm', 'repvgg_a0', 'script'),
    ('timm', 'efficientnet_es', 'script'),
    ('timm', 'mixer_s16_224', 'script'),
    ('timm', 'levit_128s', 'script'),
    ('timm', 'convmixer_768_32', 'script'),
    ('timm', 'poolformer_s12', 'script'),
    ('timm', 'cspresnet50', 'script'),
    ('timm', 'selecsls42b', 'script'),
    ('timm', 'tf_mixnet_s', 'script'),
    ('timm', 'hardcorenas_a', 'script'),
    ('timm', 'xcit_nano_12_p16_224', 'script'),
    ('timm', 'cait_xxs24_224', 'script'),
    ('timm', 'convnextv2_atto', 'script'),
    ('timm', 'deit3_small_patch16_224', 'script'),
    ('timm', 'swin_s3_tiny_224', 'script'),
    ('timm', 'fbnetc_100', 'script'),
    ('timm', 'eca_resnet33ts', 'script'),
    ('timm', 'seresnext26d_32x4d', 'script'),
    ('timm', 'edgenext_xx_small', 'script'),
    ('timm', 'efficientformer_l1', 'script'),
    ('timm', 'vovnet39a', 'script'),
    ('timm', 'visformer_tiny', 'script'),
    ('timm', 'resnet26', 'trace'),
    ('timm', 'deit3_small_patch16_224', 'trace'),
    ('timm', 'convnextv2_atto', 'trace'),
    ('timm', 'ghostnet_100', 'trace'),
    ('timm', 'mixer_s16_224', 'trace'),
    ('timm', 'swin_s3_tiny_224', 'trace'),
    ('timm', 'mobilevit_xs', 'trace'),
    ('torchvision', 'maxvit_t', 'script'),
    ('torchvision', 'densenet121', 'script'),
]


def build(library, name):
    torch.manual_seed(3)
    if library == 'timm':
        return timm.create_model(name, pretrained=False, exportable=True).eval()
    return getattr(torchvision.models, name)(weights=None).eval()


def made_up(model):
    """Statistics that are not those of a network that was never trained: a wrong order of tensors shows."""
    for module in model.modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            module.weight.data.uniform_(0.5, 1.5)
            module.bias.data.normal_(0, 0.1)
    for parameter in model.parameters():
        # Layers that begin as zeros or ones would hide what is wrong with them, and exporters store equal tensors once.
        if parameter.numel() > 1 and parameter.data.std() < 1e-3:
            parameter.data += 0.2 * torch.randn_like(parameter)
    return model


def size_of(library, model):
    return model.default_cfg['input_size'][1] if library == 'timm' else 224


def main():
    if sys.argv[1] == '--list':
        print(json.dumps([{'library': library, 'name': name, 'exporter': exporter} for library, name, exporter in networks]))
        return
    folder, wanted = sys.argv[1], sys.argv[2:]
    os.makedirs(folder, exist_ok=True)
    warnings.simplefilter('ignore')
    for library, name, exporter in networks:
        file = os.path.join(folder, f'{name}.{exporter}.onnx')
        if (wanted and f'{name}.{exporter}' not in wanted) or os.path.exists(file):
            continue
        try:
            model = made_up(build(library, name))
            size = size_of(library, model)
            image = torch.randn(1, 3, size, size)
            options = {'input_names': ['image'], 'output_names': ['logits']}
            if exporter == 'script':
                axes = {'image': {0: 'batch'}, 'logits': {0: 'batch'}}
                torch.onnx.export(model, (image,), file, dynamo=False, dynamic_axes=axes, **options)
            else:
                torch.onnx.export(model, (image,), file, dynamo=True, verbose=False, **options)
            print(name, exporter, 'exported', flush=True)
        except Exception as error:
            print(name, exporter, 'could not be exported:', str(error).splitlines()[0][:200], flush=True)


main()
