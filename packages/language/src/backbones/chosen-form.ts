import type { BackboneChoice } from '../resolve/pipeline.js';
import type { Backbone } from './card.js';
import { withChosenTop } from './published-top.js';
import { endingAt } from './until.js';

/** What of a pipeline's choice decides where a network ends. */
export type ChosenForm = {
  readonly [K in 'top' | 'until']?: BackboneChoice[K] | undefined;
};

/** What a pipeline's choice makes of a card of the catalogue, or of an imported one. */
export const withChosenForm = (card: Backbone, { top, until }: ChosenForm): Backbone =>
  endingAt(withChosenTop(card, { top }), until);
