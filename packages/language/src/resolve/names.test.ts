import { expect, test } from 'vitest';
import { renamed } from './names.js';

test('gives values the names that they have in the resolved pipeline', () => {
  const values = { epochs: 5, top_k: 3, much_longer_name: null } as const;
  expect(renamed(values)).toEqual({ epochs: 5, topK: 3, muchLongerName: null });
  const { topK } = renamed(values);
  expect(topK satisfies number).toBe(3);
});
