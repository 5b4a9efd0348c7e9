import { checked } from '../checked.js';
import { makesVector } from './makes-vector.js';

/** Parameters of one dense layer; the largest backbone of the catalogue has 24 million in all. */
const most = 20e6;

export const wideFlatten = checked<{ millions: number; values: number; units: number }>({
  code: 'TLP518',
  severity: 'warning',
  title: 'The head is larger than the backbone',
  explanation:
    'A flattened feature map is long, and a dense layer has a weight for each pair of input and output. That many weights memorize the training images. Pooling keeps one value per channel.',
  message: ({ millions, values, units }) =>
    `\`dense(${units})\` on the ${values} values of the flattened map has ${millions} million weights.`,
  remedy: () => 'Write `pool(average)` instead of `flatten`.',
  bad: { backbone: 'resnet50', head: 'flatten\ndense(1024, relu)\ndense(classes)' },
  good: { backbone: 'resnet50', head: 'pool(average)\ndense(1024, relu)\ndense(classes)' },
  reads: ['backbone', 'head'],
  check({ pipeline: { head }, graph }, found) {
    const flatten = head.findIndex(makesVector);
    const at = head.findIndex(({ kind }) => kind === 'dense');
    const layer = head[at];
    if (
      head[flatten]?.kind !== 'flatten' ||
      at < flatten ||
      layer?.kind !== 'dense' ||
      typeof layer.units !== 'number'
    )
      return;
    const output = graph.nodes.find(({ name }) => name === graph.outputs[0])?.outputs[0];
    const values = (output?.shape ?? []).reduce<number>(
      (all, side) => (typeof side === 'number' ? all * side : all),
      1,
    );
    const weights = values * layer.units;
    if (weights <= most) return;
    found({ millions: Math.round(weights / 1e6), values, units: layer.units }, `head.${at}`);
  },
});
