package io.runbookmemory.recall.via;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.graph.Dependency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Over what a memory was come upon. Immutable. */
public sealed interface Via {

  /**
   * Returns how far away it is.
   *
   * @return at least 1, but 0 for the same service by another name
   */
  int hops();

  /**
   * Returns the way in words for people.
   *
   * @return one line
   */
  String said();

  /**
   * It is about a service that the one in question depends on.
   *
   * @param service what the memory is about
   * @param of the service in question
   * @param hops how many steps lie between them; 0 if both are names of one service
   * @param path the arrows in between
   */
  record Needed(String service, String of, int hops, List<Dependency> path) implements Via {

    /** Copies the list. */
    public Needed {
      path = List.copyOf(path);
    }

    @Override
    public String said() {
      if (hops == 0) {
        return service + ", another name of " + of;
      }
      Set<String> between = new LinkedHashSet<>();
      path.forEach(arrow -> between.add(arrow.to()));
      between.remove(service);
      String through = between.isEmpty() ? "" : " through " + String.join(", ", between);
      return service + ", which " + of + " depends on" + through;
    }
  }

  /**
   * Another memory has a link to it.
   *
   * @param from the memory that has the link
   * @param title that memory's title
   * @param type the link's
   * @param hops how many links were followed
   */
  record Linked(MemoryId from, String title, String type, int hops) implements Via {

    @Override
    public String said() {
      String relation =
          switch (type) {
            case "fixed-by" -> "fixed ";
            case "caused-by" -> "caused ";
            case "same-incident" -> "the same incident as ";
            case "deployment-of" -> "deployed by ";
            default -> type.replace('-', ' ') + ", linked from ";
          };
      return relation + "\"" + title + "\"";
    }
  }
}
