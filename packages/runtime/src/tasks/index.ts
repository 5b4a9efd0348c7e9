/** The tasks by the names that the language gives them. */
import type { Labels } from '@tlp/language/resolve/pipeline.js';
import type { TaskName } from '@tlp/language/tasks/index.js';
import type { Target } from '../data/types.js';
import { classificationMeasures } from './classification/measures.js';
import { classificationReport } from './classification/report.js';
import { createClassification } from './classification/task.js';
import { languageModelMeasures } from './language-model/measures.js';
import { languageModelReport } from './language-model/report.js';
import { createLanguageModel } from './language-model/task.js';
import type { Measure, MeasureInput, MeasuresOf } from './measures.js';
import { multiLabelMeasures } from './multi-label/measures.js';
import { multiLabelReport } from './multi-label/report.js';
import { createMultiLabel } from './multi-label/task.js';
import { regressionMeasures } from './regression/measures.js';
import { regressionReport } from './regression/report.js';
import { scalesOf } from './regression/scale.js';
import { createRegression } from './regression/task.js';
import type { TaskReport } from './report.js';
import { noSettings, type TaskSettings } from './settings.js';
import { taggingMeasures } from './tagging/measures.js';
import { taggingReport } from './tagging/report.js';
import { createTagging, schemeOf } from './tagging/task.js';
import type { Task, TaskOptions } from './task.js';

interface TaskKind {
  readonly create: (options: TaskOptions) => Task;
  /** What a run takes from its training targets before it starts, and from where they stand. */
  readonly prepare: (targets: readonly Target[], outputs: number, labels: Labels) => TaskSettings;
  readonly report: TaskReport;
  /** The metrics that predictions tell, to compare runs by; absent where none is. */
  readonly measures?: MeasuresOf;
  /** The share of right answers by which two models are tested pair by pair; absent where an example is not just right or wrong. */
  readonly paired?: string;
}

const kinds: Readonly<Record<TaskName, TaskKind>> = {
  classification: {
    create: createClassification,
    prepare: () => noSettings,
    report: classificationReport,
    measures: classificationMeasures,
    paired: 'accuracy',
  },
  multi_label: {
    create: createMultiLabel,
    prepare: () => noSettings,
    report: multiLabelReport,
    measures: multiLabelMeasures,
  },
  regression: {
    create: createRegression,
    prepare: (targets, outputs) => ({ ...noSettings, scales: scalesOf(targets, outputs) }),
    report: regressionReport,
    measures: regressionMeasures,
  },
  language_model: {
    create: createLanguageModel,
    prepare: () => noSettings,
    report: languageModelReport,
    measures: languageModelMeasures,
  },
  tagging: {
    create: createTagging,
    prepare: (_, __, labels) => ({ ...noSettings, scheme: schemeOf(labels) }),
    report: taggingReport,
    measures: taggingMeasures,
  },
};

export const createTask = (name: TaskName, options: TaskOptions): Task => kinds[name].create(options);

/** The task of a run that trains on these targets. */
export function prepareTask(
  name: TaskName,
  options: Omit<TaskOptions, 'settings'>,
  targets: readonly Target[],
  labels: Labels = { kind: 'folder' },
): Task {
  const { create, prepare } = kinds[name];
  return create({ ...options, settings: prepare(targets, options.outputs.length, labels) });
}

export const measuresOf = (name: TaskName, input: MeasureInput): readonly Measure[] =>
  kinds[name].measures?.(input) ?? [];

export const pairedMetric = (name: TaskName): string | null => kinds[name].paired ?? null;

export const taskReport = (name: TaskName): TaskReport => kinds[name].report;
