package io.runbookmemory.examples.ingest;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.connectors.ingest.MemoryFiles;
import io.runbookmemory.connectors.ingest.RunbookAddresses;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.remember.Remembered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files into memory: remembered in batches with progress, and counted. What is refused is told as
 * it is met, and the rest goes in.
 */
public final class Ingestion {

  /** How many memories are stored at once: large enough to share a disk's flush, small to lose. */
  private static final int BATCH = 32;

  private final RunbookMemory memory;
  private final Output output;
  private final RunbookAddresses runbooks = new RunbookAddresses();
  private final List<Ingested.Read> batch = new ArrayList<>();
  private final List<Ingested.Read> incomplete = new ArrayList<>();
  private final List<Ingested.Refused> refused = new ArrayList<>();
  private final List<Remembered.Forgotten> forgotten = new ArrayList<>();
  private long added;
  private long updated;
  private long unchanged;

  public Ingestion(RunbookMemory memory, Output output) {
    this.memory = memory;
    this.output = output;
  }

  /** Remembers a file, or what a folder holds. */
  public Ingestion of(String what, Path path, MemoryJson.Defaults defaults) {
    return of(what, path, new MemoryFiles(defaults));
  }

  /** Remembers what a reader finds in a file or folder. */
  public Ingestion of(String what, Path path, MemoryFiles files) {
    try (Progress progress = output.progress(what, files.bytes(path))) {
      files.read(path, runbooks, this::take, progress::at);
      flush();
      progress.done();
    }
    return this;
  }

  private void take(Ingested ingested) {
    switch (ingested) {
      case Ingested.Read read -> {
        batch.add(read);
        if (!read.missing().isEmpty()) {
          incomplete.add(read);
        }
        if (batch.size() == BATCH) {
          flush();
        }
      }
      case Ingested.Refused refusal -> refuse(refusal);
    }
  }

  private void flush() {
    List<Memory> memories = batch.stream().map(Ingested.Read::memory).toList();
    List<Remembered> results = memories.isEmpty() ? List.of() : memory.rememberAll(memories);
    for (int i = 0; i < results.size(); i++) {
      switch (results.get(i)) {
        case Remembered.Added one -> added++;
        case Remembered.Updated one -> updated++;
        case Remembered.SeenAgain one -> updated++;
        case Remembered.Unchanged one -> unchanged++;
        case Remembered.Ignored one ->
            refuse(new Ingested.Refused(batch.get(i).place(), one.reason()));
        case Remembered.Forgotten one -> forgotten.add(one);
        case Remembered.Rejected one ->
            refuse(new Ingested.Refused(batch.get(i).place(), one.reason()));
      }
    }
    batch.clear();
  }

  private void refuse(Ingested.Refused refusal) {
    refused.add(refusal);
    output.complain("refused " + refusal.place() + ": " + refusal.reason());
  }

  public long added() {
    return added;
  }

  public long updated() {
    return updated;
  }

  public long unchanged() {
    return unchanged;
  }

  /** Returns what somebody forgot earlier and so was left out. */
  public List<Remembered.Forgotten> forgotten() {
    return List.copyOf(forgotten);
  }

  /** Returns the postmortems that do not say all that one should. */
  public List<Ingested.Read> incomplete() {
    return List.copyOf(incomplete);
  }

  public List<Ingested.Refused> refused() {
    return List.copyOf(refused);
  }
}
