/** What an expectation that nothing knows was probably meant to name. */
import { nearest } from '../checks/did-you-mean.js';
import { measuredSplits, timeName } from './expect.js';

/** What people call the splits. */
const synonyms: ReadonlyMap<string, string> = new Map(
  ['val', 'valid', 'dev', 'eval'].map((name) => [name, 'validation']),
);

/**
 * @param metrics names of those that the pipeline has
 * @returns `test.accuracy` for `test.acuracy`, `tset.accuracy` and `accuracy`
 */
export function nearestMeasure(name: string, metrics: readonly string[]): string | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) {
    const metric = nearest(name, [...metrics, timeName]);
    return metric === undefined || metric === timeName ? metric : `${measuredSplits[0]}.${metric}`;
  }
  const [before, after] = [name.slice(0, dot), name.slice(dot + 1)];
  const split = synonyms.get(before.toLowerCase()) ?? nearest(before, measuredSplits);
  const metric = nearest(after, metrics);
  return split !== undefined && metric !== undefined ? `${split}.${metric}` : undefined;
}
