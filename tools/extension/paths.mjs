import path from 'node:path';
import { root } from '../lib/paths.mjs';

export const extension = path.join(root, 'packages', 'vscode-extension');
