import type { Stretch } from '../stretch.js';

/** What a name in a text stands for. Plain data, so that mentions in several files can be compared. */
export type Entity =
  | { readonly kind: 'backbone'; readonly name: string }
  | { readonly kind: 'block'; readonly backbone: string; readonly name: string }
  | { readonly kind: 'pipeline'; readonly uri: string; readonly name: string }
  /** `pipeline` counts the pipelines of the file, so that two of one name are kept apart. */
  | { readonly kind: 'phase'; readonly uri: string; readonly pipeline: number; readonly name: string }
  /** Without `pipeline`, of the whole file. */
  | { readonly kind: 'let'; readonly uri: string; readonly pipeline?: number; readonly name: string }
  | { readonly kind: 'file'; readonly uri: string };

/** A place in a text that names something. */
export interface Mention {
  readonly entity: Entity;
  /** Offsets; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** True where the thing gets its name. */
  readonly declares: boolean;
  /** Of a use whose name several places declare: the one that holds here. */
  readonly declaration?: { readonly uri: string; readonly start: number };
  /** Of a declaration: the offsets of all of it, for a preview. */
  readonly whole?: Stretch;
}

export const sameEntity = (a: Entity, b: Entity): boolean => keyOf(a) === keyOf(b);

function keyOf(entity: Entity): string {
  switch (entity.kind) {
    case 'backbone':
      return `backbone ${entity.name}`;
    case 'block':
      return `block ${entity.backbone} ${entity.name}`;
    case 'pipeline':
      return `pipeline ${entity.uri} ${entity.name}`;
    case 'phase':
      return `phase ${entity.uri} ${entity.pipeline} ${entity.name}`;
    case 'let':
      return `let ${entity.uri} ${entity.pipeline ?? ''} ${entity.name}`;
    case 'file':
      return `file ${entity.uri}`;
  }
}
