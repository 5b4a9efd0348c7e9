/** Everything the report page shows, gathered from a run directory; plain data. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { ExplainedValue } from '@tlp/language/plan/explain.js';
import type { Plan } from '@tlp/language/plan/plan.js';
import type { EpochRecord, PhaseRecord } from '@tlp/language/run/events.js';
import type { JudgedExpectation } from '@tlp/language/run/expectations.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { TaskName } from '@tlp/language/tasks/index.js';
import type { Shown } from '../modalities/modality.js';
import type { Mistake } from '../tasks/report.js';
import type { Accounts } from './accounts.js';
import type { LikelyLabelErrors } from './label-errors.js';
import type { Longest } from './longest.js';

/** An example of which the model said something wrong. */
export interface ShownMistake extends Mistake {
  /** Path relative to the data folder. */
  readonly id: string;
  /** Null where it is not there any more. */
  readonly shown: Shown | null;
}

/** The split whose confusions and mistakes are shown: the test split where there is one. */
export interface JudgedSplit {
  readonly name: 'test' | 'validation';
  readonly metrics: Metrics;
  readonly mistakes: readonly ShownMistake[];
  readonly mistakeCount: number;
}

export interface ReportData {
  readonly pipeline: string;
  readonly description: string;
  /** Path of the `.tlp` file. */
  readonly file: string;
  readonly version: string;
  readonly finished: Date;
  readonly seed: number;
  readonly seconds: number;
  readonly task: TaskName;
  readonly outputs: readonly string[];
  readonly monitor: string;
  readonly epochs: readonly EpochRecord[];
  readonly phases: readonly PhaseRecord[];
  readonly plan: Plan;
  readonly metrics: Readonly<Record<'validation' | 'test', Metrics | null>>;
  readonly judged: JudgedSplit | null;
  /** Null where none is, or examples are not of one class each. */
  readonly labelErrors: LikelyLabelErrors | null;
  /** What a temperature did to the probabilities, in a sentence; null where there is none. */
  readonly calibrated: string | null;
  /** By what answers say how sure they are; null where they do not. */
  readonly sure: string | null;
  /** What the pipeline expects; empty where it expects nothing. */
  readonly expectations: readonly JudgedExpectation[];
  /** What in single examples made the model say what it says; null where examples of the kind are not accounted for. */
  readonly accounts: Accounts | null;
  /** The examples that ask most of the input; null where all have one size. */
  readonly longest: Longest | null;
  readonly warnings: readonly Pick<Diagnostic, 'code' | 'message' | 'remedy'>[];
  readonly values: readonly ExplainedValue[];
}
