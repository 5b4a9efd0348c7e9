/** Data whose words are tagged, sound and otherwise. */
import type { TableAnswer } from '@tlp/language/data/table/answer.js';
import { TlpError } from '@tlp/language/diagnostic.js';
import { describe, expect, test } from 'vitest';
import { evaluationTexts } from './evaluation.js';
import { openTexts } from './open.js';
import { splitWords } from './split-words.js';
import { tableData } from './testing.js';

const entities: TableAnswer = { kind: 'tags', column: 'entity', scheme: 'bio' };

const dataOf = (content: string | Uint8Array, name = 'names.conll', answer: TableAnswer = entities) =>
  tableData(content, { name, answer, text: ['word'] });

async function opened(...data: Parameters<typeof dataOf>) {
  try {
    const { dataSet, warnings } = await openTexts(await dataOf(...data));
    const examples = Object.values(dataSet.splits).flat();
    return { outputs: dataSet.outputs, examples, told: warnings.map(({ code }) => code) };
  } catch (error) {
    if (!(error instanceof TlpError)) throw error;
    return { errors: error.diagnostics.map(({ code, message, remedy }) => `${code} ${message} ${remedy}`) };
  }
}

const names = ['Anna', 'Boris', 'Chen', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jo'];
const lines = names.map((name, i) => `${name}\tB-PER\nruns\tO\n${i}\tO\n`);

test('are sentences with a tag for each word', async () => {
  const { outputs, examples, told } = await opened(lines.join('\n'));
  expect([outputs, told]).toEqual([['B-PER', 'O'], []]);
  const first = examples!.find(({ id }) => id === 'names.conll:1')!;
  const words = { text: 'Anna runs 0', list: ['Anna', 'runs', '0'] };
  expect(first).toMatchObject({ words, texts: ['Anna runs 0'], target: [0, 1, 1] });
  expect(new Set(examples!.map(({ hash }) => hash)).size).toBe(10);
});

test('may be lists of JSON, or texts that white space parts', async () => {
  const json = names.map((name) => JSON.stringify({ word: [name, 'ran'], entity: ['B-PER', 'O'] }));
  const csv = ['word,entity', ...names.map((name) => `${name} ran,B-PER O`)];
  for (const [content, file] of [
    [json.join('\n'), 'a.jsonl'],
    [csv.join('\n'), 'a.csv'],
  ] as const) {
    const { examples } = await opened(content, file);
    expect(examples!.map(({ target }) => target)).toEqual(names.map(() => [0, 1]));
  }
});

test('keep the order of tags where a model knows others', async () => {
  const { examples } = await evaluationTexts(await dataOf('runs O\nAnna B-PER\n'), ['O', 'B-LOC', 'B-PER']);
  expect(examples.map(({ target }) => target)).toEqual([[0, 2]]);
});

describe('what is wrong with them is told', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ['a file without a word', '', /^TLP3\d\d /],
    ['other encodings', Buffer.from('Jos\u00e9 B-PER\n', 'latin1'), /^TLP324 .*not UTF-8/],
    [
      'a word without a tag',
      `${lines.join('\n')}\nMax\n`,
      /^TLP324 In line 41 of names\.conll there are 1 fields/,
    ],
    ['a column that is not there', 'Anna\nBoris\n', /^TLP325 .*no column `entity`/],
    ['a line of ten megabytes', `Anna O\n${'x'.repeat(1e7)} O\n`, /^TLP324 In line 2 /],
    [
      'a typing error',
      `${lines.join('\n')}\nMax B_PER\n`.replaceAll('\t', ' '),
      /^TLP670 .*`B_PER` \(line 41\)\. Did you mean `B-PER`/,
    ],
    ['tags of another scheme', 'Anna I-PER\nruns O\n', /^TLP673 .*Write `tags: entity\(scheme: iob1\)`/],
  ])('%s', async (_, content, error) => {
    const { errors } = await opened(content);
    expect(errors?.[0]).toMatch(error);
  });

  test.each<[string, string, string]>([
    ['a tag out of order', 'Max\tI-PER\n', 'TLP671'],
    ['a file without blank lines', 'word\tO\n'.repeat(100_000), 'TLP675'],
    ['the same sentence again', lines[0]!, 'TLP347'],
    ['one with other tags', lines[0]!.replace('B-PER', 'O'), 'TLP357'],
  ])('%s, and the rest is used', async (_, more, code) => {
    const { told, errors } = await opened([...lines, more].join('\n'));
    expect([errors, told]).toEqual([undefined, expect.arrayContaining([code])]);
  });

  test('lists of other lengths', async () => {
    const { errors } = await opened('{"word": ["a", "b"], "entity": ["B-X"]}\n', 'a.jsonl');
    expect(errors?.[0]).toMatch(/^TLP672 .*2 words, 1 tags/);
  });

  test('numbers of tags', async () => {
    const { errors } = await opened('{"word": ["a", "b"], "entity": [1, 0]}\n', 'a.jsonl');
    expect(errors?.[0]).toMatch(/^TLP673 .*names of the tags/);
  });
});

test('a plain text is divided into words and marks', () => {
  expect(splitWords('Angela Merkel  visited Paris. It’s 3.5 km!')).toEqual(
    'Angela,Merkel,visited,Paris,.,It’s,3.5,km,!'.split(','),
  );
  expect(splitWords('@anna (a@b.c) #1 # x')).toEqual(['@anna', '(', 'a', '@', 'b.c', ')', '#1', '#', 'x']);
  expect(splitWords(' \n ')).toEqual([]);
});
