import { fileChecked } from '../../checked.js';
import { didYouMean, nearest } from '../../did-you-mean.js';

export const dataMissing = fileChecked<{ path: string; name: string; siblings: readonly string[] }>({
  code: 'TLP350',
  severity: 'warning',
  title: 'Data folder not found',
  explanation:
    'The path in `images("…")` is relative to the folder of the `.tlp` file, not to where `tlp` is started. It must name a folder with one subfolder per class. A run stops here; a check only warns, because the images may come later.',
  message: ({ path }) => `The data folder ${path} does not exist.`,
  remedy: ({ name, siblings }) =>
    nearest(name, siblings) === undefined
      ? 'Correct the path, or put the images there.'
      : didYouMean(name, siblings),
  bad: { data: 'batch: 16', folders: { 'photo/rose': 30, 'photo/tulip': 30 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30 } },
  reads: ['data.path'],
  check({ pipeline, data }, found) {
    if (!data || data.exists) return;
    const { path } = pipeline.data;
    found({ path, name: path.split(/[/\\]/).at(-1) ?? '', siblings: data.siblings }, 'data.path');
  },
});
