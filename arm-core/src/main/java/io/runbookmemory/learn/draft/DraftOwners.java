package io.runbookmemory.learn.draft;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.graph.Relation;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whose word a draft waits for: the owners of the runbook; else, and where all of those have left,
 * the owners of the service as resource facts name them; else nobody's. Facts are read once, when
 * this is created. Immutable, thread-safe.
 */
public final class DraftOwners {

  private final Set<String> left;
  private final Map<String, SortedSet<String>> byService = new TreeMap<>();

  /**
   * Creates the directory.
   *
   * @param reader of the tenant's memories
   * @param left who is not there any more
   */
  public DraftOwners(MemoryReader reader, Set<String> left) {
    this.left = Set.copyOf(left);
    Proposal.scan(reader, Filter.eq(Field.KIND, "resource")).forEach(this::add);
  }

  private void add(Memory memory) {
    if (Proposal.isInUse(memory)
        && memory.content() instanceof ResourceFact fact
        && Relation.of(fact.relation()).filter(Relation.IS_OWNED_BY::equals).isPresent()) {
      byService.computeIfAbsent(fact.subject(), name -> new TreeSet<>()).add(fact.object());
    }
  }

  /**
   * Returns whose word a draft waits for.
   *
   * @param proposal the draft
   * @return empty if nobody is known
   */
  public List<String> of(Proposal proposal) {
    Memory target = proposal.target();
    Memory runbook = target == null ? proposal.draft() : target;
    List<String> own = Pages.of(runbook).map(page -> present(page.owners())).orElse(List.of());
    String service = runbook.scope().service();
    return own.isEmpty() && service != null
        ? present(List.copyOf(byService.getOrDefault(service, new TreeSet<>())))
        : own;
  }

  private List<String> present(List<String> owners) {
    return owners.stream().distinct().filter(owner -> !left.contains(owner)).toList();
  }
}
