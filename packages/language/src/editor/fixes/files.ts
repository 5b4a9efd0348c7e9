/** Fixes of what the data folder and the weight file have to say. */

import { runMissing } from '../../checks/backbone/run-missing.js';
import { weightsMisfit } from '../../checks/backbone/weights-misfit.js';
import { weightsMissing } from '../../checks/backbone/weights-missing.js';
import { batchAboveData, smallerBatch } from '../../checks/data/shared/batch-above-data.js';
import { dataMissing } from '../../checks/data/shared/data-missing.js';
import { deeperClasses } from '../../checks/data/shared/deeper-classes.js';
import { fewToTune } from '../../checks/data/shared/few-to-tune.js';
import { fewerThanFolds } from '../../checks/data/shared/fewer-than-folds.js';
import { imbalance } from '../../checks/data/shared/imbalance.js';
import { meantFolder, splitFolderMissing } from '../../checks/data/shared/split-folder-missing.js';
import { foldersSplit, splitsAsClasses } from '../../checks/data/shared/splits-as-classes.js';
import { unusedSplitFolder } from '../../checks/data/shared/unused-split-folder.js';
import { warmupShare, warmupUnderAStep } from '../../checks/training/warmup-under-a-step.js';
import type { BackboneUse, Call, DataBlock } from '../../grammar/generated/ast.js';
import { flippedDirections } from '../../modalities/images/checks/flipped-directions.js';
import { type Edit, removeItem } from './edit.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { nearPart } from './near-part.js';
import { parametersOf } from './specs.js';
import { around, isAnyProperty, isBlock, propertyOf, spanOf, spansOf } from './tree.js';
import { fixOf, removeNode, setArgument, setProperty, setValue } from './write.js';

const isData = (node: { readonly $type: string }): node is DataBlock => node.$type === 'DataBlock';

/** The data block with this property. */
function dataProperty(context: FixContext, name: string, value: string): Fix | undefined {
  const block = around(context, isData);
  return block && fixOf(`Write \`${name}: ${value}\``, [setProperty(context, block, name, value)]);
}

/** A folder below the one that the text between these offsets names. */
function inner({ content }: FixContext, start: number, end: number, below: string): Edit | undefined {
  const text = /"(?:[^"\\]|\\.)*"/.exec(content.slice(start, end));
  if (!text) return undefined;
  const at = start + text.index + text[0].length - 1;
  return { start: at, end: at, text: `${/[/\\]$/.test(content.slice(0, at)) ? '' : '/'}${below}` };
}

/** What `split` of the data block around is. */
function splitCall(context: FixContext): Call | undefined {
  const block = around(context, isData);
  const property = block && propertyOf(block, 'split');
  const [value] = property && 'values' in property ? property.values : [];
  return value?.$type === 'Call' ? value : undefined;
}

/** The call that is the only value of the property. */
function callOf(context: FixContext): Call | undefined {
  const property = around(context, isAnyProperty);
  const [value] = property && 'values' in property ? property.values : [];
  return value?.$type === 'Call' ? value : undefined;
}

export const fileFixes = [
  fix(dataMissing, ({ name, siblings }, context) => [nearPart(name, siblings, context)]),

  fix(weightsMissing, ({ name, siblings }, context) => [nearPart(name, siblings, context)]),

  fix(runMissing, ({ name, siblings }, context) => [nearPart(name, siblings, context)]),

  fix(deeperClasses, ({ deeper }, context) => {
    const call = splitCall(context);
    const edits = deeper.map(({ split, folder, path }) => {
      if (split === null) return inner(context, context.start, context.end, path);
      return call && setArgument(call, split, `"${folder}/${path}"`, parametersOf(call));
    });
    const names = deeper.map(({ path, folder }) => `\`…${folder}/${path}\``);
    return [fixOf(`Use the folder that contains the class folders: ${names.join(', ')}`, edits)];
  }),

  fix(splitFolderMissing, ({ folder, split, folders, deeper }, context) => {
    if (deeper !== undefined) {
      const source = around(context, isData)?.source;
      const span = source && spanOf(source);
      return [
        span && fixOf(`Use the folder \`…/${deeper}\``, [inner(context, span.start, span.end, deeper)]),
      ];
    }
    const near = meantFolder({ folder, split, folders });
    const call = callOf(context);
    if (near === undefined || !call) return [];
    const edit = setArgument(call, split, `"${near}"`, parametersOf(call));
    return [fixOf(`Write \`${split}: "${near}"\``, [edit], { preferred: true })];
  }),

  fix(unusedSplitFolder, ({ folder, split, other }, context) => {
    const call = callOf(context);
    if (!call || other !== null) return [];
    const edit = setArgument(call, split, `"${folder}"`, parametersOf(call));
    return [fixOf(`Write \`${split}: "${folder}"\``, [edit])];
  }),

  fix(fewerThanFolds, ({ classes }, context) => {
    const call = callOf(context);
    const least = Math.min(...classes.map(([, parts]) => parts));
    if (!call || least < 2) return [];
    const edit = setArgument(call, 'folds', String(least), parametersOf(call));
    return [fixOf(`Write \`folds(${least})\``, [edit])];
  }),

  fix(splitsAsClasses, ({ folders }, context) => [dataProperty(context, 'split', foldersSplit(folders))]),

  fix(imbalance, (_, context) => [
    dataProperty(context, 'balance', 'class_weights'),
    dataProperty(context, 'balance', 'sampling'),
  ]),

  fix(batchAboveData, ({ images }, context) => [
    dataProperty(context, 'batch', String(smallerBatch(images))),
  ]),

  fix(flippedDirections, (_, context) => {
    const property = around(context, isAnyProperty);
    if (property?.$type !== 'LabelledProperty') return [];
    const index = property.values.findIndex((value) => spanOf(value)?.start === context.start);
    if (index < 0) return [];
    const only = property.values.length === 1;
    const edit = only
      ? removeNode(context, property)
      : removeItem(context.content, spansOf(property.values), index);
    return [fixOf('Remove the flip', [edit])];
  }),

  fix(fewToTune, (_, context) => [fixOf('Write `freeze: all`', [setValue(context, 'all')])]),

  fix(warmupUnderAStep, ({ steps }, context) => {
    const call = callOf(context);
    const value = `${warmupShare(steps)}%`;
    if (!call) return [];
    return [fixOf(`Write \`warmup: ${value}\``, [setArgument(call, 'warmup', value, parametersOf(call))])];
  }),

  fix(weightsMisfit, ({ other }, context) => {
    const block = around(context, isBlock);
    const name = (block as BackboneUse | undefined)?.backbone?.$refNode;
    if (!other || block?.$type !== 'BackboneUse' || !name) return [];
    const edit = { start: name.offset, end: name.end, text: other };
    return [fixOf(`Write \`backbone ${other}\``, [edit])];
  }),
];
