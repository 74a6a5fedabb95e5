package io.runbookmemory.remember.consolidate;

import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.text.OperationsTokenizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One incident made of two accounts. What one lacks the other gives; where both speak, the lines of
 * the second that say something else are put below those of the first. An account that says nothing
 * new changes nothing.
 */
final class MergedIncident {

  /**
   * So long may each part grow by reports, in characters: a storm must not make a memory endless.
   */
  private static final int MAX_LENGTH = 4_000;

  private static final int MAX_ATTEMPTS = 50;
  private static final int MAX_OBSERVATIONS = 50;

  private MergedIncident() {}

  static Incident of(Incident one, Incident two) {
    return Incident.builder(joined(one.symptom(), two.symptom()))
        .alertName(one.alertName().or(two::alertName).orElse(null))
        .fingerprint(one.fingerprint().or(two::fingerprint).orElse(null))
        .rootCause(joined(one.rootCause(), two.rootCause()))
        .resolution(joined(one.resolution(), two.resolution()))
        .openedAt(earlier(one.openedAt().orElse(null), two.openedAt().orElse(null)))
        .detectedAt(earlier(one.detectedAt().orElse(null), two.detectedAt().orElse(null)))
        .mitigatedAt(later(one.mitigatedAt().orElse(null), two.mitigatedAt().orElse(null)))
        .resolvedAt(later(one.resolvedAt().orElse(null), two.resolvedAt().orElse(null)))
        .affectedServices(services(one, two))
        .attempts(attempts(one, two))
        .observations(observations(one, two))
        .build();
  }

  static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable String joined(Optional<String> one, Optional<String> other) {
    return one.isEmpty() || other.isEmpty()
        ? one.or(() -> other).orElse(null)
        : joined(one.get(), other.get());
  }

  private static String joined(String one, String other) {
    Set<Set<String>> said = new HashSet<>();
    one.lines().forEach(line -> said.add(words(line)));
    StringBuilder joined = new StringBuilder(one);
    for (String line : other.lines().toList()) {
      boolean isNew = !words(line).isEmpty() && said.add(words(line));
      if (isNew && joined.length() + line.length() < MAX_LENGTH) {
        joined.append(joined.isEmpty() ? "" : "\n").append(line);
      }
    }
    return joined.toString();
  }

  private static Set<String> words(String line) {
    return new HashSet<>(OperationsTokenizer.tokens(line));
  }

  private static List<String> services(Incident one, Incident two) {
    Set<String> services = new LinkedHashSet<>(one.affectedServices());
    services.addAll(two.affectedServices());
    return new ArrayList<>(services);
  }

  private static List<String> observations(Incident one, Incident two) {
    return Stream.concat(one.observations().stream(), two.observations().stream())
        .distinct()
        .limit(MAX_OBSERVATIONS)
        .toList();
  }

  private static List<Attempt> attempts(Incident one, Incident two) {
    List<Attempt> attempts = new ArrayList<>(one.attempts());
    for (Attempt attempt : two.attempts()) {
      boolean known = attempts.stream().anyMatch(other -> isSame(attempt, other));
      if (!known && attempts.size() < MAX_ATTEMPTS) {
        attempts.add(attempt);
      }
    }
    return attempts;
  }

  private static boolean isSame(Attempt one, Attempt other) {
    return one.effect() == other.effect() && words(one.action()).equals(words(other.action()));
  }
}
