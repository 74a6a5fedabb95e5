package io.runbookmemory.examples.remedy.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Secret;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A release as Helm 3 keeps it: a secret of type helm.sh/release.v1 whose value is base64 of gzip
 * of JSON, which the API wraps in base64 once more.
 *
 * @param revision of the release
 * @param manifest the YAML that it rendered
 */
record HelmRelease(int revision, String manifest) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Larger than any secret may be, unpacked. */
  private static final int LONGEST = 32 << 20;

  static Optional<HelmRelease> deployed(Cluster cluster, String namespace, String release) {
    return cluster
        .client()
        .secrets()
        .inNamespace(namespace)
        .withLabels(Map.of("owner", "helm", "name", release, "status", "deployed"))
        .list()
        .getItems()
        .stream()
        .filter(secret -> "helm.sh/release.v1".equals(secret.getType()))
        .map(HelmRelease::read)
        .max(Comparator.comparingInt(HelmRelease::revision));
  }

  private static HelmRelease read(Secret secret) {
    String name = secret.getMetadata().getName();
    try {
      byte[] text = Base64.getDecoder().decode(secret.getData().getOrDefault("release", ""));
      byte[] packed = Base64.getDecoder().decode(new String(text, StandardCharsets.US_ASCII));
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        JsonNode json = JSON.readTree(in.readNBytes(LONGEST));
        return new HelmRelease(json.path("version").asInt(), json.path("manifest").asText());
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new CorruptStoreException(name, name + " holds no release that can be read: " + e, e);
    }
  }
}
