import { describe, expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { resolveText } from '../compile-text.js';
import { explainPipeline } from '../plan/explain.js';

const file = '/home/ada/flowers.tlp';

async function resolved(sweep: string, sets: readonly string[] = []) {
  const top = 'let few = 3\nlet smoothing = 5%';
  const phase = 'freeze: all\nepochs: few\nlabel_smoothing: smoothing';
  const text = exampleText({ top, sweep, phase });
  const { pipelines, diagnostics } = await resolveText(text, { file, sets });
  const lines = text.split('\n');
  const told = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, range }) => ({
      code,
      message,
      at: range && lines[range.line - 1]?.slice(range.column - 1, range.endColumn - 1),
    }));
  return { told, sweep: pipelines[0]?.sweep, pipeline: pipelines[0] };
}

describe('a sweep', () => {
  test('is values by their paths, and how many trials', async () => {
    const { sweep, told } = await resolved(`schedule.train.learning_rate: log(1e-4..1e-2)
backbone: mobilenet_v2, resnet18
data.batch: 16, 32
schedule.train.freeze: all, "..block3"
schedule.train.label_smoothing: linear(0%..20%)
schedule.train.epochs: few, 5
let.smoothing: 1%, 2%
trials: 20
stop: halving
budget: 5 min`);
    expect(told).toEqual([]);
    expect(sweep).toEqual({
      knobs: [
        { path: 'schedule.train.learning_rate', kind: 'log', from: 1e-4, to: 1e-2, unit: '', whole: false },
        { path: 'backbone', kind: 'choices', choices: ['mobilenet_v2', 'resnet18'] },
        { path: 'data.batch', kind: 'choices', choices: ['16', '32'] },
        { path: 'schedule.train.freeze', kind: 'choices', choices: ['all', '..block3'] },
        { path: 'schedule.train.label_smoothing', kind: 'linear', from: 0, to: 20, unit: '%', whole: false },
        { path: 'schedule.train.epochs', kind: 'choices', choices: ['few', '5'] },
        { path: 'let.smoothing', kind: 'choices', choices: ['1%', '2%'] },
      ],
      trials: 20,
      stop: 'halving',
      average: null,
      budget: 300,
    });
  });

  test('is explained, and overridden by --set', async () => {
    const { pipeline } = await resolved('data.batch: 16, 32\ntrials: 9', ['sweep.trials=4']);
    const values = explainPipeline(pipeline!).filter(({ path }) => path.startsWith('sweep'));
    expect(values.map(({ path, value, origin }) => `${path} ${value} ${origin.kind}`)).toEqual([
      'sweep.trials 4 set',
      'sweep.stop none default',
      'sweep.budget none default',
      'sweep.average none default',
      'sweep.data.batch 16, 32 file',
    ]);
  });

  test.each([
    ['data.bath: 16, 32', 'TLP888', 'data.bath'],
    ['schedule.tune.epochs: 1, 2', 'TLP888', 'schedule.tune.epochs'],
    ['data.split: folders, random', 'TLP888', 'data.split'],
    ['data.table: "a.csv", "b.csv"', 'TLP888', 'data.table'],
    ['data.image: file, name', 'TLP888', 'data.image'],
    ['schedule.loss: cross_entropy, focal', 'TLP888', 'schedule.loss'],
    ['schedule.top_k: 3, 5', 'TLP888', 'schedule.top_k'],
    ['let.many: 1, 2', 'TLP888', 'let.many'],
    ['data.batch: 16, 0', 'TLP109', '0'],
    ['schedule.train.label_smoothing: 10%, 0.2', 'TLP108', '0.2'],
    ['schedule.train.optimizer: adam, adamax', 'TLP', 'adamax'],
    ['backbone: mobilenet_v2, resnet17', 'TLP', 'resnet17'],
    ['schedule.train.freeze: "..block99", all', 'TLP', '"..block99"'],
    ['schedule.train.freeze: none, block99', 'TLP', 'block99'],
    ['schedule.train.learning_rate: 1e-4..1e-2', 'TLP889', '1e-4..1e-2'],
    ['schedule.train.label_smoothing: log(0%..10%)\ntrials: 2', 'TLP889', '0%..10%'],
    ['schedule.train.learning_rate: log(1e-2..1e-4)\ntrials: 2', 'TLP', '1e-2..1e-4'],
    ['schedule.train.learning_rate: log(1e-4..100)\ntrials: 2', 'TLP', '100'],
    ['let.smoothing: linear(5px..10%)\ntrials: 2', 'TLP108', '5px'],
    ['let.smoothing: linear(0..10%)\ntrials: 2', 'TLP108', '0'],
    ['data.batch: 16, 32\ndata.batch: 64', 'TLP', 'data.batch: 64'],
    ['data.batch: 16, 32\ntrails: 4', 'TLP', 'trails'],
    ['data.batch', 'TLP906', 'data.batch'],
    ['trials: 4', 'TLP906', 'sweep'],
  ])('%j is told at its place', async (sweep, code, at) => {
    const { told } = await resolved(sweep);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ code: expect.stringContaining(code), at: expect.stringContaining(at) });
  });

  test('of a pipeline that is extended is replaced as a whole', async () => {
    const text = `${exampleText({ sweep: 'data.batch: 16, 32' })}
pipeline own extends flowers { sweep { schedule.train.epochs: 1, 2 } }
pipeline same extends flowers`;
    const { pipelines } = await resolveText(`${text} { }`, { file });
    expect(pipelines.map(({ sweep }) => sweep?.knobs.map(({ path }) => path))).toEqual([
      ['data.batch'],
      ['schedule.train.epochs'],
      ['data.batch'],
    ]);
  });
});

describe('a `let` that decides how trials are judged', () => {
  const top = 'let share = 20%\nlet rest = share\nlet k = 2\nlet few = 3';
  const trying = async (name: string, others: object) => {
    const text = exampleText({ top, sweep: `let.${name}: 1, 2`, ...others });
    const { diagnostics } = await resolveText(text, { file });
    return diagnostics.filter(({ code }) => code === 'TLP888').map(({ message }) => message);
  };
  const split = (share: string) => ({ data: `split: stratified(train: 80%, validation: ${share})` });

  test.each([
    ['share', split('share'), 'data.split'],
    ['share', split('rest'), 'data.split'],
    ['rest', split('rest'), 'data.split'],
  ])('%s is not tried: %j', async (name, others, path) => {
    expect(await trying(name, others)).toEqual([
      `Trials with different \`let.${name}\` cannot be compared: \`${path}\` follows from it.`,
    ]);
  });

  test.each([
    ['rest', split('share')],
    ['few', { ...split('share'), phase: 'freeze: all\nepochs: few' }],
  ])('%s decides nothing of it: %j', async (name, others) => {
    expect(await trying(name, others)).toEqual([]);
  });

  test('neither is one of the metric', async () => {
    const text = exampleText({ top, sweep: 'let.k: 2, 3', phase: 'freeze: all\nepochs: 3' }).replace(
      'schedule {',
      'schedule {\n    top_k: k',
    );
    const { diagnostics } = await resolveText(text, { file });
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toContain(
      'TLP888 Trials with different `let.k` cannot be compared: `schedule.top_k` follows from it.',
    );
  });
});
