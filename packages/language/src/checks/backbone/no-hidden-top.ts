import { checked } from '../checked.js';

export const noHiddenTop = checked<{ backbone: string }>({
  code: 'TLP212',
  severity: 'error',
  title: 'The published classifier has no hidden layers',
  explanation:
    'The published classifiers of AlexNet and VGG have two hidden dense layers, and that of MobileNetV3 has one, as BERT and ALBERT have their pooler; `top: published` keeps them. Those of most networks are one dense layer for the classes of ImageNet, which the head replaces.',
  message: ({ backbone }) => `The published classifier of \`${backbone}\` has no hidden layers to keep.`,
  remedy: () => 'Remove `top`; the head stands where the classifier stood.',
  bad: { backbone: 'resnet18 {\n  top: published\n}' },
  good: { backbone: 'resnet18 {\n}' },
  reads: ['backbone'],
  check({ pipeline, backbone }, found) {
    // A card with such layers has become one that ends in them.
    if (pipeline.backbone.top === 'published' && backbone.top === undefined)
      found({ backbone: backbone.name }, 'backbone.top');
  },
});
