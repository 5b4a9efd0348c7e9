import type { TableAnswer } from '@tlp/language/data/table/answer.js';
import type { TaskName } from '@tlp/language/tasks/index.js';

/** The task that follows from what the columns of a table hold. */
export const answerTasks: Readonly<Record<TableAnswer['kind'], TaskName>> = {
  label: 'classification',
  labels: 'multi_label',
  flags: 'multi_label',
  tags: 'tagging',
  next: 'language_model',
  target: 'regression',
};
