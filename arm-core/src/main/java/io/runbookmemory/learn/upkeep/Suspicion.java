package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Doubts what a change may have made wrong: the runbooks, the fixes of incidents and the baselines
 * of the service that it touches become {@link MemoryStatus#SUSPECT}, with a link {@link
 * Link#SUSPECTED_BY} to the change, until an owner verifies them. Thread-safe.
 *
 * <p>A change is a deployment, a fact that names a version, or anything tagged {@code change},
 * {@code config-change} or {@code version-change}; one without a service touches none. Doubted is
 * what was known, and verified, before the change and is of the same service and of no other
 * environment, cluster or namespace. What is suspect already is left as it is: the tenth deployment
 * of a day writes nothing.
 */
public final class Suspicion {

  private static final Set<String> TAGS = Set.of("change", "config-change", "version-change");
  private static final Set<String> KINDS = Set.of("runbook", "incident", "baseline");

  /** Written at once, with their vectors. */
  private static final int PAGE = 500;

  private final MemoryStore store;
  private final Tenant tenant;

  /**
   * Creates it.
   *
   * @param store whose memories
   * @param tenant of whom
   */
  public Suspicion(MemoryStore store, Tenant tenant) {
    this.store = store;
    this.tenant = tenant;
  }

  /**
   * Returns whether a memory tells of a change that may make others wrong.
   *
   * @param memory any memory
   * @return false also for one of no service
   */
  public static boolean isChange(Memory memory) {
    boolean change =
        memory.content() instanceof Deployment
            || (memory.content() instanceof ResourceFact fact
                && fact.relation().toLowerCase(Locale.ROOT).contains("version"))
            || memory.tags().stream().anyMatch(TAGS::contains);
    return change && service(memory) != null && memory.status() == MemoryStatus.ACTIVE;
  }

  private static @Nullable String service(Memory change) {
    String service = change.scope().service();
    return service == null && change.content() instanceof ResourceFact fact
        ? fact.subject()
        : service;
  }

  /**
   * Doubts what some changes touch.
   *
   * @param changes memories; what is no change is passed over
   * @param at when it is written
   * @return the memories that became suspect
   * @throws io.runbookmemory.error.ArmException if the store cannot answer; what is marked by then
   *     stays so, and it can be asked again
   */
  public List<MemoryId> cast(Collection<Memory> changes, Instant at) {
    List<MemoryId> marked = new ArrayList<>();
    // The first change after a memory is the one to blame.
    changes.stream()
        .filter(Suspicion::isChange)
        .sorted(Comparator.comparing(change -> change.times().knownAt()))
        .forEach(change -> marked.addAll(cast(change, at)));
    return marked;
  }

  private List<MemoryId> cast(Memory change, Instant at) {
    MemoryReader reader = store.reader(tenant);
    Edits edits = new Edits(store, tenant);
    Filter touched =
        Filter.and(
            Filter.eq(Field.SERVICE, Objects.requireNonNull(service(change))),
            Filter.eq(Field.STATUS, MemoryStatus.ACTIVE.name()),
            new Filter.In<>(Field.KIND, KINDS));
    List<MemoryId> marked = new ArrayList<>();
    MemoryId last = null;
    List<StoredMemory> page;
    do {
      page = reader.scan(touched, last, PAGE);
      edits.apply(page, memory -> doubted(memory, change), at).forEach(one -> marked.add(one.id()));
      last = page.isEmpty() ? last : page.getLast().id();
    } while (page.size() == PAGE);
    return marked;
  }

  private static Memory doubted(Memory memory, Memory change) {
    if (memory.status() != MemoryStatus.ACTIVE
        || !canGoWrong(memory)
        || !memory.times().lastRightAt().isBefore(change.times().knownAt())
        || !sharesPlace(memory.scope(), change.scope())) {
      return memory;
    }
    List<Link> links = new ArrayList<>(memory.links());
    links.add(new Link(Link.SUSPECTED_BY, change.id()));
    return memory.toBuilder().status(MemoryStatus.SUSPECT).links(links).build();
  }

  private static boolean canGoWrong(Memory memory) {
    return memory.content() instanceof Runbook
        || memory.content() instanceof Baseline
        || (memory.content() instanceof Incident incident && incident.resolution().isPresent());
  }

  private static boolean sharesPlace(Scope one, Scope other) {
    return mayBe(one.env(), other.env())
        && mayBe(one.cluster(), other.cluster())
        && mayBe(one.namespace(), other.namespace());
  }

  private static boolean mayBe(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.equals(other);
  }
}
