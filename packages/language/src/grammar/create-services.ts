/** Makes the language's services, with backbones in scope. A language server adds its features on top. */
import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  DefaultServiceRegistry,
  type DefaultSharedCoreModuleContext,
  EmptyFileSystem,
  inject,
  type LangiumCoreServices,
  type LangiumSharedCoreServices,
  type Module,
  type PartialLangiumCoreServices,
} from 'langium';
import type { Backbone } from '../backbones/card.js';
import { backbones as catalogue } from '../backbones/catalogue.js';
import { BuiltinBackbones } from './builtin.js';
import { TlpGeneratedModule, TlpGeneratedSharedModule } from './generated/module.js';
import { TlpLexer } from './lexer.js';
import { createTlpParser } from './parser.js';
import { FriendlyParserMessages } from './parser-messages.js';
import { TlpScopeProvider } from './scope.js';
import type { TlpAddedServices, TlpServices } from './services.js';
import { TlpTokenBuilder } from './token-builder.js';

/** What TLP adds to Langium's default services and replaces of them. */
export const createTlpModule = (
  backbones: readonly Backbone[],
): Module<TlpServices, PartialLangiumCoreServices & TlpAddedServices> => ({
  backbones: { Builtin: (services) => new BuiltinBackbones(backbones, services) },
  parser: {
    LangiumParser: createTlpParser,
    Lexer: (services) => new TlpLexer(services),
    ParserErrorMessageProvider: () => new FriendlyParserMessages(),
    TokenBuilder: () => new TlpTokenBuilder(),
  },
  references: { ScopeProvider: (services) => new TlpScopeProvider(services) },
});

/** Every text is TLP, also one that has no file name yet and one that another ending was given. */
class OneLanguage extends DefaultServiceRegistry {
  override getServices(): LangiumCoreServices {
    return this.all[0]!;
  }

  override hasServices(): boolean {
    return this.all.length > 0;
  }
}

export function createTlpServices(
  context: DefaultSharedCoreModuleContext = EmptyFileSystem,
  backbones: readonly Backbone[] = catalogue,
): { shared: LangiumSharedCoreServices; tlp: TlpServices } {
  const shared = inject(createDefaultSharedCoreModule(context), TlpGeneratedSharedModule, {
    ServiceRegistry: () => new OneLanguage(),
  });
  const tlp = inject(createDefaultCoreModule({ shared }), TlpGeneratedModule, createTlpModule(backbones));
  shared.ServiceRegistry.register(tlp);
  return { shared, tlp };
}
