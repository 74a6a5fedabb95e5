package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.noise.NoisePolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code arm.yaml}; {@code docs/operating.md} lists its keys. Whatever is unknown or against
 * a rule is refused with file, line and rule: neither a mistyped key nor a file that was emptied
 * may become a default.
 */
public final class ConfigFile {

  private static final Set<String> KEYS =
      Set.of(
          "version",
          "mode",
          "listen",
          "access",
          "store",
          "replica",
          "tenant",
          "memory",
          "queue",
          "noise",
          "slos",
          "channels",
          "chat",
          "maintenance",
          "deployments",
          "metrics",
          "traces",
          "analysis",
          "tools",
          "mcp");

  private final Path file;
  private final DaemonConfig otherwise;

  private ConfigFile(Path file, DaemonConfig otherwise) {
    this.file = file;
    this.otherwise = otherwise;
  }

  /**
   * Reads a file.
   *
   * @param file one YAML document
   * @param environment what {@code ${NAME}} stands for
   * @param otherwise what holds where the file is silent
   * @throws InvalidInputException if it breaks a rule
   */
  public static DaemonConfig read(
      Path file, Map<String, String> environment, DaemonConfig otherwise) {
    List<YamlField> documents = YamlFile.documents(file);
    if (documents.isEmpty()) {
      // A file that was cut short must not end the paging: whoever wants the defaults says so.
      throw new InvalidInputException(file + ":1", "version must be given, got an empty file");
    }
    if (documents.size() > 1) {
      throw documents.get(1).refusal("must be the only one in the file");
    }
    Section document = new Section(documents.getFirst(), KEYS, new Substitution(environment));
    return new ConfigFile(file, otherwise).read(document);
  }

  private DaemonConfig read(Section document) {
    YamlField version = document.field().require("version");
    if (!version.text().equals("1")) {
      throw version.refusal("must be 1, got \"" + version.text() + "\"");
    }
    return new DaemonConfig(
        document.word("mode", Mode.class, otherwise.mode()),
        listen(document),
        AccessReader.read(document, otherwise.access()),
        document.text("store").orElse(otherwise.store()),
        replica(document),
        tenant(document),
        memory(document),
        queue(document),
        noise(document),
        slos(document),
        ChannelReader.read(document),
        MaintenanceReader.read(document),
        ChatReader.read(document, otherwise.chat()),
        enabled(document, "deployments", otherwise.deployments()),
        enabled(document, "metrics", otherwise.metrics()),
        TracesReader.read(document, otherwise.traces()),
        AnalysisReader.read(document, file.toAbsolutePath(), otherwise.analysis()),
        ToolsReader.tools(document, file.toAbsolutePath(), otherwise.tools()),
        ToolsReader.mcp(document, otherwise.mcp()));
  }

  private Listen listen(Section document) {
    Listen none = otherwise.listen();
    return document
        .section("listen", Set.of("host", "port", "token", "maxBody", "origins"))
        .map(
            one ->
                new Listen(
                    one.text("host").orElse(none.host()),
                    one.number("port", none.port(), 0, 65_535),
                    one.secret("token"),
                    one.number("maxBody", none.maxBody(), 1_024, 64 << 20),
                    one.origins("origins")))
        .orElse(none);
  }

  private ReplicaPart replica(Section document) {
    ReplicaPart none = otherwise.replica();
    return document
        .section("replica", Set.of("enabled", "directory"))
        .map(
            one ->
                one.flag("enabled", true)
                    ? one.text("directory")
                        .map(file.toAbsolutePath()::resolveSibling)
                        .map(ReplicaPart::new)
                        .orElse(none)
                    : ReplicaPart.NONE)
        .orElse(none);
  }

  private Tenant tenant(Section document) {
    Optional<String> name = document.text("tenant");
    try {
      return name.map(Tenant::new).orElse(otherwise.tenant());
    } catch (IllegalArgumentException e) { // Its message shows the value.
      throw document
          .field()
          .require("tenant")
          .refusal("must be 1 to 64 letters, digits, '.', '-' or '_'");
    }
  }

  private MemoryPart memory(Section document) {
    MemoryPart none = otherwise.memory();
    return document
        .section("memory", Set.of("enabled", "deadline", "embeddings", "left"))
        .map(
            one ->
                new MemoryPart(
                    one.flag("enabled", none.enabled()),
                    one.length("deadline", none.deadline()),
                    one.number("embeddings", none.embeddings(), 1, 256),
                    new HashSet<>(one.texts("left"))))
        .orElse(none);
  }

  private QueuePart queue(Section document) {
    QueuePart none = otherwise.queue();
    return document
        .section("queue", Set.of("most", "retention", "incidents"))
        .map(
            one ->
                new QueuePart(
                    one.number("most", none.most(), 1, 1_000_000),
                    one.length("retention", none.retention()),
                    one.length("incidents", none.incidents())))
        .orElse(none);
  }

  private @Nullable NoisePolicy noise(Section document) {
    Optional<Section> given =
        document.section("noise", Set.of("enabled", "groupBy", "repeat", "quiet"));
    if (given.isEmpty()) {
      return otherwise.noise();
    }
    Section section = given.get();
    if (!section.flag("enabled", true)) {
      return null;
    }
    NoisePolicy none = NoisePolicy.DEFAULT;
    List<String> labels = section.texts("groupBy");
    NoisePolicy wanted =
        new NoisePolicy(
            labels.isEmpty() ? none.groupBy() : labels,
            section.length("repeat", none.repeat()),
            section.length("quiet", none.quiet()));
    return labels.isEmpty()
        ? new NoisePolicy(
            wanted.groupBy(), wanted.repeat(), wanted.quiet(), none.places(), none.joins())
        : wanted;
  }

  private SloPart slos(Section document) {
    Optional<Section> given =
        document.section(
            "slos", Set.of("enabled", "prometheus", "token", "files", "interval", "mayLower"));
    return given.map(this::watched).orElse(otherwise.slos());
  }

  private SloPart watched(Section section) {
    if (!section.flag("enabled", true)) {
      return SloPart.OFF;
    }
    section.requiredText("prometheus");
    section.field().require("files");
    URI prometheus = section.address("prometheus").orElseThrow();
    Duration interval = section.length("interval", SloPart.OFF.interval());
    if (interval.toSeconds() % 60 != 0) {
      throw section.field().require("interval").refusal("must be whole minutes, got " + interval);
    }
    return new SloPart(
        true,
        prometheus,
        section.secret("token"),
        section.files("files", file.toAbsolutePath()),
        interval,
        section.flag("mayLower", false));
  }

  private static boolean enabled(Section document, String part, boolean otherwise) {
    return document
        .section(part, Set.of("enabled"))
        .map(one -> one.flag("enabled", otherwise))
        .orElse(otherwise);
  }
}
