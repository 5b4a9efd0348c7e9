/** The tasks by the names that the language gives them. */
import type { TaskName } from '@tlp/language/tasks/index.js';
import { classificationReport } from './classification/report.js';
import { createClassification } from './classification/task.js';
import type { TaskReport } from './report.js';
import type { Task, TaskOptions } from './task.js';

interface TaskKind {
  readonly create: (options: TaskOptions) => Task;
  readonly report: TaskReport;
}

const kinds: Readonly<Record<TaskName, TaskKind>> = {
  classification: { create: createClassification, report: classificationReport },
};

export const createTask = (name: TaskName, options: TaskOptions): Task => kinds[name].create(options);

export const taskReport = (name: TaskName): TaskReport => kinds[name].report;
