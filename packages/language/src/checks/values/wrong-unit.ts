import { rule } from '../rule.js';

/** `1e-3` has none. */
const hasUnit = (text: string): boolean => /(?:%|[a-z_]\w*)$/i.test(text.replace(/e[+-]?\d+/i, ''));

export const wrongUnit = rule<{
  text: string;
  expected: string;
  correction: string;
  /** False where another number may be meant. */
  sure: boolean;
}>({
  code: 'TLP108',
  severity: 'error',
  title: 'A unit is missing or wrong',
  explanation:
    'Units say what a number means: shares are percentages (`20%`), sizes are pixels (`128px`), angles are degrees (`10deg`). Without a unit, `dropout(50)` could be read two ways.',
  message: ({ text, expected, correction }) => {
    const wrong = !hasUnit(text)
      ? 'needs a unit'
      : hasUnit(correction)
        ? 'has the wrong unit'
        : 'must have no unit';
    if (/\d_\d/.test(text)) return `\`${text}\` has an underscore: digits are written without.`;
    return `\`${text}\` ${wrong}: the value is ${expected}.`;
  },
  remedy: ({ correction }) => `Write \`${correction}\`.`,
  bad: { head: 'pool(average)\ndropout(50)\ndense(classes)' },
  good: { head: 'pool(average)\ndropout(50%)\ndense(classes)' },
});
