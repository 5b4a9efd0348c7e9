import { classesOf } from '../../../data/seen.js';
import { fileChecked } from '../../checked.js';

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');

export const similarClasses = fileChecked<{ first: string; second: string; table: boolean }>({
  code: 'TLP373',
  severity: 'warning',
  title: 'Two classes have nearly the same name',
  explanation:
    'Names that differ only in case, spaces or hyphens are nearly always one class, collected twice. The model would have to guess which of the two is meant.',
  message: ({ first, second }) => `The classes \`${first}\` and \`${second}\` differ only in spelling.`,
  remedy: ({ table }) =>
    table ? 'Write them the same way in the table.' : 'Merge the two folders, or rename one.',
  bad: { data: 'batch: 16', folders: { 'photos/Rose': 30, 'photos/rose': 30, 'photos/tulip': 30 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 60, 'photos/tulip': 30 } },
  reads: ['data.path', 'data.split'],
  check({ pipeline, data }, found) {
    const table = pipeline.data.labels.kind === 'table';
    const known = new Map<string, string>();
    for (const name of data ? classesOf(data) : []) {
      const first = known.get(plain(name));
      if (first !== undefined && plain(name) !== '') found({ first, second: name, table }, 'data.path');
      else known.set(plain(name), name);
    }
  },
});
