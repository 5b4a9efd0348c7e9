import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const runtime = path.join(root, 'packages', 'runtime');
export const nodeModules = path.join(root, 'node_modules');
/** The bundled command line. */
export const tlp = path.join(runtime, 'dist', 'tlp.js');
