import type { Level } from '../../../data/nesting.js';
import type { DataSeen } from '../../../data/seen.js';
import type { SplitName } from '../../../data/split-bounds.js';
import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';

export interface Deeper extends Level {
  readonly split: SplitName | null;
  /** The folder of the split, empty for the data folder itself. */
  readonly folder: string;
}

export const deeperClasses = dataChecked<{ path: string; deeper: readonly Deeper[] }>({
  code: 'TLP383',
  severity: 'error',
  title: 'The class folders are one level too deep',
  explanation:
    'The data folder has only one folder, and that one has several. Archives and downloads often add such a folder around the class folders. ' +
    'If it is a class whose examples are sorted into folders, add a second class next to it.',
  message: ({ path, deeper }) => {
    const [{ path: inner, folder }] = deeper as readonly [Deeper];
    const outer = folder === '' ? path : `${path}/${folder}`;
    return `${outer} has only one folder, ${inner.split('/')[0]}, so there is only one class.`;
  },
  remedy: ({ path, deeper }) => {
    const [{ path: inner, folder, folders }] = deeper as readonly [Deeper];
    const outer = folder === '' ? path : folder;
    return `Use ${outer}/${inner} instead, which has ${listed(folders)}, or add a second class.`;
  },
  bad: { data: 'batch: 16', folders: { 'photos/flowers/rose': 30, 'photos/flowers/tulip': 30 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30 } },
  at: 'data.path',
  check(data, { path }) {
    const deeper = data.whole ? deeperFolders(data) : [];
    return deeper.length > 0 ? [{ path, deeper }] : [];
  },
});

/** Where the class folders seem to lie, of each folder that should hold them and holds one folder only. */
export function deeperFolders({ sources }: Pick<DataSeen, 'sources'>): readonly Deeper[] {
  const single = sources.every(({ classes }) => classes.filter(({ images }) => images > 0).length < 2);
  if (!single) return [];
  return sources.flatMap(({ deeper, split, folder }) => (deeper ? [{ ...deeper, split, folder }] : []));
}
