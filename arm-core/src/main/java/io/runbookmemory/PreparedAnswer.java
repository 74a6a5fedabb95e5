package io.runbookmemory;

import io.runbookmemory.journal.postmortem.DurationWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /**
   * Returns what it says in a few lines, marked as prepared and with its age.
   *
   * @param now the time of reading
   * @return such as {@code prepared 3 h ago, at 2026-03-01T00:00:00Z, before this fired: runbook
   *     "Lag" (0.81)}
   */
  public String words(Instant now) {
    Duration age = at.isBefore(now) ? Duration.between(at, now) : Duration.ZERO;
    return "prepared "
        + DurationWords.of(age)
        + " ago, at "
        + at
        + ", before this fired: "
        + memories.stream()
            .map(
                one ->
                    String.format(
                        Locale.ROOT, "%s \"%s\" (%.2f)", one.kind, one.title, one.relevance))
            .collect(Collectors.joining(", "));
  }

  /**
   * Returns what is known against such trouble: the first runbook or incident of which memory is
   * sure.
   *
   * @return empty if it is sure of none
   */
  public Optional<Known> prevents() {
    return memories.stream()
        .filter(Known::strong)
        .filter(one -> one.kind.equals("runbook") || one.kind.equals("incident"))
        .findFirst();
  }

  /** Whether another answer names the same memories, whatever its time and its words. */
  boolean saysWhat(PreparedAnswer other) {
    return ids().equals(other.ids());
  }

  private List<String> ids() {
    return memories.stream().map(Known::id).toList();
  }
}
