import { textExample } from '../../modalities/text/checks/example.js';
import { answersWords } from '../../tasks/each.js';
import { checked } from '../checked.js';
import { givesTokens } from '../subject.js';
import { isRecurrent, isRecurrentKind, makesVector } from './makes-vector.js';

export const recurrentAfterPool = checked<{ layer: string; before: string }>({
  code: 'TLP315',
  severity: 'error',
  title: 'A recurrent layer receives a vector',
  explanation:
    '`lstm` and `gru` read tokens one after another. A `pool` leaves one vector of them, and so does a recurrent layer that does not have `return: sequence`.',
  message: ({ layer, before }) =>
    `\`${layer}\` follows \`${before}\`, which leaves one vector of all tokens.`,
  remedy: ({ before }) =>
    isRecurrentKind(before)
      ? `Write \`return: sequence\` in the \`${before}\` before it.`
      : `Remove the \`${before}\`: the \`lstm\` or \`gru\` gives one vector too.`,
  bad: textExample({ head: 'pool(average)\nlstm(128)\ndense(classes)' }),
  good: textExample({ head: 'lstm(128, return: sequence)\npool(average)\ndense(classes)' }),
  reads: ['data', 'backbone', 'head'],
  check({ pipeline: { head, task }, graph }, found) {
    // Of words no layer may make one vector, whatever follows.
    if (!givesTokens({ graph }) || answersWords(task)) return;
    const vector = head.findIndex(makesVector);
    head.forEach((layer, index) => {
      if (vector >= 0 && index > vector && isRecurrent(layer))
        found({ layer: layer.kind, before: head[vector]!.kind }, `head.${index}`);
    });
  },
});
