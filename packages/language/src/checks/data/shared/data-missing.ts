import { fileName } from '../../../resolve/paths.js';
import { fileChecked } from '../../checked.js';
import { didYouMean, nearest } from '../../did-you-mean.js';

export const dataMissing = fileChecked<{
  path: string;
  name: string;
  /** Folders beside it, of which one may be meant. */
  siblings: readonly string[];
  /** The path leads to a file. */
  isFile?: true;
}>({
  code: 'TLP350',
  severity: 'warning',
  title: 'Data folder not found',
  explanation:
    'The path after `data` is relative to the folder of the `.tlp` file, not to where `tlp` is started. It must name a folder with one subfolder per class. A run stops here; a check only warns, because the data may come later.',
  message: ({ path, isFile }) =>
    isFile ? `The data path ${path} is a file, not a folder.` : `The data folder ${path} does not exist.`,
  remedy({ name, siblings, isFile }) {
    if (isFile) return `Use the folder that contains one folder per class, not ${name}.`;
    return nearest(name, siblings) === undefined
      ? 'Correct the path, or put the data there.'
      : didYouMean(name, siblings);
  },
  bad: { data: 'batch: 16', folders: { 'photo/rose': 30, 'photo/tulip': 30 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30 } },
  reads: ['data.path'],
  check({ pipeline, data }, found) {
    if (!data || data.exists) return;
    const { path } = pipeline.data;
    const name = fileName(path);
    found({ path, name, siblings: data.siblings }, 'data.path');
  },
});
