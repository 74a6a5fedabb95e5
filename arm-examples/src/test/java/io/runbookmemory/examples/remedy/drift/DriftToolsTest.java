package io.runbookmemory.examples.remedy.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.cluster.ClusterConfig;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is live beside what a release or a kept manifest says, in paths and never in values. */
@EnableKubernetesMockClient(crud = true)
final class DriftToolsTest {

  private static final String RELEASE = "{\"namespace\":\"shop\",\"release\":\"web\"}";
  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: flags}
      data: {fast: "on", password: hunter2}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api}
      spec:
        replicas: 2
        selector: {matchLabels: {app: api}}
        template:
          metadata: {labels: {app: api}}
          spec:
            containers:
              - {name: main, image: "api:2", resources: {limits: {cpu: 1000m}}}
      """;

  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @SuppressWarnings("NullAway.Init")
  KubernetesMockServer server;

  @TempDir Path folder;

  private ToolResult call(String name, String arguments) {
    ClusterConfig config =
        new ClusterConfig(
            null,
            "eu",
            Set.of("shop"),
            6,
            Duration.ofMinutes(15),
            List.of(),
            false,
            Map.of("shop/flags", folder.resolve("flags.yaml")));
    Tool tool =
        DriftTools.of(Cluster.of(client.getConfiguration(), config)).stream()
            .filter(one -> one.contract().name().equals(name))
            .findFirst()
            .orElseThrow();
    Instant now = Instant.parse("2026-03-01T10:00:00Z");
    return tool.run(new ToolInvocation("call", "bo", arguments, now, now.plusSeconds(60)));
  }

  private void release(int revision, String status, String manifest) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      String json =
          "{\"version\":" + revision + ",\"manifest\":" + TextNode.valueOf(manifest) + "}";
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
    String helms = Base64.getEncoder().encodeToString(packed.toByteArray());
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("sh.helm.release.v1.web.v" + revision)
                .withNamespace("shop")
                .addToLabels(Map.of("owner", "helm", "name", "web", "status", status))
                .endMetadata()
                .withType("helm.sh/release.v1")
                .addToData(
                    "release",
                    Base64.getEncoder().encodeToString(helms.getBytes(StandardCharsets.US_ASCII)))
                .build())
        .create();
  }

  private void live(String yaml) {
    client
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .items()
        .forEach(one -> client.resource(one).inNamespace("shop").create());
  }

  @Test
  void aReleaseAsItWasDeclaredHasNoDriftThoughAmountsAreWrittenOtherwise() throws IOException {
    release(1, "superseded", "");
    release(2, "deployed", MANIFEST);
    live(MANIFEST.replace("cpu: 1000m", "cpu: 1"));
    assertThat(call("helm_drift", RELEASE))
        .asString()
        .contains("revision 2", "\"compared\":2", "\"missing\":[]", "\"differing\":[]");
  }

  @Test
  void whatDiffersFromAReleaseIsToldByPathWithoutItsValue() throws IOException {
    release(2, "deployed", MANIFEST);
    live(
        MANIFEST
            .replace("hunter2", "hunter3")
            .replace("api:2", "api:evil")
            .replace("replicas: 2", "replicas: 7"));
    assertThat(call("helm_drift", RELEASE))
        .asString()
        .contains("ConfigMap shop/flags", "data.password", "Deployment shop/api", "spec.replicas")
        .contains("spec.template.spec.containers[main].image")
        .doesNotContain("hunter", "evil", "data.fast", "cpu");
  }

  @Test
  void whatAReleaseDeclaresAndIsGoneIsMissingAndAnUnknownReleaseIsNoData() throws IOException {
    release(2, "deployed", MANIFEST);
    assertThat(call("helm_drift", RELEASE))
        .asString()
        .contains("\"missing\":[\"ConfigMap shop/flags\",\"Deployment shop/api\"]");
    assertThat(call("helm_drift", RELEASE.replace("web", "none")))
        .isInstanceOf(ToolResult.NoData.class);
    assertThat(call("helm_drift", RELEASE.replace("shop", "kube-system")))
        .isInstanceOf(ToolResult.Failed.class)
        .asString()
        .contains("must be one of [shop]", "got kube-system");
  }

  @Test
  void aConfigMapIsHeldToAKeptFileOrToHashes() throws IOException {
    String asked = "{\"namespace\":\"shop\",\"config_map\":\"flags\"}";
    Files.writeString(folder.resolve("flags.yaml"), MANIFEST);
    assertThat(call("config_map_drift", asked)).asString().contains("\"missing\":[\"ConfigMap");
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("flags")
                .withNamespace("shop")
                .endMetadata()
                .addToData(Map.of("fast", "on", "password", "changed", "more", "x"))
                .build())
        .create();
    assertThat(call("config_map_drift", asked))
        .asString()
        .contains("[\"data.more\",\"data.password\"]", "the file in remedy.yaml")
        .doesNotContain("changed", "hunter2");
    String hashes =
        asked.replace(
            "}",
            ",\"sha256\":{\"fast\":\"%s\",\"password\":\"%s\",\"more\":\"%s\"}}"
                .formatted(
                    DriftTools.sha256("on"), DriftTools.sha256("changed"), DriftTools.sha256("x")));
    assertThat(call("config_map_drift", hashes)).asString().contains("\"differing\":[]");
    assertThat(call("config_map_drift", asked.replace("flags", "other")))
        .isInstanceOf(ToolResult.Failed.class)
        .asString()
        .contains("remedy.yaml has no file for other");
  }

  @Test
  void aReleaseThatIsDamagedOrForbiddenIsAFailureThatSaysWhich() throws IOException {
    release(2, "deployed", MANIFEST);
    client
        .secrets()
        .inNamespace("shop")
        .withName("sh.helm.release.v1.web.v2")
        .edit(
            one -> {
              one.setData(Map.of("release", "bm90IGEgcmVsZWFzZQ=="));
              return one;
            });
    assertThat(call("helm_drift", RELEASE))
        .isInstanceOf(ToolResult.Failed.class)
        .asString()
        .contains("sh.helm.release.v1.web.v2 holds no release");
    server
        .expect()
        .get()
        .withPath("/api/v1/namespaces/shop/configmaps/flags")
        .andReturn(403, "{}")
        .once();
    Files.writeString(folder.resolve("flags.yaml"), MANIFEST);
    assertThat(call("config_map_drift", "{\"namespace\":\"shop\",\"config_map\":\"flags\"}"))
        .isInstanceOf(ToolResult.Failed.class)
        .asString()
        .contains("(403)");
  }
}
