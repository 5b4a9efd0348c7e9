import { expectationText, isLowerBound } from '../../run/expectations.js';
import { checked } from '../checked.js';

export const contradictoryBounds = checked<{ name: string; lower: string; upper: string }>({
  code: 'TLP564',
  severity: 'error',
  title: 'Bounds that contradict each other',
  explanation: 'No number is above the one bound and below the other, so one of them is always missed.',
  message: ({ lower, upper }) => `No model meets both \`${lower}\` and \`${upper}\`.`,
  remedy: () => 'Change one of the bounds, or remove it.',
  bad: { expect: 'test.loss >= 0.5\ntest.loss <= 0.4' },
  good: { expect: 'test.loss <= 0.4' },
  reads: ['expect'],
  check({ pipeline: { expect = [] } }, found) {
    for (const low of expect.filter(isLowerBound)) {
      for (const high of expect.filter((other) => other.name === low.name && !isLowerBound(other))) {
        const touches = low.bound === high.bound && low.sign === '>=' && high.sign === '<=';
        if (low.bound < high.bound || touches) continue;
        const args = { name: low.name, lower: expectationText(low), upper: expectationText(high) };
        found(args, `expect.${low.name}`);
      }
    }
  },
});
