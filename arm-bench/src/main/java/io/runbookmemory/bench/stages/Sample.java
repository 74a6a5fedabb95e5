package io.runbookmemory.bench.stages;

/**
 * What one situation took, times in nanoseconds.
 *
 * @param whole from the alert to the plan
 * @param recall the recall within that
 * @param model the tokenizer and the network within the recall
 * @param store the searches within the recall
 * @param searches how many searches those were
 * @param tokens the tokenizer alone on the same text
 * @param modelAlone tokenizer and network alone on the same text
 * @param raw Lucene's own queries alone for the same searches
 * @param modelBytes what the model allocated within the recall
 * @param storeBytes what the searches allocated within the recall
 * @param rawBytes what Lucene's own queries allocated for the same searches
 * @param bytes what all threads allocated for a recall without clocks
 * @param bytesAgain the same when it is asked again, its vector known
 */
record Sample(
    long whole,
    long recall,
    long model,
    long store,
    int searches,
    long tokens,
    long modelAlone,
    long raw,
    long modelBytes,
    long storeBytes,
    long rawBytes,
    long bytes,
    long bytesAgain) {

  /** Returns what of the recall is neither in the model nor in the store. */
  long own() {
    return recall - model - store;
  }

  /** Returns what the recall takes beyond the model and raw search, each timed alone. */
  long beyond() {
    return recall - bound();
  }

  /** Returns what the model and raw search take alone. */
  long bound() {
    return modelAlone + raw;
  }
}
