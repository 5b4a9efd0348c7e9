/** The rules about answers that say how sure they are. */
import type { ListedRule } from '../checked.js';
import { fewForInterval } from './few-for-interval.js';
import { fewForNearest } from './few-for-nearest.js';
import { monitorOfNoChange } from './monitor-of-no-change.js';
import { rejectedByClassName } from './rejected-by-class-name.js';
import { sureOfAnotherTask } from './sure-of-another-task.js';
import { sureOfNothing } from './sure-of-nothing.js';
import { unmeasuredMetric } from './unmeasured-metric.js';
import { watchedByNearest } from './watched-by-nearest.js';

export const sureRules: readonly ListedRule<never>[] = [
  sureOfAnotherTask,
  sureOfNothing,
  unmeasuredMetric,
  monitorOfNoChange,
  fewForInterval,
  rejectedByClassName,
  watchedByNearest,
  fewForNearest,
];
