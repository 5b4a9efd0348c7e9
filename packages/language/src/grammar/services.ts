/** The language's services: Langium's, with the backbones that names refer to. */
import type { LangiumCoreServices } from 'langium';
import type { BuiltinBackbones } from './builtin.js';

export interface TlpAddedServices {
  readonly backbones: { readonly Builtin: BuiltinBackbones };
}

export type TlpServices = LangiumCoreServices & TlpAddedServices;
