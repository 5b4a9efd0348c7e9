import { fileName } from '../../resolve/paths.js';
import { fileChecked } from '../checked.js';
import { didYouMean, nearest } from '../did-you-mean.js';

export const weightsMissing = fileChecked<{
  path: string;
  name: string;
  /** Files beside it, of which one may be meant. */
  siblings: readonly string[];
  /** Why it cannot be opened, where it is there. */
  why?: string;
}>({
  code: 'TLP257',
  severity: 'warning',
  title: 'Weight file cannot be opened',
  explanation:
    'The file does not exist or cannot be read. A run stops here; a check only warns, because the file may come later.',
  message: ({ path, why }) =>
    why === undefined
      ? `There is no weight file ${path}.`
      : `The weight file ${path} cannot be opened (${why}).`,
  remedy: ({ name, siblings }) =>
    nearest(name, siblings) === undefined
      ? 'Check the path. It is relative to the folder of the pipeline file.'
      : didYouMean(name, siblings),
  bad: {
    backbone: 'resnet50 {\n  weights: file("resnet5O.pth")\n}',
    others: { 'resnet50.pth': 'PK\u0003\u0004' },
  },
  good: {
    backbone: 'resnet50 {\n  weights: file("resnet50.pth")\n}',
    others: { 'resnet50.pth': 'PK\u0003\u0004' },
  },
  reads: ['backbone.weights'],
  check({ weightFile, weights }, found) {
    if (weights?.kind !== 'missing' || !weightFile) return;
    const { path, at } = weightFile;
    found({ path, name: fileName(path), siblings: weights.siblings }, at);
  },
});
