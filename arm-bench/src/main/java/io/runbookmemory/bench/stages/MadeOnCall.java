package io.runbookmemory.bench.stages;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.bench.embed.MadeWords;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The memory of an on-call team and the alerts that it gets, made up from a seed: of four memories
 * two are incidents with an end, one a runbook with steps and one a note, of two hundred services
 * and as many alerts. The first are embedded by the model; each further one has a vector between
 * two of theirs, near the one of its own kind.
 */
public final class MadeOnCall {

  /** When all alerts fire. */
  public static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  private static final int BATCH = 1000;
  private static final int KINDS = 4;
  private static final int PLACES = 200;
  private static final int DAYS = 730;

  /** Long enough for a slow machine: nothing is to be left out of what is timed. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private static final String[] PARTS = {
    "Api", "Broker", "Cache", "Database", "Disk", "Dns", "Gateway", "Heap", "Ingress", "Latency",
    "Leader", "Queue", "Quota", "Replica", "Snapshot", "Storage", "Token", "Volume", "Worker",
        "Zone"
  };
  private static final String[] TROUBLES = {
    "Full",
    "Slow",
    "Down",
    "Lagging",
    "Saturated",
    "Failing",
    "Throttled",
    "Expired",
    "Stuck",
    "Lost"
  };

  private final long seed;
  private final MadeWords words;

  /** Creates the team of a seed. */
  public MadeOnCall(long seed) {
    this.seed = seed;
    this.words = new MadeWords(seed);
  }

  /**
   * Writes memories into an empty store.
   *
   * @param count how many
   * @param real how many of them the model embeds, at least four
   */
  public void write(MemoryWriter writer, EmbeddingModel model, int count, int real) {
    PassageEmbedder embedder = new PassageEmbedder(model);
    Progress progress = new Progress();
    List<StoredMemory> batch = new ArrayList<>();
    List<Embedding> vectors = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      StoredMemory stored =
          number < real
              ? embedder.embed(List.of(memory(number))).getFirst()
              : new StoredMemory(
                  memory(number),
                  List.of(new Passage(null, between(number, vectors))),
                  model.space());
      if (number < real) {
        vectors.add(stored.passages().getFirst().embedding());
      }
      batch.add(stored);
      if (batch.size() == BATCH || number == count - 1) {
        writer.upsert(batch);
        batch = new ArrayList<>();
      }
      progress.at("writing memories", number + 1, count);
    }
  }

  private static Embedding between(int number, List<Embedding> vectors) {
    int own = number % (vectors.size() / KINDS * KINDS);
    float[] twice = vectors.get(own).toArray();
    float[] other = vectors.get(new Random(number).nextInt(vectors.size())).toArray();
    for (int i = 0; i < twice.length; i++) {
      twice[i] = 2 * twice[i] + other[i];
    }
    return Embedding.of(twice);
  }

  /** Returns an alert that fires; each number is another one. */
  public Situation alert(int number) {
    Random random = new Random(seed ^ ~number);
    int place = random.nextInt(PLACES);
    Map<String, String> labels =
        Map.of(
            "alertname",
            name(place),
            "service",
            "service-" + place,
            "env",
            "prod",
            "severity",
            "critical",
            "instance",
            "10.0." + random.nextInt(256) + "." + random.nextInt(256) + ":9090");
    Map<String, String> annotations =
        Map.of(
            "summary",
            name(place) + " on service-" + place + ": " + words.text(random, 8),
            "description",
            words.text(random, 24));
    return Situation.builder(new Alert(labels, annotations, NOW), NOW).deadline(DEADLINE).build();
  }

  private static String name(int place) {
    return PARTS[place % PARTS.length] + TROUBLES[place / PARTS.length % TROUBLES.length];
  }

  private Memory memory(int number) {
    Random random = new Random(seed + number);
    int place = random.nextInt(PLACES);
    Instant at = NOW.minus(Duration.ofMinutes(1 + random.nextInt(DAYS * 24 * 60)));
    return Memory.builder(
            MemoryId.named("made on call", seed + " " + number),
            Scope.of(Tenant.DEFAULT).withService("service-" + place).withEnv("prod"),
            name(place) + ": " + words.text(random, 5),
            content(number % KINDS, name(place), random),
            at)
        .happenedAt(at)
        .build();
  }

  private Content content(int kind, String alert, Random random) {
    return switch (kind) {
      case 0 -> runbook(alert, random);
      case 1, 2 ->
          Incident.builder(words.text(random, 30 + random.nextInt(40)))
              .alertName(alert)
              .rootCause(words.text(random, 12))
              .resolution(words.text(random, 10))
              .build();
      default -> new Note(words.text(random, 20 + random.nextInt(60)));
    };
  }

  private Runbook runbook(String alert, Random random) {
    List<RunbookStep> steps =
        List.of(
            new RunbookStep("Diagnosis", words.text(random, 10), "bash", "kubectl get pods"),
            new RunbookStep("Mitigation", words.text(random, 10), "bash", "kubectl rollout undo"),
            new RunbookStep("Mitigation", words.text(random, 12), null, null));
    String text =
        "# %s%n%n%s%n%n## Diagnosis%n%n%s%n%n## Mitigation%n%n%s%n"
            .formatted(
                alert, words.text(random, 40), words.text(random, 50), words.text(random, 60));
    return Runbook.builder(text).alerts(List.of(alert)).steps(steps).build();
  }
}
