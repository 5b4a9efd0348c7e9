/** Fixes of the head's recurrent layers. */
import { recurrentAfterPool } from '../../checks/head/recurrent-after-pool.js';
import { recurrentOnMap } from '../../checks/head/recurrent-on-map.js';
import { stateOfOneToken } from '../../checks/head/state-of-one-token.js';
import type { Call, HeadBlock } from '../../grammar/generated/ast.js';
import { type FixContext, fix } from './fix.js';
import { parametersOf } from './specs.js';
import { around, spanOf } from './tree.js';
import { fixOf, removeNode, replaceWith, setArgument } from './write.js';

const isHead = (node: { readonly $type: string }): node is HeadBlock => node.$type === 'HeadBlock';

/** The layers of the head up to the one at this place, that one last. */
function layersUpTo(context: FixContext): readonly Call[] {
  const layers = around(context, isHead)?.layers ?? [];
  const at = layers.findIndex((layer) => spanOf(layer)?.start === context.start);
  return layers.slice(0, at + 1);
}

const named = (layers: readonly Call[], name: string): Call | undefined =>
  layers.findLast((layer) => layer.word?.$refText === name);

export const recurrentFixes = [
  fix(recurrentOnMap, ({ gives }, context) => {
    const layer = layersUpTo(context).at(-1);
    if (gives !== 'a vector') return [replaceWith('pool(average)', context, { preferred: true })];
    return [layer && fixOf('Remove it', [removeNode(context, layer)])];
  }),

  fix(recurrentAfterPool, ({ before }, context) => {
    const layers = layersUpTo(context);
    const vector = named(layers.slice(0, -1), before);
    if (!vector) return [];
    if (before === 'lstm' || before === 'gru') {
      const sequence = setArgument(vector, 'return', 'sequence', parametersOf(vector));
      return [fixOf(`Write \`return: sequence\` in \`${before}\``, [sequence], { preferred: true })];
    }
    return [fixOf(`Remove \`${before}\``, [removeNode(context, vector)])];
  }),

  fix(stateOfOneToken, (_, context) => [replaceWith('max', context)]),
];
