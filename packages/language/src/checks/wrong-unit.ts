import { rule } from './rule.js';

/** `1e-3` has none. */
const hasUnit = (text: string): boolean => /(?:%|[a-z_]\w*)$/i.test(text.replace(/e[+-]?\d+/i, ''));

export const wrongUnit = rule<{ text: string; expected: string; correction: string }>({
  code: 'TLP108',
  severity: 'error',
  title: 'A unit is missing or wrong',
  explanation:
    'Units say what a number means: shares are percentages (`20%`), sizes pixels (`128px`), angles degrees ' +
    '(`10deg`). A number without its unit could be read two ways, and `dropout(50)` would be a silent mistake.',
  message: ({ text, expected, correction }) => {
    const wrong = !hasUnit(text)
      ? 'needs a unit'
      : hasUnit(correction)
        ? 'has the wrong unit'
        : 'must have no unit';
    return `\`${text}\` ${wrong}: the value is ${expected}.`;
  },
  remedy: ({ correction }) => `Write \`${correction}\`.`,
  bad: { head: 'pool(average)\ndropout(50)\ndense(classes)' },
  good: { head: 'pool(average)\ndropout(50%)\ndense(classes)' },
});
