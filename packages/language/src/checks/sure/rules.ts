/** The rules about answers that say how sure they are. */
import type { ListedRule } from '../checked.js';
import { fewForInterval } from './few-for-interval.js';
import { monitorOfNoChange } from './monitor-of-no-change.js';
import { rejectedByClassName } from './rejected-by-class-name.js';
import { sureOfAnotherTask } from './sure-of-another-task.js';
import { sureOfNothing } from './sure-of-nothing.js';
import { unmeasuredMetric } from './unmeasured-metric.js';

export const sureRules: readonly ListedRule<never>[] = [
  sureOfAnotherTask,
  sureOfNothing,
  unmeasuredMetric,
  monitorOfNoChange,
  fewForInterval,
  rejectedByClassName,
];
