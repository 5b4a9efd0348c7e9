/** What there is to say of what stands at the cursor. */
import { AstUtils } from 'langium';
import { isLet, isPhaseBlock } from '../../grammar/generated/ast.js';
import { blockFacts } from '../../plan/draft-facts.js';
import type { Phase } from '../../resolve/pipeline.js';
import { blocks } from '../../schema/index.js';
import type { Scene } from '../feature.js';
import { type Knowledge, knowledgeOf, phaseNamed } from '../knowledge.js';
import type { Located } from '../locate/located.js';
import { pathOfPhase } from '../locate/slot.js';
import { backboneParts, blockParts } from './backbone.js';
import { freezeParts, itemFacts } from './freeze.js';
import { keywordParts } from './keyword.js';
import { envParts, importParts, letParts, letUseParts } from './names.js';
import { inForce } from './origin.js';
import { phaseParts } from './phase.js';
import { pipelineParts } from './pipeline.js';
import { referenceParts } from './reference.js';
import { specParts } from './spec.js';
import { columnParts, tableFacts } from './table.js';
import { facts, type Part, text, title } from './text.js';
import { fitFacts, literalHover, publishedFacts, rateFacts, wordHover } from './value.js';

export function describe(located: Located, scene: Scene): readonly Part[] {
  const parts = partsOf(located, scene);
  return parts.length === 0 ? [] : [...parts, ...referenceParts(located.thing)];
}

function partsOf(located: Located, scene: Scene): readonly Part[] {
  const { thing, draft } = located;
  const { snapshot } = scene;
  const { Builtin } = snapshot.services.backbones;
  const known = draft && knowledgeOf(scene, draft);
  switch (thing.kind) {
    case 'keyword':
      return keywordParts(thing, located);
    case 'pipeline':
    case 'description':
      return pipelineParts(thing.pipeline, snapshot, known);
    case 'parent': {
      const inherited = thing.parent && snapshot.analysis.drafts.get(thing.parent);
      if (!thing.parent) return [];
      return pipelineParts(thing.parent, snapshot, inherited && knowledgeOf(scene, inherited));
    }
    case 'import':
      return importParts(thing.path, snapshot);
    case 'backbone':
      return thing.card ? backboneParts(thing.card, Builtin, known) : [];
    case 'block': {
      const { card, name } = thing;
      if (!card) return [];
      const graph = Builtin.graph(card);
      const block = (known?.blocks ?? blockFacts(graph, graph)).find((each) => each.name === name);
      if (!block) return [];
      const range = thing.range && known ? itemFacts(known, thing.range) : [];
      return [...blockParts(card, block, known), facts(...range)];
    }
    case 'freeze': {
      const phase = known && phaseAround(located, known);
      if (!known || !phase) return [];
      return [
        title(`freeze: ${phase.freeze}`),
        ...(thing.item ? [facts(...itemFacts(known, thing.item))] : []),
        ...freezeParts(known, phase),
      ];
    }
    case 'property': {
      const { name, slot } = thing;
      if (!slot.spec) return [];
      const value =
        draft && slot.path !== undefined ? inForce(draft, slot.path, located.node, snapshot) : undefined;
      const phase = known && name === 'freeze' ? phaseAround(located, known) : undefined;
      return [
        title(name, `property of \`${slot.block}\``),
        ...specParts(slot.spec, [
          ...(value ? [value] : []),
          ...(draft ? tableFacts(slot, scene, draft) : []),
          ...(known
            ? [...rateFacts(slot, known), ...fitFacts(slot, known), ...publishedFacts(slot, known)]
            : []),
        ]),
        ...(known && phase ? freezeParts(known, phase) : []),
      ];
    }
    case 'argument':
      return thing.slot.spec
        ? [title(thing.name, `parameter of \`${thing.callee}\``), ...specParts(thing.slot.spec)]
        : [];
    case 'word': {
      const column = thing.word ? [] : columnParts(thing.name, thing.slot, scene, draft);
      return column.length > 0 ? column : wordHover(thing, located, snapshot, known);
    }
    case 'env':
      return envParts(thing, located, snapshot);
    case 'let':
      return letParts(thing.definition, scene);
    case 'let_use':
      return letUseParts(thing);
    case 'phase': {
      const phase = known && phaseNamed(known.draft, thing.path.slice('schedule.'.length));
      return [
        title(`phase ${thing.phase.name ?? ''}`.trimEnd()),
        ...(known && phase ? phaseParts(known, phase) : [text(blocks.phase.doc)]),
      ];
    }
    case 'number':
    case 'text': {
      const holder = located.node.$container;
      if (isLet(holder)) return letParts(holder, scene);
      const column = thing.kind === 'text' ? columnParts(thing.text, thing.slot, scene, draft) : [];
      return column.length > 0 ? column : literalHover(thing, known);
    }
  }
}

/** The phase that something stands in, as far as it was resolved. */
function phaseAround({ node }: Located, { draft }: Knowledge): Phase | undefined {
  const block = AstUtils.getContainerOfType(node, isPhaseBlock);
  return block && phaseNamed(draft, pathOfPhase(block).slice('schedule.'.length));
}
