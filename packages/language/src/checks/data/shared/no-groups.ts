import { dataChecked } from '../data-rule.js';
import { fewGroups } from './example-folders.js';

export const noGroups = dataChecked<{ pattern: string | null; example: string }>({
  code: 'TLP389',
  severity: 'error',
  title: 'No image is in a group',
  explanation:
    'The split keeps groups together, but every image would be a group of its own, so that images of one patient or camera may be in two splits all the same.',
  message: ({ pattern, example }) =>
    pattern === null
      ? `No image is in a folder inside its class folder, as \`group: parent\` expects; ${example} is not.`
      : `No file name matches the pattern "${pattern}"; the first one is ${example}.`,
  remedy: ({ pattern }) =>
    pattern === null
      ? 'Move the images of each group into a folder of their own, use `group: name("…")`, or leave `group` out.'
      : 'Correct the pattern, or leave `group` out.',
  bad: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: name("{group}_*"))',
    folders: { 'photos/rose': 20, 'photos/tulip': 20 },
  },
  good: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: parent)',
    folders: fewGroups,
  },
  at: 'data.split',
  check({ groups }, { split }) {
    const [example] = groups?.alone ?? [];
    if (!split.group || !groups || example === undefined) return [];
    const pattern = split.group.kind === 'name' ? split.group.pattern : null;
    return groups.named.length === 0 ? [{ pattern, example }] : [];
  },
});
