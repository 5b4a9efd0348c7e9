import type { Grouping } from '../../../data/grouping/grouping.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { dataChecked } from '../data-rule.js';
import { fewGroups } from './example-folders.js';

export const noGroups = dataChecked<{ by: Grouping; example: string; noun: Noun }>({
  code: 'TLP389',
  severity: 'error',
  title: 'No example is in a group',
  explanation:
    'The split keeps groups together, but every example would be a group of its own, so that those of one patient, camera or author may be in two splits all the same.',
  message({ by, example, noun }) {
    if (by.kind === 'parent') {
      return `No ${noun.one} is in a folder inside its class folder, as \`group: parent\` expects; ${example} is not.`;
    }
    return by.kind === 'column'
      ? `The column \`${by.column}\` is empty in each row.`
      : `No file name matches the pattern "${by.pattern}"; the first one is ${example}.`;
  },
  remedy({ by, noun }) {
    if (by.kind === 'parent') {
      return `Move the ${noun.many} of each group into a folder of their own, use \`group: name("…")\`, or leave \`group\` out.`;
    }
    return by.kind === 'column'
      ? 'Name another column, or leave `group` out.'
      : 'Correct the pattern, or leave `group` out.';
  },
  bad: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: name("{group}_*"))',
    folders: { 'photos/rose': 20, 'photos/tulip': 20 },
  },
  good: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: parent)',
    folders: fewGroups,
  },
  at: 'data.split',
  check({ groups, table, whole }, { split: { group: by }, kind }) {
    const [example] = groups?.alone ?? [];
    // A column that is not there is told as that, and further rows may fill one that is.
    if (by?.kind === 'column' && (!whole || table?.missing.includes(by.column))) return [];
    if (!by || !groups || example === undefined || groups.named.length > 0) return [];
    return [{ by, example, noun: modalityOf({ kind }).noun }];
  },
});
