import { expectationText, isLowerBound } from '../../run/expectations.js';
import { measureOf, timeName, usualSign } from '../../schema/expect.js';
import { checked } from '../checked.js';

export const boundOnTheWrongSide = checked<{ written: string; meant: string; better: 'higher' | 'lower' }>({
  code: 'TLP565',
  severity: 'warning',
  title: 'An expectation that a better model misses',
  explanation:
    'Accuracy is better the higher it is, a loss the lower it is. A bound on the other side is met by bad models and missed by good ones, which is seldom what is meant.',
  message: ({ written, better }) => `\`${written}\` is missed by better models: ${better} is better.`,
  remedy: ({ meant }) => `Write \`${meant}\`.`,
  bad: { expect: 'test.accuracy <= 90%' },
  good: { expect: 'test.accuracy >= 90%' },
  reads: ['expect'],
  check({ pipeline: { expect = [] } }, found) {
    for (const expectation of expect) {
      const { name } = expectation;
      const better = name === timeName ? 'lower' : measureOf(name)?.metric.better;
      // With a bound on each side, a range is meant.
      const sides = expect.filter((other) => other.name === name).length;
      if (better === undefined || sides > 1 || isLowerBound(expectation) === (better === 'higher')) continue;
      const meant = expectationText({ ...expectation, sign: usualSign(better) });
      found({ written: expectationText(expectation), meant, better }, `expect.${name}`);
    }
  },
});
