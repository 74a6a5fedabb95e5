package io.runbookmemory;

import java.time.Instant;
import java.util.List;

/**
 * What memory had to say to a question before it was asked.
 *
 * @param question such as {@code KafkaLag of orders (prod)}
 * @param at when it was asked in advance
 * @param memories what was recalled, the best first
 * @param text the same to be read, as Markdown, with relevance, scope, age and source of each
 */
public record PreparedAnswer(String question, Instant at, List<Known> memories, String text) {

  /** Copies the list. */
  public PreparedAnswer {
    memories = List.copyOf(memories);
  }

  /**
   * A memory as it was recalled.
   *
   * @param id the memory
   * @param title its title then
   * @param kind its content's kind, such as {@code runbook}
   * @param relevance between 0 and 1
   * @param strong whether it fits strongly, by its relevance or by an identifier
   */
  public record Known(String id, String title, String kind, double relevance, boolean strong) {}

  /** Whether another answer names the same memories, whatever its time and its words. */
  boolean saysWhat(PreparedAnswer other) {
    return ids().equals(other.ids());
  }

  private List<String> ids() {
    return memories.stream().map(Known::id).toList();
  }
}
