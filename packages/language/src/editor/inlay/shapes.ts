/** The output's shape after the backbone and after each layer of the head. */
import { GrammarUtils } from 'langium';
import { modalityOf } from '../../modalities/index.js';
import { stepOf } from '../hover/value.js';
import { amountText, shapeText } from '../quantities.js';
import type { Hint, HintSource } from './hint.js';

export const shapeHints: HintSource = (node, known, { snapshot }) => {
  const { features, draft } = known;
  const [use] = node.backbones;
  const name = GrammarUtils.findNodeForProperty(use?.$cstNode, use?.model ? 'model' : 'backbone');
  const size = draft.pipeline.backbone.inputSize;
  const { noun, unit } = modalityOf({ kind: draft.backbone.modality });
  const named = use?.model ? draft.pipeline.backbone.name : use?.backbone?.$refText;
  const own = name !== undefined && named === draft.backbone.name;
  const backbone: Hint[] =
    own && features
      ? [
          {
            offset: name.end,
            label: `→ ${shapeText(features)}`,
            tooltip: `The output of the backbone for one ${noun.one} of ${size}${unit}${features.length === 3 ? ': height × width × channels' : ''}.`,
          },
        ]
      : [];
  const layers = (node.heads[0]?.layers ?? []).flatMap((call, index): Hint[] => {
    const step = stepOf(call, `head.${index}`, snapshot, known);
    if (!step || !call.$cstNode) return [];
    const parameters = amountText(step.parameters);
    const tooltip = `What the layer gives for one ${noun.one}. It holds ${parameters === '0' ? 'no' : parameters} parameters.`;
    return [{ offset: call.$cstNode.end, label: `→ ${shapeText(step.shape)}`, tooltip }];
  });
  return [...backbone, ...layers];
};
