package io.runbookmemory.examples.incident;

import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.MemoryId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Identities by so much of their beginning that no other is meant.
 *
 * @param all ids of one sort
 */
public record ShortIds(List<MemoryId> all) {

  private static final int SHORTEST = 8;
  private static final int WHOLE = 36;

  /** Puts the ids in order, each once. */
  public ShortIds {
    all = List.copyOf(new TreeSet<>(all));
  }

  public static ShortIds of(Collection<MemoryId> ids) {
    return new ShortIds(List.copyOf(ids));
  }

  /** Returns the id that begins so; empty if none does. */
  public Optional<MemoryId> find(String beginning, Output output) {
    List<MemoryId> found = beginning(beginning);
    if (beginning.isBlank() || found.size() > 1) {
      throw output.usage(
          "ID must begin one id alone, \""
              + beginning
              + "\" begins "
              + found.size()
              + (found.isEmpty() ? "" : ", such as " + found.get(0) + " and " + found.get(1)));
    }
    return found.stream().findFirst();
  }

  /** Returns the ids that begin so; all of them for a blank. */
  List<MemoryId> beginning(String beginning) {
    String asked = beginning.strip().toLowerCase(Locale.ROOT);
    return all.stream().filter(id -> id.toString().startsWith(asked)).toList();
  }

  /** Returns how many characters tell all of them apart, at least 8. */
  public int length() {
    int length = SHORTEST;
    for (int i = 1; i < all.size(); i++) {
      String one = all.get(i - 1).toString();
      String other = all.get(i).toString();
      int same = 0;
      while (same < WHOLE && one.charAt(same) == other.charAt(same)) {
        same++;
      }
      length = Math.max(length, same + 1);
    }
    return length;
  }

  public String shown(MemoryId id) {
    return id.toString().substring(0, length());
  }
}
