package io.runbookmemory.bench.alerts;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A store of many memories: a runbook for every alert, embedded by the model, among notes of random
 * words with random vectors of the same space.
 */
public final class FilledStore {

  private static final int BATCH = 1_000;
  private static final int WORDS = 60;

  private static final List<RunbookStep> STEPS =
      List.of(
          new RunbookStep("Diagnose", "Look at the pods", "bash", "kubectl get pods"),
          new RunbookStep("Mitigate", "Take the last release back", "bash", "kubectl rollout undo"),
          new RunbookStep("Diagnose", "Ask the team of the database", null, null));

  private final Random random = new Random(1);

  /**
   * Fills a directory that holds no store yet, and waits until it is merged: for so long after an
   * import a core is busy, which is not what is measured here.
   */
  public void fill(Path directory, int memories) throws InterruptedException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(directory)) {
      fill(store, memories);
      while (isMerging()) {
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  /** Lucene tells it by the names of its threads alone. */
  private static boolean isMerging() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("Lucene Merge Thread"));
  }

  /** Fills a store that is empty, and stays open. */
  public void fill(MemoryStore store, int memories) {
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled()) {
      try (RunbookMemory memory = RunbookMemory.builder(store).model(model).build()) {
        SentAlert.NAMES.forEach(name -> memory.remember(runbook(name)));
      }
      Progress progress = new Progress();
      int notes = memories - SentAlert.NAMES.size();
      for (int done = 0; done < notes; done += BATCH) {
        List<StoredMemory> batch = new ArrayList<>();
        for (int i = done; i < Math.min(notes, done + BATCH); i++) {
          Passage passage = new Passage(null, vector(model.space().dimension()));
          batch.add(new StoredMemory(note(i), List.of(passage), model.space()));
        }
        store.writer(Tenant.DEFAULT).upsert(batch);
        progress.at("filling", done, notes);
      }
    }
  }

  private static Memory runbook(String alert) {
    String text =
        """
        # %1$s

        The alert %1$s fires when requests are slow or fail.

        ## Steps

        1. Look at the pods of the service: `kubectl get pods`
        2. Look at what went out last, and take it back if it is to blame: `kubectl rollout undo`
        3. Ask the team of the database whether it is slow
        """
            .formatted(alert);
    return Memory.builder(
            MemoryId.named("bench runbooks", alert),
            Scope.of(Tenant.DEFAULT),
            alert,
            Runbook.builder(text).alerts(List.of(alert)).steps(STEPS).build(),
            Instant.EPOCH)
        .build();
  }

  private Memory note(int number) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < WORDS; i++) {
      words.append("word").append(random.nextInt(5000)).append(' ');
    }
    return Memory.builder(
            MemoryId.named("bench notes", Integer.toString(number)),
            Scope.of(Tenant.DEFAULT).withService("service-" + number % 500).withEnv("prod"),
            "Note " + number,
            new Note(words.toString()),
            Instant.EPOCH)
        .build();
  }

  private Embedding vector(int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.of(vector);
  }
}
