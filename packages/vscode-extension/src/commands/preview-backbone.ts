import type { Command } from '../host.js';
import { showPreview } from '../preview/panel.js';
import { askedTarget } from './target.js';

export const previewBackbone: Command = {
  id: 'tlp.previewBackbone',
  async run(host, ...args) {
    const target = askedTarget(args);
    if (target) await showPreview(host, target);
  },
};
