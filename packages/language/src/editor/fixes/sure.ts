/** Fixes of answers that say how sure they are. */

import { usualValue } from '../../checks/sure/asked.js';
import { fewForInterval } from '../../checks/sure/few-for-interval.js';
import { fewForNearest } from '../../checks/sure/few-for-nearest.js';
import { monitorOfNoChange } from '../../checks/sure/monitor-of-no-change.js';
import { otherName, rejectedByClassName } from '../../checks/sure/rejected-by-class-name.js';
import { sureOfAnotherTask } from '../../checks/sure/sure-of-another-task.js';
import { sureOfNothing } from '../../checks/sure/sure-of-nothing.js';
import { unmeasuredMetric } from '../../checks/sure/unmeasured-metric.js';
import { watchedByNearest } from '../../checks/sure/watched-by-nearest.js';
import type { Call } from '../../grammar/generated/ast.js';
import { shareText } from '../../number-text.js';
import { highestLevel } from '../../run/intervals.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { parametersOf } from './specs.js';
import { type AnyProperty, around, isAnyProperty, pipelineOf, propertyOf } from './tree.js';
import {
  fixOf,
  removeNode,
  removeProperty,
  replaceWith,
  setArgument,
  setProperty,
  setValue,
} from './write.js';

export const sureFixes = [
  fix(sureOfAnotherTask, ({ property }, context) => [removeProperty(context, property, { preferred: true })]),

  fix(sureOfNothing, ({ property }, context) => [removeProperty(context, property)]),

  fix(unmeasuredMetric, ({ property }, context) => {
    const schedule = pipelineOf(context)?.schedules[0];
    const value = usualValue[property];
    const node = around(context, isAnyProperty);
    return [
      schedule && fixOf(`Write \`${property}: ${value}\``, [setProperty(context, schedule, property, value)]),
      node && fixOf(`Remove \`${node.name}\``, [removeNode(context, node)]),
    ];
  }),

  fix(monitorOfNoChange, ({ metric, instead }, context) => [
    context.written === metric
      ? replaceWith(instead, context, { preferred: true })
      : around(context, isAnyProperty)?.name === 'monitor'
        ? fixOf(`Write \`monitor: ${instead}\``, [setValue(context, instead)], { preferred: true })
        : undefined,
  ]),

  fix(watchedByNearest, ({ metric }, context) => [
    context.written === metric ? replaceWith('accuracy', context, { preferred: true }) : undefined,
    rejectedBy('energy', context),
  ]),

  fix(fewForNearest, (_, context) => [rejectedBy('nearest', context, { preferred: true })]),

  fix(fewForInterval, ({ validation }, context) => {
    const level = shareText(highestLevel(validation));
    return [fixOf(`Write \`interval: ${level}\``, [setValue(context, level)])];
  }),

  fix(rejectedByClassName, ({ name }, context) => {
    const value = callOf(around(context, isAnyProperty));
    const other = `"${otherName(name)}"`;
    const edit = value
      ? setArgument(value, 'name', other, parametersOf(value))
      : setValue(context, `unknown(name: ${other})`);
    return [fixOf(`Say ${other}`, [edit], { preferred: true })];
  }),
];

/** The value of a property, where it is a call. */
function callOf(property: AnyProperty | undefined): Call | undefined {
  const [value] = property && 'values' in property ? property.values : [];
  return value?.$type === 'Call' ? value : undefined;
}

/** Another score in the `reject` of this file. */
function rejectedBy(
  score: string,
  context: FixContext,
  options: { readonly preferred?: boolean } = {},
): Fix | undefined {
  const schedule = pipelineOf(context)?.schedules[0];
  const call = schedule && callOf(propertyOf(schedule, 'reject'));
  return (
    call && fixOf(`Write \`by: ${score}\``, [setArgument(call, 'by', score, parametersOf(call))], options)
  );
}
