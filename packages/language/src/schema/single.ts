import { tooManyValues } from '../checks/values/too-many-values.js';
import type { Reader } from './types.js';
import type { Seen } from './value.js';

/** Reads exactly one value; more than one is a mistake. */
export function single<T>(
  read: (seen: Seen, reader: Reader) => T | undefined,
): (values: readonly Seen[], reader: Reader) => T | undefined {
  return (values, reader) => {
    const [first, second] = values;
    if (first === undefined) return undefined;
    if (second !== undefined) {
      return reader.report(tooManyValues, { name: reader.path.split('.').at(-1) ?? '' }, second.at);
    }
    return read(first, reader);
  };
}
