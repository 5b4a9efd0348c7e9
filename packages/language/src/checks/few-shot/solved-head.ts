import type { HeadLayer } from '../../resolve/pipeline.js';
import { headLayers } from '../../schema/head.js';
import { writeValue } from '../../schema/write.js';
import { checked } from '../checked.js';

export const solvedHead = checked<{ phase: string; layer: string }>({
  code: 'TLP536',
  severity: 'error',
  title: 'A head that cannot be solved',
  explanation:
    'Only the weights of one dense layer can be computed at once. With a second layer, an activation or batch normalization there is no closed form, and no single optimum. Pooling, flattening, `normalize` and dropout have no weights and may stand before it.',
  message: ({ phase, layer }) => `Phase \`${phase}\` is solved, and the head has \`${layer}\`.`,
  remedy: () => 'Leave only the pool and one plain `dense` layer, or write `epochs` instead of `solve`.',
  bad: { head: 'pool(average)\ndense(64, relu)\ndense(classes)', phase: 'freeze: all\nsolve: logistic' },
  good: { head: 'pool(average)\ndense(classes)', phase: 'freeze: all\nsolve: logistic' },
  reads: ['head', 'schedule'],
  check({ pipeline: { head, schedule } }, found) {
    const phase = schedule.phases.find(({ solve }) => solve);
    const layer = head.find((one, index) => !(index === head.length - 1 ? isPlain(one) : isBare(one)));
    if (!phase || !layer) return;
    found({ phase: phase.name, layer: writeValue(headLayers, layer) }, `schedule.${phase.name}.solve`);
  },
});

/** Has no weights. */
const isBare = ({ kind }: HeadLayer): boolean =>
  kind === 'pool' || kind === 'flatten' || kind === 'normalize' || kind === 'dropout';

const isPlain = (layer: HeadLayer): boolean =>
  layer.kind === 'dense' && layer.activation === null && layer.bias !== false;
