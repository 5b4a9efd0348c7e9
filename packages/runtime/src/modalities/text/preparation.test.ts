import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextData } from '@tlp/language/modalities/text/data.js';
import { expect, test } from 'vitest';
import { object } from '../../json-shape.js';
import { temporaryFolder } from '../images/testing.js';
import { type TextPreparation, textPreparation, textPreparationForm } from './preparation.js';

const read = object<TextPreparation>(textPreparationForm);

test('keeps the tokenizer’s files, as a model’s card gives them back', async () => {
  const tokenizer = await temporaryFolder();
  await writeFile(join(tokenizer, 'tokenizer.json'), '{"model": {}}');
  const data = { text: ['body'], columns: [], long: 'head' } as unknown as TextData;
  const preparation = textPreparation(data, { tokenizer });
  expect(preparation).toEqual({
    tokenizer: { 'tokenizer.json': '{"model": {}}' },
    columns: ['body'],
    long: 'head',
  });
  expect(read(JSON.parse(JSON.stringify(preparation)), '')).toEqual(preparation);
});

test.each([
  [
    { tokenizer: { 'tokenizer.json': 1 }, columns: [], long: 'head' },
    /tokenizer\.tokenizer\.json must be a text/,
  ],
  [{ tokenizer: [], columns: [], long: 'head' }, /tokenizer must be the files of a tokenizer/],
  [{ tokenizer: {}, columns: ['a', 'b', 'c'], long: 'head' }, /columns must be/],
  [{ tokenizer: {}, columns: [], long: 'middle' }, /long must be "head" or "head_tail"/],
])('refuses %j', (card, message) => {
  expect(() => read(card, '')).toThrow(message);
});
