/** Runs that mix their training images. */
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { describe, expect, it } from 'vitest';
import { tinyPipeline } from '../testing/image-folder.js';
import { findTiny, tinyRuns } from '../testing/tiny-runs.js';
import { testPhase, tinyLayers } from '../testing/training-job.js';
import { loadModel } from './model.js';

const runs = tinyRuns();

const mix = [
  { kind: 'mixup', alpha: 0.4 },
  { kind: 'cutmix', alpha: 1 },
] as const;

const tune = (changes: Partial<Phase> = {}): Phase =>
  testPhase({
    name: 'tune',
    freeze: '..stem',
    frozenLayers: tinyLayers.filter((name) => name.startsWith('stem')),
    epochs: 3,
    ...changes,
  });

const pipeline = (...phases: readonly Phase[]) => tinyPipeline(runs.data, phases);

const weightsOf = async (out: string) => (await loadModel(out, findTiny)).weights;

const [train, held] = [15, 9];

describe('mixing', () => {
  it('computes the frozen part of mixed images in every epoch; validation and test come from the store', async () => {
    const { result, events } = await runs.run({}, pipeline(tune({ mix })));
    const stored = new Set(events.flatMap((e) => (e.type === 'features' ? e.split : [])));
    expect([...stored]).toEqual(['validation', 'test']);
    expect(result.phases[0]!.forwardPasses).toBe(held + 3 * train);
  });

  it('leaves a phase that does not mix its stored features', async () => {
    const head = testPhase({ epochs: 3 });
    const [mixed, plain] = [tune({ mix, epochs: 2 }), tune({ name: 'last', epochs: 2 })];
    const { result } = await runs.run({}, pipeline(head, mixed, plain));
    const passes = result.phases.map(({ forwardPasses }) => forwardPasses);
    // Validation of the first, and the mixed images of two epochs; the last phase has what the pass of the head computed.
    expect(passes[1]).toBe(2 * train);
    expect(passes[2]).toBeLessThanOrEqual(held);
    expect(result.phases.map(({ featureBytes }) => featureBytes > 0)).toEqual([true, true, true]);
  });

  it.each([1, 2, 3, 5])('goes on after an interruption at batch %d to the same bits', async (stop) => {
    const mixing = pipeline(tune({ mix, accumulate: 1, batchNorm: 'train' }));
    const whole = await runs.run({}, mixing);
    const out = runs.fresh();
    const controller = new AbortController();
    let batches = 0;
    const onEvent = (event: TrainEvent) => {
      if (event.type === 'batch' && ++batches === stop) controller.abort();
    };
    await expect(runs.run({ out, onEvent, signal: controller.signal }, mixing)).rejects.toThrow('TLP850');
    await runs.run({ out, resume: true }, mixing);
    expect(await weightsOf(out)).toEqual(await weightsOf(whole.out));
  });
});
