package io.runbookmemory.connectors.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.oncall.playbook.EscalationLevel;
import io.runbookmemory.oncall.playbook.Playbook;
import io.runbookmemory.oncall.playbook.PlaybookAction;
import io.runbookmemory.oncall.playbook.PlaybookCatalog;
import io.runbookmemory.oncall.playbook.PlaybookCondition;
import io.runbookmemory.oncall.playbook.PlaybookCondition.Comparison;
import io.runbookmemory.tool.JsonSchema;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybookReaderTest {

  private static final List<ToolContract> TOOLS =
      List.of(
          tool("lookup_runbook", ToolEffect.READ_ONLY, "situation", "service"),
          tool("recent_deployments", ToolEffect.READ_ONLY, "service"),
          tool("silence_alert", ToolEffect.REVERSIBLE, "alert", "minutes"),
          tool("unsilence_alert", ToolEffect.REVERSIBLE, "alert"),
          tool("scale_deployment", ToolEffect.REVERSIBLE, "deployment", "replicas"),
          tool("drop_table", ToolEffect.DESTRUCTIVE, "name"));

  private static final List<String> SOUND =
      List.of(
          "apiVersion: runbookmemory.io/v1",
          "kind: RemediationPlaybook",
          "metadata: {name: fix}",
          "spec:",
          "  trigger: {alert: Down}",
          "  actions:",
          "    - type: lookup_runbook",
          "      arguments: {service: pay}");

  @TempDir Path temp;

  private static ToolContract tool(String name, ToolEffect effect, String... fields) {
    StringBuilder properties = new StringBuilder();
    for (String field : fields) {
      boolean number = field.equals("minutes") || field.equals("replicas");
      properties
          .append(properties.isEmpty() ? "" : ",")
          .append("\"%s\":{\"type\":\"%s\"}".formatted(field, number ? "integer" : "string"));
    }
    return ToolContract.builder(name, "Does " + name + ".")
        .effect(effect)
        .inputSchema(
            JsonSchema.of(
                "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{%s}}"
                    .formatted(properties)))
        .build();
  }

  private ReadPlaybooks read(String... lines) throws IOException {
    return read(List.of(lines));
  }

  private ReadPlaybooks read(List<String> lines) throws IOException {
    Path file = Files.write(temp.resolve("fix.yaml"), lines);
    return new PlaybookReader(TOOLS).read(List.of(file));
  }

  /** Returns what is wrong, without the folder. */
  private List<String> faults(ReadPlaybooks read) {
    return read.faults().stream()
        .map(fault -> String.valueOf(fault.getMessage()).replace(temp + "/", ""))
        .toList();
  }

  private static List<String> with(String... more) {
    return Stream.concat(SOUND.stream(), Arrays.stream(more)).toList();
  }

  @Test
  void theDocumentedExampleIsReadWhole() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "formats", "playbook.md"));
    int begin = page.indexOf("```yaml\n") + 8;
    ReadPlaybooks read = read(page.substring(begin, page.indexOf("```", begin)).lines().toList());
    assertThat(faults(read)).isEmpty();
    PlaybookCatalog catalog = read.catalog(TOOLS);
    assertThat(catalog.effect("drain-checkout")).isEqualTo(ToolEffect.REVERSIBLE);
    assertThat(catalog.effect("look-at-deployments")).isEqualTo(ToolEffect.READ_ONLY);
    Playbook drain = catalog.playbook("drain-checkout").orElseThrow();
    assertThat(drain.trigger().conditions())
        .containsExactly(
            new PlaybookCondition(
                "checkout_latency_p99_seconds", Comparison.ABOVE, 2, Duration.ofMinutes(5)));
    PlaybookAction look = drain.actions().getFirst();
    assertThat(look.retry()).isEqualTo(new PlaybookAction.Retry(2, Duration.ofSeconds(1)));
    assertThat(look.timeout()).contains(Duration.ofSeconds(10));
    PlaybookAction hush = drain.actions().get(1);
    assertThat(hush.auto()).isTrue();
    assertThat(hush.arguments()).isEqualTo("{\"alert\":\"CheckoutLatencyHigh\",\"minutes\":30}");
    assertThat(drain.actions().get(2).when().getFirst().comparison())
        .isEqualTo(Comparison.AT_LEAST);
    assertThat(drain.rollback().window()).isEqualTo(Duration.ofMinutes(20));
    assertThat(drain.rollback().undo()).hasSize(2);
    assertThat(drain.escalation())
        .containsExactly(
            new EscalationLevel(Duration.ofMinutes(10), "#checkout"),
            new EscalationLevel(Duration.ofMinutes(30), "pager"));
    assertThat(read.entries().getLast().place()).endsWith("fix.yaml:40");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apiVersion: runbookmemory.io/v1|apiVersion: runbookmemory.io/v9|1: apiVersion must be",
        "kind: RemediationPlaybook|kind: Playbook|2: kind must be RemediationPlaybook",
        "metadata: {name: fix}|metadata: {name: Fix It}|3: metadata.name is against a rule",
        "metadata: {name: fix}|metadata: {name: fix, owner: me}|3: metadata.owner is unknown",
        "metadata: {name: fix}|metadata: fix|3: metadata must be a mapping",
        "trigger: {alert: Down}|trigger: {alert: [Down]}|5: spec.trigger.alert must be text",
        "trigger: {alert: Down}|trigger: {}|5: spec.trigger.alert must be given",
        "- type: lookup_runbook|- tipe: lookup_runbook|7: spec.actions[0].tipe is unknown",
        "- type: lookup_runbook|- type: reboot|7: spec.actions[0].type must be a" + " registered",
        "arguments: {service: pay}|arguments: {service: 7}|8:" + " spec.actions[0].arguments.s",
        "arguments: {service: pay}|arguments: {host: a}|8:" + " spec.actions[0].arguments.host",
        "arguments: {service: pay}|arguments: [a]|8: spec.actions[0].arguments must be" + " a m",
        "arguments: {service: pay}|arguments: {a: 1, a: 2}|8: spec.actions[0].arguments" + " mu",
        "arguments: {service: pay}|arguments: {a: .inf}|8: spec.actions[0].arguments" + " must",
        "arguments: {service: pay}|timeout: 0s|8: spec.actions[0].timeout must be a" + " number",
        "arguments: {service: pay}|timeout: -5s|8: spec.actions[0].timeout must be a" + " numbe",
        "arguments: {service: pay}|timeout: 31s|8: spec.actions[0].timeout must be at" + " most",
        "arguments: {service: pay}|auto: maybe|8: spec.actions[0].auto must be true or" + " fal",
        "arguments: {service: pay}|retry: {count: 11, delay: 1s}|8:" + " spec.actions[0].retry.",
        "arguments: {service: pay}|retry: {count: 1}|8: spec.actions[0].retry.delay" + " must be",
      })
  void whatIsWrongIsSaidWithFileLineFieldAndRule(String line, String instead, String says)
      throws IOException {
    List<String> lines = SOUND.stream().map(one -> one.replace(line, instead)).toList();
    assertThat(lines).isNotEqualTo(SOUND);
    assertThat(faults(read(SOUND))).isEmpty();
    assertThat(faults(read(lines))).first().asString().startsWith("fix.yaml:" + says);
  }

  @Test
  void everyFaultIsSaidAtOnce() throws IOException {
    ReadPlaybooks read =
        read(
            with(
                "    - {name: a, type: drop_table, auto: true}",
                "    - {name: b, type: scale_deployment, retry: {count: 1, delay: 5s}}",
                "    - {name: c, type: run_playbook, arguments: {playbook: fix}}",
                "  rollback:",
                "    enabled: true",
                "    window: 5m",
                "    actions:",
                "      - {of: b, type: drop_table}"));
    assertThat(faults(read))
        .satisfiesExactly(
            it -> assertThat(it).startsWith("fix.yaml:9: spec.actions[1].auto must be left out"),
            it -> assertThat(it).startsWith("fix.yaml:10: spec.actions[2].retry must be left out"),
            it ->
                assertThat(it)
                    .startsWith("fix.yaml:11: spec.actions[3].arguments.playbook must not lead")
                    .endsWith("fix -> fix"),
            it -> assertThat(it).startsWith("fix.yaml:16: spec.rollback.actions[0].type must be"));
    assertThatThrownBy(() -> read.catalog(TOOLS))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("fix.yaml:9");
  }

  @Test
  void conditionsRollbackAndEscalationHaveTheirRules() throws IOException {
    assertThat(
            faults(
                read(
                    with(
                        "      condition: {metric: m, comparison: '!=', threshold: 1,",
                        "        duration: 1m}"))))
        .containsExactly(
            "fix.yaml:9: spec.actions[0].condition.comparison must be one of > >= < <=, got"
                + " \"!=\"");
    assertThat(faults(read(with("  rollback: {enabled: true}"))))
        .containsExactly("fix.yaml:9: spec.rollback.window must be given");
    assertThat(
            faults(
                read(
                    with(
                        "  escalation:",
                        "    - {delay: 10m, channel: a}",
                        "    - {delay: 5m, channel: b}"))))
        .containsExactly(
            "fix.yaml:11: spec.escalation[1].delay must be longer than that of the level before,"
                + " got 5m");
    assertThat(faults(read(with("    - type: lookup_runbook"))))
        .singleElement()
        .asString()
        .startsWith("fix.yaml:9: spec.actions[1].type must be its own, got a second");
  }

  @Test
  void namesAreTheirOwnOverAllFilesOfAFolder() throws IOException {
    Path folder = temp.resolve("playbooks");
    Path deep = Files.createDirectories(folder.resolve("deep"));
    Files.write(deep.resolve("b.yml"), SOUND);
    Files.write(folder.resolve("a.yaml"), SOUND);
    Files.write(folder.resolve(".hidden.yaml"), List.of("kind: Nonsense"));
    Files.write(folder.resolve("notes.txt"), List.of("kind: Nonsense"));
    ReadPlaybooks read = new PlaybookReader(TOOLS).read(List.of(folder));
    assertThat(faults(read))
        .containsExactly(
            "playbooks/deep/b.yml:3: metadata.name must be its own, got a second playbook \"fix\"");
    assertThat(read.entries()).hasSize(2);
  }

  @Test
  void aFolderWithoutAnyAndAFileThatIsNotThereAreRefused() {
    PlaybookReader reader = new PlaybookReader(TOOLS);
    assertThatThrownBy(() -> reader.read(List.of(temp)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("got none");
    assertThatThrownBy(() -> reader.read(List.of(temp.resolve("no.yaml"))))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  @Timeout(10)
  void aliasesOfAliasesAndOfThemselvesAreRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("      arguments: {a0: &a0 [x]");
    for (int i = 1; i <= 24; i++) {
      bomb.append(", a%d: &a%d [*a%d, *a%d]".formatted(i, i, i - 1, i - 1));
    }
    assertThat(faults(read(withArguments(bomb + "}"))))
        .singleElement()
        .asString()
        .startsWith("fix.yaml:8: spec.actions[0].arguments must be at most 10000 values");
    assertThat(faults(read(withArguments("      arguments: &me {service: *me}"))))
        .singleElement()
        .asString()
        .contains("fix.yaml:8");
    assertThat(faults(read(SOUND.subList(0, 5).toArray(String[]::new))))
        .containsExactly("fix.yaml:5: spec.actions must be given");
    List<String> none = new ArrayList<>(SOUND.subList(0, 5));
    none.add("  actions: []");
    assertThat(faults(read(none)))
        .containsExactly("fix.yaml:6: spec.actions must be 1 to 50, got 0");
    assertThat(faults(read("", "# nothing")))
        .containsExactly("fix.yaml: must hold a playbook, got none");
    assertThat(faults(read("a: [1"))).singleElement().asString().contains("must be YAML 1.2");
  }

  private static List<String> withArguments(String line) {
    return SOUND.stream().map(one -> one.contains("arguments") ? line : one).toList();
  }

  @Test
  void argumentsKeepTheirTypes() throws IOException {
    ReadPlaybooks read =
        read(
            withArguments(
                "      arguments: {service: '7', a: 7, b: 7.50, c: true, d: ~, e: [1e2, no]}"));
    assertThat(read.entries().getFirst().playbook().actions().getFirst().arguments())
        .isEqualTo(
            "{\"service\":\"7\",\"a\":7,\"b\":7.50,\"c\":true,\"d\":null,\"e\":[1E+2,\"no\"]}");
  }
}
