/** What decides the bits of runs besides their pipelines and input, where it is not the same. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { counted } from '@tlp/language/quantities.js';
import type { RunRecord } from '@tlp/language/run/record.js';

/** Those that compute; the version of tlp or of Node alone changes no number. */
const LIBRARIES = ['platform', 'images', 'features', 'training'] as const;

/** What they compute on, in words: they choose their code by the processor and divide work among threads. */
const MACHINE: Readonly<Record<string, (value: string) => string>> = {
  processor: (model) => model,
  instructions: (set) => (set === 'none' ? 'no wide instructions' : `${set} instructions`),
  threads: (many) => counted(Number(many), 'thread'),
};

interface Change {
  readonly before: string;
  readonly now: string;
}

const libraryChanges = (before: RunRecord['versions'], now: RunRecord['versions']): readonly Change[] =>
  LIBRARIES.filter((name) => before[name] !== now[name]).map((name) => ({
    before: before[name] ?? 'an unknown one',
    now: now[name] ?? 'an unknown one',
  }));

/** A run of an older version does not say what it was computed on. */
const machineChanges = (before: RunRecord['versions'], now: RunRecord['versions']): readonly Change[] =>
  Object.entries(MACHINE).flatMap(([name, words]) => {
    const [was, is] = [before[name], now[name]];
    return was === undefined || is === undefined || was === is
      ? []
      : [{ before: words(was), now: words(is) }];
  });

/** A warning where a resumed run would, or may, end at other bits, for it computes with other libraries or on another machine. */
export function changedLibraries(before: RunRecord['versions'], now: RunRecord['versions']): Diagnostic[] {
  const libraries = libraryChanges(before, now);
  const changes = [...libraries, ...machineChanges(before, now)];
  if (changes.length === 0) return [];
  const told = changes.map((one) => `${one.now} instead of ${one.before}`).join(', ');
  const certainty = libraries.length > 0 ? 'will' : 'may';
  return [
    {
      code: 'TLP896',
      severity: 'warning',
      message: `The run continues with ${told}; its weights ${certainty} differ slightly from those of an uninterrupted run.`,
      remedy:
        libraries.length > 0
          ? 'For identical weights, continue it with the versions it started with.'
          : 'For identical weights, continue it on the kind of machine it started on.',
    },
  ];
}

export interface EnvironmentDifference {
  /** As the records name it under `versions`. */
  readonly name: string;
  /** Of each run; null where its record does not say. */
  readonly values: readonly (string | null)[];
}

/** What the bits of some runs depend on besides their pipelines and data, where they differ in it. */
export const environmentDifferences = (
  runs: readonly Pick<RunRecord, 'versions'>[],
): readonly EnvironmentDifference[] =>
  [...LIBRARIES, ...Object.keys(MACHINE)]
    .map((name) => ({ name, values: runs.map(({ versions }) => versions[name] ?? null) }))
    .filter(({ values }) => new Set(values.filter((value) => value !== null)).size > 1);
