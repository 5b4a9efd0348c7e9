/** The finder on real engines beside fastai's, step by step; and on a made-up job, what it leaves alone. */
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { buildHead } from '@tlp/language/graph/network.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { describe, expect, it, test } from 'vitest';
import { createTrainingEngine } from '../../compile/create-training-engine.js';
import { optimizerScalars } from '../../compile/optimizers/scalars.js';
import { crossEntropyLoss } from '../../tasks/classification/loss.js';
import { createTask } from '../../tasks/index.js';
import { formulaLabels, formulaTensor, signed } from '../../testing/formula.js';
import { createSoftmaxRegression } from '../../testing/softmax-regression.js';
import { testJob, testPhase, testSchedule } from '../../testing/training-job.js';
import { shapeInFile, toGraphLayout } from '../../weights/transpose.js';
import { freshCheckpoint } from '../checkpoint.js';
import { exampleLessons } from '../lessons.js';
import type { ExampleSource } from '../source.js';
import { findRate, testRates } from './find-rate.js';
import { rateFinderGolden } from './golden.fixture.js';
import { usualRange } from './range-test.js';
import { suggestionsOf } from './suggestions.js';

const golden = rateFinderGolden();
const { inputs, units, classes, batch, batches } = golden;
type Found = (typeof golden.tests)[string];

/** `features[N,inputs] -> dense(units, relu) -> dense(classes)`. */
function denseNetwork(): Graph {
  const b = new GraphBuilder();
  const features = b.input('features', float32('batch', inputs));
  const head = [
    { kind: 'dense', units, activation: 'relu' },
    { kind: 'dense', units: 'classes', activation: null },
  ] as const;
  return b.finish([b.block('head', () => buildHead(b, { features }, head, classes))]);
}

const graph = denseNetwork();
const program = cutNetwork(graph, { frozenLayers: new Set(), batchNorm: 'frozen' });
const weights = new Map(
  graph.parameters.map(({ name, shape, role }) => {
    const transpose = role === 'kernel' ? 'oi' : 'none';
    const tensor = name.replace('head/', '').replace('/kernel', '.weight').replace('/bias', '.bias');
    const { data } = formulaTensor(tensor, shapeInFile(shape, { transpose }));
    return [name, toGraphLayout(data, shape, { transpose })];
  }),
);

const features = signed('features', batches * batch * inputs, 1);
const source: ExampleSource = {
  targets: [...formulaLabels(batches * batch, classes)].map((label) => [label]),
  async *read(wanted) {
    for (const examples of wanted) {
      const data = Float32Array.from(
        examples.flatMap((i) => [...features.subarray(i * inputs, (i + 1) * inputs)]),
      );
      yield { feeds: { [program.features[0]!.name]: { data, shape: [examples.length, inputs] } }, examples };
    }
  },
};

const outputs = Array.from({ length: classes }, (_, i) => `class ${i}`);
const task = createTask('classification', { outputs, loss: { kind: 'cross_entropy' }, topK: 1 });

async function find(kind: 'tensorflow' | 'portable', { optimizer, ...range }: Found) {
  const phase = testPhase({ optimizer, labelSmoothing: 0 });
  const engine = await createTrainingEngine(program, {
    phase,
    weights,
    engine: kind,
    addLoss: crossEntropyLoss,
  });
  const lessons = exampleLessons(source, {
    task,
    balancing: task.balance([], 'none'),
    order: (epoch) => source.targets.map((_, i) => (i + epoch * batch) % (batches * batch)),
    batch,
    seed: 1,
    phase,
  });
  const scalars = (update: number, rate: number) => optimizerScalars(optimizer, update, rate);
  try {
    return await testRates({ phase, program, engine, lessons, seed: 1, scalars, file: 'a.tlp' }, { range });
  } finally {
    await engine.dispose();
  }
}

describe.each(['tensorflow', 'portable'] as const)('on %s, beside fastai', (kind) => {
  it.each(Object.entries(golden.tests))('%s', async (_, given) => {
    const found = await find(kind, given);
    expect(found.points).toHaveLength(given.losses.length);
    found.points.forEach(({ rate, loss, smoothed }, i) => {
      expect(rate / given.rates[i]!).toBeCloseTo(1, 6);
      // Where a rate is far too high, rounding grows with every step.
      expect(Math.abs(loss / given.losses[i]! - 1)).toBeLessThan(2e-2);
      expect(Math.abs(smoothed / given.smoothed[i]! - 1)).toBeLessThan(1e-3);
    });
    const suggested = suggestionsOf(found);
    for (const [name, rate] of Object.entries(given.suggestions)) {
      expect(suggested[name as keyof typeof suggested]! / rate, name).toBeCloseTo(1, 5);
    }
  });
});

const twoPhases = testSchedule(testPhase(), testPhase({ name: 'tune', epochs: 1, accumulate: 2 }));
const short = { ...usualRange, steps: 30 };

test('the phases before are trained first, and only training examples are read of its own', async () => {
  const { job, events, saved } = testJob(twoPhases);
  const asked: boolean[] = [];
  const opening = {
    ...job,
    openSources: (request: Parameters<typeof job.openSources>[0]) => {
      asked.push(request.trainOnly, request.last);
      return job.openSources(request);
    },
  };
  const found = await findRate(opening, freshCheckpoint, 1, { range: short });
  expect(asked).toEqual([false, false, true, false]);
  expect(events.filter(({ type }) => type === 'epoch-end')).toHaveLength(3);
  // Those of the phase before, and the start of this one.
  expect(saved.at(-1)?.state).toMatchObject({ phase: 1, epoch: 0, batch: 0 });
  expect(found.points).toHaveLength(30);
});

test('an update has the mean loss of the batches that it gathers', async () => {
  const { job } = testJob(testSchedule(testPhase({ accumulate: 2 })));
  const seen: number[] = [];
  const watched = {
    ...job,
    createEngine: async (...args: Parameters<typeof job.createEngine>) => {
      const engine = await createSoftmaxRegression(...args);
      return {
        ...engine,
        async train(...given: Parameters<typeof engine.train>) {
          const result = await engine.train(...given);
          seen.push(result.loss);
          return result;
        },
      };
    },
  };
  const { points } = await findRate(watched, freshCheckpoint, 0, { range: short });
  // 22 examples in batches of 5: the fifth batch of an epoch is an update of its own.
  expect(points[0]!.loss).toBeCloseTo((seen[0]! + seen[1]!) / 2, 12);
  expect(points[2]!.loss).toBe(seen[4]);
  expect(points[3]!.loss).toBeCloseTo((seen[5]! + seen[6]!) / 2, 12);
});

test('Ctrl-C ends it after the step', async () => {
  const stop = new AbortController();
  const { job, saved } = testJob(testSchedule(testPhase()), { signal: stop.signal });
  let points = 0;
  const found = findRate(job, freshCheckpoint, 0, {
    range: short,
    onPoint: () => {
      points += 1;
      if (points === 7) stop.abort();
    },
  });
  await expect(found).rejects.toThrow('TLP850');
  expect([points, saved.length]).toEqual([7, 0]);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('a first loss of %s is told', async (loss) => {
  const { job } = testJob(testSchedule(testPhase()));
  const broken = {
    ...job,
    createEngine: async (...args: Parameters<typeof job.createEngine>) => ({
      ...(await createSoftmaxRegression(...args)),
      train: async () => ({ loss, logits: new Float32Array(15) }),
    }),
  };
  await expect(findRate(broken, freshCheckpoint, 0, { range: short })).rejects.toThrow('TLP901');
});
