/** What the preview's page says to the extension, and the extension to it. */
import type { Here } from './here.js';

export type FromPage =
  /** A click on a cell; the image has no name. */
  | { readonly type: 'cut'; readonly phase: string; readonly after: string | null }
  /** A click on a name; `index` counts the layers of the head. */
  | {
      readonly type: 'show';
      readonly kind: 'block' | 'phase' | 'layer';
      readonly name: string;
      readonly index: number;
    };

export type ToPage =
  | { readonly type: 'draw'; readonly html: string }
  /** What the cursor in the text stands on. */
  | ({ readonly type: 'here' } & Here);
