/** Fixes of answers that say how sure they are. */
import { usualValue } from '../../checks/sure/asked.js';
import { fewForInterval } from '../../checks/sure/few-for-interval.js';
import { monitorOfNoChange } from '../../checks/sure/monitor-of-no-change.js';
import { otherName, rejectedByClassName } from '../../checks/sure/rejected-by-class-name.js';
import { sureOfAnotherTask } from '../../checks/sure/sure-of-another-task.js';
import { sureOfNothing } from '../../checks/sure/sure-of-nothing.js';
import { unmeasuredMetric } from '../../checks/sure/unmeasured-metric.js';
import { shareText } from '../../number-text.js';
import { highestLevel } from '../../run/intervals.js';
import { fix } from './fix.js';
import { parametersOf } from './specs.js';
import { around, isAnyProperty, pipelineOf } from './tree.js';
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

  fix(fewForInterval, ({ validation }, context) => {
    const level = shareText(highestLevel(validation));
    return [fixOf(`Write \`interval: ${level}\``, [setValue(context, level)])];
  }),

  fix(rejectedByClassName, ({ name }, context) => {
    const property = around(context, isAnyProperty);
    const [value] = property && 'values' in property ? property.values : [];
    const other = `"${otherName(name)}"`;
    const edit =
      value?.$type === 'Call'
        ? setArgument(value, 'name', other, parametersOf(value))
        : setValue(context, `unknown(name: ${other})`);
    return [fixOf(`Say ${other}`, [edit], { preferred: true })];
  }),
];
