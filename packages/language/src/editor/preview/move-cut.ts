/** Where the preview's click is written: the edit of the text that moves the freeze cut of a phase. */
import type { PhaseBlock, Pipeline } from '../../grammar/generated/ast.js';
import { headBlock } from '../../graph/network.js';
import type { Draft } from '../../resolve/draft.js';
import { applyEdits, type Edit } from '../fixes/edit.js';
import { propertyOf } from '../fixes/tree.js';
import { addMember, setProperty, writeValue } from '../fixes/write.js';
import type { Snapshot } from '../snapshot.js';
import { type CutAfter, cutValue, layersOf } from './cut-value.js';

export type MovedCut =
  | {
      /** What `freeze:` says then. */
      readonly freeze: string;
      readonly edit: Edit;
    }
  | {
      /** Why it can't be moved, for people. */
      readonly refusal: string;
    };

/**
 * The edit is made in the pipeline that is shown, even if it inherits the phase: others that extend the same one keep
 * theirs. What the text would mean then is looked up, so a text with errors is not made worse.
 */
export function moveCut(
  snapshot: Snapshot,
  { node, draft }: { readonly node: Pipeline; readonly draft: Draft },
  { phase: name, after }: { readonly phase: string; readonly after: CutAfter },
): MovedCut {
  const phase = draft.pipeline.schedule.phases.find((one) => one.name === name);
  if (!phase) return { refusal: `There is no longer a phase ${name} in ${draft.pipeline.name}.` };
  const graph = snapshot.services.backbones.Builtin.graph(draft.backbone);
  const freeze = after === headBlock ? 'all' : cutValue(graph, phase.frozenLayers, after);
  const layers = layersOf(graph, freeze);
  if (sameNames(layers, phase.frozenLayers)) {
    return {
      refusal:
        after === null
          ? `Phase ${name} already freezes nothing.`
          : `Phase ${name} already freezes the whole backbone. The head always trains.`,
    };
  }
  const content = snapshot.text.getText();
  const edit = editOf(node, name, freeze, content);
  const meant = edit && frozenAfter(snapshot.edited(applyEdits(content, [edit])), node, name);
  if (!edit || !meant || !sameNames(layers, meant)) {
    return { refusal: `Fix the errors in phase ${name} of ${draft.pipeline.name} first.` };
  }
  return { freeze, edit };
}

function editOf(pipeline: Pipeline, name: string, freeze: string, content: string): Edit | undefined {
  const block = phaseIn(pipeline, name);
  if (block) {
    const known = propertyOf(block, 'freeze');
    return known ? writeValue(known, freeze) : setProperty({ content }, block, 'freeze', freeze);
  }
  const phase = `phase ${name} {\n  freeze: ${freeze}\n}`;
  const [schedule] = pipeline.schedules;
  return schedule
    ? addMember({ content }, schedule, phase)
    : addMember({ content }, pipeline, `schedule {\n  ${phase.replaceAll('\n', '\n  ')}\n}`);
}

const phaseIn = ({ schedules }: Pipeline, name: string): PhaseBlock | undefined =>
  schedules.flatMap(({ phases }) => phases).find((phase) => phase.name === name);

/** What the phase would freeze; the pipeline is found again by its place among the others. */
function frozenAfter(edited: Snapshot, node: Pipeline, name: string): readonly string[] | undefined {
  const index = node.$container.pipelines.indexOf(node);
  const again = edited.document.parseResult.value.pipelines[index];
  const draft = again && edited.analysis.drafts.get(again);
  if (draft?.broken.has(`schedule.${name}.freeze`)) return undefined;
  return draft?.pipeline.schedule.phases.find((phase) => phase.name === name)?.frozenLayers;
}

const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => name === b[i]);
