/** The phases of a recipe as a block of the syntax tree, as if they had been written further up. */
import type { Document, ScheduleBlock } from '../grammar/generated/ast.js';
import type { TlpServices } from '../grammar/services.js';
import type { Graph } from '../graph/types.js';
import { phasesOf, type Recipe, type RecipePhase } from '../schema/recipes.js';

export function recipeBlock(
  recipe: Recipe,
  blocks: Graph['blocks'],
  { parser }: Pick<TlpServices, 'parser'>,
): ScheduleBlock {
  const text = `pipeline p { schedule {\n${phasesOf(recipe, blocks).map(phaseText).join('\n')}\n} }`;
  const { value, lexerErrors, parserErrors } = parser.LangiumParser.parse<Document>(text);
  const block = value.pipelines[0]?.schedules[0];
  if (!block || lexerErrors.length > 0 || parserErrors.length > 0) {
    throw new Error(`The recipe ${recipe.kind} is not in the language.`);
  }
  return block;
}

const phaseText = ({ name, properties }: RecipePhase): string =>
  `phase ${name} {\n${Object.entries(properties)
    .map(([property, value]) => `  ${property}: ${value}`)
    .join('\n')}\n}`;
