/** Where the parts of the preview's drawing are written: a click on one leads there, and the cursor there marks it. */
import { type AstNode, AstUtils, type CstNode } from 'langium';
import type { Location } from 'vscode-languageserver-protocol';
import type { Pipeline } from '../../grammar/generated/ast.js';
import type { Draft } from '../../resolve/draft.js';
import { lineOf } from '../../resolve/line.js';
import type { Scene } from '../feature.js';
import { builtinDeclaration, locationOf } from '../names/find.js';
import { mentionsOf } from '../names/mentions.js';
import { rangeIn } from '../stretch.js';
import { canonicalUri } from '../uris.js';

/** The nearest first: the pipeline's own before those that it inherits. */
export interface Places {
  /** Where `freeze:` names the block; then its declaration, which is always there. */
  block(name: string): readonly Location[];
  head(): readonly Location[];
  /** A layer of the head, by its place among them. */
  headLayer(index: number): readonly Location[];
  phase(name: string): readonly Location[];
}

export function placesOf(scene: Scene, node: Pipeline, { backbone, pipeline: { head } }: Draft): Places {
  const { workspace, snapshot } = scene;
  const line = lineOf(node).pipelines;
  const heads = line.flatMap(({ heads: [first] }) => first ?? []);
  // Layers that mean nothing were left out of the pipeline.
  const written = heads[0]?.layers.length === head.length ? heads[0].layers : [];
  return {
    block(name) {
      const frozen = line.flatMap((pipeline) => {
        const uri = uriOf(pipeline);
        const text = workspace.snapshot(uri)?.text;
        const cst = pipeline.$cstNode;
        if (!text || !cst) return [];
        return mentionsOf(uri, workspace)
          .filter(
            ({ entity }) =>
              entity.kind === 'block' && entity.name === name && entity.backbone === backbone.name,
          )
          .filter(({ start, end }) => cst.offset <= start && end <= cst.end)
          .map((mention) => ({ uri, range: rangeIn(text, mention) }));
      });
      const declared = builtinDeclaration(
        { kind: 'block', backbone: backbone.name, name },
        snapshot.services,
      );
      return [...frozen, ...(declared ? [locationOf(declared)] : [])];
    },
    head: () => heads.flatMap((one) => locations(one, one.$cstNode)),
    headLayer(index) {
      const layer = written[index];
      return layer ? locations(layer, layer.$cstNode) : [];
    },
    phase: (name) =>
      line
        .flatMap(({ schedules }) => schedules.flatMap(({ phases }) => phases))
        .filter((phase) => phase.name === name)
        .flatMap((phase) => locations(phase, phase.$cstNode)),
  };
}

const uriOf = (node: AstNode): string => canonicalUri(AstUtils.getDocument(node).uri.toString());

const locations = (node: AstNode, cst: CstNode | undefined): readonly Location[] =>
  cst ? [{ uri: uriOf(node), range: cst.range }] : [];
