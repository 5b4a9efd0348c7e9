import { modalityOf } from '../../modalities/index.js';
import { textExample } from '../../modalities/text/checks/example.js';
import { checked } from '../checked.js';

const ofTexts = textExample();

export const otherModality = checked<{ backbone: string; reads: string; data: string; source: string }>({
  code: 'TLP214',
  severity: 'error',
  title: 'The backbone reads another kind of data',
  explanation: 'A network that was trained on images cannot read texts, and the other way round.',
  message: ({ backbone, reads, data }) => `\`${backbone}\` reads ${reads}, and the data are ${data}.`,
  remedy: ({ reads, data, source }) =>
    `Choose a backbone for ${data}, or give it ${reads}: \`data ${source}\`.`,
  bad: { ...ofTexts, file: ofTexts.file!.replace('huggingface("minilm")', 'efficientnet_lite0') },
  good: ofTexts,
  reads: ['backbone', 'data.path'],
  check({ pipeline: { data }, backbone }, found) {
    if (backbone.modality === data.kind) return;
    const own = modalityOf({ kind: backbone.modality });
    found(
      {
        backbone: backbone.name,
        reads: own.noun.many,
        data: modalityOf(data).noun.many,
        source: own.source.example,
      },
      'backbone.name',
    );
  },
});
