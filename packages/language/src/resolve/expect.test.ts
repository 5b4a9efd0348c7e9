import { describe, expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { formatText, resolveText } from '../compile-text.js';
import { explainPipeline } from '../plan/explain.js';
import { expectationText } from '../run/expectations.js';

const file = '/home/ada/flowers.tlp';

async function resolve(text: string, sets: readonly string[] = []) {
  const { pipelines, diagnostics } = await resolveText(text, { file, sets });
  const told = diagnostics.filter(({ severity }) => severity !== 'info');
  const pipeline = pipelines.at(-1);
  return {
    told: told.map(({ code, remedy }) => `${code} ${remedy}`),
    expected: pipeline?.expect?.map(expectationText),
    pipeline,
  };
}

const written = (body: string, data = 'split: stratified(train: 70%, validation: 15%, test: 15%)') =>
  exampleText({ data, expect: body });

test.each([
  ['test.accuracy >= 90%', ['test.accuracy >= 90%']],
  ['test.accuracy>=90 %test.macro_f1>80%', ['test.accuracy >= 90%', 'test.macro_f1 > 80%']],
  ['validation.loss < 0.4\ntime <= 10 min', ['validation.loss < 0.4', 'time <= 10min']],
  ['test.ece <= 5%', ['test.ece <= 5%']],
  ['time <= 1.5h', ['time <= 90min']],
  ['time <= 90 s', ['time <= 90s']],
  ['test.loss >= 0.1 test.loss <= 0.5', ['test.loss >= 0.1', 'test.loss <= 0.5']],
  ['test.top_k >= env("K", 95%)', ['test.top_k >= 95%']],
])('%s', async (body, expected) => {
  expect(await resolve(written(body))).toMatchObject({ told: [], expected });
});

test('shares are fractions and times are seconds', async () => {
  const { pipeline } = await resolve(written('test.accuracy > 90%\ntime <= 2min'));
  expect(pipeline?.expect).toEqual([
    { name: 'test.accuracy', sign: '>', bound: 0.9 },
    { name: 'time', sign: '<=', bound: 120 },
  ]);
});

test('a pipeline that expects nothing has no such field', async () => {
  expect((await resolve(exampleText({}))).pipeline).not.toHaveProperty('expect');
});

describe('mistakes', () => {
  test.each([
    ['test.acuracy >= 90%', 'TLP561 Did you mean `test.accuracy`?'],
    ['val.accuracy >= 90%', 'TLP561 Did you mean `validation.accuracy`?'],
    ['train.accuracy >= 90%', 'TLP561 Write `time`, or'],
    ['accuracy >= 90%', 'TLP561 Did you mean `test.accuracy`?'],
    ['test.accuracy >= 0.9', 'TLP108 Write `90%`.'],
    ['test.loss <= 40%', 'TLP108 Write `0.4`.'],
    ['time <= 10 minutes', 'TLP108 Write `10min`.'],
    ['time <= 10', 'TLP108 Write `10min`.'],
    ['test.accuracy >= high', 'TLP107 '],
    ['test.accuracy = 90%', 'TLP560 Write `test.accuracy >= 90%`.'],
    ['test.accuracy => 90%', 'TLP560 Write `test.accuracy >= 90%`.'],
    ['test.loss ≤ 0.4', 'TLP560 Write `test.loss <= 0.4`.'],
    ['accuracy: 90%', 'TLP560 Write `test.accuracy >= 90%`.'],
    ['test.mae <= 2', 'TLP562 Expect something of'],
    ['test.accuracy >= 90%\ntest.accuracy > 80%', 'TLP102 Keep one of them.'],
    ['test.loss <= 0.4\ntest.loss >= 0.5', 'TLP564 '],
    ['test.accuracy <= 90%', 'TLP565 Write `test.accuracy >= 90%`.'],
    ['test.accuracy >=', 'TLP003 Add a value.'],
  ])('%s', async (body, expected) => {
    const { told } = await resolve(written(body));
    expect(told).toEqual([expect.stringContaining(expected)]);
  });

  test('a split without examples', async () => {
    const { told } = await resolve(
      written('test.loss <= 1', 'split: stratified(train: 80%, validation: 20%)'),
    );
    expect(told).toEqual(['TLP563 Give `test` a share of the split, or write `validation.loss`.']);
  });
});

test('a pipeline keeps the bounds of the one that it extends, side by side with its own', async () => {
  const parent = written('test.accuracy >= 90%\ntest.loss <= 0.4\ntime <= 1h');
  const child = 'pipeline fast extends flowers { expect { test.accuracy >= 80%  time <= 5min } }\n';
  const { expected, told } = await resolve(`${parent}${child}`);
  expect(told).toEqual([]);
  expect(expected).toEqual(['test.accuracy >= 80%', 'time <= 5min', 'test.loss <= 0.4']);
});

test.each([
  ['expect.test.accuracy=95%', ['test.accuracy >= 95%']],
  ['expect.test.accuracy=> 95%', ['test.accuracy > 95%']],
  ['expect.test.loss=0.3', ['test.accuracy >= 90%', 'test.loss <= 0.3']],
  ['expect.time=10min', ['test.accuracy >= 90%', 'time <= 10min']],
])('--set %s', async (set, expected) => {
  expect(await resolve(written('test.accuracy >= 90%'), [set])).toMatchObject({ told: [], expected });
});

test('tlp explain tells them with their places', async () => {
  const { pipeline } = await resolve(written('test.accuracy >= 90%\ntime <= 10min'));
  const told = explainPipeline(pipeline!).filter(({ path }) => path.startsWith('expect.'));
  expect(told.map(({ path, value, origin }) => `${path} ${value} ${origin.kind}`)).toEqual([
    'expect.test.accuracy >= 90% file',
    'expect.time <= 10min file',
  ]);
});

test('the formatter gives each a line', async () => {
  const untidy = written('test.accuracy>=90 %   validation.loss  <=0.4 time<= 10  min // soon');
  expect(await formatText(untidy)).toContain(
    '  expect {\n    test.accuracy >= 90%\n    validation.loss <= 0.4\n    time <= 10 min // soon\n  }\n',
  );
});

test('`expect` and the splits are names as before', async () => {
  const text = exampleText({
    top: 'let expect = 3',
    data: 'batch: expect',
    schedule: 'phase expect {\n  freeze: all\n  epochs: 3\n}\nphase test {\n  freeze: none\n  epochs: 3\n}',
  });
  expect((await resolve(text)).told).toEqual([]);
});
