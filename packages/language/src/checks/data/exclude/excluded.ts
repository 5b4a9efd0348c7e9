import { modalityOf } from '../../../modalities/index.js';
import { count, counted } from '../../../quantities.js';
import { dataChecked } from '../data-rule.js';
import { excludeExample } from './example.js';
import { listName } from './told.js';

export const excluded = dataChecked<{ name: string; leftOut: number; total: number; kind: string }>({
  code: 'TLP884',
  severity: 'info',
  title: 'Examples are left out',
  explanation:
    'The table that `exclude` names lists examples that are in no split. The data themselves are not touched: without `exclude` they are back. Predictions and other data are not filtered.',
  message: ({ name, leftOut, total, kind }) => {
    const { one, many } = modalityOf({ kind }).noun;
    return `${count(leftOut)} of ${counted(total, one, many)} ${leftOut === 1 ? 'is' : 'are'} left out by ${name}.`;
  },
  remedy: () => 'You need to do nothing. `exclude: none` takes them back.',
  bad: excludeExample(['example', 'rose/1.jpg', 'rose/2.jpg']),
  good: { data: 'exclude: none', folders: { 'photos/rose': 30, 'photos/tulip': 30 } },
  at: 'data.exclude',
  check: ({ exclude }, wanted) =>
    exclude?.state === 'read' && exclude.leftOut > 0
      ? [{ name: listName(wanted), leftOut: exclude.leftOut, total: exclude.total, kind: wanted.kind }]
      : [],
});
