package io.runbookmemory.oncall.tool;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryToolsTest {

  private final RunbookMemory arm =
      RunbookMemory.builder(new ExactMemoryStore()).clock(() -> NOW).random(new Random(7)).build();
  private final Map<String, Tool> tools =
      arm.tools().stream().collect(Collectors.toMap(tool -> tool.contract().name(), tool -> tool));

  @AfterEach
  void close() {
    arm.close();
  }

  private void remember(String key, String title, Content content, Duration ago) {
    arm.remember(
        Memory.builder(
                MemoryId.named("test", key), service("orders"), title, content, NOW.minus(ago))
            .happenedAt(NOW.minus(ago))
            .build());
  }

  @BeforeEach
  void fill() {
    remember(
        "runbook",
        "OrdersPoolExhausted",
        Runbook.builder("# OrdersPoolExhausted\n\nThe connection pool of orders is exhausted.")
            .alerts(List.of("OrdersPoolExhausted"))
            .steps(List.of(new RunbookStep("Mitigate", "Raise the pool to 200", null, null)))
            .build(),
        Duration.ofDays(30));
    remember(
        "incident",
        "Pool of orders exhausted",
        Incident.builder("503s since the connection pool was exhausted")
            .alertName("OrdersPoolExhausted")
            .rootCause("the flag service leaks connections")
            .resolution("raised the pool to 200")
            .attempts(List.of(new Attempt("restarted the pods", Effect.WORSENED)))
            .build(),
        Duration.ofDays(9));
    remember("old", "orders 1.4", deployment("1.4.0"), Duration.ofDays(9));
    remember("new", "orders 1.5", deployment("1.5.0"), Duration.ofHours(3));
    remember("w1", "Weekly report", report(14), Duration.ofDays(7));
    remember("w2", "Weekly report", report(7), Duration.ofDays(1));
    remember(
        "baseline",
        "Pool in use",
        new Baseline(
            "pool_in_use{pod=\"a\"}",
            Map.of("count", 900.0, "low", 10.0, "high", 90.0, "p95", 80.0)),
        Duration.ofDays(1));
  }

  private static Deployment deployment(String version) {
    return new Deployment(version, List.of("pool made smaller"), "low", List.of("pool_in_use"));
  }

  private static Report report(int daysAgo) {
    Instant from = NOW.minus(Duration.ofDays(daysAgo));
    return new Report(from, from.plus(Duration.ofDays(7)), "# Week of " + daysAgo, "{}");
  }

  private ToolResult call(String name, String arguments) {
    Tool tool = Objects.requireNonNull(tools.get(name), name);
    assertThat(tool.contract().inputSchema().check(arguments)).as(arguments).isEmpty();
    ToolResult result =
        tool.run(new ToolInvocation("c", "ana", arguments, NOW, NOW.plusSeconds(10)));
    if (result instanceof ToolResult.Succeeded it) {
      assertThat(tool.contract().outputSchema().check(it.output())).as(it.output()).isEmpty();
    }
    return result;
  }

  private String output(String tool, String arguments) {
    ToolResult result = call(tool, arguments);
    assertThat(result).isInstanceOf(ToolResult.Succeeded.class);
    return ((ToolResult.Succeeded) result).output();
  }

  @Test
  void allButTheOneThatRemembersOnlyLook() {
    assertThat(tools.values())
        .filteredOn(tool -> tool.contract().effect() != ToolEffect.READ_ONLY)
        .extracting(tool -> tool.contract().name())
        .containsExactly("memory_record_incident");
    assertThat(tools)
        .containsOnlyKeys(
            "lookup_runbook",
            "memory_search_incidents",
            "memory_record_incident",
            "memory_get_previous_report",
            "memory_check_baseline",
            "recent_deployments",
            "classify_slo",
            "memory_get_predictions");
  }

  @Test
  void aRunbookComesWithItsStepsAndWhyItWasFound() {
    assertThat(output("lookup_runbook", "{\"query\":\"OrdersPoolExhausted\"}"))
        .contains("\"strength\":\"strong\"")
        .contains("Raise the pool to 200")
        .contains("\"why\":[\"")
        .doesNotContain("503s");
  }

  @Test
  void anIncidentComesWithWhatWasTriedAndWhatEndedIt() {
    assertThat(output("memory_search_incidents", "{\"query\":\"OrdersPoolExhausted\",\"top_k\":1}"))
        .contains("raised the pool to 200")
        .contains("{\"action\":\"restarted the pods\",\"effect\":\"worsened\"}")
        .contains("the flag service leaks connections");
  }

  @Test
  void anIncidentIsRememberedAndWhatTeachesNothingIsNot() {
    String told =
        "Database pool exhausted on the primary replica. 503s since 2:47. Fix: raised max"
            + " connections 100→200. Root cause: flag service leaks connections";
    assertThat(
            output(
                "memory_record_incident", "{\"text\":\"" + told + "\",\"service\":\"payments\"}"))
        .contains("\"outcome\":\"added\"");
    assertThat(output("memory_search_incidents", "{\"query\":\"primary replica pool exhausted\"}"))
        .contains("raised max connections 100→200");
    assertThat(output("memory_record_incident", "{\"text\":\"hello there\"}"))
        .contains("\"outcome\":\"ignored\"")
        .doesNotContain("\"id\"");
  }

  @Test
  void whatWentOutLatelyComesNewestFirst() {
    assertThat(output("recent_deployments", "{\"service\":\"orders\"}"))
        .contains("1.5.0")
        .doesNotContain("1.4.0");
    assertThat(output("recent_deployments", "{\"window\":\"P30D\"}"))
        .containsSubsequence("1.5.0", "1.4.0");
    assertThat(call("recent_deployments", "{\"service\":\"search\"}"))
        .isInstanceOf(ToolResult.NoData.class);
  }

  @Test
  void theLastReportIsThePreviousOne() {
    assertThat(output("memory_get_previous_report", "{\"title\":\"weekly\"}"))
        .contains("# Week of 7");
    String before = NOW.minus(Duration.ofDays(3)).toString();
    assertThat(output("memory_get_previous_report", "{\"before\":\"" + before + "\"}"))
        .contains("# Week of 14");
    assertThat(call("memory_get_previous_report", "{\"title\":\"monthly\"}"))
        .isInstanceOf(ToolResult.NoData.class);
  }

  @Test
  void aValueIsHeldAgainstWhatWasRememberedOfItsSeries() {
    String question = "{\"metric\":\"pool_in_use\",\"labels\":{\"pod\":\"a\"},\"value\":%s}";
    assertThat(output("memory_check_baseline", question.formatted(50)))
        .contains("\"state\":\"normal\"");
    assertThat(output("memory_check_baseline", question.formatted(85)))
        .contains("\"state\":\"above_p95\"");
    assertThat(output("memory_check_baseline", question.formatted(99)))
        .contains("\"state\":\"outside_band\"");
    assertThat(call("memory_check_baseline", "{\"metric\":\"pool_in_use\",\"value\":1}"))
        .isInstanceOf(ToolResult.NoData.class);
  }

  private static String counts(int bad) {
    return IntStream.rangeClosed(1, 180)
        .mapToObj(
            minute ->
                "{\"timestamp\":\"%s\",\"good\":%d,\"total\":1000}"
                    .formatted(NOW.plusSeconds(60L * minute), 1000 - bad))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void countsAreJudgedByTheirBurnRate() {
    String question = "{\"service\":\"orders\",\"objective\":\"0.999\",\"samples\":%s}";
    assertThat(output("classify_slo", question.formatted(counts(50))))
        .contains("\"verdict\":\"page\"")
        .contains("burning");
    assertThat(output("classify_slo", question.formatted(counts(0))))
        .contains("\"verdict\":\"log\"")
        .contains("\"budget_left\":1.0");
  }

  @Test
  void whatCannotBeJudgedIsRefusedWithTheRule() {
    assertThat(
            call("classify_slo", "{\"service\":\"orders\",\"objective\":\"99,9\",\"samples\":[]}"))
        .isInstanceOf(ToolResult.Refused.class)
        .asString()
        .contains("objective");
    assertThat(call("lookup_runbook", "{\"query\":\" \"}").toString())
        .contains("query must not be blank");
  }
}
