package io.runbookmemory.replay;

/**
 * How well a recall knows what it does not know. To abstain is to fall to triage; it is right where
 * a query has no answer in the corpus.
 *
 * @param unanswerable how many queries have no answer
 * @param abstained how often it abstained, of all queries
 * @param rightly how often of those there was no answer
 * @param precision the share of the abstentions that are right; not known if there are none
 * @param recall the share of the unanswerable queries at which it abstained; not known if there are
 *     none
 */
public record Abstention(
    int unanswerable, int abstained, int rightly, Estimate precision, Estimate recall) {}
