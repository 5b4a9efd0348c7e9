/** What the live page of a made-up run is told. */
import { epochEnd, phaseStart, runStart } from '../../packages/language/src/run/testing.js';

export { serveLive } from '../../packages/runtime/src/live/serve-live.js';

export const events = [
  runStart,
  phaseStart('head', 1, 3),
  epochEnd('head', 1, 0.5),
  epochEnd('head', 2, 0.6),
];
