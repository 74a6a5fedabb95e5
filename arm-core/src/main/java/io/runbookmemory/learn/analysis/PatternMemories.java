package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.resource.Exhaustion;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.Excerpt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Findings as memories. The same finding is the same memory in every run; one whose numbers moved
 * little is left as it is, and what somebody deleted, superseded or made his own stays so.
 */
final class PatternMemories {

  private static final String SOURCE = "sleep-time";
  private static final Set<String> REMEMBERED =
      Set.of("correlation", "temporal", "after-deployment", "failure-signature", "exhaustion");
  private static final double SAME_CONFIDENCE = 0.05;
  private static final double SAME_SUPPORT = 0.2;
  private static final int TITLE = 120;
  private static final int PAGE = 500;

  private final MemoryReader reader;
  private final Tenant tenant;
  private final Instant now;

  PatternMemories(MemoryReader reader, Tenant tenant, Instant now) {
    this.reader = reader;
    this.tenant = tenant;
    this.now = now;
  }

  /**
   * What is to be written.
   *
   * @param memories each over the version that it states
   * @param counts what became of the findings
   */
  record Plan(List<Memory> memories, AnalysisReport.Counts counts) {}

  static boolean isOwn(Memory memory) {
    return memory.provenance().source().equals(SOURCE);
  }

  /** Returns the predictions but those of patterns that somebody forgot. */
  static List<Prediction> standing(List<Prediction> predictions, MemoryReader memories) {
    List<MemoryId> ids = predictions.stream().map(one -> id(one.why())).distinct().toList();
    Set<MemoryId> gone = new HashSet<>();
    memories.tombstones(ids).forEach(one -> gone.add(one.id()));
    return predictions.stream().filter(one -> !gone.contains(id(one.why()))).toList();
  }

  static boolean isRemembered(Finding finding) {
    return REMEMBERED.contains(finding.kind());
  }

  /**
   * Compares findings with what is stored.
   *
   * @param kinds which kinds they are all findings of; those of them that are stored and not found
   *     again are doubted. Empty to doubt nothing
   * @param open the alerts of open incidents
   */
  Plan plan(List<Finding> findings, Set<String> kinds, Set<Signal> open) {
    Map<MemoryId, Finding> found = new HashMap<>();
    findings.stream()
        .filter(PatternMemories::isRemembered)
        .forEach(finding -> found.putIfAbsent(id(finding), finding));
    Map<MemoryId, Memory> stored = new HashMap<>();
    reader.getAll(found.keySet()).forEach(one -> stored.put(one.id(), one.memory()));
    Set<MemoryId> gone = new HashSet<>();
    reader.tombstones(List.copyOf(found.keySet())).stream()
        .map(Change.Deleted::id)
        .forEach(gone::add);
    Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
    List<Memory> news = new ArrayList<>();
    found.forEach(
        (id, finding) -> {
          Fate fate = fate(finding, stored.get(id), gone.contains(id), open);
          counts.merge(fate, 1, Integer::sum);
          if (fate == Fate.ADDED || fate == Fate.UPDATED) {
            news.add(memory(finding, stored.get(id)));
          }
        });
    for (Memory memory : notFound(kinds, found.keySet(), open)) {
      counts.merge(Fate.RETIRED, 1, Integer::sum);
      news.add(memory.toBuilder().status(MemoryStatus.SUSPECT).build());
    }
    news.sort((one, other) -> one.id().compareTo(other.id()));
    return new Plan(news, counted(counts));
  }

  private static AnalysisReport.Counts counted(Map<Fate, Integer> counts) {
    return new AnalysisReport.Counts(
        counts.getOrDefault(Fate.ADDED, 0),
        counts.getOrDefault(Fate.UPDATED, 0),
        counts.getOrDefault(Fate.RETIRED, 0),
        counts.getOrDefault(Fate.UNCHANGED, 0),
        counts.getOrDefault(Fate.DEFERRED, 0),
        counts.getOrDefault(Fate.REFUSED, 0));
  }

  /** What becomes of a finding. */
  private enum Fate {
    ADDED,
    UPDATED,
    RETIRED,
    UNCHANGED,
    DEFERRED,
    REFUSED
  }

  private static Fate fate(
      Finding finding, @Nullable Memory stored, boolean gone, Set<Signal> open) {
    if (gone || (stored != null && !isOurs(stored))) {
      return Fate.REFUSED;
    }
    if (finding.signals().stream().anyMatch(signal -> isOpen(signal, open))) {
      return Fate.DEFERRED;
    }
    if (stored == null) {
      return Fate.ADDED;
    }
    return saysTheSame(finding, stored) ? Fate.UNCHANGED : Fate.UPDATED;
  }

  private static boolean isOurs(Memory memory) {
    return isOwn(memory)
        && memory.content() instanceof Pattern
        && memory.provenance().trust() == TrustTier.DERIVED
        && (memory.status() == MemoryStatus.ACTIVE || memory.status() == MemoryStatus.SUSPECT);
  }

  private static boolean isOpen(Signal signal, Set<Signal> open) {
    return open.stream()
        .anyMatch(
            one ->
                one.alert().equals(signal.alert())
                    && agree(one.place().service(), signal.place().service())
                    && agree(one.place().env(), signal.place().env())
                    && agree(one.place().cluster(), signal.place().cluster()));
  }

  private static boolean agree(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.equals(other);
  }

  private static boolean saysTheSame(Finding finding, Memory stored) {
    return stored.status() == MemoryStatus.ACTIVE
        && stored.content() instanceof Pattern pattern
        && Math.abs(pattern.confidence() - finding.confidence()) < SAME_CONFIDENCE
        && Math.abs(pattern.support() - finding.support()) <= SAME_SUPPORT * pattern.support()
        && !(finding instanceof Exhaustion one && movedMuch(one, stored));
  }

  /** A forecast moved if the new one lies outside of the time that the old one is kept for. */
  private static boolean movedMuch(Exhaustion finding, Memory stored) {
    Instant kept = stored.times().expiresAt();
    return kept == null || finding.at().isAfter(kept);
  }

  private List<Memory> notFound(Set<String> kinds, Set<MemoryId> found, Set<Signal> open) {
    List<Memory> missing = new ArrayList<>();
    if (kinds.isEmpty()) {
      return missing;
    }
    Set<String> alerts = new HashSet<>();
    open.forEach(one -> alerts.add(tag(one)));
    Filter own = Filter.eq(Field.SOURCE, SOURCE);
    List<StoredMemory> page = reader.scan(own, null, PAGE);
    while (!page.isEmpty()) {
      for (StoredMemory stored : page) {
        Memory memory = stored.memory();
        if (isOurs(memory)
            && memory.status() == MemoryStatus.ACTIVE
            && memory.content() instanceof Pattern pattern
            && kinds.contains(pattern.patternKind())
            && !found.contains(memory.id())
            && !memory.pinned()
            && memory.tags().stream().noneMatch(alerts::contains)) {
          missing.add(memory);
        }
      }
      page = page.size() < PAGE ? List.of() : reader.scan(own, page.getLast().id(), PAGE);
    }
    return missing;
  }

  static MemoryId id(Finding finding) {
    return MemoryId.named(SOURCE, finding.kind() + " " + finding.key());
  }

  private static String tag(Signal signal) {
    return "alert:" + signal.alert();
  }

  private Memory memory(Finding finding, @Nullable Memory stored) {
    Scope scope =
        new Scope(
            tenant,
            finding.place().cluster(),
            null,
            finding.place().service(),
            finding.place().env(),
            null);
    Pattern content =
        new Pattern(finding.kind(), finding.description(), finding.support(), finding.confidence());
    Provenance provenance =
        new Provenance(SOURCE, finding.kind() + " " + finding.key(), null, TrustTier.DERIVED);
    return (stored == null
            ? Memory.builder(
                id(finding), scope, Excerpt.title(finding.description(), TITLE), content, now)
            : stored.toBuilder()
                .title(Excerpt.title(finding.description(), TITLE))
                .content(content))
        .type(finding instanceof Exhaustion ? MemoryType.TEMPORAL : MemoryType.SEMANTIC)
        .status(MemoryStatus.ACTIVE)
        .provenance(provenance)
        .tags(finding.signals().stream().map(PatternMemories::tag).toList())
        .lastSeenAt(now)
        .expiresAt(finding instanceof Exhaustion one ? one.latest() : null)
        .build();
  }
}
