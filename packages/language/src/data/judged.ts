/**
 * What a network that learns the tokens of a text themselves gives of it, `[batch,3]`: the sum of the losses of its tokens, how many
 * are the likeliest by the network, and how many were judged. The probabilities of a whole vocabulary are never kept.
 */
export const judgedColumns = ['loss', 'right', 'tokens'] as const;
