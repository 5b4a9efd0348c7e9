/** The dense layers of a sentence transformer as the last block of its network (`sentence_transformers/models/Dense.py`). */
import { buildBackbone } from '../../backbones/build.js';
import type { Backbone, TensorLocation, UsualPool, WeightLayout } from '../../backbones/card.js';
import { linear, torchLayout } from '../../backbones/torch-layout.js';
import type { GraphBuilder } from '../../graph/builder.js';
import { dense } from '../../graph/layers.js';
import { activations } from '../../graph/ops/elementwise.js';
import { isTrainable } from '../../graph/parameters.js';
import { pool } from '../../graph/pool.js';
import { fixed } from '../../graph/shape.js';
import type { Ref } from '../../graph/types.js';
import { parameterCount } from '../../graph/walk.js';
import { ImportProblem } from '../model.js';
import { runLayout } from './layout.js';
import type { DenseModule } from './sentence-modules.js';

/** Their block, and the first of them. */
export const denseBlock = 'dense';

const layerName = (index: number): string => (index === 0 ? denseBlock : `${denseBlock}_${index + 1}`);

/**
 * A card whose last block pools and computes these layers, `[batch,tokens,C] -> [batch,units]`. What reads tokens has
 * `until` for the block before.
 * @throws ImportProblem of a layer that does not fit what is before it
 */
export function endingInDense(card: Backbone, modules: readonly DenseModule[], mode: UsualPool): Backbone {
  // Of one vector, no tokens can be told.
  const { tokens, decoders: _, continuation: __, classifier: ___, ...rest } = card;
  const own = torchLayout(
    'sentence-transformers',
    new Map(
      modules.map(({ path }, n) => [layerName(n), { ...linear(`${path}.linear`), beside: true }] as const),
    ),
  );
  const whole: Backbone = {
    ...rest,
    ...(tokens ? { pooled: tokens } : {}),
    layouts: card.layouts.map((layout) => (layout === runLayout ? layout : withLayers(layout, own.locate))),
    build(b, inputs) {
      const { features, mask } = card.build(b, inputs);
      const block = () => {
        const vector = pool(b, `${denseBlock}/pool`, features, mode, { prefix: 0, mask });
        return modules.reduce((x, module, n) => denseLayer(b, layerName(n), x, module), vector);
      };
      return { features: b.block(denseBlock, block), mask };
    },
  };
  const { parameters } = buildBackbone(whole);
  return { ...whole, parameters: parameterCount(parameters.filter(isTrainable)) };
}

function denseLayer(b: GraphBuilder, name: string, x: Ref, module: DenseModule): Ref {
  const { path, inputs, units, bias, activation } = module;
  const width = fixed(b.type(x).shape.at(-1), name);
  if (width !== inputs)
    throw new ImportProblem(
      `its \`${path}/config.json\` reads vectors of ${inputs} numbers, not of ${width}`,
    );
  const y = dense(b, name, x, units, { bias });
  return activation === null ? y : b.apply(activations[activation].op, [y], {}, `${name}/${activation}`);
}

/** These layers by their own names, all others as before; for a file in any of its forms. */
function withLayers(layout: WeightLayout<object>, locateOwn: WeightLayout['locate']): WeightLayout<object> {
  const { forFile } = layout;
  const both = (below: WeightLayout<object>): WeightLayout<object> => ({
    ...below,
    locate: (parameter): TensorLocation =>
      isOwn(parameter) ? locateOwn(parameter) : below.locate(parameter),
  });
  return { ...both(layout), ...(forFile && { forFile: (tensors) => both(forFile(tensors)) }) };
}

const isOwn = (parameter: string): boolean => /^dense(_\d+)?\//.test(parameter);
