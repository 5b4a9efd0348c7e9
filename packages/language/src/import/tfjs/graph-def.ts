/** A graph of TensorFlow as JSON, with numbers as text and bytes in base64: the way that TensorFlow.js stores it. */
import { isRecord } from '../../record.js';

export interface GraphDefNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attr: Readonly<Record<string, unknown>>;
}

export function readGraphDef(topology: Readonly<Record<string, unknown>>): readonly GraphDefNode[] {
  const nodes = Array.isArray(topology.node) ? topology.node.filter(isRecord) : [];
  return nodes.map((node) => ({
    name: String(node.name ?? ''),
    op: String(node.op ?? ''),
    // `^name` only orders nodes; `name:0` is the first output.
    inputs: (Array.isArray(node.input) ? node.input : [])
      .map(String)
      .filter((name) => !name.startsWith('^'))
      .map((name) => name.replace(/:0$/, '')),
    attr: isRecord(node.attr) ? node.attr : {},
  }));
}

const field = (attr: GraphDefNode['attr'], name: string, kind: string): unknown => {
  const value = attr[name];
  return isRecord(value) ? value[kind] : undefined;
};

export const textAttr = (attr: GraphDefNode['attr'], name: string, fallback: string): string => {
  const value = field(attr, name, 's');
  return typeof value === 'string'
    ? decoded(value)
    : Array.isArray(value)
      ? String.fromCharCode(...value.map(Number))
      : fallback;
};

export const numberAttr = (attr: GraphDefNode['attr'], name: string, fallback: number): number => {
  const value = field(attr, name, 'f') ?? field(attr, name, 'i');
  return value === undefined ? fallback : Number(value);
};

export const flagAttr = (attr: GraphDefNode['attr'], name: string): boolean =>
  field(attr, name, 'b') === true;

export const intsAttr = (attr: GraphDefNode['attr'], name: string): readonly number[] => {
  const list = field(attr, name, 'list');
  return isRecord(list) && Array.isArray(list.i) ? list.i.map(Number) : [];
};

export const textsAttr = (attr: GraphDefNode['attr'], name: string): readonly string[] => {
  const list = field(attr, name, 'list');
  return isRecord(list) && Array.isArray(list.s) ? list.s.map((text) => decoded(String(text))) : [];
};

/** -1 for a size that is open. */
export const shapeAttr = (attr: GraphDefNode['attr'], name: string): readonly (number | null)[] => {
  const shape = field(attr, name, 'shape');
  const dims = isRecord(shape) && Array.isArray(shape.dim) ? shape.dim.filter(isRecord) : [];
  return dims.map(({ size }) => (Number(size) > 0 ? Number(size) : null));
};

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return base64;
  }
}
