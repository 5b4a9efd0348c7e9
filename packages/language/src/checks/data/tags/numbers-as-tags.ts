import { tagExample } from '../../../modalities/text/checks/tag-example.js';
import { dataChecked } from '../data-rule.js';
import { tableName } from '../table/told.js';
import { tagsWanted } from './wanted.js';

const numbered = (tag: (i: number) => string) =>
  tagExample({
    tags: 'entity(scheme: none)',
    content: Array.from({ length: 12 }, (_, i) => `word${i}\t${tag(i)}\n`).join('\n'),
  });

export const numbersAsTags = dataChecked<{ name: string; column: string }>({
  code: 'TLP674',
  severity: 'warning',
  title: 'Numbers as tags',
  explanation:
    'Data sets often hold the numbers of tags, and their names in a list beside them. A model answers with what the data hold, and a number tells nobody what was found.',
  message: ({ name, column }) => `All tags in \`${column}\` of ${name} are numbers.`,
  remedy: () => 'Write the names of the tags in their place.',
  bad: numbered((i) => String(i % 3)),
  good: numbered((i) => ['NOUN', 'VERB', 'ADJ'][i % 3]!),
  kind: 'text',
  at: 'data.table',
  where: () => 'data.tags',
  check({ table, whole }, wanted) {
    const answer = tagsWanted(wanted);
    if (!answer || !table || !whole || table.outputs.length === 0) return [];
    const isNumber = table.outputs.every((tag) => /^-?\d+$/.test(tag));
    return isNumber && answer.scheme !== 'bio' ? [{ name: tableName(wanted), column: answer.column }] : [];
  },
});
