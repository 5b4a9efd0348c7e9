import { modalities, modalityOf } from '../modalities/index.js';
import type { Data } from '../resolve/pipeline.js';
import { isOfOtherData, labelProperties } from './label-properties.js';
import { whole } from './numbers.js';
import { slices } from './slices.js';
import { split } from './splits.js';
import { type BlockSpec, derived, optional, required, type Specs } from './types.js';
import { call, choice, naming, oneCall, orNone, path } from './words.js';

/** What stands after `data`: what kind of data the examples are, and where. */
export const dataSources = oneCall(
  'data source',
  modalities.map(({ kind, source }) =>
    call({
      name: kind,
      doc: source.doc,
      example: source.example,
      parameters: {
        path: required(naming(source.path.names, path), '', source.path.doc, source.path.example),
      },
      means: (values) => values.path,
    }),
  ),
);

/** What all data have. */
const shared = {
  ...labelProperties,
  split: optional(
    split,
    { kind: 'fraction', stratified: true, train: 0.75, validation: 0.1, test: 0.15 },
    'stratified(train: 75%, validation: 10%, test: 15%)',
    'Which examples train, which validate (and choose the best epoch), and which are kept for the final test.',
    'split: stratified(train: 80%, validation: 20%, test: 0%)',
  ),
  per_class: derived(
    whole(1, 1_000_000),
    'all of them',
    'How many training examples of each class are taken; the others are left out. `split_seed` decides which: those of 8 are among those of 16.',
    'per_class: 8',
  ),
  exclude: optional(
    orNone(naming('table file', path), 'Nothing is left out.'),
    null,
    'none',
    'A table whose column `example` lists examples that are left out, as `tlp label-errors --write` writes it. Where it has a column `label` too, an example that has another label by now stays.',
    'exclude: "cleaned.csv"',
  ),
  slices,
  batch: optional(whole(1, 65536), 32, '32', 'Number of examples per training step.', 'batch: 16'),
  balance: optional(
    choice({
      none: { means: 'none', doc: 'Use the classes as they are.' },
      class_weights: { means: 'class_weights', doc: 'Weight the loss of rare classes more.' },
      sampling: { means: 'sampling', doc: 'Sample every class equally often.' },
    }),
    'none',
    'none',
    'How to compensate for classes with few examples.',
    'balance: class_weights',
  ),
  split_seed: optional(
    whole(0, 2 ** 31 - 1),
    0,
    '0',
    "Seed of the split. It is separate from the schedule's seed, so that changing that seed moves no example to another split.",
    'split_seed: 7',
  ),
} satisfies Specs;

const about = {
  name: 'data',
  doc: 'Where the examples come from, and how they are split, augmented and batched.',
  example: 'data images("data/emoji") {\n  split: stratified(train: 75%, validation: 10%, test: 15%)\n}',
};

/** The block of data of a kind. What says where labels stand is left out where no table can label them. */
export function dataBlockOf(data: Pick<Data, 'kind'>): BlockSpec<typeof shared & Specs> {
  const { kind, fileColumn, rowColumns, properties: own } = modalityOf(data);
  const isKnown = (name: string): boolean => {
    if (isOfOtherData(name, kind)) return false;
    if (fileColumn !== undefined || !Object.hasOwn(labelProperties, name)) return true;
    // Where rows are the examples, the path is that of the table.
    return rowColumns !== undefined && name !== 'table';
  };
  const known = Object.entries(shared).filter(([name]) => isKnown(name));
  // Who reads a label asks for the column of the files first.
  return { ...about, properties: { ...(Object.fromEntries(known) as typeof shared), ...own } };
}

/** The block with the properties of every kind, where it does not matter which one it is. */
export const dataBlock: BlockSpec<typeof shared & Specs> = {
  ...about,
  properties: Object.assign({ ...shared }, ...modalities.map(({ properties }) => properties)),
};
