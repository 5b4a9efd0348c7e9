import { rule } from './rule.js';

export const wrongUnit = rule<{ text: string; expected: string; correction: string }>({
  code: 'TLP108',
  severity: 'error',
  title: 'A unit is missing or wrong',
  explanation:
    'Units say what a number means: shares are percentages (`20%`), sizes pixels (`128px`), angles degrees ' +
    '(`10deg`). A number without its unit could be read two ways, and `dropout(50)` would be a silent mistake.',
  message: ({ text, expected }) => `\`${text}\` has not the unit that is needed here: ${expected}.`,
  remedy: ({ correction }) => `Write \`${correction}\`.`,
  bad: { head: 'pool(average)\ndropout(50)\ndense(classes)' },
  good: { head: 'pool(average)\ndropout(50%)\ndense(classes)' },
});
