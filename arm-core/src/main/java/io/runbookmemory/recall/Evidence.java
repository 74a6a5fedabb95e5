package io.runbookmemory.recall;

import org.jspecify.annotations.Nullable;

/**
 * What speaks for a candidate, of which {@link Calibration} makes its relevance. Similarities,
 * scores and shares are in [0, 1], higher is better.
 *
 * @param similarity how alike its best passage and the question are, null without a vector
 * @param leadSimilarity how alike its first passage is, which says what it is about; null without a
 *     vector
 * @param textScore how well its words match, null if none does; comparable within one recall only
 * @param textShare its BM25 score over the best of all candidates
 * @param titleShare how much of the question its title holds, rare words counting more, over the
 *     best of all candidates
 * @param passages how many passages long it is, at least 1: the best of many fits better by chance
 * @param sameService whether it is about, or was felt in, the service that the situation is about
 * @param sameEnv whether it is of the situation's environment, both being known
 * @param sameCluster whether it is of the situation's cluster, both being known
 */
public record Evidence(
    @Nullable Double similarity,
    @Nullable Double leadSimilarity,
    @Nullable Double textScore,
    double textShare,
    double titleShare,
    double passages,
    boolean sameService,
    boolean sameEnv,
    boolean sameCluster) {}
