/** Trials as a table shows them. */
import { listed } from '@tlp/language/checks/listed.js';
import { metricText } from '@tlp/language/tasks/metric.js';
import { metricOf, scoreOf } from '@tlp/language/tasks/metrics.js';
import type { SoupOutcome, SweepRecord } from './record.js';
import { ranked } from './standing.js';

type Row = SweepRecord['trials'][number];

/** Finished ones first, then those that came furthest; within these the better first. */
export function tableOrder({ trials, monitor }: SweepRecord): readonly Row[] {
  const better = ranked(trials, monitor);
  const place = ({ state, epochs }: Row): number =>
    state === 'finished'
      ? Number.POSITIVE_INFINITY
      : state === 'failed'
        ? -1
        : state === 'left'
          ? -2
          : epochs;
  return better.toSorted((a, b) => (place(a) === place(b) ? 0 : place(b) - place(a)));
}

/** The trial that won; undefined where none came to its end. */
export const bestTrial = ({ trials, best }: Pick<SweepRecord, 'trials' | 'best'>): Row | undefined =>
  trials.find(({ name }) => name === best);

/** What it is judged by, with a dash where nothing was measured. */
export const scoreText = (
  { validation }: Pick<Row, 'validation'>,
  monitor: SweepRecord['monitor'],
): string => (validation ? metricText(metricOf(monitor), scoreOf(validation, monitor)) : '–');

export function stateText({ name, state, why }: Row, best: string | null): string {
  if (name === best) return 'best';
  switch (state) {
    case 'finished':
      return '';
    case 'stopped':
      return 'given up';
    case 'failed':
      return `failed: ${why}`;
    case 'left':
      return 'not begun';
  }
}

/** What became of the average. @param where its directory, as shown */
export function soupText(
  { trials, unlike, validation }: SoupOutcome,
  monitor: SweepRecord['monitor'],
  where: string,
): string {
  const apart =
    unlike.length === 0
      ? ''
      : `; ${listed(unlike)} cannot be averaged with ${unlike.length === 1 ? 'it' : 'them'}`;
  if (trials.length === 1) return `no other trial made ${trials[0]} better${apart}`;
  const metric = metricOf(monitor);
  const found = metricText(metric, scoreOf(validation, monitor));
  return `${where}, the average of ${listed(trials)}: validation ${metric.title} ${found}${apart}`;
}

export const betterText = (monitor: SweepRecord['monitor']): string =>
  metricOf(monitor).better === 'higher' ? 'the higher the better' : 'the lower the better';
