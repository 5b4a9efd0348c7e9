import { outside, type TagScheme } from '../../../data/tags/scheme.js';
import { sentences, tagExample } from '../../../modalities/text/checks/tag-example.js';
import { dataChecked } from '../data-rule.js';
import { tableName } from '../table/told.js';
import { tagsWanted } from './wanted.js';

/** Whether tags are said to be of BIO, and none of them begins an entity. */
export const lacksBeginnings = (tags: readonly string[], scheme: TagScheme): boolean =>
  scheme === 'bio' &&
  tags.some((tag) => tag !== outside && tag !== '') &&
  !tags.some((tag) => tag.startsWith('B-'));

export const noBeginnings = dataChecked<{ name: string; column: string; likely: TagScheme | null }>({
  code: 'TLP673',
  severity: 'error',
  title: 'No tag begins an entity',
  explanation:
    'In BIO the first word of each entity has a tag that begins with `B-`. Tags of IOB1 begin with `I-` where no other entity of the type stands just before; parts of speech mark no entities at all. Data sets that hold the numbers of tags have their names elsewhere.',
  message: ({ name, column }) => `No tag in \`${column}\` of ${name} begins with \`B-\`.`,
  remedy: ({ column, likely }) =>
    likely === null
      ? 'Write the names of the tags, such as `B-PER`, in the place of their numbers.'
      : `Write \`tags: ${column}(scheme: ${likely})\`.`,
  bad: tagExample({ content: sentences({}, 'I') }),
  good: tagExample(),
  kind: 'text',
  at: 'data.table',
  where: () => 'data.tags',
  check({ table, whole }, wanted) {
    const answer = tagsWanted(wanted);
    if (!answer || !table || !whole || !lacksBeginnings(table.outputs, answer.scheme)) return [];
    const inside = table.outputs.some((tag) => tag.startsWith('I-'));
    const numbers = table.outputs.every((tag) => /^\d+$/.test(tag));
    const likely = numbers ? null : inside ? 'iob1' : 'none';
    return [{ name: tableName(wanted), column: answer.column, likely }];
  },
});
