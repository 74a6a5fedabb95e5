package io.runbookmemory.connectors.playbook;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.oncall.playbook.Playbook;
import io.runbookmemory.oncall.playbook.PlaybookCatalog;
import io.runbookmemory.tool.ToolContract;
import java.util.Collection;
import java.util.List;

/**
 * What files of playbooks hold. Immutable.
 *
 * @param entries the playbooks that could be read, in the order of the files; some may be named in
 *     the faults
 * @param faults everything that is wrong, as {@code file:line: field rule}
 */
public record ReadPlaybooks(List<Entry> entries, List<InvalidInputException> faults) {

  /**
   * A playbook and where it stands.
   *
   * @param playbook as it was read
   * @param place {@code file:line}
   */
  public record Entry(Playbook playbook, String place) {}

  /** Copies the lists. */
  public ReadPlaybooks {
    entries = List.copyOf(entries);
    faults = List.copyOf(faults);
  }

  /**
   * Returns the playbooks as they can be run.
   *
   * @param tools the contracts of all registered tools, those that they were read with
   * @return the catalog
   * @throws InvalidInputException if anything is wrong; the first of the faults
   */
  public PlaybookCatalog catalog(Collection<ToolContract> tools) {
    if (!faults.isEmpty()) {
      throw faults.getFirst();
    }
    return PlaybookCatalog.of(entries.stream().map(Entry::playbook).toList(), tools);
  }
}
