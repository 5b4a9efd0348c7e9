import { readableWith } from '../resolve/broken.js';
import type { Journal } from '../resolve/journal.js';
import type { Place } from '../schema/value.js';
import { rules } from './index.js';
import type { Subject } from './subject.js';

/** Runs every rule's check that reads nothing broken. */
export function runChecks(
  subject: Omit<Subject, 'report'>,
  journal: Journal,
  places: ReadonlyMap<string, Place>,
): void {
  const readable = readableWith(journal.broken);
  const whole: Subject = {
    ...subject,
    report: (rule, args, path) => journal.reportAt(path, rule, args, placeOfPath(path, journal, places)),
  };
  for (const { check } of rules) {
    if (check?.reads.every(readable)) check.run(whole);
  }
}

/** Where the value at a path was written, or the nearest block around it. */
export function placeOfPath(
  path: string,
  journal: Pick<Journal, 'origins' | 'places'>,
  places: ReadonlyMap<string, Place>,
): Place {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf('.'), 0))) {
    const origin = journal.origins[at];
    if (origin?.kind === 'set') return { set: origin.text };
    const place = journal.places.get(at) ?? places.get(at);
    if (place) return origin?.kind === 'env' ? { ...place, variable: origin.variable } : place;
    if (at === '') return {};
  }
}
