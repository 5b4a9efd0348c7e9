import { rule } from '../rule.js';

export const envUnset = rule<{ variable: string }>({
  code: 'TLP120',
  severity: 'error',
  title: 'An environment variable is not set',
  explanation: 'The pipeline reads this variable, so it needs a value or a default.',
  message: ({ variable }) => `The environment variable \`${variable}\` is not set.`,
  remedy: ({ variable }) => `Set it, or give a default: \`env("${variable}", …)\`.`,
  bad: { data: 'batch: env("TLP_EXAMPLE_UNSET")' },
  good: { data: 'batch: env("TLP_EXAMPLE_UNSET", 32)' },
});
