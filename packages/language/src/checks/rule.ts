/**
 * A rule of the language: one kind of mistake, with its code and everything that is said about it. Rules without
 * a `check` are raised where the text is read; rules with one look at the resolved pipeline.
 */
import type { DataSeen } from '../data/seen.js';
import type { Diagnostic, Severity } from '../diagnostic.js';
import type { ImageData } from '../resolve/pipeline.js';
import type { Place } from '../schema/value.js';
import type { FileSubject, Subject } from './subject.js';

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
  readonly check?: Check;
  /** Looks at the files beside the pipeline too; left out where they can't be seen or nobody wants to wait for it. */
  readonly fileCheck?: FileCheck;
}

/** Looks at the resolved pipeline. Left out where something it reads is wrong already. */
export interface Check {
  /** Dotted paths of what the check reads; `schedule` covers all that is in it. */
  readonly reads: readonly string[];
  run(subject: Subject): void;
}

export interface FileCheck {
  readonly reads: readonly string[];
  run(subject: FileSubject): void;
}

/** Tells of a mistake; returns undefined so that a reader can report and give up in one statement. */
export type Report = <Args>(rule: Rule<Args>, args: Args, at: Place) => undefined;

/** A rule that is raised where the text is read. */
export const rule = <Args>(entry: Rule<Args>): Rule<Args> => entry;

/** A rule with a check; `found` reports it at a path of the pipeline. */
export function checked<Args>(
  entry: Omit<Rule<Args>, 'check'> & {
    readonly reads: readonly string[];
    check(subject: Subject, found: (args: Args, path: string) => void): void;
  },
): Rule<Args> {
  const { reads, check, ...rest } = entry;
  const whole: Rule<Args> = {
    ...rest,
    check: {
      reads,
      run: (subject) => check(subject, (args, path) => subject.report(whole, args, path)),
    },
  };
  return whole;
}

/** A rule with a check that looks at files. */
export function fileChecked<Args>(
  entry: Omit<Rule<Args>, 'check' | 'fileCheck'> & {
    readonly reads: readonly string[];
    check(subject: FileSubject, found: (args: Args, path: string) => void): void;
  },
): Rule<Args> {
  const { reads, check, ...rest } = entry;
  const whole: Rule<Args> = {
    ...rest,
    fileCheck: {
      reads,
      run: (subject) => check(subject, (args, path) => subject.report(whole, args, path)),
    },
  };
  return whole;
}

/** A rule about what a data folder holds. A run goes by it too, with the data that it found. */
export interface DataRule<Args> extends Rule<Args> {
  inData(data: DataSeen, wanted: DataWanted): readonly Omit<Diagnostic, 'file'>[];
}

/** What a pipeline says of where its data are. */
export type DataWanted = Pick<ImageData, 'path' | 'split'>;

/** A rule with a check that looks at the data folder alone; `at` is where its mistakes stand. */
export function dataChecked<Args>(
  entry: Omit<Rule<Args>, 'check' | 'fileCheck'> & {
    readonly at: 'data.path' | 'data.split';
    check(data: DataSeen, wanted: DataWanted): readonly Args[];
  },
): DataRule<Args> {
  const { at, check, ...rest } = entry;
  const { code, severity } = entry;
  const whole = fileChecked<Args>({
    ...rest,
    reads: ['data.path', 'data.split'],
    check({ pipeline, data }, found) {
      for (const args of data ? check(data, pipeline.data) : []) found(args, at);
    },
  });
  const diagnose = (args: Args) => ({
    code,
    severity,
    message: entry.message(args),
    remedy: entry.remedy(args),
  });
  return { ...whole, inData: (data, wanted) => check(data, wanted).map(diagnose) };
}
