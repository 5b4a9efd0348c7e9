/** What training minimizes, every number filled in. Each is the mean over the examples of a batch. */
export type Loss = { readonly kind: 'cross_entropy' };
