import type { Command } from '../host.js';
import { showPreview } from '../preview/panel.js';
import { targetOf } from './target.js';

export const previewBackbone: Command = {
  id: 'tlp.previewBackbone',
  async run(host, ...args) {
    const target = await targetOf(host, args);
    if (target) await showPreview(host, target);
  },
};
