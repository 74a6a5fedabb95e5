package io.runbookmemory.examples.ingest;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.connectors.ingest.MemoryFiles;
import io.runbookmemory.connectors.ingest.RunbookAddresses;
import io.runbookmemory.connectors.origin.Origin;
import io.runbookmemory.connectors.origin.OriginImport;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.remember.Remembered;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files into memory: remembered in batches with progress, and counted. What is refused is told as
 * it is met, and the rest goes in.
 */
public final class Ingestion implements OriginImport.Sink {

  /** How many memories are stored at once: large enough to share a disk's flush, small to lose. */
  private static final int BATCH = 32;

  /** After how many documents of an origin, whose number nobody knows, a word is said. */
  private static final int TOLD = 100;

  private final RunbookMemory memory;
  private final Output output;
  private final RunbookAddresses runbooks;
  private final List<Ingested.Read> batch = new ArrayList<>();
  private final List<Ingested.Read> incomplete = new ArrayList<>();
  private final List<Ingested.Refused> refused = new ArrayList<>();
  private final List<Remembered.Forgotten> forgotten = new ArrayList<>();
  private long read;
  private long added;
  private long updated;
  private long unchanged;

  public Ingestion(RunbookMemory memory, Output output) {
    this.memory = memory;
    this.output = output;
    this.runbooks = new RunbookAddresses(memory.memories());
  }

  /** Remembers a file, or what a folder holds. */
  public Ingestion of(String what, Path path, MemoryJson.Defaults defaults) {
    return of(what, path, new MemoryFiles(defaults));
  }

  /** Remembers what a reader finds in a file or folder. */
  public Ingestion of(String what, Path path, MemoryFiles files) {
    try (Progress progress = output.progress(what, files.bytes(path))) {
      files.read(path, runbooks, this::hold, progress::at);
      flush();
      progress.done();
    }
    return this;
  }

  /** Remembers what an origin holds that changed; null for all of it. */
  public Ingestion of(Origin origin, OriginImport imports, @Nullable Instant since, Instant now) {
    imports.run(origin, since, now, this);
    return this;
  }

  @Override
  public void take(Ingested ingested) {
    read++;
    if (read % TOLD == 0) {
      output.complain("arm: " + read + " documents read");
    }
    hold(ingested);
  }

  @Override
  public void store() {
    flush();
  }

  private void hold(Ingested ingested) {
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

  /** Returns how many documents of origins were read. */
  public long read() {
    return read;
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
