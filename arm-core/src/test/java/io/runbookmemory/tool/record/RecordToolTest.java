package io.runbookmemory.tool.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.Violation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordToolTest {

  enum Level {
    WARN,
    ERROR
  }

  record Range(Instant from, Duration length) {}

  record Ask(
      @Described("what to look for") String query,
      int topK,
      double threshold,
      boolean exact,
      Level level,
      @Nullable Range range,
      @Nullable List<String> hosts,
      @Nullable Map<String, Long> limits,
      @Nullable URI link) {
    Ask {
      if (topK < 1) {
        throw new IllegalArgumentException("top_k must be at least 1, got " + topK);
      }
    }
  }

  record Answer(String text, @Nullable Ask echo) {}

  private static final String FULL =
      """
      {"query":"oom","top_k":3,"threshold":0.5,"exact":true,"level":"error",
       "range":{"from":"2026-03-01T03:00:00Z","length":"PT15M"},
       "hosts":["a","b"],"limits":{"a":7},"link":"https://example.org/x"}
      """;

  private static RecordTool<Ask, Answer> echo() {
    return RecordTool.builder("echo", "Says what it was asked.", Ask.class, Answer.class)
        .effect(ToolEffect.READ_ONLY)
        .cost(CostTier.LOW)
        .timeout(Duration.ofSeconds(2))
        .build((ask, invocation) -> Optional.of(new Answer(invocation.caller(), ask)));
  }

  private static ToolInvocation asked(String arguments) {
    Instant at = Instant.parse("2026-03-01T03:00:00Z");
    return new ToolInvocation("c1", "ana", arguments, at, at.plusSeconds(2));
  }

  @Test
  void everyKindOfComponentGoesThereAndBack() {
    ToolResult result = echo().run(asked(FULL));
    assertThat(result).isInstanceOf(ToolResult.Succeeded.class);
    String output = ((ToolResult.Succeeded) result).output();
    assertThat(echo().contract().outputSchema().check(output)).isEmpty();
    assertThat(output)
        .isEqualTo("{\"text\":\"ana\",\"echo\":" + FULL.strip().replaceAll("\\R\\s*", "") + "}");
  }

  @Test
  void theSchemaTellsWhatTheRecordTells() {
    String schema = echo().contract().inputSchema().text();
    assertThat(schema)
        .contains("\"required\":[\"query\",\"top_k\",\"threshold\",\"exact\",\"level\"]")
        .contains("\"description\":\"what to look for\"")
        .contains("\"enum\":[\"warn\",\"error\"]")
        .contains("\"format\":\"date-time\"")
        .contains("\"format\":\"duration\"")
        .contains("\"additionalProperties\":false");
    assertThat(echo().contract().inputSchema().check(FULL)).isEmpty();
  }

  @Test
  void whatTheSchemaRefusesTheRecordRefusesToo() {
    List<String> wrong =
        List.of(
            FULL.replace("3", "\"3\""),
            FULL.replace("\"exact\":true,", ""),
            FULL.replace("\"error\"", "\"fatal\""),
            FULL.replace("PT15M", "a while"),
            FULL.replace("\"a\",\"b\"", "1"),
            FULL.replace("2026-03-01T03", "2026-13-01T03"),
            FULL.replace("\"query\"", "\"qeury\""));
    for (String arguments : wrong) {
      assertThat(echo().contract().inputSchema().check(arguments)).as(arguments).isNotEmpty();
      assertThat(echo().run(asked(arguments))).as(arguments).isInstanceOf(ToolResult.Refused.class);
    }
  }

  @Test
  void whatTheConstructorRefusesIsARefusalOfTheArguments() {
    ToolResult result = echo().run(asked(FULL.replace("\"top_k\":3", "\"top_k\":0")));
    assertThat(result)
        .isInstanceOfSatisfying(
            ToolResult.Refused.class,
            refused ->
                assertThat(refused.violations())
                    .containsExactly(new Violation("", "top_k must be at least 1, got 0")));
  }

  @Test
  void whatCannotBeDoneNowMayBeLater() {
    RecordTool<Range, Range> busy =
        RecordTool.builder("busy", "Is busy.", Range.class, Range.class)
            .build(
                (range, invocation) -> {
                  throw new UnavailableException("db", "db is locked");
                });
    RecordTool<Range, Range> wrong =
        RecordTool.builder("wrong", "Is set up wrongly.", Range.class, Range.class)
            .build(
                (range, invocation) -> {
                  throw new ConfigurationException("db", "db has no such table");
                });
    String range = "{\"from\":\"2026-03-01T03:00:00Z\",\"length\":\"PT15M\"}";
    assertThat(busy.run(asked(range))).isEqualTo(new ToolResult.Failed("db is locked", true));
    assertThat(wrong.run(asked(range)))
        .isEqualTo(new ToolResult.Failed("db has no such table", false));
    assertThat(busy.contract().effect()).isEqualTo(ToolEffect.DESTRUCTIVE);
    assertThat(busy.contract().idempotent()).isFalse();
  }

  @Test
  void nothingFoundIsNoFailure() {
    RecordTool<Range, Range> empty =
        RecordTool.builder("empty", "Finds nothing.", Range.class, Range.class)
            .build((range, invocation) -> Optional.empty());
    assertThat(empty.run(asked("{\"from\":\"2026-03-01T03:00:00Z\",\"length\":\"PT15M\"}")))
        .isInstanceOf(ToolResult.NoData.class);
  }

  record Tree(String name, List<Tree> children) {}

  record Odd(Thread thread) {}

  @Test
  void aRecordThatNoJsonStandsForIsRefusedAtOnce() {
    assertThatThrownBy(
            () ->
                RecordTool.builder("tree", "A tree.", Tree.class, Answer.class)
                    .build((tree, invocation) -> Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not hold itself");
    assertThatThrownBy(
            () ->
                RecordTool.builder("odd", "A thread.", Odd.class, Answer.class)
                    .build((odd, invocation) -> Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Thread");
  }
}
