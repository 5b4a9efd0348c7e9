/** Does a resumed run still compute the same thing? */

import { sameSpelling } from '@tlp/language/data/spelling.js';
import { fail } from '@tlp/language/diagnostic.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import { isRecord } from '@tlp/language/record.js';
import { pathFrom } from '@tlp/language/resolve/paths.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import type { DataSet } from '../data/types.js';
import { sha256 } from '../files/hash.js';

/** Of all examples: identity, target, content and split. */
export function dataHash({ outputs, splits }: DataSet): string {
  const examples = Object.entries(splits).map(([name, list]) => [
    name,
    list.map(({ id, target, hash }) => [sameSpelling(id), target, hash]),
  ]);
  return sha256(JSON.stringify([outputs, examples]));
}

type Begun = Pick<RunRecord, 'pipeline' | 'seed' | 'hashes'>;

/** @throws TLP856 where the pipeline, the seed, the data or the weights are not those the run began with */
export function checkUnchanged(before: RunRecord, now: Begun, run: string): void {
  const changes = changesSince(before, now);
  if (changes === null) return;
  throw fail(
    'TLP856',
    `The run in ${run} was started with different input: ${changes}.`,
    before.status === 'finished'
      ? `It has finished. To go on from its weights, write ${goOnFrom(run, now.pipeline)} and start a new run in another directory.`
      : 'Undo the change to continue it, or start a new run in another directory.',
    { file: now.pipeline.file },
  );
}

/** What has changed, the first of it in words: `seed is 2, was 1`; null where nothing that decides what is computed. */
export function changesSince(before: Begun, now: Begun): string | null {
  const changes = [
    ...differences(meaning(before.pipeline), meaning(now.pipeline)),
    ...(before.seed === now.seed ? [] : [`seed is ${now.seed}, was ${before.seed}`]),
    ...(before.hashes.data === now.hashes.data ? [] : ['there are other examples or splits in the data']),
    ...(before.hashes.weights === now.hashes.weights ? [] : ["the backbone's weights are others"]),
  ];
  if (changes.length === 0) return null;
  return changes.slice(0, 3).join('; ') + (changes.length > 3 ? '; …' : '');
}

/** What a pipeline says to start from the weights of a finished run. */
export const goOnFrom = (run: string, { file }: Pick<Pipeline, 'file'>): string =>
  `\`weights: run("${pathFrom(file, run)}")\``;

/** The values of a pipeline that decide what is computed: not where it stands, where its values came from, or by which recipe. */
function meaning({ backbone, data, head, schedule: { recipe: _, ...schedule } }: Pipeline) {
  // Which examples are left out shows in those that are there, and slices are of what was measured.
  const choosing = ['path', 'exclude', 'slices', ...modalityOf(data).choosing];
  const deciding = Object.entries(data).filter(([name]) => !choosing.includes(name));
  return {
    backbone,
    data: Object.fromEntries(deciding),
    head,
    schedule: { ...schedule, phases: byName(schedule.phases) },
  };
}

const byName = <T extends { readonly name: string }>(items: readonly T[]): Record<string, T> =>
  Object.fromEntries(items.map((item, i) => [`phase ${item.name}`, { ...item, place: i }]));

/** `schedule.phase tune.epochs is 6, was 5` */
function differences(before: unknown, now: unknown, at = ''): string[] {
  if (JSON.stringify(before) === JSON.stringify(now)) return [];
  if (!isRecord(before) || !isRecord(now)) return [`${at} is ${show(now)}, was ${show(before)}`];
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
  // What a property is when it is not there, a record from before there was the property does not say.
  return [...keys].flatMap((key) =>
    differences(before[key] ?? null, now[key] ?? null, at === '' ? key : `${at}.${key}`),
  );
}

function show(value: unknown): string {
  if (value === null) return 'none';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
