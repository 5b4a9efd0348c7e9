/** The properties of a schedule by which answers say how sure they are. */
import type { Schedule } from '../../resolve/pipeline.js';
import type { TaskName } from '../../tasks/index.js';

export const sureProperties = ['reject', 'interval'] as const;
export type SureProperty = (typeof sureProperties)[number];

/** The one task whose answers have it. */
export const taskOfProperty: Readonly<Record<SureProperty, TaskName>> = {
  reject: 'classification',
  interval: 'regression',
};

export const usualValue: Readonly<Record<SureProperty, string>> = {
  reject: 'unknown(95%)',
  interval: '90%',
};

export const askedOf = (schedule: Schedule): readonly SureProperty[] =>
  sureProperties.filter((name) => schedule[name] !== undefined);
