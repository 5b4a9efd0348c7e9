/**
 * A hundred real mistakes, one a pipeline, and a hundred correct pipelines that come close to them. Prints how many of
 * the mistakes are told before anything trains, and how often a correct pipeline is told anything:
 *
 *     npx vitest run packages/language/test/corpus
 */
import { expect, test } from 'vitest';
import { expectation, readCorpus, told } from './corpus.js';

const mistakes = await Promise.all(
  readCorpus('mistakes').map(async (text) => ({
    ...text,
    ...expectation(text.text),
    said: (await told(text)).diagnostics,
  })),
);
const correct = await Promise.all(
  readCorpus('correct').map(async (text) => ({ ...text, ...(await told(text)) })),
);

const caught = mistakes.filter(({ codes, said }) => said.some(({ code }) => code === codes[0]));
const alarms = correct.flatMap(({ name, diagnostics }) =>
  diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, message }) => `${name}: ${code} ${message}`),
);

test('at least 90 of 100 mistakes are told before training', () => {
  const missed = mistakes.filter((mistake) => !caught.includes(mistake));
  console.info(
    [
      `${caught.length} of ${mistakes.length} caught before training, ${alarms.length} false alarms in ${correct.length} correct programs`,
      ...missed.map(({ name, what }) => `  not caught: ${name} (${what})`),
    ].join('\n'),
  );
  expect(mistakes.length).toBe(100);
  expect(caught.length).toBeGreaterThanOrEqual(90);
});

test.each(mistakes.map(({ name, ...rest }) => [name, rest] as const))('%s', (_, { codes, said }) => {
  expect(said.map(({ code }) => code)).toEqual(expect.arrayContaining([...codes]));
  // One mistake is one message, and nothing else is wrong with the pipeline.
  const others = said.filter(({ code, severity }) => severity !== 'info' && !codes.includes(code));
  expect(others.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
});

test('no correct program is told of an error or a warning', () => {
  expect(correct.length).toBe(100);
  expect(alarms).toEqual([]);
  expect(correct.filter(({ pipelines }) => pipelines.length === 0).map(({ name }) => name)).toEqual([]);
});

test('no correct program is written twice', () => {
  const bare = (text: string): string =>
    text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '').replace(/pipeline \w+|"[^"]*"|\s+/g, '');
  expect(new Set(correct.map(({ text }) => bare(text))).size).toBe(correct.length);
});
