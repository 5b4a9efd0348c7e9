import { textExample } from '../../modalities/text/checks/example.js';
import { checked } from '../checked.js';
import { isRecurrent } from './makes-vector.js';

export const stateOfOneToken = checked<{ pool: string; layer: string }>({
  code: 'TLP316',
  severity: 'warning',
  title: 'A state that has seen only one token',
  explanation:
    'The state at a token has seen the tokens before it, and in the other direction those after it. So at the first token one direction has read only that one, and at the last token the other has. `return: last` takes each direction at its own end.',
  message: ({ pool, layer }) =>
    `\`pool(${pool})\` reads a state of \`${layer}\` that has seen only one token.`,
  remedy: ({ layer }) => `Remove the pool and \`return: sequence\` of \`${layer}\`, or write \`pool(max)\`.`,
  bad: textExample({ head: 'lstm(64, return: sequence)\npool(class_token)\ndense(classes)' }),
  good: textExample({ head: 'lstm(64, return: sequence)\npool(max)\ndense(classes)' }),
  reads: ['head'],
  check({ pipeline: { head } }, found) {
    const at = head.findIndex((layer) => layer.kind === 'pool');
    const pool = head[at];
    const layer = head.slice(0, Math.max(at, 0)).findLast(isRecurrent);
    if (pool?.kind !== 'pool' || layer?.return !== 'sequence') return;
    const single =
      pool.mode === 'class_token' ||
      ((pool.mode === 'last_token' || pool.mode === 'ulmfit') && layer.bidirectional);
    if (single) found({ pool: pool.mode, layer: layer.kind }, `head.${at}.mode`);
  },
});
