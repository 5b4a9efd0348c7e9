import { expect, it } from 'vitest';
import { retryAfter } from './answer.js';

it.each<[string | null, number | undefined]>([
  ['120', 120_000],
  ['Thu, 01 Jan 1970 00:01:30 GMT', 30_000],
  ['Thu, 01 Jan 1970 00:00:30 GMT', 0],
  ['soon', undefined],
  [null, undefined],
])('reads Retry-After: %s', (value, milliseconds) => {
  expect(retryAfter(value, 60_000)).toBe(milliseconds);
});
