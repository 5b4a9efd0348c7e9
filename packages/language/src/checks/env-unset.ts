import { rule } from './rule.js';

export const envUnset = rule<{ variable: string }>({
  code: 'TLP120',
  severity: 'error',
  title: 'An environment variable is not set',
  explanation:
    'A pipeline that reads a variable means something only where it is set, or where a default is given.',
  message: ({ variable }) => `The environment variable \`${variable}\` is not set.`,
  remedy: ({ variable }) => `Set it, or give a default: \`env("${variable}", 32)\`.`,
  bad: { data: 'batch: env("TLP_EXAMPLE_UNSET")' },
  good: { data: 'batch: env("TLP_EXAMPLE_UNSET", 32)' },
});
