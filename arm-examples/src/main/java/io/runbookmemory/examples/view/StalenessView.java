package io.runbookmemory.examples.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.store.Staleness;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How old the copy is that memories came from, for people and for programs. */
public final class StalenessView {

  private static final List<ChronoUnit> UNITS =
      List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES);

  private StalenessView() {}

  /** Returns one line, with the age where it is known what time it is. */
  public static String line(Staleness staleness, @Nullable Instant now) {
    Instant asOf = staleness.asOf();
    if (asOf == null) {
      return "from the local copy, which is not complete yet: the shared store is down";
    }
    return "from the local copy as of "
        + asOf.truncatedTo(ChronoUnit.SECONDS)
        + (now == null ? "" : ", " + age(asOf, now) + " ago")
        + ": the shared store is down, what was written since may be missing";
  }

  private static String age(Instant asOf, Instant now) {
    ChronoUnit unit =
        UNITS.stream()
            .filter(each -> each.between(asOf, now) > 1)
            .findFirst()
            .orElse(ChronoUnit.SECONDS);
    return Math.max(0, unit.between(asOf, now)) + " " + unit.name().toLowerCase(Locale.ROOT);
  }

  static ObjectNode json(Staleness staleness) {
    Instant asOf = staleness.asOf();
    return Output.object()
        .put("complete", staleness.complete())
        .put("asOf", asOf == null ? null : asOf.toString());
  }
}
