import type { TagScheme } from '@tlp/language/data/tags/scheme.js';
import type { Rejection } from '@tlp/language/tasks/classification.js';
import type { Intervals } from '@tlp/language/tasks/regression.js';

/** What a task takes from the data of a run: a model's card holds it, so that the model answers as it was judged. */

export interface TaskSettings {
  /** By label, the probability from which it is predicted: chosen on the validation split. Null before, and without labels. */
  readonly thresholds: readonly number[] | null;
  /** By target, how its values lie on the scale that the network trains on. Null where nothing is scaled. */
  readonly scales: readonly Scale[] | null;
  /** How tags mark entities; absent where there are no tags. */
  readonly scheme?: TagScheme | undefined;
  /** From which score an example is of a known class: chosen on the validation split. Absent before, and where nothing is rejected. */
  readonly rejection?: Rejection | undefined;
  /** How far intervals reach: as wide as the errors on the validation split. Absent before, and where none are told. */
  readonly intervals?: Intervals | undefined;
}

/** `value = mean + deviation · output` */
export interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

export const noSettings: TaskSettings = { thresholds: null, scales: null };
