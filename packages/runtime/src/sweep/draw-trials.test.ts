import { exampleText } from '@tlp/language/checks/example.js';
import { resolveText } from '@tlp/language/compile-text.js';
import { expect, test } from 'vitest';
import { drawTrials } from './draw-trials.js';

async function drawn(sweep: string, seed = 0, phase = 'freeze: all\nepochs: 4') {
  const { pipelines } = await resolveText(exampleText({ sweep, phase }), { file: '/home/ada/flowers.tlp' });
  const [pipeline] = pipelines;
  return drawTrials(pipeline!, pipeline!.sweep!, seed);
}

const valuesOf = async (...args: Parameters<typeof drawn>) =>
  (await drawn(...args)).map(({ values }) => values);

test('lists are tried in every combination, the last the fastest', async () => {
  expect(await drawn('data.batch: 8, 16\nschedule.train.epochs: 1, 2, 3')).toMatchObject([
    { name: 'trial-001', values: ['8', '1'] },
    { name: 'trial-002', values: ['8', '2'] },
    { name: 'trial-003', values: ['8', '3'] },
    { name: 'trial-004', values: ['16', '1'] },
    { name: 'trial-005', values: ['16', '2'] },
    { name: 'trial-006', values: ['16', '3'] },
  ]);
});

test('of many combinations some are tried, none twice', async () => {
  const sweep = 'data.batch: 1, 2, 3, 4, 5, 6\nschedule.train.epochs: 1, 2, 3, 4, 5, 6\ntrials: 20';
  const values = (await valuesOf(sweep)).map(String);
  expect(new Set(values).size).toBe(20);
  expect((await valuesOf(sweep, 1)).map(String)).not.toEqual(values);
});

test('numbers are drawn by factors or evenly, within their ends, and the same for the same seed', async () => {
  const sweep = `schedule.train.learning_rate: log(1e-5..1e-1)
schedule.train.label_smoothing: linear(0%..20%)
schedule.train.epochs: log(1..64)
trials: 400`;
  const values = await valuesOf(sweep);
  const rates = values.map(([rate]) => Number(rate));
  const middle = rates.toSorted((a, b) => a - b)[200]!;
  expect(Math.log10(middle)).toBeGreaterThan(-3.5);
  expect(Math.log10(middle)).toBeLessThan(-2.5);
  const shares = values.map(([, share]) => Number(/^([\d.e-]+)%$/.exec(share!)?.[1]));
  const mean = shares.reduce((sum, share) => sum + share, 0) / 400;
  expect(mean).toBeGreaterThan(9);
  expect(mean).toBeLessThan(11);
  const epochs = values.map(([, , one]) => Number(one));
  expect(Math.min(...epochs)).toBe(1);
  expect(Math.max(...epochs)).toBeGreaterThan(48);
  expect(epochs.every((one) => Number.isInteger(one) && one <= 64)).toBe(true);
  expect(await valuesOf(sweep)).toEqual(values);
  expect(await valuesOf(sweep, 7)).not.toEqual(values);
});

test.each([
  ['schedule.train.learning_rate: linear(0.99..0.9999)', 0.99, 0.9999],
  ['schedule.train.learning_rate: log(0.1234..0.1239)', 0.1234, 0.1239],
  ['schedule.train.epochs: linear(1000..1255)', 1000, 1255],
  ['schedule.train.epochs: linear(3..4)', 3, 4],
])('%s: each value lies within the ends, and most differ', async (knob, from, to) => {
  const phase = 'freeze: all\nepochs: 4\nlearning_rate: 1e-3';
  const numbers = (await valuesOf(`${knob}\ntrials: 100`, 0, phase)).map(([value]) => Number(value));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(from);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(to);
  expect(new Set(numbers).size).toBeGreaterThan(to === 4 ? 1 : 75);
});

test.each([
  ['1e-3', '5e-4'],
  ['cosine(1e-3, warmup: 10%)', 'cosine(5e-4, warmup: 10%)'],
  ['one_cycle(1e-3, lowest: 1e-5)', 'one_cycle(5e-4, lowest: 5e-6)'],
  ['step(1e-3, factor: 0.15, every: 3)', 'step(5e-4, factor: 0.15, every: 3)'],
  ['step(1e-3, factor: 0.1, every: 3)', 'step(5e-4, every: 3)'],
  ['one_cycle(1e-3, divisor: 250)', 'one_cycle(5e-4, divisor: 250)'],
  ['cosine(1, end: 0.0002)', 'cosine(5e-4, end: 2e-4)'],
  ['slice(1e-5..1e-3)', 'constant(5e-4, lowest: 5e-6)'],
])('a number in the place of %s is %s', async (rate, written) => {
  const phase = `freeze: ..block3\nepochs: 2\nlearning_rate: ${rate}`;
  expect(await valuesOf('schedule.train.learning_rate: 5e-4, linear(1e-3)', 0, phase)).toEqual([
    [written],
    ['linear(1e-3)'],
  ]);
});
