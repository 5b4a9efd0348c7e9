/** The curves of a run, epoch by epoch and phase by phase: read from its directory, then followed by its events. */
import type { EpochRecord, TrainEvent } from './events.js';
import type { MetricsSummary } from './metrics.js';
import { readEpochs, readRecord } from './read.js';
import type { RunRecord } from './record.js';

export interface RunCurves {
  readonly pipeline: string;
  /** `unfinished` where it can't be told whether somebody still works on it; `damaged` without a readable record. */
  readonly state: 'running' | 'stopped' | 'unfinished' | 'finished' | 'damaged';
  readonly phases: readonly PhaseCurve[];
  /** Of the finished run, by the best weights: of the test split, where there is one. */
  readonly result: RunScore | null;
  /** What is going on right now: `epoch 3 of 10, batch 4 of 9, loss 0.51`. */
  readonly doing: string | null;
}

export interface PhaseCurve {
  readonly name: string;
  /** As planned; null where the record says nothing of it. */
  readonly epochs: number | null;
  /** In their order. */
  readonly points: readonly EpochRecord[];
  /** The epoch whose weights were kept, from 1; 0 for none, or as long as it is not known. */
  readonly best: number;
}

export interface RunScore {
  readonly split: 'test' | 'validation';
  readonly metrics: MetricsSummary;
}

export interface RunFiles {
  /** Of `run.json`; undefined where there is none. */
  readonly record: string | undefined;
  /** Of `metrics.jsonl`. */
  readonly metrics: string | undefined;
  /** Whether a process works on the run; undefined where that can't be seen. */
  readonly held: boolean | undefined;
}

/** @param name for a run whose record can't be read */
export function curvesOf({ record: text, metrics, held }: RunFiles, name: string): RunCurves {
  const record = text === undefined ? undefined : readRecord(text);
  const planned = (record?.pipeline.schedule.phases ?? []).map(
    (phase): PhaseCurve => ({
      name: phase.name,
      epochs: phase.epochs,
      points: [],
      best: record?.phases.find((done) => done.name === phase.name)?.bestEpoch ?? 0,
    }),
  );
  return {
    pipeline: record?.pipeline.name ?? name,
    state: stateOf(record, held),
    phases: withPoints(planned, readEpochs(metrics ?? '')),
    result: record ? scoreOf(record) : null,
    doing: null,
  };
}

export function stateOf(record: RunRecord | undefined, held: boolean | undefined): RunCurves['state'] {
  if (record?.status === 'finished') return 'finished';
  if (held) return 'running';
  if (record === undefined) return 'damaged';
  return held === undefined ? 'unfinished' : 'stopped';
}

/** The test split says most; it may have been left out. */
export function scoreOf({ metrics }: Pick<RunRecord, 'metrics'>): RunScore | null {
  if (metrics?.test) return { split: 'test', metrics: metrics.test };
  return metrics?.validation ? { split: 'validation', metrics: metrics.validation } : null;
}

/** Curves that were read before, after one more event of the run. */
export function curvesAfter(curves: RunCurves, event: TrainEvent): RunCurves {
  switch (event.type) {
    case 'run-start':
      return { ...curves, pipeline: event.pipeline, state: 'running' };
    case 'stage':
      return { ...curves, doing: event.message };
    case 'phase-start': {
      const { phase, epochs } = event;
      const planned = withPhase(curves.phases, phase).map((one) =>
        one.name === phase ? { ...one, epochs } : one,
      );
      return { ...curves, phases: planned, doing: `phase ${phase}` };
    }
    case 'features': {
      const share = Math.floor((100 * event.done) / Math.max(1, event.total));
      return { ...curves, doing: `phase ${event.phase}, features of the ${event.split} split, ${share}%` };
    }
    case 'batch': {
      const { phase, epoch, epochs, batch, batches, loss } = event;
      const where = `phase ${phase}, epoch ${epoch} of ${epochs}, batch ${batch} of ${batches}`;
      return { ...curves, doing: `${where}, loss ${loss.toPrecision(3)}` };
    }
    case 'epoch-end': {
      const phases = withPoints(curves.phases, [event]);
      const marked = phases.map((one) =>
        one.name === event.phase && event.best ? { ...one, best: event.epoch } : one,
      );
      return { ...curves, phases: marked, doing: null };
    }
    case 'phase-end': {
      const phases = curves.phases.map((one) =>
        one.name === event.name ? { ...one, best: event.bestEpoch } : one,
      );
      return { ...curves, phases };
    }
    case 'result':
      return { ...curves, state: 'finished', result: scoreOf(event), doing: null };
    default:
      return curves;
  }
}

/** An epoch that is known already is replaced: it comes as an event and by the file. */
function withPoints(phases: readonly PhaseCurve[], points: readonly EpochRecord[]): readonly PhaseCurve[] {
  const all = points.reduce((known, { phase }) => withPhase(known, phase), phases);
  return all.map((phase) => {
    const own = points.filter((point) => point.phase === phase.name);
    if (own.length === 0) return phase;
    const byEpoch = new Map([...phase.points, ...own].map((point) => [point.epoch, point]));
    return { ...phase, points: [...byEpoch.values()].sort((a, b) => a.epoch - b.epoch) };
  });
}

/** A phase that no record told of comes last. */
const withPhase = (phases: readonly PhaseCurve[], name: string): readonly PhaseCurve[] =>
  phases.some((phase) => phase.name === name)
    ? phases
    : [...phases, { name, epochs: null, points: [], best: 0 }];
