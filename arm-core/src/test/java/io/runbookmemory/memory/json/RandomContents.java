package io.runbookmemory.memory.json;

import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Memories of every kind, drawn from a seed, of any characters, numbers and times. */
public final class RandomContents {

  private static final String ODD = "a\"\\/\b\n\r\t\u0000\u2028é漢🚒\uD83D\uDE92\u202E .[]{}~";

  private final Random random;

  /** Creates the source of memories that a seed stands for. */
  public RandomContents(long seed) {
    this.random = new Random(seed);
  }

  /** Returns the next memory. */
  public Memory memory() {
    Scope scope =
        new Scope(
            new Tenant("t-" + random.nextInt(3)),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text));
    return Memory.builder(id(), scope, "x" + text(), content(), time())
        .text(maybe(this::text))
        .type(any(MemoryType.values()))
        .status(any(MemoryStatus.values()))
        .severity(maybe(() -> any(Severity.values())))
        .tags(many(() -> "t" + text()))
        .provenance(
            new Provenance(
                "s" + text(), maybe(this::text), maybe(this::text), any(TrustTier.values())))
        .updatedAt(time())
        .happenedAt(maybe(this::time))
        .lastSeenAt(maybe(this::time))
        .lastVerifiedAt(maybe(this::time))
        .expiresAt(maybe(this::time))
        .occurrences(1 + (random.nextLong() >>> 2))
        .pinned(random.nextBoolean())
        .links(many(() -> new Link("l" + text(), id())))
        .version(random.nextLong() >>> 1)
        .unknownFields(random.nextBoolean() ? Map.of() : Map.of("/mood", "[1,{\"a.b\":null}]"))
        .build();
  }

  private Content content() {
    return switch (random.nextInt(10)) {
      case 0 -> runbook();
      case 1 -> incident();
      case 2 -> new Deployment(text(), many(this::text), text(), many(this::text));
      case 3 -> new ResourceFact(text(), text(), text());
      case 4 -> new Pattern(text(), text(), random.nextLong() >>> 1, random.nextDouble());
      case 5 -> new Baseline(text(), Map.of(text() + "1", number(), "m2", -0.0));
      case 6 -> new Report(time(), Instant.parse("9999-12-31T23:59:59Z"), text(), text());
      case 7 -> new Note(text());
      case 8 -> new Interaction(text(), text());
      default -> new Other("hologram", "{\"kind\":\"hologram\",\"n\":" + random.nextInt() + "}");
    };
  }

  private Runbook runbook() {
    return Runbook.builder(text())
        .slo(maybe(this::text))
        .alerts(many(this::text))
        .detectionRules(many(() -> new DetectionRule("l" + text(), "q" + text())))
        .steps(
            many(
                () ->
                    new RunbookStep(text(), "s" + text(), maybe(this::text), maybe(this::text))
                        .withRemarks(maybe(this::text), maybe(this::text), maybe(this::text))))
        .urls(many(this::text))
        .owners(many(this::text))
        .escalationPolicy(maybe(this::text))
        .build();
  }

  private Incident incident() {
    return Incident.builder(text())
        .alertName(maybe(this::text))
        .fingerprint(maybe(this::text))
        .rootCause(maybe(this::text))
        .resolution(maybe(this::text))
        .openedAt(maybe(this::time))
        .detectedAt(maybe(this::time))
        .mitigatedAt(maybe(this::time))
        .resolvedAt(maybe(this::time))
        .affectedServices(many(this::text))
        .attempts(many(() -> new Attempt("a" + text(), any(Effect.values()))))
        .observations(many(this::text))
        .build();
  }

  private MemoryId id() {
    return MemoryId.named("test", String.valueOf(random.nextInt()));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.append(ODD.charAt(random.nextInt(ODD.length())));
    }
    return text.toString();
  }

  private Instant time() {
    long seconds = random.nextLong(-62_135_596_800L, 253_402_300_800L);
    return Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000));
  }

  private double number() {
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) ? number : 0.1;
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? null : value.get();
  }

  private <T> List<T> many(Supplier<T> value) {
    List<T> values = new ArrayList<>();
    while (random.nextInt(3) > 0) {
      values.add(value.get());
    }
    return values;
  }
}
