import type { CodeLens, CodeLensParams, Range } from 'vscode-languageserver-protocol';
import type { Pipeline } from '../grammar/generated/ast.js';
import { counted } from '../quantities.js';
import type { Scene, TextFeature } from './feature.js';
import { writtenPhases } from './inlay/phases.js';
import { knowledgeOf } from './knowledge.js';
import { lastRunCommands } from './lens/last-run.js';
import { mentionsFrom } from './lens/mentions.js';
import { locationOf } from './names/find.js';
import { rangeIn } from './stretch.js';

/** Commands of the client: each is given the text's URI and the pipeline's name first. */
const commands = {
  run: 'tlp.run',
  plan: 'tlp.plan',
  preview: 'tlp.previewBackbone',
  /** Given the phase's name too. */
  findRate: 'tlp.findRate',
  /** `[uri, position, locations]`. */
  references: 'tlp.showReferences',
} as const;

/** What can be done with a pipeline, and how often things are named, above them. None that the client can't do. */
export const codeLens: TextFeature<CodeLensParams, readonly CodeLens[]> = {
  method: 'textDocument/codeLens',
  capabilities: { codeLensProvider: {} },
  answer(scene) {
    const { client, settings, snapshot } = scene;
    const lenses = [
      ...(settings.codeLens.run
        ? snapshot.document.parseResult.value.pipelines.flatMap((p) => runLenses(p, scene))
        : []),
      ...(settings.codeLens.lastRun
        ? snapshot.document.parseResult.value.pipelines.flatMap((p) => runOf(p, scene))
        : []),
      ...(settings.codeLens.references ? referenceLenses(scene) : []),
    ];
    const able = new Set(client.commands);
    return lenses
      .filter(({ command }) => command && able.has(command.command))
      .toSorted((a, b) => a.range.start.line - b.range.start.line);
  },
};

function runLenses(node: Pipeline, scene: Scene): readonly CodeLens[] {
  const { uri, analysis } = scene.snapshot;
  const { name } = node;
  const range = headerOf(node, scene);
  if (!name || !range) return [];
  const draft = analysis.drafts.get(node);
  const lens = (title: string, command: string): CodeLens => ({
    range,
    command: { title, command, arguments: [uri, name] },
  });
  // An abstract pipeline has nothing to run.
  if (node.abstract) return draft ? [lens('Preview', commands.preview)] : [];
  return [
    lens('Run', commands.run),
    lens('Plan', commands.plan),
    ...(draft ? [lens('Preview', commands.preview), ...phaseLenses(node, name, scene)] : []),
  ];
}

function runOf(node: Pipeline, scene: Scene): readonly CodeLens[] {
  const range = headerOf(node, scene);
  if (!node.name || !range || node.abstract) return [];
  return lastRunCommands(node.name, scene).map((command) => ({ range, command }));
}

/** The preview shows the freeze cut of the phase that it is opened from; a phase that is solved has no learning rate. */
function phaseLenses(node: Pipeline, name: string, scene: Scene): readonly CodeLens[] {
  const { snapshot } = scene;
  const draft = snapshot.analysis.drafts.get(node);
  if (!draft) return [];
  return writtenPhases(node, knowledgeOf(scene, draft)).flatMap(({ block, phase }): CodeLens[] => {
    const range = headerOf(block, scene);
    if (!range) return [];
    const lens = (title: string, command: string): CodeLens => ({
      range,
      command: { title, command, arguments: [snapshot.uri, name, phase.name] },
    });
    return [
      lens('Freeze cut', commands.preview),
      ...(phase.solve ? [] : [lens('Find a learning rate', commands.findRate)]),
    ];
  });
}

/** The line that a block begins on. */
function headerOf({ $cstNode: cst }: Pick<Pipeline, '$cstNode'>, { snapshot }: Scene): Range | undefined {
  return cst && rangeIn(snapshot.text, { start: cst.offset, end: cst.offset + 1 });
}

/** Above every `let`, and above pipelines that others extend. */
function referenceLenses(scene: Scene): readonly CodeLens[] {
  const { uri, text } = scene.snapshot;
  const mentions = mentionsFrom(uri, scene);
  return mentions.declared.flatMap(({ mention }): CodeLens[] => {
    const { kind } = mention.entity;
    if (kind !== 'let' && kind !== 'pipeline') return [];
    const uses = mentions.of(mention.entity).map(locationOf);
    if (kind === 'pipeline' && uses.length === 0) return [];
    const range = rangeIn(text, mention);
    const title = counted(uses.length, 'reference');
    return [{ range, command: { title, command: commands.references, arguments: [uri, range.start, uses] } }];
  });
}
