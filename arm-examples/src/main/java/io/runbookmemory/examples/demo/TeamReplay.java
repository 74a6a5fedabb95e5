package io.runbookmemory.examples.demo;

import io.runbookmemory.connectors.evaluation.IncidentFiles;
import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.connectors.ingest.MemoryFiles;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The last quarter of the sample team, to be played again. Its runbooks are taken as known all
 * along, in the words of today; each earlier incident as known from its resolution on.
 */
public final class TeamReplay {

  private static final Instant ALL_ALONG = Instant.parse("2025-08-01T00:00:00Z");

  /** How long after its beginning what was never resolved is taken as written down. */
  private static final Duration WRITTEN_DOWN = Duration.ofDays(1);

  private final Path folder;
  private final MemoryJson.Defaults defaults =
      new MemoryJson.Defaults(Tenant.DEFAULT, "harbor", ALL_ALONG, Environments.DEFAULT);

  /**
   * Creates the replay of a team.
   *
   * @param team where it was unpacked
   */
  public TeamReplay(SampleTeam team) {
    this.folder = team.folder();
  }

  /** Returns its incidents; the first holds what was known. */
  public List<ReplayIncident> incidents() {
    IncidentFiles read = IncidentFiles.read(List.of(folder.resolve("replay")));
    if (!read.problems().isEmpty()) {
      throw new IllegalStateException("the sample team is broken: " + read.problems());
    }
    List<ReplayIncident> incidents = new ArrayList<>(read.incidents());
    ReplayIncident first = incidents.getFirst();
    incidents.set(0, with(first, Stream.concat(first.known().stream(), known()).toList()));
    return incidents;
  }

  private static ReplayIncident with(ReplayIncident one, List<KnownMemory> known) {
    return new ReplayIncident(
        one.id(),
        one.title(),
        one.from(),
        one.to(),
        one.real(),
        one.alerts(),
        one.slis(),
        known,
        one.actions(),
        one.expected());
  }

  private Stream<KnownMemory> known() {
    List<KnownMemory> known = new ArrayList<>();
    new MemoryFiles(defaults).read(folder.resolve("runbooks"), one -> add(one, known));
    new MemoryFiles(defaults).read(folder.resolve("incidents.jsonl"), one -> add(one, known));
    return known.stream();
  }

  private static void add(Ingested ingested, List<KnownMemory> known) {
    switch (ingested) {
      case Ingested.Refused refused ->
          throw new IllegalStateException("the sample team is broken: " + refused);
      case Ingested.Read read -> {
        Memory memory = read.memory();
        String name = Objects.requireNonNull(memory.provenance().key());
        known.add(new KnownMemory(name, knownAt(memory), written(memory)));
      }
    }
  }

  private static Memory written(Memory memory) {
    Instant at = knownAt(memory);
    return memory.toBuilder().createdAt(at).updatedAt(at).build();
  }

  private static Instant knownAt(Memory memory) {
    if (!(memory.content() instanceof Incident incident)) {
      return ALL_ALONG;
    }
    return incident
        .resolvedAt()
        .orElseGet(() -> incident.openedAt().orElse(ALL_ALONG).plus(WRITTEN_DOWN));
  }
}
