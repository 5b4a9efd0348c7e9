import type { TensorsResult } from '@tlp/language/editor/server/requests.js';
import { isRecord } from '@tlp/language/record.js';

/** The tensors in what `tlp weights --format json` writes; null where it is something else. */
export function readTensors(json: string): TensorsResult | null {
  let described: unknown;
  try {
    described = JSON.parse(json);
  } catch {
    return null;
  }
  const tensors = isRecord(described) ? described.tensors : undefined;
  return Array.isArray(tensors) && tensors.every(isTensor)
    ? tensors.map(({ name, dtype, shape }) => ({ name, dtype, shape }))
    : null;
}

const isTensor = (one: unknown): one is TensorsResult[number] =>
  isRecord(one) &&
  typeof one.name === 'string' &&
  typeof one.dtype === 'string' &&
  Array.isArray(one.shape) &&
  one.shape.every((size) => typeof size === 'number');
