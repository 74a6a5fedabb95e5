package io.runbookmemory.connectors.resource;

import io.runbookmemory.connectors.file.CsvRow;
import io.runbookmemory.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The formats that resource facts are read from. */
public enum ResourceFormat {
  /** Kubernetes objects, as YAML documents or as {@code kubectl get -o yaml|json} lists. */
  KUBERNETES,
  /** Entities of a Backstage catalog, as in {@code catalog-info.yaml}. */
  BACKSTAGE,
  /** OpenTelemetry's service-graph metrics, as Prometheus exposes them or answers a query. */
  SERVICE_GRAPH,
  /** Rows of two names: {@code from,to} or {@code source,target}. */
  CSV;

  private static final int SNIFFED_BYTES = 64 * 1024;

  /** The most telling first: metrics may be JSON, and a catalog has an apiVersion as well. */
  private static final List<ResourceFormat> TRIED =
      List.of(SERVICE_GRAPH, BACKSTAGE, KUBERNETES, CSV);

  private static final String API_VERSION = "(?m)^[\\s{\\[]*[\"']?apiVersion[\"']?\\s*:\\s*[\"']?";
  private static final Pattern OF_BACKSTAGE = Pattern.compile(API_VERSION + "backstage\\.io/");
  private static final Pattern OF_KUBERNETES =
      Pattern.compile(API_VERSION + "(?!backstage\\.io/|openslo/)[a-z0-9.-]*/?v[0-9]");

  private boolean looksLike(String text) {
    return switch (this) {
      case KUBERNETES -> OF_KUBERNETES.matcher(text).find();
      case BACKSTAGE -> OF_BACKSTAGE.matcher(text).find();
      case SERVICE_GRAPH -> text.contains(ServiceGraphMetrics.METRIC);
      case CSV -> isTable(text);
    };
  }

  /**
   * Returns the format's name on a command line.
   *
   * @return such as {@code service-graph}
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the format of a name.
   *
   * @param word such as {@code kubernetes}, in any case
   * @return empty if no format is called so
   */
  public static Optional<ResourceFormat> of(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word().equalsIgnoreCase(word.strip()))
        .findFirst();
  }

  /**
   * Returns the format that a file's first 64 KiB look like.
   *
   * @param file a file
   * @return empty if it looks like none, or cannot be read
   */
  public static Optional<ResourceFormat> detect(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(SNIFFED_BYTES), StandardCharsets.UTF_8);
      return TRIED.stream().filter(format -> format.looksLike(text)).findFirst();
    } catch (IOException e) {
      return Optional.empty(); // whoever names the file meets the same fault, and tells it
    }
  }

  private static boolean isTable(String text) {
    String header = text.lines().findFirst().orElse("");
    try {
      return FactTable.Columns.of(CsvRow.fields(header)).isPresent();
    } catch (InvalidInputException e) {
      return false;
    }
  }
}
