package io.runbookmemory.lucene.care;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.care.DocumentChecks.Whose;
import io.runbookmemory.lucene.care.Remains.Found;
import io.runbookmemory.lucene.index.Faults;
import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.lucene.report.Problem;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.RepairReport;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * Saves what is intact of a damaged store into a new one. Each memory is put together again from
 * the documents that are found of it and written as any memory is, so that all by which it is found
 * comes out of its text.
 */
public final class Repair {

  private final Path damaged;
  private final Path into;
  private final Progress progress;
  private final List<Problem> problems;
  private final Map<Tenant, List<MemoryId>> withoutVectors = new HashMap<>();
  private final Map<Tenant, List<MemoryId>> lost = new HashMap<>();

  private Repair(Path damaged, Path into, Progress progress, List<Problem> problems) {
    this.damaged = damaged;
    this.into = into;
    this.progress = progress;
    this.problems = problems;
  }

  /** Saves what is intact. */
  public static RepairReport repair(Path damaged, Path into, Progress progress) {
    StoreDirectory from = new StoreDirectory(damaged);
    from.requireThere();
    StoreDirectory place = new StoreDirectory(into);
    List<Problem> problems = new ArrayList<>(Verify.verify(damaged, progress).problems());
    try (Directory source = new MMapDirectory(damaged)) {
      from.requireUnlocked(source);
      place.prepare();
      place.requireEmpty();
      place.begin();
      try (MendedSegments segments = new MendedSegments(from, source);
          NewStore store = new NewStore(place)) {
        RepairReport report = new Repair(damaged, into, progress, problems).copy(segments, store);
        place.finish();
        return report;
      }
    } catch (IOException e) {
      throw Faults.of(into.toString(), e);
    }
  }

  private RepairReport copy(MendedSegments segments, NewStore store) throws IOException {
    Salvage salvage = new Salvage(problems);
    salvage.read(segments, progress);
    Map<Whose, Remains> all = salvage.remains();
    StoreHeader header = header(segments, all);
    store.begin(header);
    long done = 0;
    for (Map.Entry<Whose, Remains> one : all.entrySet()) {
      if (done % 1000 == 0) {
        progress.at("writing memories", done, all.size());
      }
      done++;
      copy(one.getKey(), one.getValue(), store);
    }
    store.commit();
    progress.at("writing memories", done, all.size());
    return new RepairReport(
        damaged,
        into,
        store.counts().tenants(),
        withoutVectors,
        lost,
        salvage.nameless(),
        problems);
  }

  /** Returns what the store says of itself, or what follows from what is found. */
  private static StoreHeader header(MendedSegments segments, Map<Whose, Remains> all) {
    StoreHeader said = segments.header();
    long position = said == null ? 0 : said.position();
    EmbeddingSpace space = said == null ? null : said.space();
    for (Remains remains : all.values()) {
      Found state = remains.state();
      Found memory = remains.memory();
      position = Math.max(position, state == null ? 0 : state.seal().position());
      space = space == null && memory != null ? memory.seal().space() : space;
    }
    return new StoreHeader(position, space, null);
  }

  private void copy(Whose whose, Remains remains, NewStore store) throws IOException {
    for (Found revision : remains.revisions().values()) {
      store.revision(whose, revision);
    }
    Found state = remains.state();
    Found memory = remains.memory();
    if (remains.deleted()) {
      if (state != null) {
        store.tombstone(whose, state);
      }
    } else if (memory == null) {
      add(lost, whose);
    } else {
      if (!store.memory(whose, memory)) {
        add(withoutVectors, whose);
      }
      if (!store.usage(whose, state)) {
        problems.add(
            new Problem(
                "the new store",
                whose.tenant(),
                whose.id(),
                "its usage is lost: it is kept as one that was never used"));
      }
    }
  }

  private static void add(Map<Tenant, List<MemoryId>> lists, Whose whose) {
    Objects.requireNonNull(lists.computeIfAbsent(whose.tenant(), tenant -> new ArrayList<>()))
        .add(whose.id());
  }
}
