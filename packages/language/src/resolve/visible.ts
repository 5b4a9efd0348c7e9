/**
 * What a name may stand for where it is written. A file sees what itself declares and what the files declare that it
 * imports, not what those import in turn.
 */
import { type AstNode, AstUtils } from 'langium';
import { isPipeline, type Let, type Pipeline } from '../grammar/generated/ast.js';
import { lineOf } from './line.js';
import { type Source, sourceOf } from './source.js';

/** The files that a file imports, as far as they can be read; each once, and never itself. */
export function importsOf(source: Source): readonly Source[] {
  const found = new Map<string, Source>();
  for (const { path } of source.document.parseResult.value.imports) {
    const imported = path ? source.import(path) : 'missing';
    if (typeof imported === 'object' && imported.file !== source.file) found.set(imported.file, imported);
  }
  return [...found.values()];
}

/** True where an imported file may exist that can't be looked at. */
export const importsUnseen = (source: Source): boolean =>
  source.document.parseResult.value.imports.some(({ path }) => path && source.import(path) === 'unseen');

const rootOf = (source: Source) => source.document.parseResult.value;

export const sourceAt = (node: AstNode): Source => sourceOf(AstUtils.getDocument(node));

/** Those that `extends NAME` may mean, more than one where imported files disagree. */
export function parentsNamed(name: string, pipeline: Pipeline): readonly Pipeline[] {
  const named = (source: Source) => rootOf(source).pipelines.find((p) => p.name === name && p !== pipeline);
  const source = sourceAt(pipeline);
  const own = named(source);
  if (own) return [own];
  const imported = importsOf(source).flatMap((other) => named(other) ?? []);
  if (imported.length > 0) return imported;
  // Only now the pipeline itself, so that one may extend another file's pipeline of its name.
  return pipeline.name === name ? [pipeline] : [];
}

/** Names that may stand after `extends`. */
export function parentNames(pipeline: Pipeline): readonly string[] {
  const source = sourceAt(pipeline);
  const all = [source, ...importsOf(source)].flatMap((each) => rootOf(each).pipelines);
  return [...new Set(all.filter((p) => p !== pipeline).flatMap(({ name }) => name ?? []))];
}

/** Those that a word may mean where it stands: of the pipeline, of those it extends, of the file, of its imports. */
export function letsNamed(name: string, node: AstNode): readonly Let[] {
  const named = (lets: readonly Let[]) => lets.find((definition) => definition.name === name);
  const pipeline = AstUtils.getContainerOfType(node, isPipeline);
  for (const member of pipeline ? lineOf(pipeline).pipelines : []) {
    const found = named(member.lets);
    if (found) return [found];
  }
  const source = sourceAt(node);
  const own = named(rootOf(source).lets);
  return own ? [own] : importsOf(source).flatMap((other) => named(rootOf(other).lets) ?? []);
}

/** Every `let` that may stand where a node does, those that hide others first. */
export function visibleLets(node: AstNode): readonly Let[] {
  const pipeline = AstUtils.getContainerOfType(node, isPipeline);
  const source = sourceAt(node);
  return [
    ...(pipeline ? lineOf(pipeline).pipelines.flatMap((member) => member.lets) : []),
    ...[source, ...importsOf(source)].flatMap((each) => rootOf(each).lets),
  ];
}
