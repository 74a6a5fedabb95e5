package io.runbookmemory.bench.jmh;

import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.RateLimits;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditAnchors;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.audit.AuditSink;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.record.RecordTool;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the guard adds to a call of a tool that does nothing: role, rate, schemas, redaction, a
 * thread of its own, and two audit entries, hashed and signed, that are written nowhere.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GuardBenchmark {

  /** What the tool is asked. */
  public record Question(@Described("a PromQL expression") String query, int minutes) {}

  /** What the tool gives. */
  public record Answer(List<String> lines) {}

  /** Keeps nothing. */
  private static final class Nowhere implements AuditSink, AuditAnchors {

    @Override
    public List<String> writers() {
      return List.of();
    }

    @Override
    public Optional<String> last(String writer) {
      return Optional.empty();
    }

    @Override
    public void append(String writer, String line) {
      // What a disk takes is not the guard's.
    }

    @Override
    public void lines(String writer, Consumer<String> reader) {
      // There are none.
    }

    @Override
    public Optional<String> anchor(String writer) {
      return Optional.empty();
    }

    @Override
    public void anchor(String writer, String anchor) {
      // What a disk takes is not the guard's.
    }
  }

  private static final Answer ANSWER =
      new Answer(List.of("2026-05-12T02:41:00Z checkout pool exhausted, 42 of 42 in use"));

  private final Nowhere nowhere = new Nowhere();

  private final GuardedToolbox box =
      GuardedToolbox.builder(
              AuditLog.open(nowhere, nowhere, SigningKey.random(), "bench"),
              (caller, scope) -> Optional.of(Role.VIEWER),
              new PatternRedactor(),
              InstantSource.system())
          .rates(RateLimits.DEFAULT.with("look", Integer.MAX_VALUE))
          .tools(
              List.of(
                  RecordTool.builder("look", "Looks.", Question.class, Answer.class)
                      .effect(ToolEffect.READ_ONLY)
                      .build((question, invocation) -> Optional.of(ANSWER))))
          .build();

  private final ToolRequest request =
      ToolRequest.builder(
              Caller.of("ana"),
              io.runbookmemory.memory.Scope.of(Tenant.DEFAULT).withEnv("prod"),
              "look",
              "{\"query\":\"rate(http_requests_total{service=\\\"checkout\\\"}[5m])\",\"minutes\":15}")
          .build();

  /**
   * Makes a call.
   *
   * @return what came of it
   */
  @Benchmark
  public ToolResult call() {
    return box.call(request);
  }
}
