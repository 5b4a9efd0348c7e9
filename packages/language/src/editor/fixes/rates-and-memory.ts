/** Fixes of rates that layers have of their own, of momentum that cycles, and of memory. */
import { cyclesNoMomentum } from '../../checks/training/cycles-no-momentum.js';
import { lowestAboveRate } from '../../checks/training/lowest-above-rate.js';
import { gigabytes, memoryTooSmall } from '../../checks/training/memory-too-small.js';
import { ratesByLayerTwice } from '../../checks/training/rates-by-layer-twice.js';
import { numberText } from '../../number-text.js';
import { callOf } from './call-of.js';
import { type FixContext, fix } from './fix.js';
import { parametersOf } from './specs.js';
import { around, isAnyProperty, isBlock, propertyOf } from './tree.js';
import { fixOf, removeProperty, setArgument, setValue } from './write.js';

/** Whether the mistake stands at this property, and not where a value is inherited. */
const isAt = (context: FixContext, name: string): boolean => around(context, isAnyProperty)?.name === name;

export const ratesAndMemoryFixes = [
  fix(memoryTooSmall, ({ needed }, context) => {
    const enough = gigabytes(needed);
    return isAt(context, 'memory') ? [fixOf(`Write \`memory: ${enough}\``, [setValue(context, enough)])] : [];
  }),

  fix(ratesByLayerTwice, (_, context) =>
    isAt(context, 'layer_decay') ? [removeProperty(context, 'layer_decay')] : [],
  ),

  fix(lowestAboveRate, ({ rate, lowest }, context) => {
    const call = callOf(context);
    if (!call) return [];
    const parameters = parametersOf(call);
    const [high, low] = [numberText(lowest), numberText(rate)];
    const edits = parameters.includes('rates')
      ? [setArgument(call, 'rates', `${low}..${high}`, parameters)]
      : [setArgument(call, 'rate', high, parameters), setArgument(call, 'lowest', low, parameters)];
    return [fixOf(`Give the head ${high} and the lowest blocks ${low}`, edits, { preferred: true })];
  }),

  fix(cyclesNoMomentum, ({ optimizer }, context) => {
    const block = around(context, isBlock);
    const written = block && propertyOf(block, 'optimizer');
    const [value] = written && 'values' in written ? written.values : [];
    const chosen = value?.$type === 'Call' && value.word?.$refText === optimizer ? value : undefined;
    const call = callOf(context);
    const parameters = call ? parametersOf(call) : [];
    return [
      chosen &&
        fixOf(`Write \`${optimizer}(momentum: 0.9)\``, [
          setArgument(chosen, 'momentum', '0.9', parametersOf(chosen)),
        ]),
      call && parameters.includes('momentum')
        ? fixOf('Write `momentum: none`', [setArgument(call, 'momentum', 'none', parameters)])
        : undefined,
    ];
  }),
];
