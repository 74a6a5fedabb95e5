package io.runbookmemory.journal;

import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.memory.MemoryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** What the entries of one incident amount to, told in the order in which things happened. */
final class Telling {

  private static final Comparator<JournalEntry> AS_IT_HAPPENED =
      Comparator.comparing(JournalEntry::at).thenComparingLong(JournalEntry::position);

  final MemoryId id;
  final List<JournalEntry> entries;
  final JournalEvent.Opened opened;
  final Instant openedAt;
  final SequencedSet<AlertName> alerts = new LinkedHashSet<>();
  final SequencedSet<AlertName> firing = new LinkedHashSet<>();
  IncidentState state = IncidentState.OPEN;
  @Nullable Instant detectedAt;
  @Nullable Instant acknowledgedAt;
  @Nullable Instant mitigatedAt;
  @Nullable Instant resolvedAt;
  @Nullable Instant abandonedAt;
  @Nullable String cause;
  @Nullable String resolution;
  int reopenings;

  /** Goes on from another, which stays as it is. */
  private Telling(Telling before, List<JournalEntry> fresh) {
    this.id = before.id;
    this.opened = before.opened;
    this.openedAt = before.openedAt;
    this.alerts.addAll(before.alerts);
    this.firing.addAll(before.firing);
    this.state = before.state;
    this.detectedAt = before.detectedAt;
    this.acknowledgedAt = before.acknowledgedAt;
    this.mitigatedAt = before.mitigatedAt;
    this.resolvedAt = before.resolvedAt;
    this.abandonedAt = before.abandonedAt;
    this.cause = before.cause;
    this.resolution = before.resolution;
    this.reopenings = before.reopenings;
    this.entries = joined(before.entries, fresh);
    fresh.forEach(this::tell);
  }

  private Telling(List<JournalEntry> entries, JournalEntry first, JournalEvent.Opened opened) {
    this.id = first.incident();
    this.entries = List.copyOf(entries);
    this.opened = opened;
    this.openedAt = first.at();
  }

  /** Returns the incident; empty if nothing says that it began. */
  static Optional<JournalIncident> of(List<JournalEntry> entries) {
    List<JournalEntry> ordered = new ArrayList<>(entries);
    ordered.sort(AS_IT_HAPPENED);
    for (JournalEntry entry : ordered) {
      if (entry.event() instanceof JournalEvent.Opened opened) {
        Telling told = new Telling(ordered, entry, opened);
        ordered.forEach(told::tell);
        return Optional.of(new JournalIncident(told));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the incident with more entries: where all of them happened after what was told, only
   * they are told.
   */
  JournalIncident and(List<JournalEntry> more) {
    List<JournalEntry> fresh = more.stream().sorted(AS_IT_HAPPENED).toList();
    if (fresh.isEmpty()) {
      return new JournalIncident(this);
    }
    return AS_IT_HAPPENED.compare(entries.getLast(), fresh.getFirst()) < 0
        ? new JournalIncident(new Telling(this, fresh))
        : of(joined(entries, fresh)).orElseThrow();
  }

  private static List<JournalEntry> joined(List<JournalEntry> first, List<JournalEntry> second) {
    JournalEntry[] all =
        Arrays.copyOf(first.toArray(new JournalEntry[0]), first.size() + second.size());
    for (int i = 0; i < second.size(); i++) {
      all[first.size() + i] = second.get(i);
    }
    return List.of(all);
  }

  private void tell(JournalEntry entry) {
    Instant at = entry.at();
    switch (entry.event()) {
      case JournalEvent.Opened it when it.alert() != null -> fires(it.alert());
      case JournalEvent.Alerted it -> fires(it.alert());
      case JournalEvent.AlertEnded it -> firing.remove(it.alert());
      case JournalEvent.Detected it -> detectedAt = detectedAt == null ? at : detectedAt;
      case JournalEvent.Acknowledged it -> acknowledge(at);
      case JournalEvent.Mitigated it -> mitigate(it, at);
      case JournalEvent.CauseFound it -> cause = it.cause();
      case JournalEvent.Resolved it -> resolve(it, at);
      case JournalEvent.Reopened it -> reopen();
      case JournalEvent.Abandoned it -> abandon(at);
      case JournalEvent.Opened it -> {}
      case JournalEvent.Noted it -> {}
      case JournalEvent.Acted it -> {}
      case JournalEvent.Recalled it -> {}
      case JournalEvent.Judged it -> {}
      case JournalEvent.Watched it -> {}
      case JournalEvent.Measured it -> {}
      case JournalEvent.FollowUp it -> {}
      case JournalEvent.Unknown it -> {}
    }
  }

  private void fires(AlertName alert) {
    alerts.add(alert);
    firing.add(alert);
  }

  /** Who takes it on has noticed. */
  private void acknowledge(Instant at) {
    acknowledgedAt = acknowledgedAt == null ? at : acknowledgedAt;
    detectedAt = detectedAt == null ? at : detectedAt;
  }

  private void mitigate(JournalEvent.Mitigated it, Instant at) {
    if (state == IncidentState.OPEN) {
      state = IncidentState.MITIGATED;
      mitigatedAt = at;
    }
    resolution = resolution == null ? it.how() : resolution;
  }

  private void resolve(JournalEvent.Resolved it, Instant at) {
    if (state != IncidentState.RESOLVED) {
      state = IncidentState.RESOLVED;
      abandonedAt = null;
      resolvedAt = at;
    }
    resolution = it.resolution() == null ? resolution : it.resolution();
  }

  private void abandon(Instant at) {
    if (state.isOpen()) {
      state = IncidentState.ABANDONED;
      abandonedAt = at;
    }
  }

  private void reopen() {
    if (state != IncidentState.OPEN) {
      state = IncidentState.OPEN;
      mitigatedAt = null;
      resolvedAt = null;
      abandonedAt = null;
      reopenings++;
    }
  }
}
