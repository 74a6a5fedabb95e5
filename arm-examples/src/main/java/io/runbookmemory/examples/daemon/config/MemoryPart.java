package io.runbookmemory.examples.daemon.config;

import java.time.Duration;
import java.util.Set;

/**
 * What is recalled, and at what price.
 *
 * @param enabled false: alerts are routed and told of without a recall and a plan
 * @param deadline how long a recall may take
 * @param embeddings how many questions the model embeds at once; what is beyond is recalled by its
 *     words alone
 * @param left owners who are not there any more: what waits for them waits for the owners of the
 *     service
 */
public record MemoryPart(boolean enabled, Duration deadline, int embeddings, Set<String> left) {

  /** On, within two seconds, and one core is left for the rest. */
  public static final MemoryPart DEFAULT =
      new MemoryPart(
          true,
          Duration.ofSeconds(2),
          Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
          Set.of());

  /** Copies the set. */
  public MemoryPart {
    left = Set.copyOf(left);
  }
}
