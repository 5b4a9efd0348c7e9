/** How each kind of network reads on. */
import type { Continuation } from '@tlp/language/graph/continuation.js';
import { promptGraph } from '@tlp/language/graph/continuation-graphs.js';
import { statesGraph, windowGraph } from '@tlp/language/graph/recurrent-continuation.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { keysReading } from './keys-reading.js';
import type { Reading, ReadingOptions } from './reading.js';
import { statesReading } from './states-reading.js';
import { windowReading } from './window-reading.js';

/** Of all that it computes with. */
export function readingGraph(network: Continuation): Graph {
  switch (network.keeps) {
    case 'keys':
      return promptGraph(network);
    case 'states':
      return statesGraph(network);
    case 'window':
      return windowGraph(network);
  }
}

export function readingOf(network: Continuation, options: ReadingOptions): Reading {
  switch (network.keeps) {
    case 'keys':
      return keysReading(network, options);
    case 'states':
      return statesReading(network, options);
    case 'window':
      return windowReading(network, options);
  }
}
