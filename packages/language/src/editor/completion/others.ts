/** The texts that a text imports, and the pipelines that one extends, as their tokens show them. */
import { type Block, childBlocks } from '../context/outline.js';
import { advance } from '../context/scan.js';
import { Scan } from '../context/scan-state.js';
import type { Session } from '../feature.js';
import type { Snapshot } from '../snapshot.js';
import { besideUri } from '../uris.js';

export interface Text {
  readonly uri: string;
  readonly root: Block;
}

const outlines = new WeakMap<Snapshot, Block>();

export function outlineOf(snapshot: Snapshot): Block {
  let root = outlines.get(snapshot);
  if (!root) {
    const scan = new Scan(snapshot.tokens, snapshot.text.getText());
    advance(scan);
    root = scan.root;
    outlines.set(snapshot, root);
  }
  return root;
}

/** The files that a text imports, as far as they can be read; not those that these import. */
export function importsOf({ workspace }: Session, { uri, root }: Text): readonly Text[] {
  const paths = root.members.flatMap((member) =>
    member.kind === 'import' && member.path ? [member.path.text.slice(1, -1)] : [],
  );
  return [...new Set(paths.map((path) => besideUri(uri, path)))].flatMap((other) => {
    const snapshot = other === uri ? undefined : workspace.snapshot(other);
    return snapshot ? [{ uri: other, root: outlineOf(snapshot) }] : [];
  });
}

export interface PipelineIn extends Text {
  readonly pipeline: Block;
}

/** A pipeline, the one it extends, and so on; a cycle ends the line. */
export function parentsOf(
  scene: Session,
  { block, root, uri }: Text & { readonly block: Block },
): readonly PipelineIn[] {
  const line: PipelineIn[] = [];
  let at: PipelineIn | undefined = { pipeline: block, root, uri };
  while (at && !line.some(({ pipeline }) => pipeline === at?.pipeline)) {
    line.push(at);
    at = parentOf(scene, at);
  }
  return line;
}

function parentOf(scene: Session, { pipeline, root, uri }: PipelineIn): PipelineIn | undefined {
  const name = pipeline.extended?.text;
  if (name === undefined) return undefined;
  for (const text of [{ root, uri }, ...importsOf(scene, { root, uri })]) {
    const found = childBlocks(text.root, 'pipeline').find(
      (other) => other.name?.text === name && other !== pipeline,
    );
    if (found) return { ...text, pipeline: found };
  }
  return undefined;
}
