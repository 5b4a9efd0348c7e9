/** The tasks. What a pipeline's data names decides which one it has. */
import { classification } from './classification.js';
import type { TaskDefinition } from './definition.js';
import { languageModel } from './language-model.js';
import { multiLabel } from './multi-label.js';
import { regression } from './regression.js';
import { tagging } from './tagging.js';

export const tasks = {
  classification,
  multi_label: multiLabel,
  regression,
  tagging,
  language_model: languageModel,
} as const satisfies Readonly<Record<string, TaskDefinition>>;

export type TaskName = keyof typeof tasks;

export const taskNames = Object.keys(tasks) as readonly TaskName[];
