/** `npm run generate:kernels`: assembles what is written in WebAssembly's text. */
import { generateKernels } from './lib/kernels.mjs';

await generateKernels();
