import { expect, test } from 'vitest';
import type { EditorFiles } from './files.js';
import { hover } from './hover.js';
import { inlayHints } from './inlay-hints.js';
import { sceneOf } from './testing.js';

const config = {
  model_type: 'bert',
  vocab_size: 100,
  hidden_size: 8,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  intermediate_size: 16,
};
/** Ten reviews of 12 tokens, and ten of 32. */
const rows = Array.from(
  { length: 20 },
  (_, i) => `${'so '.repeat(i % 2 ? 10 : 30)},${i % 4 < 2 ? 'a' : 'b'}`,
);
const texts: Readonly<Record<string, string>> = {
  '/work/net/config.json': JSON.stringify(config),
  '/work/net/vocab.txt': '[PAD]\n',
  '/work/reviews.csv': `body,stars\n${rows.join('\n')}\n`,
};
const files: EditorFiles = {
  read: (uri) => texts[new URL(uri).pathname],
  head: (uri, bytes) => {
    const text = texts[new URL(uri).pathname];
    return text === undefined ? undefined : new TextEncoder().encode(text).subarray(0, bytes);
  },
  list: (uri) => {
    const folder = `${new URL(uri).pathname.replace(/\/$/, '')}/`;
    const inside = Object.keys(texts).filter((path) => path.startsWith(folder));
    return inside.map((path) => {
      const [name = '', ...below] = path.slice(folder.length).split('/');
      return { name, folder: below.length > 0 };
    });
  },
  complete: true,
};

const pipeline = (input: string) => `pipeline p {
  backbone huggingface("net") { ${input} }
  data text("reviews.csv") { text: body label: stars }
  schedule { phase a { freeze: all epochs: 3 } }
}`;

test('the size of the input says how it fits the texts, and that it is an estimate', () => {
  const scene = sceneOf(pipeline('inp$0ut: 16'), { files });
  const { value } = hover.answer(scene, scene.params)!.contents as { value: string };
  expect(value).toContain(
    'about, estimated from the words: 50% of the texts have at most 12 tokens, 90% 32, 95% 32, 99% 32, the longest 32; ' +
      '50.0% have more than the 16 of `input` and lose their ends',
  );
});

const hintsOf = (input: string, settings = {}) => {
  const scene = sceneOf(pipeline(input), { files, settings });
  const end = scene.snapshot.text.positionAt(pipeline(input).length);
  const range = { start: { line: 0, character: 0 }, end };
  return inlayHints.answer(scene, { textDocument: scene.params.textDocument, range });
};

test('a hint says so behind the input, or behind the data where it is not written', () => {
  const [written] = hintsOf('input: 16').filter(({ label }) => label === '≈ 50% longer');
  expect(written?.position).toEqual({
    line: 1,
    character: '  backbone huggingface("net") { input: 16'.length,
  });
  expect(hintsOf('').filter(({ label }) => label === '≈ none longer')).toMatchObject([
    { position: { line: 2 } },
  ]);
});

test('nothing is said where the user does not want data to be looked at', () => {
  expect(
    hintsOf('input: 16', { lookAtData: false }).filter(({ label }) => String(label).includes('≈')),
  ).toEqual([]);
});
