import { rule } from '../rule.js';

export const missingPhase = rule<Record<never, never>>({
  code: 'TLP126',
  severity: 'error',
  ofAbsence: true,
  title: 'The schedule has no phase',
  explanation: 'Training happens in phases. Each sets what is frozen and for how many epochs it trains.',
  message: () => 'The schedule has no phase, so nothing would be trained.',
  remedy: () => 'Write, for example, `phase head { freeze: all epochs: 10 }`.',
  bad: { schedule: 'monitor: accuracy' },
  good: { schedule: 'monitor: accuracy\nphase head {\n  freeze: all\n  epochs: 3\n}' },
});
