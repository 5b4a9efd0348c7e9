import { checked } from '../checked.js';
import { didYouMean } from '../did-you-mean.js';

export const unknownWeights = checked<{ name: string; backbone: string; known: readonly string[] }>({
  code: 'TLP201',
  severity: 'error',
  title: 'Unknown published weights',
  explanation: 'The catalogue lists the published weights of each backbone. Other weights come from a file.',
  message: ({ name, backbone }) => `\`${backbone}\` has no published weights \`${name}\`.`,
  remedy: ({ name, known }) => didYouMean(name, [...known, 'random']),
  bad: { backbone: 'efficientnet_lite0 {\n  weights: imagenette\n}' },
  good: { backbone: 'efficientnet_lite0 {\n  weights: imagenet\n}' },
  reads: ['backbone'],
  check({ pipeline, backbone }, found) {
    const { weights } = pipeline.backbone;
    if (weights.kind !== 'source') return;
    const known = backbone.sources.map((source) => source.name);
    if (known.includes(weights.name)) return;
    found({ name: weights.name, backbone: backbone.name, known }, 'backbone.weights');
  },
});
