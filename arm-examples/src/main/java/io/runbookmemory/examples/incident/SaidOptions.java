package io.runbookmemory.examples.incident;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who says something, and when it happened. */
public final class SaidOptions {

  private final Instant now = Instant.now();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "When it happened: 10m (ago), 03:12, 2026-03-01T03:12:00Z (default: now).")
  private @Nullable Instant at;

  @Option(names = "--by", paramLabel = "NAME", description = "Who says so (default: your name).")
  private @Nullable String by;

  public Instant at() {
    return Objects.requireNonNullElse(at, now);
  }

  public String by() {
    return name(by);
  }

  /** Returns whose word it is: the one who is named, else who runs this. */
  static String name(@Nullable String by) {
    String name = by == null ? System.getProperty("user.name", "") : by;
    return name.isBlank() ? "somebody" : name;
  }
}
