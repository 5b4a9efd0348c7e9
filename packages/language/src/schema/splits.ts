import type { Split } from '../resolve/pipeline.js';
import { column } from './columns.js';
import { group } from './grouping.js';
import { percent, whole } from './numbers.js';
import { optional, required } from './types.js';
import { call, naming, oneCall, orNone, text } from './words.js';

function fractions(name: string, stratified: boolean, doc: string) {
  const share = (part: string, value: number, example: string) =>
    optional(percent(0, 100), value, `${value * 100}%`, `Share of the ${part} examples.`, example);
  return call({
    name,
    doc,
    example: `${name}(train: 75%, validation: 10%, test: 15%)`,
    parameters: {
      train: required(
        percent(0, 100, { above: true }),
        0.75,
        'Share of the training examples.',
        'train: 75%',
      ),
      validation: share('validation', 0, 'validation: 10%'),
      test: share('test', 0, 'test: 15%'),
      group,
    },
    means: ({ train, validation, test, group }): Split => ({
      kind: 'fraction',
      stratified,
      train,
      validation,
      test,
      ...(group === null ? {} : { group }),
    }),
    says: (value) =>
      value.kind === 'fraction' && value.stratified === stratified && value.folds === undefined
        ? { ...value, group: value.group ?? null }
        : undefined,
  });
}

const folder = (part: string) =>
  optional(
    orNone(naming('split folder', text), `No ${part} folder.`),
    null,
    'none',
    `Folder of the ${part} examples.`,
    `${part}: "${part}"`,
  );

export const split = oneCall<Split>('way to split', [
  fractions(
    'stratified',
    true,
    'Splits each class by these shares, so that every split has every class. Of several labels the rarest decides; numbers are split as a whole.',
  ),
  fractions('random', false, 'Splits all examples by these shares, whatever their class.'),
  call({
    name: 'folds',
    doc: 'Cross-validation: each class is divided into so many parts, and `tlp run` trains a model for each part, which validates it, from the others. It tells the mean and the spread of what they measure. Features that are stored serve all of them. Other commands take the first part for validation.',
    example: 'folds(5)',
    parameters: {
      folds: required(whole(2, 20), 5, 'How many parts there are.', '5'),
      group,
    },
    means: ({ folds, group }): Split => ({
      kind: 'fraction',
      stratified: true,
      train: 1 - 1 / folds,
      validation: 1 / folds,
      test: 0,
      folds,
      ...(group === null ? {} : { group }),
    }),
    says: (value) =>
      value.kind === 'fraction' && value.folds !== undefined
        ? { folds: value.folds, group: value.group ?? null }
        : undefined,
  }),
  call({
    name: 'folders',
    doc: 'The splits are already subfolders of the data folder, each with one folder per class.',
    example: 'folders(train: "train", test: "test")',
    parameters: {
      train: required(
        naming('split folder', text),
        'train',
        'Folder of the training examples.',
        'train: "train"',
      ),
      validation: folder('validation'),
      test: folder('test'),
      validation_share: optional(
        percent(0, 90),
        0.1,
        '10%',
        'Share of the training examples used for validation if there is no folder for it.',
        'validation_share: 20%',
      ),
      group,
    },
    means: ({ train, validation, test, validation_share, group }): Split => ({
      kind: 'folders',
      train,
      validation,
      test,
      validationFraction: validation === null ? validation_share : 0,
      ...(group === null ? {} : { group }),
    }),
    says(value) {
      if (value.kind !== 'folders') return undefined;
      const { train, validation, test, validationFraction, group = null } = value;
      const share = validation === null ? { validation_share: validationFraction } : {};
      return { train, validation, test, ...share, group };
    },
  }),
  call({
    name: 'column',
    doc: 'A column of the table tells the split of each example: `train`, `validation` or `test`, or another name that a folder of a split may have.',
    example: 'column(part)',
    parameters: {
      column: required(column, '', 'The column of the table.', 'part'),
      validation_share: optional(
        percent(0, 90),
        0.1,
        '10%',
        'Share of the training examples used for validation if the column puts none there.',
        'validation_share: 20%',
      ),
      group,
    },
    means: ({ column, validation_share, group }): Split => ({
      kind: 'column',
      column,
      validationFraction: validation_share,
      ...(group === null ? {} : { group }),
    }),
    says(value) {
      if (value.kind !== 'column') return undefined;
      const { column, validationFraction, group = null } = value;
      return { column, validation_share: validationFraction, group };
    },
  }),
]);
