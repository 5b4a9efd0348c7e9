import { expect, it } from 'vitest';
import { loadTokenizers } from './tokenizers.js';

it('loads the tokenizers library once', () => {
  const loaded = loadTokenizers();
  expect(loaded.library.Tokenizer.fromString).toBeTypeOf('function');
  expect(loadTokenizers()).toBe(loaded);
});
