package io.runbookmemory.learn.analysis.signature;

import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.learn.analysis.signal.Trouble;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What analysis needs of an incident: some hundred bytes.
 *
 * @param line the begin of its symptom
 * @param tried what was tried; of one without attempts its resolution, which helped
 * @param began when, as far as it is known
 * @param ended whether an end or a fix is known
 */
record Case(
    MemoryId id,
    @Nullable String alert,
    Place place,
    String line,
    List<Attempt> tried,
    Instant began,
    boolean ended) {

  private static final int LONGEST_LINE = 300;
  private static final int LONGEST_ACTION = 200;

  static Case of(Memory memory, Incident incident) {
    List<Attempt> tried =
        incident.attempts().isEmpty()
            ? incident.resolution().filter(fix -> !fix.isBlank()).stream()
                .map(fix -> new Attempt(cut(fix, LONGEST_ACTION), Effect.RESOLVED))
                .toList()
            : incident.attempts().stream()
                .map(one -> new Attempt(cut(one.action(), LONGEST_ACTION), one.effect()))
                .toList();
    return new Case(
        memory.id(),
        incident.alertName().orElse(null),
        place(memory),
        cut(incident.symptom().strip(), LONGEST_LINE),
        tried,
        incident.openedAt().or(incident::detectedAt).orElse(memory.times().createdAt()),
        incident.mitigatedAt().isPresent()
            || incident.resolvedAt().isPresent()
            || incident.resolution().isPresent());
  }

  static Case of(Trouble trouble) {
    Signal signal = trouble.signal();
    return new Case(
        trouble.id(),
        signal.alert(),
        signal.place(),
        "",
        List.of(),
        trouble.began(),
        trouble.ended());
  }

  static Place place(Memory memory) {
    return new Place(memory.scope().service(), memory.scope().env(), memory.scope().cluster());
  }

  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }

  boolean isOpen(Instant asOf) {
    return !ended && began.isAfter(asOf.minus(Casebook.FORGOTTEN));
  }
}
