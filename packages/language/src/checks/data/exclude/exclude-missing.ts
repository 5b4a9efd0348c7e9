import { fileChecked } from '../../checked.js';
import { didYouMean, nearest } from '../../did-you-mean.js';
import { excludeExample } from './example.js';
import { listName } from './told.js';

export const excludeMissing = fileChecked<{ path: string; name: string; beside: readonly string[] }>({
  code: 'TLP555',
  severity: 'warning',
  title: 'The table of what to leave out is not there',
  explanation:
    'The path of `exclude` is relative to the folder of the `.tlp` file. A run stops here, since it would train on what was meant to be left out; a check only warns, because `tlp label-errors --write` may write the table later.',
  message: ({ path }) => `The table ${path}, which lists what to leave out, does not exist.`,
  remedy: ({ name, beside }) =>
    nearest(name, beside) === undefined
      ? 'Correct the path, or write it with `tlp label-errors --write`.'
      : didYouMean(name, beside),
  bad: excludeExample(['example', 'rose/1.jpg'], { name: 'cleand.csv' }),
  good: excludeExample(['example', 'rose/1.jpg']),
  reads: ['data.path', 'data.exclude'],
  check({ pipeline: { data: wanted }, data }, found) {
    if (wanted.exclude === undefined || data?.exclude?.state !== 'absent') return;
    found({ path: wanted.exclude, name: listName(wanted), beside: data.exclude.beside }, 'data.exclude');
  },
});
