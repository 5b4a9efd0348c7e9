import { splitsByClass } from '../../../data/counts.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { fileChecked } from '../../checked.js';
import { listed } from '../../listed.js';
import { deeperFolders } from './deeper-classes.js';
import { trainAndTest } from './example-folders.js';

export const classNotTrained = fileChecked<{
  classes: readonly string[];
  /** Shares of one folder are divided by chance; otherwise each split is a folder of its own. */
  byShares: boolean;
  noun: Noun;
}>({
  code: 'TLP355',
  severity: 'error',
  title: 'A class is missing from training',
  explanation:
    'The model can never predict this class, yet validation or test asks for it. This happens when `random` splits meet rare classes, and when the split folders contain different classes.',
  message: ({ classes, noun }) => `The training split has no ${noun.many} of ${listed(classes)}.`,
  remedy: ({ byShares, noun }) =>
    byShares
      ? `Use a larger training share, use \`stratified\`, or add ${noun.many} of each class.`
      : `Add ${noun.many} of each class to the training folder, or remove the class from the other splits.`,
  bad: {
    data: 'split: folders(train: "train", test: "test")',
    folders: {
      'photos/train/rose': 30,
      'photos/train/tulip': 30,
      'photos/test/rose': 9,
      'photos/test/lily': 9,
    },
  },
  good: {
    data: 'split: folders(train: "train", test: "test")',
    folders: trainAndTest,
  },
  reads: ['data.path', 'data.split'],
  check({ pipeline, data }, found) {
    if (!data?.whole || pipeline.data.split.kind !== 'folders' || deeperFolders(data).length > 0) return;
    if (
      data.sources.some(
        ({ split, exists, classes }) => split === 'train' && (!exists || classes.length === 0),
      )
    )
      return;
    const counts = splitsByClass(data, pipeline.data.split) ?? new Map();
    const classes = [...counts].filter(([, { train }]) => train === 0).map(([name]) => name);
    if (classes.length > 0)
      found({ classes, byShares: false, noun: modalityOf(pipeline.data).noun }, 'data.split');
  },
});
