import { checked } from '../checked.js';

export const noHiddenTop = checked<{ backbone: string; until: string | undefined }>({
  code: 'TLP212',
  severity: 'error',
  title: 'The published classifier has no hidden layers',
  explanation:
    'The published classifiers of AlexNet and VGG have two hidden dense layers, and that of MobileNetV3 has one, as BERT and ALBERT have their pooler; `top: published` keeps them. Those of most networks are one dense layer for the classes of ImageNet, which the head replaces.',
  message: ({ backbone, until }) =>
    until === undefined
      ? `The published classifier of \`${backbone}\` has no hidden layers to keep.`
      : `\`until: ${until}\` leaves out the hidden layers that \`top: published\` keeps.`,
  remedy: ({ until }) =>
    until === undefined
      ? 'Remove `top`; the head stands where the classifier stood.'
      : 'Remove `top`, or `until`.',
  bad: { backbone: 'resnet18 {\n  top: published\n}' },
  good: { backbone: 'resnet18 {\n}' },
  reads: ['backbone'],
  check({ pipeline, backbone }, found) {
    // A card with such layers has become one that ends in them.
    if (pipeline.backbone.top === 'published' && backbone.top === undefined)
      found({ backbone: backbone.name, until: backbone.until }, 'backbone.top');
  },
});
