import { percent } from '@tlp/language/quantities.js';
import { type Html, html } from './html.js';

/** A cell with a share as a bar and in words, sortable; a dash for none. */
export const meter = (share: number | null): Html =>
  share === null
    ? html`<td data-key="-Infinity">–</td>`
    : html`<td data-key="${share}"><span class="meter${share < 0.5 ? ' bad' : ''}"><i style="width:${(100 * share).toFixed(1)}%"></i></span>${percent(share)}</td>`;
