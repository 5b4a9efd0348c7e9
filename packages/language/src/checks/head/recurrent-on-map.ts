import { textExample } from '../../modalities/text/checks/example.js';
import { checked } from '../checked.js';
import { givesTokens, givesVector } from '../subject.js';
import { isRecurrent } from './makes-vector.js';

export const recurrentOnMap = checked<{ layer: string; backbone: string; gives: string }>({
  code: 'TLP314',
  severity: 'error',
  title: 'A recurrent layer has no sequence to read',
  explanation:
    '`lstm` and `gru` read tokens one after another, as a network for texts gives them. A network for images gives a feature map, whose places have no order from first to last.',
  message: ({ layer, backbone, gives }) =>
    `\`${layer}\` reads tokens one after another, but \`${backbone}\` gives ${gives}.`,
  remedy: ({ gives }) => (gives === 'a vector' ? 'Remove it.' : 'Write `pool(average)` instead.'),
  bad: { head: 'lstm(128)\ndense(classes)' },
  good: textExample({ head: 'lstm(128)\ndense(classes)' }),
  reads: ['backbone', 'head'],
  check({ pipeline: { head }, backbone: { name }, graph }, found) {
    const [at] = head.flatMap((layer, index) => (isRecurrent(layer) ? [index] : []));
    if (at === undefined || givesTokens({ graph })) return;
    const gives = givesVector({ graph }) ? 'a vector' : 'a feature map';
    found({ layer: head[at]!.kind, backbone: name, gives }, `head.${at}`);
  },
});
