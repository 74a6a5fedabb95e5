package io.runbookmemory.testkit.differential;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.json.ChangeJson;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers as people read them; unlike {@code toString} it leaves nothing out that is compared. */
final class Shown {

  private Shown() {}

  static String of(Object answer) {
    return switch (answer) {
      case Memory memory -> MemoryJson.write(memory);
      case StoredMemory stored -> ChangeJson.write(new Change.Upserted(0, stored, Usage.NONE));
      case Change change -> ChangeJson.write(change);
      case SearchHit hit ->
          "hit of score %s, similarity %s, of its lead %s, words %s, passage %s, %s: %s"
              .formatted(
                  hit.score(),
                  hit.similarity(),
                  hit.leadSimilarity(),
                  hit.textScore(),
                  hit.passage(),
                  hit.usage(),
                  of(hit.memory()));
      case StoreState state ->
          "memories %s, usage %s, history %s, feed %s, %s"
              .formatted(
                  of(state.memories()),
                  state.usage(),
                  of(state.history()),
                  of(state.feed()),
                  state.stats());
      case Optional<?> maybe -> maybe.isPresent() ? of(maybe.get()) : "nothing";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + of(entry.getValue()))
              .sorted()
              .collect(Collectors.joining(", ", "{", "}"));
      // A set has no order: sorted, two of them differ where they differ.
      case Set<?> set ->
          set.stream().map(Shown::of).sorted().collect(Collectors.joining(", ", "{", "}"));
      case Collection<?> several ->
          several.stream().map(Shown::of).collect(Collectors.joining(", ", "[", "]"));
      default -> answer.toString();
    };
  }
}
