/** The numbers that tell how good a model is, as run directories and events hold them. */

/** By the metric's name (see `tasks`), in the order in which people are told them: `{accuracy: 0.71, top_3: 0.89}`. */
export type Scores = Readonly<Record<string, number>>;

/** The numbers that an epoch is remembered by. */
export interface MetricsSummary {
  readonly count: number;
  /** Mean over the examples, without label smoothing and class weights. */
  readonly loss: number;
  readonly scores: Scores;
}

export interface Metrics extends MetricsSummary {
  readonly details: MetricsDetails;
}

/** What only one task has, by class or target: `ClassificationDetails` and its like, told apart by the task's name. */
export interface MetricsDetails {
  readonly task: string;
}

/** The details of a task. @throws Error where the metrics are of another one */
export function detailsOf<D extends MetricsDetails>({ details }: Metrics, task: D['task']): D {
  if (details.task !== task) throw new Error(`These metrics are of the task ${details.task}, not ${task}.`);
  return details as D;
}
