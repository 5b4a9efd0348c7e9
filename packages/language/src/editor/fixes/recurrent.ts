/** Fixes of the head's recurrent layers. */
import { isRecurrentKind } from '../../checks/head/makes-vector.js';
import { pooledTags } from '../../checks/head/pooled-tags.js';
import { recurrentAfterPool } from '../../checks/head/recurrent-after-pool.js';
import { recurrentOnMap } from '../../checks/head/recurrent-on-map.js';
import { stateOfOneToken } from '../../checks/head/state-of-one-token.js';
import type { Call } from '../../grammar/generated/ast.js';
import { type FixContext, fix } from './fix.js';
import { parametersOf } from './specs.js';
import { around, isHead, spanOf } from './tree.js';
import { fixOf, removeNode, replaceWith, setArgument } from './write.js';

/** Lets a recurrent layer give its state at each token. */
const giveSequence = (layer: Call, label: string) =>
  fixOf(label, [setArgument(layer, 'return', 'sequence', parametersOf(layer))], { preferred: true });

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
    if (isRecurrentKind(before)) return [giveSequence(vector, `Write \`return: sequence\` in \`${before}\``)];
    return [fixOf(`Remove \`${before}\``, [removeNode(context, vector)])];
  }),

  fix(pooledTags, ({ layer }, context) => {
    const call = layersUpTo(context).at(-1);
    // One of a preset is put right by another preset.
    if (call?.word?.$refText !== layer) return [];
    return isRecurrentKind(layer)
      ? [giveSequence(call, 'Write `return: sequence`')]
      : [fixOf(`Remove \`${layer}\``, [removeNode(context, call)], { preferred: true })];
  }),

  fix(stateOfOneToken, (_, context) => [replaceWith('max', context)]),
];
