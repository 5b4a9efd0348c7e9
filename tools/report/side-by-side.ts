/** Made-up pages of what stands beside the reports of single runs: of a sweep with every state of a trial, and of five folds. */
import type { ImageData } from '../../packages/language/src/modalities/images/data.js';
import type { Metrics } from '../../packages/language/src/run/metrics.js';
import type { ClassificationDetails } from '../../packages/language/src/tasks/classification.js';
import { type FoldsShown, foldsPage } from '../../packages/runtime/src/folds/page.js';
import { renderSweep } from '../../packages/runtime/src/sweep/page.js';
import type { SweepRecord } from '../../packages/runtime/src/sweep/record.js';

const described = { name: 'birds', description: 'Which bird is it?' };

export const sweepPage = (): string =>
  renderSweep(
    {
      format: 1,
      status: 'finished',
      pipeline: 'birds',
      seed: 1,
      monitor: 'accuracy',
      sweep: {
        knobs: [
          { path: 'schedule.tune.learning_rate', kind: 'log', from: 1e-5, to: 1e-3, unit: '' },
          { path: 'backbone', kind: 'choices', choices: ['resnet18', 'resnet50'] },
        ],
        trials: 5,
        stop: 'halving',
        budget: null,
        average: null,
      } as unknown as SweepRecord['sweep'],
      trials: (['finished', 'finished', 'stopped', 'failed', 'left'] as const).map((state, i) => ({
        name: `trial-00${i + 1}`,
        values: [`${i + 1}e-4`, i % 2 ? 'resnet18' : 'resnet50'],
        state,
        epochs: state === 'left' ? 0 : 10 - i,
        validation: i < 3 ? { count: 100, loss: 0.2 * (i + 1), scores: { accuracy: 0.9 - i / 10 } } : null,
        ...(state === 'failed' && { why: 'The loss is not a number any more.' }),
      })),
      best: 'trial-001',
    } as SweepRecord,
    described,
  );

const birds = ['crow', 'finch', 'heron', 'owl', 'wren'];

/** Of fifty examples, some of which are taken for the next bird. */
function metrics(fold: number): Metrics {
  const details: ClassificationDetails = {
    task: 'classification',
    classes: birds.map(() => ({ precision: 0.9, recall: 0.9, f1: 0.9, support: 10 })),
    confusion: birds.flatMap((_, i) => [
      [i, i, 10 - fold],
      [i, (i + 1) % birds.length, fold],
    ]),
  };
  return {
    count: 50,
    loss: 0.3 + fold / 20,
    scores: { accuracy: 1 - fold / 10, macro_f1: 0.9 - fold / 10 },
    details,
  };
}

export function foldsOfBirds(): string {
  const runs = [1, 2, 3, 4, 5].map((fold) => ({ metrics: { validation: metrics(fold), test: null } }));
  const spread = (of: (one: Metrics) => number) => {
    const values = runs.map(({ metrics: { validation } }) => of(validation));
    return { mean: values[2]!, deviation: 0.1, values };
  };
  const shown: FoldsShown = {
    pipeline: { ...described, task: 'classification', data: { kind: 'images' } as ImageData },
    seed: 1,
    outputs: birds,
    folds: runs.map((_, i) => `fold-${i + 1}`),
    runs,
    validation: { accuracy: spread(({ scores }) => scores.accuracy!), loss: spread(({ loss }) => loss) },
  };
  return foldsPage(shown);
}
