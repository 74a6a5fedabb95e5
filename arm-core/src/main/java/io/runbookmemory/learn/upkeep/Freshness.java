package io.runbookmemory.learn.upkeep;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Doubt;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what owners have not verified for too long: runbooks beyond their term, counted from when
 * they were last known to be right, and whatever is suspect. Thread-safe.
 */
public final class Freshness {

  /** How long a verification lasts unless set otherwise: a quarter. */
  public static final Duration SLA = Duration.ofDays(90);

  private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);

  private final MemoryStore store;
  private final Tenant tenant;
  private final Duration sla;

  /**
   * Creates it.
   *
   * @param store whose memories
   * @param tenant of whom
   * @param sla how long a verification lasts, positive
   */
  public Freshness(MemoryStore store, Tenant tenant, Duration sla) {
    if (sla.isNegative() || sla.isZero()) {
      throw new IllegalArgumentException("sla must be positive, got " + sla);
    }
    this.store = store;
    this.tenant = tenant;
    this.sla = sla;
  }

  /**
   * Returns whether an owner is to look at a memory.
   *
   * @param memory any memory
   * @param asOf when it is asked
   * @return true if it is suspect, or a runbook in use beyond the term
   */
  public boolean isDue(Memory memory, Instant asOf) {
    return memory.status() == MemoryStatus.SUSPECT
        || (memory.status() == MemoryStatus.ACTIVE
            && memory.content() instanceof Runbook
            && !memory.times().lastRightAt().plus(sla).isAfter(asOf));
  }

  /**
   * Returns what is due, by whom it is to be verified: each owner that a runbook names is asked, or
   * else the team of its service.
   *
   * @param asOf when it is asked
   * @return by owner, then by service, those of nobody last
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public List<OwnerNotice> notices(Instant asOf) {
    MemoryReader reader = store.reader(tenant);
    List<Memory> due = due(reader, asOf);
    Map<MemoryId, Memory> changes = changes(reader, due);
    Map<Asked, List<OwnerNotice.Due>> lists = new HashMap<>();
    for (Memory memory : due) {
      for (Asked asked : asked(memory)) {
        lists.computeIfAbsent(asked, one -> new ArrayList<>()).add(entry(memory, changes, asOf));
      }
    }
    return lists.keySet().stream()
        .sorted()
        .map(asked -> notice(asked, Objects.requireNonNull(lists.get(asked)), asOf))
        .toList();
  }

  private static OwnerNotice notice(Asked asked, List<OwnerNotice.Due> due, Instant asOf) {
    List<OwnerNotice.Due> oldestFirst =
        due.stream().sorted(Comparator.comparing(OwnerNotice.Due::since)).toList();
    return new OwnerNotice(asked.owner(), asked.service(), oldestFirst, asOf);
  }

  /**
   * Tells every owner what is due. One who cannot be told is logged, the others are told.
   *
   * @param asOf when it is asked
   * @param notices the way to tell them
   * @return how many were told
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public int tell(Instant asOf, OwnerNotices notices) {
    int told = 0;
    for (OwnerNotice notice : notices(asOf)) {
      try {
        notices.send(notice);
        told++;
      } catch (UnavailableException e) {
        LOG.warn("{} cannot be told what waits to be verified; tell again later", notice.to(), e);
      }
    }
    return told;
  }

  private List<Memory> due(MemoryReader reader, Instant asOf) {
    Filter candidates =
        Filter.or(
            Filter.eq(Field.KIND, "runbook"), Filter.eq(Field.STATUS, MemoryStatus.SUSPECT.name()));
    List<Memory> due = new ArrayList<>();
    new Sweep(reader, candidates)
        .each(
            (memory, usage) -> {
              if (isDue(memory, asOf)) {
                due.add(memory);
              }
            },
            Sweep.Progress.NONE);
    return due;
  }

  /** Returns the changes that made memories suspect. */
  private static Map<MemoryId, Memory> changes(MemoryReader reader, List<Memory> due) {
    Set<MemoryId> ids = new HashSet<>();
    due.forEach(memory -> Doubt.cause(memory).ifPresent(ids::add));
    Map<MemoryId, Memory> changes = new LinkedHashMap<>();
    for (StoredMemory stored : reader.getAll(ids)) {
      changes.put(stored.id(), stored.memory());
    }
    return changes;
  }

  private static OwnerNotice.Due entry(Memory memory, Map<MemoryId, Memory> changes, Instant asOf) {
    List<Memory> cause =
        Doubt.cause(memory).flatMap(id -> Optional.ofNullable(changes.get(id))).stream().toList();
    Instant since = memory.times().lastRightAt();
    return new OwnerNotice.Due(
        memory.id(),
        memory.title(),
        memory.content().kind(),
        since,
        since.equals(memory.times().lastVerifiedAt()),
        memory.status() == MemoryStatus.SUSPECT ? Doubt.words(memory, cause, asOf) : null);
  }

  private static List<Asked> asked(Memory memory) {
    String service = memory.scope().service();
    return memory.content() instanceof Runbook runbook && !runbook.owners().isEmpty()
        ? runbook.owners().stream().distinct().map(owner -> new Asked(owner, null)).toList()
        : List.of(new Asked(null, service));
  }

  /** Who is asked: an owner, a service's team, or nobody. */
  private record Asked(@Nullable String owner, @Nullable String service)
      implements Comparable<Asked> {

    private static final Comparator<@Nullable String> LAST =
        Comparator.nullsLast(Comparator.<String>naturalOrder());

    @Override
    public int compareTo(Asked other) {
      int byOwner = LAST.compare(owner, other.owner);
      return byOwner != 0 ? byOwner : LAST.compare(service, other.service);
    }
  }
}
