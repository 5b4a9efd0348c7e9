/**
 * What a network that learns the tokens of a text themselves gives of it, `[batch,3]`: the sum of the losses of its tokens, how many
 * are the likeliest by the network, and how many were judged. The probabilities of a whole vocabulary are never kept.
 */
export const judgedColumns = ['loss', 'right', 'tokens'] as const;

/** Of the tokens, those that are hidden and to be told: Devlin et al. 2018, arXiv:1810.04805. */
export const hiddenShare = 0.15;
