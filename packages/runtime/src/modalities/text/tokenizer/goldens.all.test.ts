import { expect, test } from 'vitest';
import { differences, trainedKinds } from './testing.js';

test.each(trainedKinds)(
  'gives the tokens of 6,000 odd lines and 600 pairs that Hugging Face’s %s tokenizer gives',
  async (kind) => {
    expect(await differences(kind, () => true)).toEqual([]);
  },
);
