package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.MemoryId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an owner is asked to verify.
 *
 * @param owner the team or person that a runbook names; null where it names nobody
 * @param service the service whose team is asked instead; null where even that is unknown, and for
 *     an owner
 * @param due the memories, the longest unverified first; at least one
 * @param asOf when the list was made
 */
public record OwnerNotice(
    @Nullable String owner, @Nullable String service, List<Due> due, Instant asOf) {

  /** How many memories a message names. */
  private static final int NAMED = 20;

  /** Copies the list. */
  public OwnerNotice {
    due = List.copyOf(due);
  }

  /**
   * A memory that is to be verified.
   *
   * @param id its identity
   * @param title what it is about
   * @param kind what it is, such as {@code runbook}
   * @param since when it was last known to be right
   * @param verified whether that was an owner's word
   * @param doubt why it is suspect, such as {@code suspect since v2.3 of checkout was deployed 3
   *     days ago}; null if it is but old
   */
  public record Due(
      MemoryId id,
      String title,
      String kind,
      Instant since,
      boolean verified,
      @Nullable String doubt) {

    /**
     * Returns why it is due.
     *
     * @param asOf when it is asked
     * @return a clause without a full stop
     */
    public String why(Instant asOf) {
      long days = Math.max(0, Duration.between(since, asOf).toDays());
      String age = days + (days == 1 ? " day" : " days");
      return Optional.ofNullable(doubt)
          .orElse(verified ? "last verified " + age + " ago" : "not verified for " + age);
    }
  }

  /**
   * Returns who is asked.
   *
   * @return the owner, or {@code the team of checkout}, or {@code whoever knows}
   */
  public String to() {
    if (owner != null) {
      return owner;
    }
    return service == null ? "whoever knows" : "the team of " + service;
  }

  /**
   * Returns the notice as a message for people.
   *
   * @return plain text of several lines; the first 20 memories are named
   */
  public String message() {
    String head =
        due.size() == 1
            ? "One memory of yours waits to be verified:"
            : due.size() + " memories of yours wait to be verified:";
    String lines =
        due.stream()
            .limit(NAMED)
            .map(one -> "- " + one.title() + ": " + one.why(asOf) + " (" + one.id() + ")")
            .collect(Collectors.joining("\n"));
    String rest = due.size() > NAMED ? "\nand " + (due.size() - NAMED) + " more" : "";
    return head + "\n" + lines + rest + "\nIf it is still right: arm memory verify ID";
  }
}
