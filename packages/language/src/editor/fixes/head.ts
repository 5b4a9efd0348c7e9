/** Fixes of the head's layers. */
import { activatedScores } from '../../checks/head/activated-scores.js';
import { afterClassifier } from '../../checks/head/after-classifier.js';
import { denseOnMap } from '../../checks/head/dense-on-map.js';
import { headBatchNorm } from '../../checks/head/head-batch-norm.js';
import { innerSoftmax } from '../../checks/head/inner-softmax.js';
import { linearLayers } from '../../checks/head/linear-layers.js';
import { noClassifier } from '../../checks/head/no-classifier.js';
import { poolOfAnotherFamily } from '../../checks/head/pool-of-another-family.js';
import { pooledTwice } from '../../checks/head/pooled-twice.js';
import { presetAmongLayers } from '../../checks/head/preset-among-layers.js';
import { unitsOfAnotherTask } from '../../checks/head/units-of-another-task.js';
import { wideFlatten } from '../../checks/head/wide-flatten.js';
import type { Call } from '../../grammar/generated/ast.js';
import { headOfNext } from '../../modalities/text/checks/head-of-next.js';
import { headPresets } from '../../schema/head-presets.js';
import { indentAt } from './edit.js';
import { type FixContext, fix } from './fix.js';
import { parametersOf } from './specs.js';
import { around, isHead, pipelineOf, spanOf, textOf } from './tree.js';
import { addArgument, addMember, argumentOf, fixOf, removeNode, replaceWith, setProperty } from './write.js';

const callOf = (context: FixContext): Call | undefined =>
  around(context, isHead)?.layers.find((layer) => spanOf(layer)?.start === context.start);

const isPreset = ({ word }: Call): boolean => headPresets.some(({ name }) => name === word?.$refText);

/** What is wrong with a layer of a preset is put right by other arguments, or after it has been written out. */
function layerOf(context: FixContext): Call | undefined {
  const call = callOf(context);
  return call && !isPreset(call) ? call : undefined;
}

const isClassifier = (layer: Call): boolean =>
  layer.word?.$refText === 'dense' &&
  ['classes', 'targets', 'tags'].includes(textOf(argumentOf(layer, 'units', parametersOf(layer))) ?? '');

const remove = (context: FixContext, title: string, preferred = false) => {
  const layer = layerOf(context);
  return layer && fixOf(title, [removeNode(context, layer)], { preferred });
};

/** Writes a layer before the one at this place, on a line of its own. */
function before(context: FixContext, layer: Call, text: string) {
  const start = spanOf(layer)?.start;
  if (start === undefined) return undefined;
  return { start, end: start, text: `${text}\n${indentAt(context.content, start)}` };
}

export const headFixes = [
  fix(noClassifier, ({ units }, context) => {
    const output = `dense(${units})`;
    const head = around(context, isHead);
    const last = head?.layers.at(-1);
    const span = last && spanOf(last);
    if (!head) return [];
    const dense = last?.word?.$refText === 'dense' ? last : undefined;
    const activation = dense && textOf(argumentOf(dense, 'activation', parametersOf(dense)));
    // With softmax it can only be meant for the classes; without anything it may be.
    const scores = activation === 'softmax';
    const replaces = span && (scores || dense?.args.length === 1);
    return [
      replaces
        ? fixOf(`Write \`${output}\` for \`${textOf(last)}\``, [{ ...span, text: output }], {
            preferred: scores,
          })
        : undefined,
      scores
        ? undefined
        : fixOf(`Add \`${output}\``, [addMember(context, head, output)], {
            preferred: !replaces,
          }),
    ];
  }),

  fix(afterClassifier, ({ layer: kind, units }, context) => {
    const layer = layerOf(context);
    const classifier = around(context, isHead)?.layers.find(isClassifier);
    if (!layer || !classifier) return [];
    const move = fixOf(`Move \`${kind}\` before \`dense(${units})\``, [
      removeNode(context, layer),
      before(context, classifier, textOf(layer)),
    ]);
    const drop = remove(context, `Remove \`${kind}\``);
    return kind === 'activation' || kind === 'dense' ? [drop] : [move, drop];
  }),

  fix(poolOfAnotherFamily, ({ usual }, context) => [replaceWith(usual, context)]),

  fix(activatedScores, ({ units }, context) => [
    replaceWith(`dense(${units})`, context, { preferred: true }),
  ]),

  fix(unitsOfAnotherTask, ({ units }, context) => [
    replaceWith(`dense(${units})`, context, { preferred: true }),
  ]),

  fix(innerSoftmax, (_, context) => {
    const layer = layerOf(context);
    if (!layer) return [];
    const name = layer.word?.$refText === 'dense' ? 'activation' : 'function';
    const value = argumentOf(layer, name, parametersOf(layer));
    const span = value && spanOf(value);
    return [
      span && fixOf('Write `relu`', [{ ...span, text: 'relu' }]),
      name === 'function' ? remove(context, 'Remove it') : undefined,
    ];
  }),

  fix(denseOnMap, (_, context) => {
    const layer = layerOf(context);
    if (!layer) return [];
    return [
      fixOf('Write `pool(average)` before it', [before(context, layer, 'pool(average)')], {
        preferred: true,
      }),
      fixOf('Write `flatten` before it', [before(context, layer, 'flatten')]),
    ];
  }),

  fix(linearLayers, (_, context) => {
    const layer = layerOf(context);
    return [layer && fixOf('Write `relu` after it', [addArgument(layer, 'relu')])];
  }),

  fix(wideFlatten, (_, context) => {
    const flatten = around(context, isHead)?.layers.find((layer) => layer.word?.$refText === 'flatten');
    const span = flatten && spanOf(flatten);
    return [span && fixOf('Write `pool(average)`', [{ ...span, text: 'pool(average)' }])];
  }),

  fix(headBatchNorm, (_, context) => {
    const block = pipelineOf(context)?.data[0];
    return [
      block && fixOf('Write `batch: 16`', [setProperty(context, block, 'batch', '16')]),
      remove(context, 'Remove `batch_norm`'),
    ];
  }),

  fix(presetAmongLayers, ({ preset }, context) => {
    const call = callOf(context);
    const others = around(context, isHead)?.layers.filter((layer) => layer !== call) ?? [];
    if (!call) return [];
    return [
      fixOf(
        'Remove the other layers',
        others.map((layer) => removeNode(context, layer)),
      ),
      others.some(isClassifier) ? fixOf(`Remove \`${preset}\``, [removeNode(context, call)]) : undefined,
    ];
  }),

  fix(headOfNext, (_, context) => {
    const head = around(context, isHead);
    return [head && fixOf('Remove the head', [removeNode(context, head)], { preferred: true })];
  }),

  fix(pooledTwice, ({ layer }, context) => [remove(context, `Remove \`${layer}\``, true)]),
];
