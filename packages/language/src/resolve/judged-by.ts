/** What of a pipeline decides the examples that trials are judged by, or the metric: these are the same for all. */
import { type AstNode, AstUtils } from 'langium';
import { isCall } from '../grammar/generated/ast.js';
import { isOfJudging } from '../schema/swept.js';
import type { Line } from './line.js';

/** The path of what a path of a sweep decides of that: itself, or what its `let` stands in; null where it decides nothing of it. */
export function judgedBy(line: Line, path: string): string | null {
  if (isOfJudging(path)) return path;
  return path.startsWith('let.') ? judgedByLet(line, path.slice('let.'.length)) : null;
}

/** Through other `let`s too. */
function judgedByLet(line: Line, name: string): string | null {
  const lets = line.pipelines.flatMap(({ lets, $container }) => [...lets, ...($container.lets ?? [])]);
  const names = new Set([name]);
  // As often as there are names to find: each round follows one `let` more.
  for (const _ of lets)
    for (const one of lets) if (one.name && one.value && usesAny(one.value, names)) names.add(one.name);
  return judging(line).find(({ node }) => usesAny(node, names))?.path ?? null;
}

const usesAny = (node: AstNode, names: ReadonlySet<string>): boolean =>
  AstUtils.streamAst(node).some((one) => isCall(one) && !one.called && names.has(one.word?.$refText ?? ''));

/** Each from the nearest block of the line that has it. */
function judging({ pipelines }: Line): readonly { readonly path: string; readonly node: AstNode }[] {
  const found = new Map<string, AstNode>();
  const add = (path: string, node: AstNode) => {
    if (!found.has(path)) found.set(path, node);
  };
  for (const { data, schedules } of pipelines) {
    for (const block of data) {
      if (block.source) add('data', block.source);
      for (const property of block.properties) add(`data.${property.name}`, property);
    }
    for (const { properties } of schedules)
      for (const property of properties) add(`schedule.${property.name}`, property);
  }
  return [...found]
    .map(([path, node]) => ({ path, node }))
    .filter(({ path }) => path === 'data' || isOfJudging(path));
}
