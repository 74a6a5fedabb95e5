package io.runbookmemory.examples.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.runbookmemory.examples.Ran;
import io.runbookmemory.examples.remedy.action.RemedyShop;
import io.runbookmemory.examples.view.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm remedy} over a cluster: exit codes, words, and JSON. */
@Timeout(180)
@EnableKubernetesMockClient(crud = true, https = false)
final class RemedyCommandsTest {

  private static final String MASTER = "kubernetes.master";
  private static final String CONFIG =
      """
      version: 1
      kubernetes:
        cluster: eu
        namespaces: [shop]
        maxReplicas: 4
        scaleDownAfter: 1s
      """;

  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @SuppressWarnings("NullAway.Init")
  KubernetesMockServer server;

  @TempDir Path folder;
  private @Nullable String master;

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(folder.resolve("remedy.yaml"), CONFIG);
    Files.writeString(folder.resolve("key"), "a1".repeat(32) + "\n");
    master = System.setProperty(MASTER, client.getMasterUrl().toString());
    RemedyShop.flags(client);
  }

  @AfterEach
  void restore() {
    if (master == null) {
      System.clearProperty(MASTER);
    } else {
      System.setProperty(MASTER, master);
    }
  }

  private Ran remedy(Object... words) {
    List<Object> all = new ArrayList<>(List.of("remedy"));
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("--config", folder.resolve("remedy.yaml")));
    all.addAll(List.of("--store", "sqlite:" + folder.resolve("arm.db")));
    all.addAll(List.of("--audit", folder.resolve("audit"), "--key", folder.resolve("key")));
    return Ran.arm(all.toArray());
  }

  private Ran flag(Object... more) {
    List<Object> all = new ArrayList<>(List.of("run", "turn_flag_off"));
    for (String one : List.of("namespace=shop", "config_map=flags", "key=fast")) {
      all.addAll(List.of("--target", one));
    }
    all.addAll(Arrays.asList(more));
    return remedy(all.toArray());
  }

  private @Nullable String value() {
    return client.configMaps().inNamespace("shop").withName("flags").get().getData().get("fast");
  }

  @Test
  void listSaysNameEffectAndSchemaAndAsksNoCluster() {
    Object[] line = {"remedy", "list", "--config", folder.resolve("remedy.yaml")};
    int before = server.getRequestCount();
    assertThat(Ran.arm(line).ok().out())
        .contains("drain_node  (destructive)", "scale_up  (reversible)", "helm_drift  (read only)");
    Object[] json = Arrays.copyOf(line, line.length + 1);
    json[line.length] = "--json";
    JsonNode all = Output.parse(Ran.arm(json).ok().out());
    assertThat(all.findValuesAsText("name")).hasSize(10).contains("turn_flag_off");
    assertThat(all.findValuesAsText("inputSchema")).hasSize(10).allMatch(one -> one.contains("{"));
    assertThat(server.getRequestCount()).isEqualTo(before);
  }

  @Test
  void runLooksWithADryRunAndActsWithout() {
    assertThat(flag("--dry-run").ok().out()).contains("set fast to off", "nothing was changed");
    assertThat(value()).isEqualTo("on");
    JsonNode done = Output.parse(flag("--json").ok().out());
    assertThat(done.path("result").asText()).isEqualTo("Succeeded");
    assertThat(done.path("answer").asText()).contains("\"helped\":true");
    assertThat(value()).isEqualTo("off");
    assertThat(flag().code()).isEqualTo(1);
    assertThat(flag().out()).startsWith("REFUSED").contains("must be a flag that is on");
  }

  @Test
  void whatDestroysWaitsAndNobodyAgreesToTheirOwnRequest() {
    Object[] undo = {
      "run", "undo_rollout", "--target", "namespace=shop", "--target", "to=1", "--target"
    };
    Object[] asked = Arrays.copyOf(undo, undo.length + 2);
    asked[undo.length] = "deployment=api";
    asked[undo.length + 1] = "--json";
    Ran waits = remedy(asked);
    assertThat(waits.code()).isEqualTo(1);
    JsonNode answer = Output.parse(waits.out());
    assertThat(answer.path("result").asText()).isEqualTo("ApprovalRequired");
    String request = answer.path("request").asText();
    Ran own = Ran.arm(approve(request));
    assertThat(own.code()).as(own.toString()).isNotZero();
    assertThat(own.err()).contains("second person");
    assertThat(own.out()).isEmpty();

    String account = Objects.requireNonNull(System.setProperty("user.name", "ada"));
    try {
      String token = Ran.arm(approve(request)).ok().out().strip();
      System.setProperty("user.name", account);
      Object[] again = Arrays.copyOf(asked, asked.length + 2);
      again[asked.length] = "--approval";
      again[asked.length + 1] = token;
      Ran ran = remedy(again);
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out()).contains("NoData", "no deployment eu/shop/api");
      assertThat(remedy(again).out()).contains("Refused");
    } finally {
      System.setProperty("user.name", account);
    }
    assertThat(Ran.arm(approve("armreq1.none")).code()).isNotZero();
  }

  private Object[] approve(String request) {
    return new Object[] {
      "remedy",
      "approve",
      request,
      "--store",
      "sqlite:" + folder.resolve("arm.db"),
      "--audit",
      folder.resolve("audit"),
      "--key",
      folder.resolve("key")
    };
  }

  @Test
  void aClusterThatForbidsIsToldAndIsExitCode1() {
    server
        .expect()
        .get()
        .withPath("/api/v1/namespaces/shop/configmaps/flags")
        .andReturn(403, "{}")
        .always();
    Ran ran = flag();
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).startsWith("FAILED").contains("(403)", "docs/remediation.md");
  }

  @Test
  void watchOnceScalesDownWhatIsDue() {
    client
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName("api")
                .withNamespace("shop")
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(Long.MAX_VALUE)
                .withAvailableReplicas(4)
                .endStatus()
                .build())
        .create();
    Object[] up = {"run", "scale_up", "--target", "namespace=shop", "--target", "deployment=api"};
    Object[] three = Arrays.copyOf(up, up.length + 2);
    three[up.length] = "--target";
    three[up.length + 1] = "replicas=3";
    remedy(three).ok();
    Object[] watch = {
      "remedy",
      "watch",
      "--once",
      "--config",
      folder.resolve("remedy.yaml"),
      "--store",
      "sqlite:" + folder.resolve("arm.db")
    };
    String done = "";
    for (int i = 0; i < 100 && done.isEmpty(); i++) {
      done = Ran.arm(watch).ok().out();
    }
    assertThat(done).contains("eu/shop/api from 3 to 1 replicas");
    assertThat(Ran.arm(watch).ok().out()).isEmpty();
  }

  @Test
  void whatIsWrongWithTheWordsOrTheFileIsOneLineThatSaysWhere() throws IOException {
    assertThat(remedy("run", "reboot_all").err()).contains("arm remedy list lists, got reboot_all");
    assertThat(remedy("run", "scale_up", "--target", "replicas=many").err()).contains("--target");
    Ran.arm("remedy").refused(2, "list, run, approve or watch");
    Files.writeString(folder.resolve("remedy.yaml"), CONFIG.replace("maxReplicas: 4", "max: 4"));
    Ran bad = Ran.arm("remedy", "list", "--config", folder.resolve("remedy.yaml"));
    assertThat(bad.code()).isEqualTo(3);
    assertThat(bad.err()).contains("remedy.yaml", "5", "is unknown");
    for (String command : List.of("list", "run", "approve", "watch")) {
      assertThat(Ran.arm("remedy", command, "--help").ok().out()).contains("arm remedy " + command);
    }
  }
}
