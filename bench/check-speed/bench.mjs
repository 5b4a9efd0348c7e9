/** A cold `tlp check` of the example, from the start of the process to its end. */
import path from 'node:path';
import { root, tlp } from '../../tools/lib/paths.mjs';
import { measureWall } from '../lib/measure.mjs';

export const title = 'tlp check examples/emoji/emoji.tlp, a new process each time';
export const unit = 'ms';
export const usesPeers = false;
/** `runs`: processes per sample; the sample is their mean. */
export const defaults = { runs: 10 };

export function contestants({ runs, verbose }) {
  const mean = async (args) => {
    let seconds = 0;
    for (let i = 0; i < runs; i++) seconds += await measureWall(process.execPath, args, { verbose });
    return { value: (1000 * seconds) / runs };
  };
  const example = path.join(root, 'examples', 'emoji', 'emoji.tlp');
  return [
    { name: 'tlp check', measure: () => mean([tlp, 'check', example]) },
    { name: 'node, doing nothing', measure: () => mean(['-e', '0']) },
  ];
}

export const claims = [];
