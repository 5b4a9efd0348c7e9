/** Fixes of what is expected of a model. */
import { boundOnTheWrongSide } from '../../checks/expect/bound-on-the-wrong-side.js';
import { calibratedOnNothing } from '../../checks/expect/calibrated-on-nothing.js';
import { calibratesNothing } from '../../checks/expect/calibrates-nothing.js';
import { contradictoryBounds } from '../../checks/expect/contradictory-bounds.js';
import { measureOfAnotherTask } from '../../checks/expect/measure-of-another-task.js';
import { notAComparison } from '../../checks/expect/not-a-comparison.js';
import { nothingToMeasure } from '../../checks/expect/nothing-to-measure.js';
import { unknownMeasure } from '../../checks/expect/unknown-measure.js';
import type { Expectation } from '../../grammar/generated/ast.js';
import { expectBlock } from '../../schema/expect.js';
import { nearestMeasure } from '../../schema/near-measure.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { around, isAnyProperty, spanOf } from './tree.js';
import { fixOf, removeNode, removeProperty, replaceWith } from './write.js';

const isExpectation = (node: { readonly $type: string }): node is Expectation => node.$type === 'Expectation';

function removed(context: FixContext): Fix | undefined {
  const node = around(context, isAnyProperty);
  return node && fixOf(`Remove \`${node.name}\``, [removeNode(context, node)]);
}

/** Writes another comparison in the place of the whole expectation. */
function instead(context: FixContext, text: string, preferred: boolean): Fix | undefined {
  const span = spanOf(around(context, isAnyProperty) ?? around(context, isExpectation)!);
  return span && { title: `Write \`${text}\``, preferred, edits: [{ ...span, text }] };
}

export const expectFixes = [
  fix(notAComparison, ({ meant }, context) => [
    instead(context, meant, !/[<>]=? *$/.test(meant)),
    removed(context),
  ]),

  fix(unknownMeasure, ({ name, metrics }, context) => {
    const near = nearestMeasure(name, metrics);
    const sure = context.written.startsWith(name);
    return [
      near !== undefined && sure
        ? replaceWith(near, context, { preferred: true, length: name.length })
        : undefined,
      removed(context),
    ];
  }),

  fix(measureOfAnotherTask, ({ fits }, context) => {
    const split = around(context, isExpectation)?.name?.split('.')[0] ?? 'test';
    const others = fits.filter((name) => name !== 'loss').slice(0, 2);
    return [
      ...others.flatMap((name) => {
        const { example } = expectBlock.properties[`${split}.${name}`] ?? {};
        return example === undefined ? [] : [instead(context, example, false)];
      }),
      removed(context),
    ];
  }),

  fix(nothingToMeasure, ({ name, other }, context) => {
    const start = around(context, isExpectation)?.$cstNode?.offset;
    const edit = start === undefined ? undefined : { start, end: start + name.length, text: other };
    return [fixOf(`Write \`${other}\``, [edit]), removed(context)];
  }),

  fix(contradictoryBounds, (_, context) => [removed(context)]),

  fix(calibratesNothing, (_, context) => [removeProperty(context, 'calibrate', { preferred: true })]),

  fix(calibratedOnNothing, (_, context) => [removeProperty(context, 'calibrate')]),

  fix(boundOnTheWrongSide, ({ meant }, context) => [instead(context, meant, true), removed(context)]),
];
