/** The record of a run, which its `run.json` holds. */
import type { SplitName } from '../data/split-bounds.js';
import type { Diagnostic } from '../diagnostic.js';
import type { Pipeline } from '../resolve/pipeline.js';
import type { CalibrationRecord, PhaseRecord, RunMetrics } from './events.js';
import type { JudgedExpectation } from './expectations.js';

/** Counts up when the form of a record changes. */
export const RUN_FORMAT = 3;

export interface RunRecord {
  readonly format: typeof RUN_FORMAT;
  readonly status: 'running' | 'finished';
  readonly versions: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly started: string;
  readonly finished: string | null;
  readonly seed: number;
  /** With the origin of every value. */
  readonly pipeline: Pipeline;
  /** Content hashes that tell whether a resumed run still has the same input. */
  readonly hashes: { readonly weights: string; readonly data: string };
  /** A name for each number that the network gives: the classes, the labels or the target columns. */
  readonly outputs: readonly string[];
  readonly examples: Readonly<Record<SplitName, number>>;
  /** What `unreadable: skip` left out. A resumed run leaves out the same, even where it can be read by then. */
  readonly leftOut: readonly LeftOutExample[];
  /** What was said of the data and the training, over all sessions. */
  readonly warnings: readonly RunWarning[];
  readonly metrics: RunMetrics | null;
  readonly phases: readonly PhaseRecord[];
  /** Absent where the pipeline asks for none, or the run has not finished. */
  readonly calibration?: CalibrationRecord;
  /** What the pipeline expects, met or missed; absent where it expects nothing or the run has not finished. */
  readonly expectations?: readonly JudgedExpectation[];
  /** The trials whose weights were averaged, where a sweep made the run of them. */
  readonly averageOf?: readonly string[];
  /** Over all sessions of the run. */
  readonly seconds: number;
  /** What the run wrote, by path relative to its directory; empty while it has not finished. */
  readonly files: Readonly<Record<string, FileSeal>>;
}

export interface LeftOutExample {
  /** As a path relative to the data folder. */
  readonly id: string;
  readonly why: string;
}

/** Length and SHA-256 of a file. */
export interface FileSeal {
  readonly bytes: number;
  readonly sha256: string;
}

export type RunWarning = Pick<Diagnostic, 'code' | 'message' | 'remedy'>;
