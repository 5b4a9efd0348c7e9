import { rule } from '../rule.js';

export const envUsage = rule<Record<never, never>>({
  code: 'TLP121',
  severity: 'error',
  title: '`env` is called incorrectly',
  explanation: '`env` takes the name of a variable, in quotes, and an optional default.',
  message: () => '`env` needs the name of a variable in quotes.',
  remedy: () => 'Write `env("NAME")` or `env("NAME", default)`.',
  bad: { data: 'batch: env(BATCH)' },
  good: { data: 'batch: env("BATCH", 32)' },
});
