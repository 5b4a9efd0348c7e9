import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokenizer } from './create-tokenizer.js';
import { addedToken, goldenLines, tokenizerFile, trainedFiles, trainedKinds } from './testing.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const strange: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  null,
  true,
  -1,
  0.5,
  2 ** 32,
  2 ** 53,
  '',
  'é',
  'AAAA',
  '(?<',
  '(a|a)*$',
  [],
  {},
  [['a', 'b']],
  { String: '' },
  { Regex: '' },
);

/** A change at a random place: a value that is strange, gone, doubled or cut. */
const change = fc.record({
  path: fc.array(fc.nat(1e6), { minLength: 1, maxLength: 6 }),
  kind: fc.constantFrom('strange', 'gone', 'doubled', 'cut'),
  value: strange,
});

function changed(json: Json, { path, kind, value }: { path: number[]; kind: string; value: Json }): void {
  let node = json as { [key: string]: Json };
  for (const [depth, step] of path.entries()) {
    const keys = Object.keys(node);
    if (keys.length === 0) return;
    const key = keys[step % keys.length]!;
    const child = node[key];
    if (depth < path.length - 1 && typeof child === 'object' && child !== null) {
      node = child as { [key: string]: Json };
      continue;
    }
    if (kind === 'gone') delete node[key];
    else if (kind === 'doubled' && Array.isArray(node)) node.push(structuredClone(child!));
    else if (kind === 'cut' && typeof child === 'string')
      node[key] = child.slice(0, step % (child.length + 1));
    else node[key] = structuredClone(value);
    return;
  }
}

const lines = goldenLines().filter((_, i) => i % 60 === 0);
const items = lines.map((line, i) => (i % 3 ? ([line] as const) : ([line, lines[0]!] as const)));

async function read(json: string): Promise<'read' | 'refused'> {
  try {
    await createTokenizer({ 'tokenizer.json': json }).encode(items, 64, 'head_tail');
    return 'read';
  } catch (error) {
    if (error instanceof RangeError) return 'read';
    expect(String(error)).toMatch(/TLP27[12]/);
    return 'refused';
  }
}

const words = tokenizerFile({
  added_tokens: [addedToken({ id: 3, content: '[MASK]', lstrip: true })],
  normalizer: {
    type: 'Sequence',
    normalizers: [
      { type: 'NFKC' },
      { type: 'Strip', strip_left: true, strip_right: true },
      { type: 'Replace', pattern: { Regex: 'a+b' }, content: 'x' },
      { type: 'Prepend', prepend: '_' },
      { type: 'StripAccents' },
    ],
  },
  pre_tokenizer: {
    type: 'Sequence',
    pretokenizers: [
      { type: 'WhitespaceSplit' },
      { type: 'Split', pattern: { Regex: '\\d+' }, behavior: 'Isolated', invert: false },
      { type: 'Punctuation', behavior: 'Isolated' },
      { type: 'Digits', individual_digits: true },
    ],
  },
  model: { type: 'WordLevel', unk_token: '?', vocab: { '?': 0, '[CLS]': 1, '[SEP]': 2, '[MASK]': 3, a: 4 } },
  post_processor: { type: 'BertProcessing', cls: ['[CLS]', 1], sep: ['[SEP]', 2] },
});

test.each([
  ...trainedKinds.map((kind) => [kind, trainedFiles(kind)] as const),
  ['word-level', words] as const,
])('reads a damaged %s tokenizer.json or says what is wrong with it, and lives', async (_, files) => {
  const whole = files['tokenizer.json']!;
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const json: Json = JSON.parse(whole);
      for (const one of changes) changed(json, one);
      met.add(await read(JSON.stringify(json)));
    }),
    { numRuns: 60 },
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
      expect(await read(whole.slice(0, length))).toBe('refused');
    }),
    { numRuns: 10 },
  );
  expect(met).toEqual(new Set(['read', 'refused']));
});
