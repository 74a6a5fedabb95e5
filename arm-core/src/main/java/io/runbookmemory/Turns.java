package io.runbookmemory;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was said in a session.
 *
 * @param reader the tenant's
 * @param session its id
 */
record Turns(MemoryReader reader, String session) {

  /** How far back to look, the likely first. */
  private static final List<Duration> BACK = List.of(Duration.ofHours(1), Duration.ofDays(7));

  private static final int PAGE = 200;

  /** More turns than people take in a week; a program that talks more is not followed further. */
  private static final int MAX_PAGES = 20;

  private static final Comparator<Memory> OLDEST_FIRST =
      Comparator.comparing((Memory turn) -> turn.times().createdAt()).thenComparing(Memory::id);

  /** Returns the last turn that was about a service. */
  Optional<Memory> lastAboutAService(Instant at) {
    return BACK.stream().flatMap(back -> last(at, back).stream()).findFirst();
  }

  private Optional<Memory> last(Instant at, Duration back) {
    Filter said =
        Filter.and(
            Filter.eq(Field.SESSION, session),
            Filter.eq(Field.KIND, "interaction"),
            Filter.not(new Filter.IsNull(Field.SERVICE)),
            new Filter.Range<>(Field.CREATED_AT, at.minus(back), at.plus(1, ChronoUnit.MICROS)));
    Optional<Memory> last = Optional.empty();
    MemoryId after = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      List<StoredMemory> some = reader.scan(said, after, PAGE);
      last =
          Stream.concat(last.stream(), some.stream().map(StoredMemory::memory))
              .filter(turn -> !turn.times().expiredAt(at))
              .max(OLDEST_FIRST);
      if (some.size() < PAGE) {
        break;
      }
      after = Objects.requireNonNull(some.getLast().id());
    }
    return last;
  }
}
