/** The things of a text that have a name or a place of their own, as a tree. */

import { type AstNode, GrammarUtils } from 'langium';
import { SymbolKind } from 'vscode-languageserver-protocol';
import type {
  Call,
  Document,
  Let,
  PhaseBlock,
  Pipeline,
  Property,
  ScheduleBlock,
} from '../../grammar/generated/ast.js';
import { counted } from '../../quantities.js';
import type { Snapshot } from '../snapshot.js';
import type { Stretch } from '../stretch.js';

export interface Entry {
  readonly name: string;
  /** What the entry is about, at a glance: `10 epochs`. */
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly whole: Stretch;
  /** The name, or the keyword where there is none. */
  readonly head: Stretch;
  readonly children: readonly Entry[];
}

/** In the order of the text. Parts that the parser could not place are left out. */
export function outlineOf({ document }: Snapshot): readonly Entry[] {
  const { lets, pipelines }: Document = document.parseResult.value;
  return inOrder([...lets.map(letEntry), ...pipelines.map(pipelineEntry)]);
}

const inOrder = (entries: readonly (Entry | undefined)[]): readonly Entry[] =>
  entries.filter((entry) => entry !== undefined).sort((a, b) => a.whole.start - b.whole.start);

interface Described {
  readonly name: string;
  readonly detail?: string | undefined;
  readonly kind: SymbolKind;
  /** The field that holds the name, where the text has one. */
  readonly field?: string;
  readonly children?: readonly (Entry | undefined)[];
}

function entry(node: AstNode, { name, detail, kind, field, children = [] }: Described): Entry | undefined {
  const cst = node.$cstNode;
  if (!cst || !(cst.end > cst.offset)) return undefined;
  const whole = { start: cst.offset, end: cst.end };
  const named = field === undefined ? undefined : GrammarUtils.findNodeForProperty(cst, field);
  const sound = named && named.offset >= whole.start && named.end <= whole.end;
  const word = /^\S*?(?=[\s{(]|$)/.exec(cst.text)![0];
  const head = sound
    ? { start: named.offset, end: named.end }
    : { start: whole.start, end: whole.start + word.length };
  return { name, detail: oneLine(detail), kind, whole, head, children: inOrder(children) };
}

const oneLine = (text = ''): string => text.replaceAll(/\s+/g, ' ');

const letEntry = (node: Let): Entry | undefined =>
  entry(node, {
    name: node.name || 'let',
    detail: node.value?.$cstNode?.text,
    kind: SymbolKind.Constant,
    field: 'name',
  });

function pipelineEntry(node: Pipeline): Entry | undefined {
  return entry(node, {
    name: node.name || 'pipeline',
    detail: node.description ?? (node.parent && `extends ${node.parent.$refText}`),
    kind: SymbolKind.Class,
    field: 'name',
    children: [
      ...node.lets.map(letEntry),
      ...node.backbones.map((use) =>
        entry(use, {
          name: 'backbone',
          detail: use.model?.$cstNode?.text ?? use.backbone?.$refText,
          kind: SymbolKind.Module,
        }),
      ),
      ...node.data.map((data) =>
        entry(data, { name: 'data', detail: data.source?.$cstNode?.text, kind: SymbolKind.Array }),
      ),
      ...node.heads.map((head) =>
        entry(head, {
          name: 'head',
          detail: head.layers.map((layer) => layer.word?.$refText).join(', '),
          kind: SymbolKind.Struct,
          children: head.layers.map(layerEntry),
        }),
      ),
      ...node.schedules.map(scheduleEntry),
      ...node.expects.map((expect) =>
        entry(expect, {
          name: 'expect',
          detail: expect.expectations.map((one) => one.$cstNode?.text ?? '').join(', '),
          kind: SymbolKind.Boolean,
        }),
      ),
      ...node.sweeps.map((sweep) =>
        entry(sweep, {
          name: 'sweep',
          detail: sweep.knobs.map(({ name }) => name ?? '').join(', '),
          kind: SymbolKind.Array,
        }),
      ),
    ],
  });
}

const layerEntry = (call: Call): Entry | undefined =>
  entry(call, {
    name: call.word?.$refText || 'layer',
    detail: call.args.map((argument) => argument.$cstNode?.text ?? '').join(', '),
    kind: SymbolKind.Function,
    field: 'word',
  });

function scheduleEntry(node: ScheduleBlock): Entry | undefined {
  const { length } = node.phases;
  return entry(node, {
    name: 'schedule',
    detail: length === 0 ? '' : counted(length, 'phase'),
    kind: SymbolKind.Namespace,
    children: node.phases.map(phaseEntry),
  });
}

function phaseEntry(node: PhaseBlock): Entry | undefined {
  const epochs = written('epochs', node.properties);
  const freeze = written('freeze', node.properties);
  const details = [
    ...(epochs ? [`${epochs} ${epochs === '1' ? 'epoch' : 'epochs'}`] : []),
    ...(freeze ? [`freeze: ${freeze}`] : []),
  ];
  return entry(node, {
    name: node.name || 'phase',
    detail: details.join(', '),
    kind: SymbolKind.Event,
    field: 'name',
  });
}

/** The value of a property as the text has it. */
function written(name: string, properties: readonly Property[]): string | undefined {
  const property = properties.find((other) => other.name === name);
  return property?.$cstNode?.text.replace(/^\w+\s*:?\s*/, '');
}
