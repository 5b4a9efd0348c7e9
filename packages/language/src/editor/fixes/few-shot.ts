/** Fixes of phases that are solved, and of those that learn pairs. */

import { classesAskedFor } from '../../checks/few-shot/classes-asked-for.js';
import { contrastFrozen } from '../../checks/few-shot/contrast-frozen.js';
import { contrastLast } from '../../checks/few-shot/contrast-last.js';
import { manyPairs } from '../../checks/few-shot/many-pairs.js';
import { notCalibrated } from '../../checks/few-shot/not-calibrated.js';
import { solvedBackbone } from '../../checks/few-shot/solved-backbone.js';
import { solvedHead } from '../../checks/few-shot/solved-head.js';
import { solvedWidth } from '../../checks/few-shot/solved-width.js';
import { solverOfAnotherTask } from '../../checks/few-shot/solver-of-another-task.js';
import { strengthLeftOut } from '../../checks/few-shot/strength-left-out.js';
import { unusedOfPhase } from '../../checks/few-shot/unused-of-phase.js';
import { indentAt, indented } from './edit.js';
import { type FixContext, fix } from './fix.js';
import { around, isAnyProperty, isPhase, pipelineOf, propertyOf, spanOf } from './tree.js';
import { fixOf, removeNode, removeProperty, replaceWith, setValue } from './write.js';

/** The phase by an optimizer, as long as phases usually are. */
function descend(context: FixContext) {
  const phase = around(context, isPhase);
  if (!around(context, isAnyProperty) || !phase || propertyOf(phase, 'epochs')) return undefined;
  return replaceWith('epochs: 10', context);
}

export const fewShotFixes = [
  fix(unusedOfPhase, ({ properties }, context) => {
    const phase = around(context, isPhase);
    const written = properties.flatMap((name) => (phase && propertyOf(phase, name)) ?? []);
    const names = properties.map((name) => `\`${name}\``).join(', ');
    return [
      fixOf(
        `Remove ${names}`,
        written.map((property) => removeNode(context, property)),
        { preferred: true },
      ),
    ];
  }),

  fix(solvedHead, (_, context) => [descend(context)]),

  fix(solvedWidth, (_, context) => [descend(context)]),

  fix(solvedBackbone, (_, context) => [fixOf('Write `freeze: all`', [setValue(context, 'all')])]),

  fix(solverOfAnotherTask, ({ fits }, context) =>
    fits.map((name) =>
      fixOf(`Write \`solve: ${name}\``, [setValue(context, name)], { preferred: fits.length === 1 }),
    ),
  ),

  fix(strengthLeftOut, ({ solver }, context) => [
    fixOf(`Write \`solve: ${solver}(l2: 1.0)\``, [setValue(context, `${solver}(l2: 1.0)`)], {
      preferred: true,
    }),
  ]),

  fix(notCalibrated, (_, context) => [
    fixOf('Write `solve: logistic(l2: 1.0)`', [setValue(context, 'logistic(l2: 1.0)')]),
  ]),

  fix(classesAskedFor, ({ property }, context) => [removeProperty(context, property)]),

  fix(contrastFrozen, (_, context) => [fixOf('Write `freeze: none`', [setValue(context, 'none')])]),

  fix(contrastLast, (_, context) => {
    const phase = around(context, isPhase);
    const span = phase && spanOf(phase);
    if (!span) return [];
    const taken =
      pipelineOf(context)?.schedules.flatMap(({ phases }) => phases.map(({ name }) => name)) ?? [];
    const name = ['head', 'solve', 'scores'].find((one) => !taken.includes(one));
    const indent = indentAt(context.content, span.start);
    const text = indented(`\nphase ${name} {\n  freeze: all\n  solve: logistic\n}`, indent);
    return [
      name === undefined
        ? undefined
        : fixOf('Solve the head after it', [{ start: span.end, end: span.end, text }]),
    ];
  }),

  fix(manyPairs, (_, context) => [
    fixOf('Write `contrastive: pairs(iterations: 20)`', [setValue(context, 'pairs(iterations: 20)')]),
  ]),
];
