import { expect, test } from 'vitest';
import { createTextStream } from './text-stream.js';

/** Tokens are bytes, as the pieces of a byte-level tokenizer are. */
const decode = async (tokens: readonly number[]) => Buffer.from(tokens).toString('utf8');

async function said(text: string | Buffer, stops: readonly string[] = []) {
  const stream = createTextStream(decode, stops);
  const parts: string[] = [];
  for (const byte of Buffer.from(text)) parts.push(await stream.push(byte));
  parts.push(stream.end());
  return { parts: parts.filter((part) => part !== ''), stopped: stream.stopped() };
}

test('says whole characters only', async () => {
  expect((await said('aé€😀')).parts).toEqual(['a', 'é', '€', '😀']);
  expect((await said(Buffer.from('aé').subarray(0, 2))).parts).toEqual(['a']);
});

test.each([
  ['one two\nthree', ['\n'], 'one two', true],
  ['one two three', ['two', 'one two t'], 'one ', true],
  ['aab', ['ab'], 'a', true],
  ['abab', ['abc'], 'abab', false],
])('of %j it says, with the stops %j, %j', async (text, stops, wanted, stopped) => {
  const found = await said(text, stops);
  expect([found.parts.join(''), found.stopped]).toEqual([wanted, stopped]);
});

test('keeps back what a stop text may begin with, and no more', async () => {
  expect((await said('a b END c', ['END.'])).parts).toEqual(['a', ' ', 'b', ' ', 'END ', 'c']);
});
