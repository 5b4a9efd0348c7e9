/** Rules that look at what a pipeline became. */
import type { Data } from '../resolve/pipeline.js';
import type { Rule } from './rule.js';
import type { FileSubject, Subject } from './subject.js';

/** A rule as the lists hold it: with its check, if it has one. */
export interface ListedRule<Args> extends Rule<Args> {
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

/** Which pipelines a rule is about; all of them where nothing is said. */
export interface Applies<D extends Data> {
  /** Whether the data are of the kind. */
  readonly data?: (data: Data) => data is D;
}

type Found<Args> = (args: Args, path: string) => void;

/** A rule with a check; `found` reports it at a path of the pipeline. */
export function checked<Args, D extends Data = Data>(
  entry: Rule<Args> & {
    readonly applies?: Applies<D>;
    readonly reads: readonly string[];
    check(subject: Subject<D>, found: Found<Args>): void;
  },
): ListedRule<Args> {
  const { reads, applies, check, ...rest } = entry;
  const whole: ListedRule<Args> = {
    ...rest,
    check: {
      reads,
      run(subject) {
        if (isAbout(subject, applies)) check(subject, (args, path) => subject.report(whole, args, path));
      },
    },
  };
  return whole;
}

/** A rule with a check that looks at files. */
export function fileChecked<Args, D extends Data = Data>(
  entry: Rule<Args> & {
    readonly applies?: Applies<D>;
    readonly reads: readonly string[];
    check(subject: FileSubject<D>, found: Found<Args>): void;
  },
): ListedRule<Args> {
  const { reads, applies, check, ...rest } = entry;
  const whole: ListedRule<Args> = {
    ...rest,
    fileCheck: {
      reads,
      run(subject) {
        if (isAbout(subject, applies)) check(subject, (args, path) => subject.report(whole, args, path));
      },
    },
  };
  return whole;
}

function isAbout<D extends Data, S extends Subject>(
  subject: S,
  applies: Applies<D> | undefined,
): subject is S & Subject<D> {
  return applies?.data?.(subject.pipeline.data) ?? true;
}
