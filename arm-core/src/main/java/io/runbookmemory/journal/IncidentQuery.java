package io.runbookmemory.journal;

import io.runbookmemory.text.OperationsTokenizer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which incidents of a journal. Immutable; what is not set lets everything through. */
public final class IncidentQuery {

  private final Set<String> words;
  private final @Nullable String alert;
  private final @Nullable String service;
  private final @Nullable String env;
  private final @Nullable Instant from;
  private final @Nullable Instant to;
  private final @Nullable Instant endedFrom;
  private final @Nullable Boolean open;
  private final int most;

  private IncidentQuery(Builder builder) {
    this.words = Set.copyOf(OperationsTokenizer.tokens(builder.text));
    this.alert = builder.alert;
    this.service = builder.service;
    this.env = builder.env;
    this.from = builder.from;
    this.to = builder.to;
    this.endedFrom = builder.endedFrom;
    this.open = builder.open;
    this.most = builder.most;
  }

  /**
   * Returns a builder.
   *
   * @return lets everything through, 1,000 at most
   */
  public static Builder builder() {
    return new Builder();
  }

  List<JournalIncident> of(Collection<JournalIncident> incidents) {
    record Found(JournalIncident incident, long words) {}
    return incidents.stream()
        .filter(this::fits)
        .map(incident -> new Found(incident, matches(incident)))
        .filter(found -> words.isEmpty() || found.words() > 0)
        .sorted(
            Comparator.comparingLong(Found::words)
                .thenComparing(found -> found.incident().times().openedAt())
                .reversed()
                .thenComparing(found -> found.incident().id()))
        .limit(most)
        .map(Found::incident)
        .toList();
  }

  private boolean fits(JournalIncident incident) {
    Instant opened = incident.times().openedAt();
    return (open == null || open == incident.state().isOpen())
        && (from == null || !opened.isBefore(from))
        && (to == null || opened.isBefore(to))
        && (endedFrom == null || endedSince(incident, endedFrom))
        && (service == null || service.equals(incident.place().service()))
        && (env == null || env.equals(incident.place().env()))
        && (alert == null
            || incident.alerts().stream()
                .anyMatch(one -> alert.equals(one.name()) || alert.equals(one.fingerprint())));
  }

  private static boolean endedSince(JournalIncident incident, Instant from) {
    Instant ended = incident.times().resolvedAt();
    return ended != null && !ended.isBefore(from);
  }

  private long matches(JournalIncident incident) {
    if (words.isEmpty()) {
      return 0;
    }
    Set<String> told = new HashSet<>(OperationsTokenizer.tokens(IncidentText.of(incident)));
    return words.stream().filter(told::contains).count();
  }

  /** Builds an {@link IncidentQuery}. Not thread-safe. */
  public static final class Builder {

    private String text = "";
    private @Nullable String alert;
    private @Nullable String service;
    private @Nullable String env;
    private @Nullable Instant from;
    private @Nullable Instant to;
    private @Nullable Instant endedFrom;
    private @Nullable Boolean open;
    private int most = 1000;

    private Builder() {}

    /**
     * Asks for words, of which at least one is in all that was written of an incident.
     *
     * @param words as the search of a store takes them
     * @return this
     */
    public Builder text(String words) {
      this.text = words;
      return this;
    }

    /**
     * Asks for an alert.
     *
     * @param nameOrFingerprint of one that belongs to the incident
     * @return this
     */
    public Builder alert(@Nullable String nameOrFingerprint) {
      this.alert = nameOrFingerprint;
      return this;
    }

    /**
     * Asks for a service.
     *
     * @param name its name
     * @return this
     */
    public Builder service(@Nullable String name) {
      this.service = name;
      return this;
    }

    /**
     * Asks for an environment.
     *
     * @param name its name
     * @return this
     */
    public Builder env(@Nullable String name) {
      this.env = name;
      return this;
    }

    /**
     * Asks for what began from some time on.
     *
     * @param begin inclusive
     * @return this
     */
    public Builder from(@Nullable Instant begin) {
      this.from = begin;
      return this;
    }

    /**
     * Asks for what began before some time.
     *
     * @param end exclusive
     * @return this
     */
    public Builder to(@Nullable Instant end) {
      this.to = end;
      return this;
    }

    /**
     * Asks for what was over from some time on, and still is.
     *
     * @param begin inclusive
     * @return this
     */
    public Builder endedFrom(@Nullable Instant begin) {
      this.endedFrom = begin;
      return this;
    }

    /**
     * Asks for what is not over, or for what is.
     *
     * @param isOpen null for both
     * @return this
     */
    public Builder open(@Nullable Boolean isOpen) {
      this.open = isOpen;
      return this;
    }

    /**
     * Sets how many are returned.
     *
     * @param limit the most, at least 1
     * @return this
     */
    public Builder most(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("most must be at least 1, got " + limit);
      }
      this.most = limit;
      return this;
    }

    /**
     * Returns the query.
     *
     * @return a new value
     */
    public IncidentQuery build() {
      return new IncidentQuery(this);
    }
  }
}
