package io.runbookmemory.examples.remedy.drift;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.cluster.Faults;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.record.RecordTool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tools that look for drift, and change nothing. */
public final class DriftTools {

  private static final ObjectMapper JSON = new ObjectMapper();

  record HelmAsk(String namespace, String release) {}

  record ConfigMapAsk(
      String namespace,
      String configMap,
      @Nullable
          @Described("SHA-256 in hex of each key's value; default: those of remedy.yaml's file")
          Map<String, String> sha256) {}

  private final Cluster cluster;

  private DriftTools(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Returns a tool for Helm releases and one for ConfigMaps. */
  public static List<Tool> of(Cluster cluster) {
    DriftTools tools = new DriftTools(cluster);
    return List.of(
        new Answering(
            RecordTool.builder(
                    "helm_drift",
                    "Says which live fields differ from what a Helm release declares.",
                    HelmAsk.class,
                    Drift.class)
                .effect(ToolEffect.READ_ONLY)
                .timeout(Duration.ofMinutes(1))
                .build((asked, invocation) -> tools.helm(asked))),
        new Answering(
            RecordTool.builder(
                    "config_map_drift",
                    "Says which keys of a ConfigMap differ from a kept manifest or known hashes.",
                    ConfigMapAsk.class,
                    Drift.class)
                .effect(ToolEffect.READ_ONLY)
                .build((asked, invocation) -> tools.configMap(asked))));
  }

  /** The API server's refusals as results. */
  private record Answering(Tool tool) implements Tool {

    @Override
    public ToolContract contract() {
      return tool.contract();
    }

    @Override
    public ToolResult run(ToolInvocation invocation) {
      return Faults.answered(invocation, () -> tool.run(invocation));
    }
  }

  private Optional<Drift> helm(HelmAsk asked) {
    String namespace = cluster.allowed(asked.namespace());
    return HelmRelease.deployed(cluster, namespace, asked.release())
        .map(
            release -> {
              List<HasMetadata> declared = declared(release.manifest());
              List<String> missing = new ArrayList<>();
              List<Drift.Differing> differing = new ArrayList<>();
              declared.forEach(one -> compare(one, namespace, missing, differing));
              String by = "release " + asked.release() + ", revision " + release.revision();
              return new Drift(by, declared.size(), missing, differing);
            });
  }

  private List<HasMetadata> declared(String manifest) {
    return cluster
        .client()
        .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
        .items();
  }

  private void compare(
      HasMetadata declared, String namespace, List<String> missing, List<Drift.Differing> found) {
    String own = declared.getMetadata().getNamespace();
    String where = own == null ? namespace : cluster.allowed(own);
    String name = declared.getKind() + " " + where + "/" + declared.getMetadata().getName();
    HasMetadata live = cluster.client().resource(declared).inNamespace(where).get();
    if (live == null) {
      missing.add(name);
      return;
    }
    List<String> fields = Differences.of(fields(declared), fields(live));
    if (!fields.isEmpty()) {
      found.add(new Drift.Differing(name, fields));
    }
  }

  @SuppressWarnings("unchecked") // An object of Kubernetes is a JSON object.
  private static Map<String, Object> fields(HasMetadata one) {
    return JSON.convertValue(one, Map.class);
  }

  private Optional<Drift> configMap(ConfigMapAsk asked) {
    String namespace = cluster.allowed(asked.namespace());
    Map<String, String> wanted =
        asked.sha256() == null ? kept(namespace, asked.configMap()) : asked.sha256();
    ConfigMap live =
        cluster.client().configMaps().inNamespace(namespace).withName(asked.configMap()).get();
    String name = "ConfigMap " + namespace + "/" + asked.configMap();
    String by = asked.sha256() == null ? "the file in remedy.yaml" : "the hashes asked with";
    if (live == null) {
      return Optional.of(new Drift(by, 1, List.of(name), List.of()));
    }
    Map<String, String> found = hashes(live);
    TreeSet<String> keys = new TreeSet<>(wanted.keySet());
    keys.addAll(found.keySet());
    keys.removeIf(key -> same(wanted.get(key), found.get(key)));
    List<String> fields = keys.stream().map(key -> "data." + key).toList();
    return Optional.of(
        new Drift(
            by,
            1,
            List.of(),
            fields.isEmpty() ? List.of() : List.of(new Drift.Differing(name, fields))));
  }

  private static boolean same(@Nullable String wanted, @Nullable String found) {
    return wanted != null && wanted.equalsIgnoreCase(found);
  }

  private Map<String, String> kept(String namespace, String name) {
    Path file =
        cluster
            .config()
            .manifest(namespace, name)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "/sha256", "must be given: remedy.yaml has no file for " + name));
    try {
      return declared(Files.readString(file)).stream()
          .filter(one -> one instanceof ConfigMap && one.getMetadata().getName().equals(name))
          .map(one -> hashes((ConfigMap) one))
          .findFirst()
          .orElseThrow(
              () -> new InvalidInputException(file.toString(), "must hold the ConfigMap " + name));
    } catch (IOException | KubernetesClientException e) {
      throw new InvalidInputException(
          file.toString(), "must be a manifest that can be read: " + e.getMessage());
    }
  }

  private static Map<String, String> hashes(ConfigMap map) {
    Map<String, String> hashes = new LinkedHashMap<>();
    if (map.getData() != null) {
      map.getData().forEach((key, value) -> hashes.put(key, sha256(value)));
    }
    return hashes;
  }

  static String sha256(String value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
