import { expect, test } from 'vitest';
import { resolveText } from '../compile-text.js';
import { textExample } from '../modalities/text/checks/example.js';
import { tagExample } from '../modalities/text/checks/tag-example.js';
import { exampleFiles } from '../testing/example-files.js';
import { writeLayers } from './head.js';

const file = '/work/reviews.tlp';

async function resolved(head: string, example = textExample({ head })) {
  const { pipelines, diagnostics } = await resolveText(example.file ?? '', {
    file,
    files: exampleFiles(example, file),
  });
  return { head: pipelines[0]?.head ?? [], codes: diagnostics.map(({ code }) => code) };
}

test.each(['lstm', 'gru'] as const)('%s is written as a call and read back', async (kind) => {
  const written = `${kind}(7, bidirectional: true, return: sequence)\n${kind}(8)\ndense(classes)`;
  const { head, codes } = await resolved(written);
  expect(codes).toEqual([]);
  expect(head.slice(0, 2)).toEqual([
    { kind, units: 7, bidirectional: true, return: 'sequence' },
    { kind, units: 8 },
  ]);
  expect(writeLayers(head).join('\n')).toBe(written);
});

test.each([
  ['lstm(8, return: sequence)\ndense(classes)', ['TLP508']],
  ['lstm(8)\npool(max)\ndense(classes)', ['TLP509']],
  ['lstm(8)\ngru(8)\ndense(classes)', ['TLP315']],
  ['lstm(8, bidirectional: true, return: sequence)\npool(last_token)\ndense(classes)', ['TLP316']],
  ['lstm(8, return: sequence)\npool(last_token)\ndense(classes)', []],
  ['lstm(0)\ndense(classes)', ['TLP109']],
  ['lstm\ndense(classes)', ['TLP113']],
])('%s', async (head, codes) => {
  expect((await resolved(head)).codes).toEqual(codes);
});

test.each([
  ['lstm(8, bidirectional: true, return: sequence)\ndense(tags)', []],
  ['lstm(8, return: sequence)\ngru(8, return: sequence)\ndense(tags)', []],
  ['lstm(8, bidirectional: true)\ndense(tags)', ['TLP524']],
  ['lstm(8)\ngru(8, return: sequence)\ndense(tags)', ['TLP524']],
])('of words: %s', async (head, codes) => {
  expect((await resolved(head, tagExample({ head }))).codes).toEqual(codes);
});
