/** What `group:` of a split may hold. */
import { badGroupPattern } from '../checks/data/shared/bad-group-pattern.js';
import type { Grouping } from '../data/grouping/grouping.js';
import { parsePattern } from '../data/grouping/name-pattern.js';
import { column } from './columns.js';
import { single } from './single.js';
import { optional, required, type ValueType } from './types.js';
import { call, oneCall, orNone, text } from './words.js';

/** A text that is a pattern of file names with one `{group}`. */
export const namePattern: ValueType<string> = {
  ...text,
  description: 'a pattern such as `"{group}_*"`',
  read: single((seen, reader) => {
    const pattern = text.read([seen], reader);
    if (pattern === undefined) return undefined;
    const parsed = parsePattern(pattern);
    return 'kind' in parsed ? reader.report(badGroupPattern, { pattern, problem: parsed }, seen.at) : pattern;
  }),
};

const groupings = oneCall<Grouping>('way to group', [
  call({
    name: 'parent',
    doc: 'The folder between the class folder and the file: `rose/camera2/1.jpg` is in the group `camera2`, whatever its class. An example right in its class folder is a group of its own.',
    example: 'parent',
    parameters: {},
    means: () => ({ kind: 'parent' }),
  }),
  call({
    name: 'name',
    doc: 'A part of the file name. In the pattern, `{group}` stands for that part, `*` for any characters or none, `?` for one, `#` for one or more digits, and all else for itself, in upper or lower case. `{group}` and `*` are as short as the rest of the pattern allows. A pattern without a dot is matched with the name without its extension. An example that does not match is a group of its own.',
    example: 'name("{group}_*")',
    parameters: {
      pattern: required(namePattern, '{group}', 'Pattern of the whole file name.', '"{group}_*.jpg"'),
    },
    means: ({ pattern }) => ({ kind: 'name', pattern }),
  }),
  call({
    name: 'column',
    doc: 'A column of the table names the group of each example. An example whose cell is empty is a group of its own.',
    example: 'column(patient)',
    parameters: { column: required(column, '', 'The column of the table.', 'patient') },
    means: ({ column }) => ({ kind: 'column', column }),
  }),
]);

export const group = optional(
  orNone(groupings, 'Examples may go to different splits, whatever they have in common.'),
  null,
  'none',
  'What examples of one group have in common (a patient, a camera, an author). No group is in two splits, so that the test is about groups the network has never seen.',
  'group: parent',
);
