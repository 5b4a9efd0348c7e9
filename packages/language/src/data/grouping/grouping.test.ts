import { expect, test } from 'vitest';
import { type Grouping, groupsBy } from './grouping.js';

const parent: Grouping = { kind: 'parent' };
const name = (pattern: string): Grouping => ({ kind: 'name', pattern });

test.each([
  [parent, 'cat/1.jpg', null],
  [parent, 'cat/p7/1.jpg', 'p7'],
  [parent, 'cat/site2/p7/1.jpg', 'site2/p7'],
  [parent, 'cat/e\u0301te\u0301/1.jpg', 'été'],
  [name('{group}_*'), 'cat/p7_1.jpg', 'p7'],
  [name('{group}_*'), 'cat/deep_down/p7_1.jpg', 'p7'],
  [name('{group}_*'), 'cat/1.jpg', null],
])('%j %s', (grouping, image, group) => {
  expect(groupsBy(grouping)(image)).toBe(group);
});
