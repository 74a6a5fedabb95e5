package io.runbookmemory.connectors.resource;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.json.MemoryJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads resource facts from files, each as a memory that is named by its source and by what it
 * says: read again it is the same, wherever it stands in the file by then. A file that is wrong
 * anywhere is refused whole. No value of an environment variable or a config map is taken over,
 * only the name of the service that it points to. Thread-safe.
 */
public final class ResourceFiles {

  /**
   * The largest file that is read, in bytes: the objects of a cluster of some thousand services.
   */
  public static final int MAX_BYTES = 16 << 20;

  private final MemoryJson.Defaults defaults;

  /**
   * A fact that was read.
   *
   * @param memory a memory of version 0 that holds a resource fact
   * @param place where it stands, as {@code file:line}
   */
  public record Read(Memory memory, String place) {}

  /**
   * Creates a reader.
   *
   * @param defaults tenant, source and time of creation
   */
  public ResourceFiles(MemoryJson.Defaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Returns the facts of a file.
   *
   * @param file the file
   * @param format how it is written
   * @return each fact once, in the file's order
   * @throws InvalidInputException if the file breaks a rule or states no fact; names the file, the
   *     line, the field, the rule and the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public List<Read> read(Path file, ResourceFormat format) {
    List<Fact> facts =
        switch (format) {
          case KUBERNETES -> KubernetesFacts.read(file);
          case BACKSTAGE -> BackstageFacts.read(file);
          case SERVICE_GRAPH -> ServiceGraphMetrics.read(file);
          case CSV -> FactTable.read(file);
        };
    if (facts.isEmpty()) {
      throw new InvalidInputException(
          file.toString(), "must state a fact as " + format.word() + ", got none");
    }
    Map<String, Read> byKey = new LinkedHashMap<>();
    facts.forEach(
        fact -> byKey.putIfAbsent(fact.key(), new Read(memory(fact, trust(format)), fact.place())));
    return List.copyOf(byKey.values());
  }

  /** People write catalogs and tables; the others are what a system shows. */
  private static TrustTier trust(ResourceFormat format) {
    return switch (format) {
      case BACKSTAGE, CSV -> TrustTier.CURATED;
      case KUBERNETES, SERVICE_GRAPH -> TrustTier.OBSERVED;
    };
  }

  private Memory memory(Fact fact, TrustTier trust) {
    Scope scope =
        Scope.of(defaults.tenant()).withService(fact.subject()).withPlace(null, fact.namespace());
    String because = fact.because().isEmpty() ? "" : ": " + fact.because();
    return Memory.builder(
            MemoryId.named(defaults.source(), fact.key()),
            scope,
            fact.words(),
            new ResourceFact(fact.subject(), fact.relation(), fact.object()),
            defaults.at())
        .text(fact.words() + because)
        .provenance(new Provenance(defaults.source(), fact.key(), null, trust))
        .build();
  }
}
