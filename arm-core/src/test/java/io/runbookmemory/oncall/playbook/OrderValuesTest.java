package io.runbookmemory.oncall.playbook;

import static io.runbookmemory.oncall.playbook.Workshop.REX;
import static io.runbookmemory.oncall.playbook.Workshop.playbook;
import static io.runbookmemory.oncall.playbook.Workshop.rollback;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.oncall.playbook.PlaybookEnd.Left;
import io.runbookmemory.tool.JsonSchema;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments are filled in from the order, and only by what is known and plain. */
class OrderValuesTest {

  @TempDir Path temp;

  private static PlaybookOrder order(Map<String, String> labels) {
    return new PlaybookOrder("fix", REX, Workshop.PROD, Workshop.START, labels);
  }

  private static PlaybookAction look(String service) {
    return PlaybookAction.builder("look", "look", "{\"service\":\"" + service + "\"}").build();
  }

  @ParameterizedTest
  @CsvSource({
    "${service}, pay",
    "${service}-${env}, pay-prod",
    "${alert.pod}, pay-7f9b:8080",
    "$${service}, ${service}",
    "$$${env}, $${env}",
    "$service $5, $service $5",
  })
  void aPlaceholderIsFilledInWhereTheOrderKnowsIt(String written, String given) {
    try (Workshop shop = new Workshop(temp)) {
      PlaybookRunner runner = shop.runner(playbook(look(written)).build());

      PlaybookReport report = runner.run(order(Map.of("pod", "pay-7f9b:8080")));

      assertThat(report.end()).isEqualTo(new PlaybookEnd.Completed());
      assertThat(report.steps().getFirst().toString()).contains("\"service\":\"" + given + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "$(reboot)", "pay;ls", "-rf", "pay\"}"})
  void aLabelThatIsMissingOrNotPlainStopsTheRunBeforeAnythingIsCalled(String value) {
    try (Workshop shop = new Workshop(temp)) {
      Playbook fix = playbook(look("pay"), scale("${alert.pod}")).build();
      Map<String, String> labels = value.isEmpty() ? Map.of() : Map.of("pod", value);

      PlaybookReport report = shop.runner(fix).run(order(labels));

      assertThat(report.end())
          .isEqualTo(
              new PlaybookEnd.Stopped(
                  "scale",
                  "the order must have a plain value for [alert.pod], which the arguments of scale"
                      + " name",
                  Left.NOTHING));
      assertThat(shop.ran).isEmpty();
    }
  }

  private static PlaybookAction scale(String service) {
    return PlaybookAction.builder("scale", "scale", "{\"service\":\"" + service + "\"}").build();
  }

  @Test
  void whatUndoesAnActionMustBeFilledInToo() {
    try (Workshop shop = new Workshop(temp)) {
      PlaybookAction undo =
          PlaybookAction.builder("undo", "unscale", "{\"service\":\"${cluster}\"}").build();
      Playbook fix =
          playbook(scale("pay")).rollback(rollback(new Rollback.Undo("scale", undo))).build();

      PlaybookReport report = shop.runner(fix).run(order(Map.of()));

      assertThat(report.end()).isInstanceOf(PlaybookEnd.Stopped.class);
      assertThat(report.end().toString()).contains("[cluster], which the arguments of undo name");
      assertThat(shop.ran).isEmpty();
    }
  }

  private static List<String> faults(String arguments, ToolContract tool) {
    Playbook fix = playbook(PlaybookAction.builder("a", tool.name(), arguments).build()).build();
    return PlaybookCatalog.faults(List.of(fix), List.of(tool)).stream()
        .map(fault -> fault.violation().toString())
        .toList();
  }

  @Test
  void anUnknownPlaceholderIsAFaultAndOneThatIsKnownWaitsForItsValue() {
    ToolContract tool =
        ToolContract.builder("scale", "Scales.")
            .effect(ToolEffect.REVERSIBLE)
            .inputSchema(
                JsonSchema.of(
                    "{\"type\":\"object\",\"properties\":{\"env\":{\"enum\":[\"prod\"]},\"of\":"
                        + "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}"))
            .build();

    assertThat(faults("{\"env\":\"${env}\",\"of\":[\"${alert.pod}\"]}", tool)).isEmpty();
    assertThat(faults("{\"env\":\"test\",\"of\":[\"a\",\"${pod}\"]}", tool))
        .hasSize(2)
        .anyMatch(fault -> fault.startsWith("/spec/actions/0/arguments/env: "))
        .contains(
            "/spec/actions/0/arguments/of/1: must have one of the placeholders [cluster, env,"
                + " namespace, service] or alert.LABEL, or $${ for a plain text, got ${pod}");
    assertThat(faults("{\"of\":[\"${alert.}\"]}", tool)).hasSize(1);
    assertThat(faults("no JSON ${service}", tool)).hasSize(1);
  }
}
