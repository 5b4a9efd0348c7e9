/** Everything the report page shows, gathered from a run directory; plain data. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { ExplainedValue } from '@tlp/language/plan/explain.js';
import type { Plan } from '@tlp/language/plan/plan.js';
import type { EpochRecord, PhaseRecord } from '@tlp/language/run/events.js';
import type { Metrics } from '@tlp/language/run/metrics.js';

/** An image the model was sure about, and wrong. */
export interface Mistake {
  /** Path relative to the data folder. */
  readonly id: string;
  readonly label: string;
  readonly predicted: string;
  /** Probability given to the predicted class. */
  readonly probability: number;
  /** Probability given to the right class. */
  readonly labelProbability: number;
  /** A small image as a data URI; null where the file not found. */
  readonly thumbnail: string | null;
}

/** The split whose confusions and mistakes are shown: the test split where there is one. */
export interface JudgedSplit {
  readonly name: 'test' | 'validation';
  readonly metrics: Metrics;
  readonly mistakes: readonly Mistake[];
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
  readonly classes: readonly string[];
  readonly monitor: string;
  readonly epochs: readonly EpochRecord[];
  readonly phases: readonly PhaseRecord[];
  readonly plan: Plan;
  readonly metrics: Readonly<Record<'validation' | 'test', Metrics | null>>;
  readonly judged: JudgedSplit | null;
  readonly warnings: readonly Pick<Diagnostic, 'code' | 'message' | 'remedy'>[];
  readonly values: readonly ExplainedValue[];
}
