/** Writes the value of a path, as `--set` takes it, into the text of a pipeline. */
import { GrammarUtils } from 'langium';
import type { BackboneUse, Pipeline } from '../../grammar/generated/ast.js';
import type { Snapshot } from '../snapshot.js';
import type { Stretch } from '../stretch.js';
import { applyEdits, type Edit, withLineEndsOf } from './edit.js';
import { type Block, phaseIn, spanOf } from './tree.js';
import { setProperty } from './write.js';

export interface SetPath {
  readonly pipeline: string;
  /** `backbone`, `let.NAME`, or a property by its block: `schedule.tune.epochs`. */
  readonly path: string;
  readonly value: string;
}

/** The text with the value; undefined where the block that holds it does not stand in the pipeline itself. */
export function setPath(snapshot: Snapshot, { pipeline, path, value }: SetPath): string | undefined {
  const root = snapshot.document.parseResult.value;
  const node = root.pipelines.find(({ name }) => name === pipeline);
  const content = snapshot.text.getText();
  const edit = node && editOf(node, path.split('.'), value, content);
  return edit && applyEdits(content, [withLineEndsOf(content, edit)]);
}

function editOf(
  node: Pipeline,
  [block = '', name, property]: readonly string[],
  value: string,
  content: string,
): Edit | undefined {
  const [backbone] = node.backbones;
  if (block === 'backbone' && name === undefined) return backbone && inPlace(nameSpan(backbone), value);
  if (name === undefined) return undefined;
  if (block === 'let') {
    const { lets } = node.$container;
    const found = [...node.lets, ...lets].find((one) => one.name === name);
    return found?.value && inPlace(spanOf(found.value), value);
  }
  const home = homeOf(node, block, property === undefined ? undefined : name);
  return home && setProperty({ content }, home, property ?? name, value);
}

const inPlace = (span: Stretch | undefined, text: string): Edit | undefined => span && { ...span, text };

function nameSpan(backbone: BackboneUse): Stretch | undefined {
  if (backbone.model) return spanOf(backbone.model);
  const found = GrammarUtils.findNodeForProperty(backbone.$cstNode, 'backbone');
  return found && { start: found.offset, end: found.end };
}

function homeOf(node: Pipeline, block: string, phase: string | undefined): Block | undefined {
  switch (block) {
    case 'backbone':
      return node.backbones[0];
    case 'data':
      return node.data[0];
    case 'schedule':
      return phase === undefined ? node.schedules[0] : phaseIn(node, phase);
    default:
      return undefined;
  }
}
