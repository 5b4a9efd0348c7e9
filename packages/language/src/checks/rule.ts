/**
 * A rule of the language: one kind of mistake, with its code and everything that is said about it. What is no more is
 * raised where the text is read; rules with a check (`checked.ts`) look at the resolved pipeline.
 */
import type { Severity } from '../diagnostic.js';
import type { Place } from '../schema/value.js';

/** Parts of a small pipeline; what is left out is filled in soundly (see `example.ts`). */
export interface Example {
  /** The whole file; the other parts are then left out. */
  readonly file?: string;
  /** Before the pipeline. */
  readonly top?: string;
  /** The name and the body of the backbone block. */
  readonly backbone?: string;
  /** Bodies of the blocks; `phase` is the body of the only phase, `schedule` replaces all of the schedule's. */
  readonly data?: string;
  readonly head?: string;
  readonly schedule?: string;
  readonly phase?: string;
  readonly expect?: string;
  readonly sweep?: string;
  /** Other files of its folder, by name; the example itself is `flowers.tlp`. */
  readonly others?: Readonly<Record<string, string>>;
  /** Folders of images beside it, with how many images each holds: `photos/rose`. */
  readonly folders?: Readonly<Record<string, number>>;
  /** Overrides of the command line. */
  readonly sets?: readonly string[];
}

export interface Rule<Args> {
  readonly code: `TLP${number}`;
  readonly severity: Severity;
  /** Short name of the mistake, as the documentation's heading. */
  readonly title: string;
  /** Why it is a mistake, for the documentation. */
  readonly explanation: string;
  /** One sentence that states the problem. */
  message(args: Args): string;
  /** What to do about it. */
  remedy(args: Args): string;
  /** A pipeline that has the mistake and one that has not: the documentation's examples and the rule's test. */
  readonly bad: Example;
  readonly good: Example;
  /** Tells of something that is not there; kept back where a part of the file could not be read. */
  readonly ofAbsence?: true;
  /** Editors show what is unnecessary faded, and what is deprecated struck through. */
  readonly tag?: 'unnecessary' | 'deprecated';
}

/** Tells of a mistake; returns undefined so that a reader can report and give up in one statement. */
export type Report = <Args>(rule: Rule<Args>, args: Args, at: Place) => undefined;

/** A rule that is raised where the text is read. */
export const rule = <Args>(entry: Rule<Args>): Rule<Args> => entry;
