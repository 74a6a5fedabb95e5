package io.runbookmemory.learn.analysis.signature;

import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.learn.analysis.signal.Trouble;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What analysis keeps of incidents and runbooks: it is told of every change and answers from what
 * it knows, without a store. Not thread-safe.
 */
public final class Casebook {

  /** An incident of that age without an end was forgotten, not left open: 30 days. */
  public static final Duration FORGOTTEN = Duration.ofDays(30);

  private final Map<MemoryId, Case> cases = new TreeMap<>();
  private final Map<MemoryId, Set<String>> covered = new HashMap<>();
  private final Map<MemoryId, List<Finding>> tunings = new TreeMap<>();
  private final int leastSupport;

  /**
   * Creates an empty book.
   *
   * @param leastSupport from how many incidents on something is said of them, at least 2
   */
  public Casebook(int leastSupport) {
    if (leastSupport < 2) {
      throw new IllegalArgumentException("leastSupport must be at least 2, got " + leastSupport);
    }
    this.leastSupport = leastSupport;
  }

  /**
   * Takes what a memory says now. Drafts, and what was superseded, count for nothing.
   *
   * @param memory any; of other kinds nothing is kept
   * @param usage what came of it
   */
  public void put(Memory memory, Usage usage) {
    remove(memory.id());
    boolean inUse =
        memory.status() == MemoryStatus.ACTIVE || memory.status() == MemoryStatus.SUSPECT;
    if (inUse && memory.content() instanceof Incident incident) {
      cases.put(memory.id(), Case.of(memory, incident));
    }
    if (inUse && memory.content() instanceof Runbook runbook) {
      Set<String> alerts = new HashSet<>();
      runbook.alerts().forEach(alert -> alerts.add(alert.toLowerCase(Locale.ROOT)));
      covered.put(memory.id(), alerts);
      List<StepTuning> steps = Steps.tuned(memory, runbook, usage);
      if (!steps.isEmpty()) {
        tunings.put(memory.id(), List.copyOf(steps));
      }
    }
    if (inUse) {
      PlaybookTuning.of(memory, usage).ifPresent(one -> tunings.put(memory.id(), List.of(one)));
    }
  }

  /**
   * Forgets a memory.
   *
   * @param id of any
   */
  public void remove(MemoryId id) {
    cases.remove(id);
    covered.remove(id);
    tunings.remove(id);
  }

  /**
   * Returns how many incidents are known.
   *
   * @return at least 0
   */
  public int size() {
    return cases.size();
  }

  /**
   * Returns the alerts of incidents that are open: without an end, and not older than 30 days.
   *
   * @param asOf the time of asking
   * @return each once
   */
  public Set<Signal> open(Instant asOf) {
    Set<Signal> open = new HashSet<>();
    for (Case one : cases.values()) {
      if (one.alert() != null && !one.alert().isBlank() && one.isOpen(asOf)) {
        open.add(new Signal(one.alert(), one.place()));
      }
    }
    return open;
  }

  /**
   * Returns which incidents look alike and what helped in them. Open ones are left out.
   *
   * @param asOf the time of asking
   * @return the most frequent first
   */
  public List<Finding> signatures(Instant asOf) {
    LineTemplates templates = new LineTemplates();
    Map<String, Alike> groups = new TreeMap<>();
    for (Case one : byAge(cases.values())) {
      int template = one.isOpen(asOf) ? LineTemplates.NONE : templates.of(one.line());
      if (template != LineTemplates.NONE) {
        String alert = one.alert() == null ? "" : one.alert();
        groups.computeIfAbsent(template + "/" + alert, key -> new Alike(template)).add(one);
      }
    }
    List<Finding> found = new ArrayList<>();
    for (Alike group : groups.values()) {
      if (group.size() >= leastSupport) {
        found.add(group.signature(templates.text(group.template())));
      }
    }
    return sorted(found);
  }

  /**
   * Returns the alerts that had incidents and that no runbook names. Open ones are left out.
   *
   * @param asOf the time of asking
   * @param troubles incidents of a journal, of which some have a memory here and count once
   * @return the most frequent first
   */
  public List<Finding> gaps(Instant asOf, List<Trouble> troubles) {
    Set<String> named = new HashSet<>();
    covered.values().forEach(named::addAll);
    Map<String, Alike> groups = new TreeMap<>();
    List<Case> all = new ArrayList<>(cases.values());
    troubles.stream()
        .filter(one -> !cases.containsKey(one.id()))
        .map(Case::of)
        .distinct()
        .forEach(all::add);
    for (Case one : byAge(all)) {
      String alert = one.alert();
      if (alert != null
          && !alert.isBlank()
          && !one.isOpen(asOf)
          && !named.contains(alert.toLowerCase(Locale.ROOT))) {
        groups.computeIfAbsent(alert, key -> new Alike(LineTemplates.NONE)).add(one);
      }
    }
    List<Finding> found = new ArrayList<>();
    groups.forEach(
        (alert, group) -> {
          if (group.size() >= leastSupport) {
            Signal signal = new Signal(alert, group.place());
            found.add(new RunbookGap(signal, group.size(), group.sample()));
          }
        });
    return sorted(found);
  }

  private static List<Case> byAge(Collection<Case> cases) {
    return cases.stream()
        .sorted(Comparator.comparing(Case::began).thenComparing(Case::id))
        .toList();
  }

  /**
   * Returns the steps of runbooks that are in the wrong place, and the playbooks that do not help,
   * by what came of them.
   *
   * @return those tried most first
   */
  public List<Finding> tunings() {
    List<Finding> found = new ArrayList<>();
    tunings.values().forEach(found::addAll);
    return sorted(found);
  }

  private static List<Finding> sorted(List<Finding> found) {
    found.sort(Comparator.comparingLong(Finding::support).reversed().thenComparing(Finding::key));
    return List.copyOf(found);
  }
}
