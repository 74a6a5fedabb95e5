package io.runbookmemory.examples.daemon.config;

import java.time.Duration;

/**
 * What is recalled, and at what price.
 *
 * @param enabled false: alerts are routed and told of without a recall and a plan
 * @param deadline how long a recall may take
 * @param embeddings how many questions the model embeds at once; what is beyond is recalled by its
 *     words alone
 */
public record MemoryPart(boolean enabled, Duration deadline, int embeddings) {

  /** On, within two seconds, and one core is left for the rest. */
  public static final MemoryPart DEFAULT =
      new MemoryPart(
          true, Duration.ofSeconds(2), Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
}
