/** `npm run build`: bundles the command line and puts the files beside it that a published package carries. */
import { assemble } from './lib/assemble.mjs';
import { bundleRuntime } from './lib/bundle.mjs';

await bundleRuntime();
await assemble();
