/** A resolved pipeline as a list of values, each with where it came from: `tlp explain` and the report show it. */
import { isRecord } from '../record.js';
import type { Origin, Pipeline } from '../resolve/pipeline.js';

export interface ExplainedValue {
  /** As `--set` names it: `schedule.tune.epochs`. */
  readonly path: string;
  /** The resolved value, units removed, in the notation of the language where it has one. */
  readonly value: string;
  readonly origin: Origin;
}

/** Names of the language that the resolved pipeline spells otherwise. */
const fieldNames: Readonly<Record<string, string>> = {
  input: 'inputSize',
  clip: 'clipNorm',
  source: 'path',
};

/** Every value that has an origin and came through into the pipeline, in the order they were read. */
export function explainPipeline(pipeline: Pipeline): readonly ExplainedValue[] {
  return Object.entries(pipeline.origins).flatMap(([path, origin]) => {
    const value = valueAt(pipeline, path.split('.'));
    // A default that another value made meaningless, such as a share of a split that has a folder.
    return value === undefined ? [] : [{ path, value: showValue(value), origin }];
  });
}

/** Looks up a path such as `schedule.tune.learning_rate`; undefined where the pipeline has no such value. */
function valueAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) {
    const named = value.find((item) => isRecord(item) && item.name === name);
    return valueAt(named ?? value[Number(name)], rest);
  }
  if (!isRecord(value)) return undefined;
  if (Array.isArray(value.phases) && !(camelCase(name) in value)) return valueAt(value.phases, path);
  return valueAt(value[fieldNames[name] ?? camelCase(name)], rest);
}

const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `cosine(rate: 0.0001, end: 0, warmup: 0.1)` for a value with a kind, `a, b` for a list, plain text for a text. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(showValue).join(', ');
  if (!isRecord(value)) return String(value);
  const { kind, ...fields } = value;
  const shown = Object.entries(fields).map(([name, field]) => `${snakeCase(name)}: ${showValue(field)}`);
  if (typeof kind !== 'string') return shown.join(', ');
  return shown.length === 0 ? kind : `${kind}(${shown.join(', ')})`;
}
