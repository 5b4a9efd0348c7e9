import { rule } from './rule.js';

export const missingPhase = rule<Record<never, never>>({
  code: 'TLP126',
  severity: 'error',
  ofAbsence: true,
  title: 'The schedule has no phase',
  explanation: 'Training happens in phases, each with what it freezes and how long it takes.',
  message: () => 'The schedule has no phase, so nothing would be trained.',
  remedy: () => 'Write, for example, `phase head { freeze: all epochs: 10 }`.',
  bad: { schedule: 'monitor: accuracy' },
  good: { schedule: 'monitor: accuracy\nphase head {\n  freeze: all\n  epochs: 3\n}' },
});
