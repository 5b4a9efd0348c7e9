/** What a run directory holds, as far as it can be read: a run may be under way, or its files damaged. */
import { isRecord } from '../record.js';
import type { EpochRecord } from './events.js';
import { RUN_FORMAT, type RunRecord } from './record.js';

/** Undefined for a text that is no record of a run, or one of another version. */
export function readRecord(text: string): RunRecord | undefined {
  const value = parse(text);
  return isRunRecord(value) ? value : undefined;
}

/** The epochs of a `metrics.jsonl`. A last line that is half written, and any other that is none, is left out. */
export function readEpochs(text: string): readonly EpochRecord[] {
  return text.split('\n').flatMap((line) => {
    const value = parse(line);
    return isEpoch(value) ? [value] : [];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRunRecord(value: unknown): value is RunRecord {
  if (!isRecord(value) || value.format !== RUN_FORMAT || typeof value.status !== 'string') return false;
  const { pipeline, started, phases } = value;
  if (!isRecord(pipeline) || typeof started !== 'string' || !Array.isArray(phases)) return false;
  const { name, file, schedule } = pipeline;
  const planned = isRecord(schedule) ? schedule.phases : undefined;
  return (
    typeof name === 'string' &&
    typeof file === 'string' &&
    Array.isArray(planned) &&
    planned.every((one) => isRecord(one) && typeof one.name === 'string' && typeof one.epochs === 'number')
  );
}

function isEpoch(value: unknown): value is EpochRecord {
  if (!isRecord(value) || typeof value.phase !== 'string' || !Number.isInteger(value.epoch)) return false;
  return isScores(value.train) && (value.validation === null || isScores(value.validation));
}

const isScores = (value: unknown): boolean =>
  isRecord(value) && typeof value.loss === 'number' && isRecord(value.scores);
