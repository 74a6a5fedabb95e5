package io.runbookmemory.examples.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.Planner;
import io.runbookmemory.recall.Basis;
import io.runbookmemory.recall.Degradation;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallPolicy;
import io.runbookmemory.recall.Route;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.store.Staleness;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whoever reads what was recalled is told how old the copy is that it came from. */
class StalenessViewTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  @Command
  static final class Printing {
    @Mixin private DataOutput output = new DataOutput();
  }

  private static String printed(Consumer<Output> printing) {
    Printing command = new Printing();
    StringWriter out = new StringWriter();
    new CommandLine(command).setOut(new PrintWriter(out)).parseArgs();
    printing.accept(command.output);
    return out.toString();
  }

  private static Recall recall(@Nullable Staleness staleness) {
    Route route = new Route(Scope.of(Tenant.DEFAULT), Set.of(), Set.of(), List.of());
    Set<Degradation> degraded = staleness == null ? Set.of() : Set.of(Degradation.STORE_STALE);
    return new Recall(
        Strength.TRIAGE,
        List.of(),
        route,
        degraded,
        List.of(),
        Duration.ZERO,
        staleness,
        new Basis(NOW, "", RecallPolicy.DEFAULT, null, "words"));
  }

  private static Staleness asOf(Duration age) {
    return new Staleness(NOW.minus(age));
  }

  @Test
  void theAgeIsSaidInUnitsThatPeopleCountIn() {
    assertThat(StalenessView.line(asOf(Duration.ofSeconds(12)), NOW)).contains(", 12 seconds ago:");
    assertThat(StalenessView.line(asOf(Duration.ofSeconds(-3)), NOW)).contains(", 0 seconds ago:");
    assertThat(StalenessView.line(asOf(Duration.ofMinutes(5)), NOW)).contains(", 5 minutes ago:");
    assertThat(StalenessView.line(asOf(Duration.ofHours(30)), NOW)).contains(", 30 hours ago:");
    assertThat(StalenessView.line(asOf(Duration.ofDays(3)), NOW)).contains(", 3 days ago:");
  }

  @Test
  void aRecallFromACopySaysSo() {
    assertThat(printed(out -> new RecallView(out).print(recall(asOf(Duration.ZERO)), NOW)))
        .contains("degraded: [STORE_STALE]")
        .contains("from the local copy as of 2026-05-12T02:41:00Z, 0 seconds ago")
        .contains("may be missing");
    assertThat(printed(out -> new RecallView(out).print(recall(Staleness.INCOMPLETE), NOW)))
        .contains("not complete yet");
    assertThat(printed(out -> new RecallView(out).print(recall(null), NOW))).doesNotContain("copy");
  }

  @Test
  void aPlanFromACopySaysSo() {
    Situation situation = Situation.builder("disk full", NOW).build();
    assertThat(
            printed(
                out ->
                    new PlanView(out)
                        .print(
                            new Planner().plan(situation, recall(asOf(Duration.ofDays(1))), null))))
        .contains("from the local copy as of 2026-05-11T02:41:00Z:");
  }

  @Test
  void programsAreToldToo() {
    assertThat(RecallView.json(recall(asOf(Duration.ZERO))).path("staleness").toString())
        .isEqualTo("{\"complete\":true,\"asOf\":\"2026-05-12T02:41:00Z\"}");
    assertThat(RecallView.json(recall(Staleness.INCOMPLETE)).path("staleness").toString())
        .isEqualTo("{\"complete\":false,\"asOf\":null}");
    assertThat(RecallView.json(recall(null)).has("staleness")).isFalse();
  }
}
