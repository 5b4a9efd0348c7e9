import { rule } from './rule.js';

export const envUsage = rule<Record<never, never>>({
  code: 'TLP121',
  severity: 'error',
  title: '`env` is used wrongly',
  explanation: '`env` takes the name of a variable as a text and, if you like, a default.',
  message: () => '`env` needs the name of a variable.',
  remedy: () => 'Write `env("NAME")` or `env("NAME", default)`.',
  bad: { data: 'batch: env(BATCH)' },
  good: { data: 'batch: env("BATCH", 32)' },
});
