import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fuzzSession } from './fuzz-session.mjs';

test.each([7, 8])('a session of random edits and requests leaves nothing wrong (seed %i)', async (seed) => {
  const text = readFileSync(new URL('../../examples/emoji/emoji.tlp', import.meta.url), 'utf8');
  const { problems, requests } = await fuzzSession({ seed, text, enough: (edits) => edits >= 60 });
  expect(problems).toEqual([]);
  expect(requests).toBeGreaterThan(30);
});
