import { expect, test } from 'vitest';
import { createTlpServices } from '../../grammar/create-services.js';
import { createSnapshot } from '../snapshot.js';
import { applyEdits } from './edit.js';
import { writeRate } from './rate.js';

const services = createTlpServices().tlp;

const whole = (schedule: string, before = '') => `${before}pipeline flowers {
  backbone mobilenet_v2
  data images("photos")
  schedule {
${schedule}
  }
}
`;

function change(text: string, phase = 'tune', rate = 0.00031234) {
  const snapshot = createSnapshot({ uri: 'file:///work/a.tlp', version: 1, text, services });
  const pipeline = snapshot.analysis.pipelines.at(-1)!;
  expect(snapshot.analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const found = writeRate(snapshot, {
    pipeline: pipeline.name,
    phase: pipeline.schedule.phases.find(({ name }) => name === phase)!,
    origins: pipeline.origins,
    rate,
  });
  return 'edits' in found ? { text: found.text, whole: applyEdits(text, found.edits) } : found;
}

const phaseWith = (rate: string) => `    phase tune {
      freeze: none
      epochs: 3
      learning_rate: ${rate}
    }`;

test.each([
  ['1e-4', '3.1e-4'],
  ['1e-4 // as ever', '3.1e-4 // as ever'],
  ['cosine(1e-4, warmup: 10%)', 'cosine(3.1e-4, warmup: 10%)'],
  ['cosine(warmup: 10%, rate: 1e-4)', 'cosine(warmup: 10%, rate: 3.1e-4)'],
  ['linear(1e-4, end: 1e-6)', 'linear(3.1e-4, end: 1e-6)'],
  ['step(1e-3, factor: 0.1, every: 2)', 'step(3.1e-4, factor: 0.1, every: 2)'],
  ['fit_one_cycle(1e-3, lowest: 1e-5)', 'fit_one_cycle(3.1e-4, lowest: 3.1e-6)'],
  ['fit_one_cycle(1e-3, lowest: none)', 'fit_one_cycle(3.1e-4, lowest: none)'],
  ['slice(1e-6..1e-4)', 'slice(3.1e-6..3.1e-4)'],
  ['slice(1e-4)', 'slice(3.1e-4)'],
  [
    'one_cycle(\n        1e-3,\n        warmup: 30%\n      )',
    'one_cycle(\n        3.1e-4,\n        warmup: 30%\n      )',
  ],
])('%s becomes %s', (before, after) => {
  expect(change(whole(phaseWith(before)))).toMatchObject({ whole: whole(phaseWith(after)) });
});

test('what is written is told on one line', () => {
  expect(change(whole(phaseWith('cosine(\n        1e-4\n      )')))).toMatchObject({
    text: 'learning_rate: cosine( 3.1e-4 )',
  });
});

test('a phase without a rate gets one where the schema table has its place', () => {
  const phase = (rate: string) =>
    `    phase tune {\n      freeze: none\n      epochs: 3\n${rate}      clip: 1.0\n    }`;
  const before = whole(phase(''));
  const after = whole(phase('      learning_rate: 3.1e-4\n'));
  expect(change(before)).toMatchObject({ text: 'learning_rate: 3.1e-4', whole: after });
  const windows = (text: string) => text.replaceAll('\n', '\r\n');
  expect(change(windows(before))).toMatchObject({ whole: windows(after) });
});

test.each([
  ['a recipe', whole('    recipe: fine_tune(epochs: 2)'), { kind: 'recipe' }],
  [
    'a recipe that a phase changes otherwise',
    whole('    recipe: fine_tune(epochs: 2)\n    phase tune { freeze: ..block3 }'),
    { kind: 'recipe' },
  ],
  [
    'the pipeline that is extended',
    `${whole(phaseWith('1e-4'))}pipeline child extends flowers { }\n`,
    { kind: 'parent', origin: { kind: 'file', range: { line: 8 } } },
  ],
  [
    'that pipeline, which names no rate',
    `${whole('    phase tune { freeze: none epochs: 3 }')}pipeline child extends flowers { }\n`,
    { kind: 'parent' },
  ],
  ['a `let`', whole(phaseWith('rate'), 'let rate = 1e-4\n'), { kind: 'name', text: 'rate' }],
  [
    'a `let` in a schedule',
    whole(phaseWith('cosine(rate)'), 'let rate = 1e-4\n'),
    { kind: 'name', text: 'rate' },
  ],
  ['a variable', whole(phaseWith('env("RATE", 1e-4)')), { kind: 'name', text: 'env("RATE", 1e-4)' }],
])('is not written where it comes from %s', (_, text, elsewhere) => {
  expect(change(text)).toMatchObject(elsewhere);
});
