package io.runbookmemory.journal;

import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An incident as its journal tells it up to now. Immutable; what happens later makes a new one. Two
 * of the same entries are equal.
 */
public final class JournalIncident {

  private final Telling told;

  JournalIncident(Telling told) {
    this.told = told;
  }

  /**
   * Returns its identity, which the memory of it has too.
   *
   * @return the id
   */
  public MemoryId id() {
    return told.id;
  }

  /**
   * Returns what it is about.
   *
   * @return a few words
   */
  public String title() {
    return told.opened.title();
  }

  /**
   * Returns what was seen at its beginning.
   *
   * @return in words; may be empty
   */
  public String symptom() {
    return told.opened.symptom();
  }

  /**
   * Returns where it is.
   *
   * @return with nulls where nobody knows
   */
  public Place place() {
    return told.opened.place();
  }

  /**
   * Returns how bad it is.
   *
   * @return empty if nobody said
   */
  public Optional<Severity> severity() {
    return Optional.ofNullable(told.opened.severity());
  }

  /**
   * Returns the alert that told of it first.
   *
   * @return empty if people did
   */
  public Optional<AlertName> alert() {
    return Optional.ofNullable(told.opened.alert());
  }

  /**
   * Returns all alerts that belong to it.
   *
   * @return in the order in which they came
   */
  public SequencedSet<AlertName> alerts() {
    return Collections.unmodifiableSequencedSet(told.alerts);
  }

  /**
   * Returns those that fire as far as is known.
   *
   * @return possibly empty
   */
  public Set<AlertName> firing() {
    return Collections.unmodifiableSet(told.firing);
  }

  /**
   * Returns how far it has come.
   *
   * @return open until somebody said otherwise
   */
  public IncidentState state() {
    return told.state;
  }

  /**
   * Returns its moments.
   *
   * @return as far as they are known
   */
  public IncidentTimes times() {
    return new IncidentTimes(
        told.openedAt, told.detectedAt, told.acknowledgedAt, told.mitigatedAt, told.resolvedAt);
  }

  /**
   * Returns from when on nobody has to do with it: when it was over, or was abandoned.
   *
   * @return empty while it is open
   */
  public Optional<Instant> closedAt() {
    return Optional.ofNullable(told.resolvedAt == null ? told.abandonedAt : told.resolvedAt);
  }

  /**
   * Returns why it happened.
   *
   * @return what was said last; empty if nobody found it
   */
  public Optional<String> cause() {
    return Optional.ofNullable(told.cause);
  }

  /**
   * Returns what ended it.
   *
   * @return what was said last; empty if nobody said
   */
  public Optional<String> resolution() {
    return Optional.ofNullable(told.resolution);
  }

  /**
   * Returns how often it was taken up again.
   *
   * @return 0 for most
   */
  public int reopenings() {
    return told.reopenings;
  }

  /**
   * Returns all that is written of it.
   *
   * @return by the time at which it happened; what came late stands where it belongs
   */
  public List<JournalEntry> entries() {
    return told.entries;
  }

  /** Returns it as it is told with more entries, none of which it has yet. */
  JournalIncident and(List<JournalEntry> fresh) {
    return told.and(fresh);
  }

  /**
   * Returns what memory may keep of it: a draft, which nobody recalls until its owner approves.
   *
   * @param tenant whose
   * @return of the incident's own identity, linked to what was recalled
   */
  public Memory toMemory(Tenant tenant) {
    return IncidentMemory.of(this, tenant);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JournalIncident that && told.entries.equals(that.told.entries);
  }

  @Override
  public int hashCode() {
    return told.id.hashCode();
  }

  @Override
  public String toString() {
    return "JournalIncident[" + told.id + " " + told.state + " " + title() + "]";
  }
}
