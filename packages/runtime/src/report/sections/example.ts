import type { Shown } from '../../modalities/modality.js';
import { type Html, html } from '../html.js';

/** An example as its modality shows it. @param shown null where it is not there any more */
export function shownExample(id: string, shown: Shown | null): Html {
  if (shown === null) return html`<div class="gone">file not found</div>`;
  if (shown.kind === 'text') return html`<blockquote>${shown.text}</blockquote>`;
  return html`<img src="${shown.address}" alt="${id}" loading="lazy">`;
}
