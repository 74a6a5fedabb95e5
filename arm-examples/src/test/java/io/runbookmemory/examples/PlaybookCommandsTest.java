package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.playbook.PlaybookOrder;
import io.runbookmemory.oncall.playbook.journal.LedgerJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm playbooks}. */
class PlaybookCommandsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;
  private Path folder = Path.of("");
  private Path key = Path.of("");

  @BeforeEach
  void playbooks() throws IOException {
    folder = Files.createDirectory(temp.resolve("playbooks"));
    key = Files.writeString(temp.resolve("key"), "0123456789abcdef0123456789abcdef\n");
    write("look", "    - {type: recent_deployments, arguments: {service: checkout}}");
    write(
        "note",
        "    - {type: recent_deployments, arguments: {service: checkout}}",
        "    - type: memory_record_incident",
        "      arguments: {text: checkout was slow}",
        "      condition: {metric: latency, threshold: 2, duration: 5m}",
        "  escalation: [{delay: 10m, channel: '#checkout'}]");
  }

  private void write(String name, String... actions) throws IOException {
    String head =
        """
        apiVersion: runbookmemory.io/v1
        kind: RemediationPlaybook
        metadata: {name: NAME}
        spec:
          trigger: {alert: CheckoutSlow}
          actions:
        """;
    Files.writeString(
        folder.resolve(name + ".yaml"),
        head.replace("NAME", name) + String.join("\n", actions) + "\n");
  }

  private Ran run(Object... more) {
    List<Object> words = new java.util.ArrayList<>(List.of("playbooks", "run"));
    words.addAll(List.of(more));
    words.addAll(List.of("--store", "sqlite:" + temp.resolve("store/arm.db"), "--key", key));
    return Ran.arm(words.toArray());
  }

  @Test
  void listTellsNameAlertToolsAndPlace() throws IOException {
    Ran ran = Ran.arm("playbooks", "list", folder).ok();
    assertThat(ran.out().lines())
        .containsExactly(
            "look  (CheckoutSlow: recent_deployments)  " + folder.resolve("look.yaml:1"),
            "note  (CheckoutSlow: recent_deployments, memory_record_incident)  "
                + folder.resolve("note.yaml:1"));
    JsonNode json = JSON.readTree(Ran.arm("playbooks", "list", folder, "--json").ok().out());
    assertThat(json.findValuesAsText("name")).containsExactly("look", "note");
  }

  @Test
  void validateSaysFileLineFieldAndRule() throws IOException {
    assertThat(Ran.arm("playbooks", "validate", folder).ok().out()).contains("2 read, 0 faults");
    write("bad", "    - {type: reboot}", "    - {type: classify_slo, timeout: 0s}");
    write("worse", "    - {type: recent_deployments, arguments: {service: 7}}");
    Ran ran = Ran.arm("playbooks", "validate", folder);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains(folder.resolve("bad.yaml:8") + ": spec.actions[1].timeout must be a number above")
        .contains(folder.resolve("worse.yaml:7") + ": spec.actions[0].arguments.service")
        .contains("3 read, 2 faults");
    JsonNode json = JSON.readTree(Ran.arm("playbooks", "validate", folder, "--json").out());
    assertThat(json.path("faults").findValuesAsText("place"))
        .containsExactly(folder.resolve("bad.yaml:8").toString(), folder + "/worse.yaml:7");
    run("look", folder, "--dry-run").refused(3, "bad.yaml:8");
  }

  @Test
  void aDryRunShowsEveryCallAndChangesNothingAndIsAudited() throws IOException {
    Ran ran = run("note", folder, "--dry-run", "--for", "12m").ok();
    assertThat(ran.out().lines())
        .satisfiesExactly(
            it -> assertThat(it).contains("latency > 2.0 for PT5M: no source of metrics"),
            it -> assertThat(it).startsWith("recent_deployments: would call").contains("checkout"),
            it -> assertThat(it).startsWith("memory_record_incident: would call"),
            it -> assertThat(it).isEqualTo("previewed  nothing was changed"),
            it -> assertThat(it).isEqualTo("tell #checkout, it took PT10M"));
    Path audit = temp.resolve("store/audit");
    Ran verified = Ran.arm("audit", "verify", audit, "--key", key, "--writer", "arm-playbooks");
    assertThat(verified.code()).as(verified.toString()).isZero();
    assertThat(Files.readAllLines(audit.resolve("arm-playbooks.audit.jsonl"))).hasSize(4);
    assertThat(
            Ran.arm("memory", "list", "--store", "sqlite:" + temp.resolve("store/arm.db")).code())
        .isEqualTo(1);
  }

  @Test
  void whatOnlyLooksRunsAndWhatChangesDoesNot() throws IOException {
    Ran ran = run("look", folder, "--json", "--audit", temp.resolve("here")).ok();
    JsonNode json = JSON.readTree(ran.out());
    assertThat(json.path("end").asText()).isEqualTo("completed");
    assertThat(json.path("steps").findValuesAsText("what")).containsExactly("would call", "called");
    assertThat(temp.resolve("here/arm-playbooks.audit.jsonl")).exists();
    run("note", folder).refused(2, "note changes something, it is REVERSIBLE", "--dry-run");
    run("nothing", folder, "--dry-run").refused(3, "must be one of [look, note], got nothing");
    Ran.arm("playbooks").refused(2, "list, validate or run");
    Ran.arm("playbooks", "list", temp.resolve("none")).refused(3, "must exist");
  }

  @Test
  void argumentsNameTheServiceAndLabelsOfTheAlert() throws IOException {
    write("any", "    - {type: recent_deployments, arguments: {service: '${alert.app}'}}");
    assertThat(run("any", folder, "--dry-run", "--label", "app=cart").ok().out()).contains("cart");
    Ran without = run("any", folder, "--dry-run");
    assertThat(without.code()).isEqualTo(1);
    assertThat(without.out()).contains("must have a plain value for [alert.app]");

    write("any", "    - {type: recent_deployments, arguments: {service: '${app}'}}");
    assertThat(Ran.arm("playbooks", "validate", folder).out())
        .contains("any.yaml:7: ", "one of the placeholders", "got ${app}");
    assertThat(Ran.arm("playbooks", "run", "--help").out()).contains("with ${alert.");
  }

  @Test
  void aDryRunTellsWhetherThePolicyLetsItRunByItself() throws IOException {
    Path policy =
        Files.writeString(
            temp.resolve("auto.yaml"),
            "version: 1\nautoApply:\n  - {playbook: note, env: staging}\n");
    Ran ran = run("note", folder, "--dry-run", "--policy", policy, "--env", "prod").ok();
    assertThat(ran.out())
        .contains("unattended: no action")
        .contains("  the policy does not let note run by itself in prod")
        .contains("  memory_record_incident changes something and is not marked auto")
        .contains("  it takes 5 outcomes, there are 0");
    Ran staging =
        run("note", folder, "--dry-run", "--policy", policy, "--env", "staging", "--json").ok();
    assertThat(JSON.readTree(staging.out()).at("/unattended/apply").asBoolean(true)).isFalse();
    assertThat(staging.out()).doesNotContain("the policy does not let");
    run("look", folder, "--policy", policy).refused(2, "--policy", "--dry-run");
    Files.writeString(policy, "version: 1\nautoApply:\n  - {playbook: noat, env: staging}\n");
    run("note", folder, "--dry-run", "--policy", policy).refused(3, "auto.yaml:3", "noat");
  }

  @Test
  void aRunThatWasCutShortIsGoneOnWith() throws IOException {
    String fingerprint =
        JSON.readTree(run("look", folder, "--dry-run", "--json").ok().out())
            .path("fingerprint")
            .asText();
    UUID id = UUID.randomUUID();
    try (SqliteMemoryStore ledgers = SqliteMemoryStore.open(temp.resolve("store/arm.db"))) {
      InstantSource clock = InstantSource.system();
      new LedgerJournal(ledgers.ledger(Tenant.DEFAULT), id, new PatternRedactor(), clock)
          .begun(
              new PlaybookOrder(
                  "look", Caller.of("daemon"), Scope.of(Tenant.DEFAULT), clock.instant()),
              fingerprint);
    }
    run("look", folder, "--resume", id, "--dry-run").refused(2, "leave out --dry-run");
    run("look", folder, "--resume", UUID.randomUUID()).refused(3, "must name a run");
    assertThat(run("look", folder, "--resume", id).ok().out())
        .contains("recent_deployments: called", "completed");
    Ran again = run("look", folder, "--resume", id).ok();
    assertThat(again.err()).contains("came to its end");
    assertThat(again.out()).contains("completed");

    Ran whole = run("look", folder).ok();
    assertThat(whole.err()).contains("if it is cut short, --resume ");
  }
}
