import { expect, test } from 'vitest';
import { ago } from './ago.js';

const minute = 60_000;

test.each([
  [-5, 'just now'],
  [0, 'just now'],
  [1, '1 minute ago'],
  [59, '59 minutes ago'],
  [60, '1 hour ago'],
  [24 * 60 - 1, '23 hours ago'],
  [24 * 60, '1 day ago'],
  [90 * 24 * 60, '90 days ago'],
])('%d minutes', (minutes, text) => {
  expect(ago(0, minutes * minute)).toBe(text);
});
