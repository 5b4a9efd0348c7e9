/** Fixes of phases that are solved. */
import { solvedBackbone } from '../../checks/few-shot/solved-backbone.js';
import { solvedHead } from '../../checks/few-shot/solved-head.js';
import { solvedWidth } from '../../checks/few-shot/solved-width.js';
import { solverOfAnotherTask } from '../../checks/few-shot/solver-of-another-task.js';
import { unusedOfPhase } from '../../checks/few-shot/unused-of-phase.js';
import type { PhaseBlock } from '../../grammar/generated/ast.js';
import { type FixContext, fix } from './fix.js';
import { around, isAnyProperty, propertyOf } from './tree.js';
import { fixOf, removeNode, replaceWith, setValue } from './write.js';

const isPhase = (node: { readonly $type: string }): node is PhaseBlock => node.$type === 'PhaseBlock';

/** The phase by an optimizer, as long as phases usually are. */
function descend(context: FixContext) {
  const solve = around(context, isAnyProperty);
  const phase = around(context, isPhase);
  if (!solve || !phase || propertyOf(phase, 'epochs')) return undefined;
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
];
