package io.runbookmemory.lucene.care;

import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.lucene.index.CommitFiles;
import io.runbookmemory.lucene.index.Faults;
import io.runbookmemory.lucene.index.HeldCommit;
import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.lucene.report.Problem;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.VerifyReport;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoreStats;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CheckIndex.Status.SegmentInfoStatus;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NoLockFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks a store from the outside in: each file against its checksum; if all are whole, the
 * structure that Lucene sees in them; if that is sound, what stands in the documents. So a problem
 * is told where it is, and not once more for all that follows from it.
 */
public final class Verify {

  private final StoreDirectory place;
  private final Progress progress;
  private final List<Problem> problems = new ArrayList<>();

  private Verify(StoreDirectory place, Progress progress) {
    this.place = place;
    this.progress = progress;
  }

  /** Checks the latest commit of a store. */
  public static VerifyReport verify(Path path, Progress progress) {
    StoreDirectory place = new StoreDirectory(path);
    place.requireThere();
    try (Directory directory = new MMapDirectory(path)) {
      return new Verify(place, progress).verify(directory);
    } catch (IOException e) {
      throw Faults.of(place.name(), e);
    }
  }

  private VerifyReport verify(Directory directory) throws IOException {
    try {
      place.requireStore(directory);
      try (HeldCommit held = HeldCommit.latest(place.name(), directory)) {
        return verify(held);
      }
    } catch (CorruptStoreException e) {
      return withoutCommit(directory, e);
    }
  }

  /** Reports on files of which one is missing, or one that Lucene begins with cannot be read. */
  private VerifyReport withoutCommit(Directory directory, CorruptStoreException fault)
      throws IOException {
    Collection<String> files = expected(directory);
    long bytes = checkFiles(directory, files);
    if (problems.isEmpty()) {
      problems.add(Problem.of(place.name(), String.valueOf(fault.getMessage())));
    }
    return new VerifyReport(place.path(), files.size(), bytes, Map.of(), problems);
  }

  private Collection<String> expected(Directory directory) throws IOException {
    CommitFiles latest = new CommitFiles(place.name(), directory);
    if (latest.name() == null) {
      problems.add(Problem.of("segments_N", "it is missing"));
    } else {
      try {
        return latest.read().files(true);
      } catch (CorruptStoreException e) {
        // Then those that are there are looked at, whatever commit they are of.
      }
    }
    Collection<String> files = new TreeSet<>(List.of(directory.listAll()));
    files.removeIf(file -> !StoreDirectory.isOfAnIndex(file));
    return files;
  }

  private VerifyReport verify(HeldCommit held) throws IOException {
    StoreHeader header = StoreHeader.of(place.name(), held.commit().getUserData());
    long bytes = checkFiles(held, held.files());
    if (problems.isEmpty()) {
      checkStructure(held);
    }
    Map<Tenant, StoreStats> tenants =
        problems.isEmpty() ? checkDocuments(held, header) : Counts.of(held, header);
    return new VerifyReport(place.path(), held.files().size(), bytes, tenants, problems);
  }

  private long checkFiles(Directory directory, Collection<String> files) throws IOException {
    long all = 0;
    for (String file : files) {
      all += length(directory, file);
    }
    long done = 0;
    for (String file : files) {
      progress.at("checking files", done, all);
      done += length(directory, file);
      String says = fault(directory, file);
      if (says != null) {
        problems.add(Problem.of(file, says));
      }
    }
    progress.at("checking files", all, all);
    return all;
  }

  private static long length(Directory directory, String file) {
    try {
      return directory.fileLength(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Returns what is wrong with a file, or null. */
  static @Nullable String fault(Directory directory, String file) {
    try (IndexInput input = directory.openInput(file, IOContext.READONCE)) {
      CodecUtil.checksumEntireFile(input);
      return null;
    } catch (NoSuchFileException | FileNotFoundException e) {
      return "it is missing";
    } catch (IOException e) {
      return Faults.says(e);
    }
  }

  private void checkStructure(HeldCommit held) throws IOException {
    int segments = held.commit().size();
    progress.at("checking segments", 0, segments);
    try (CheckIndex check =
        new CheckIndex(held, NoLockFactory.INSTANCE.obtainLock(held, "beside a writer"))) {
      check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_INTEGRITY_CHECKS);
      check.setFailFast(false);
      for (SegmentInfoStatus segment : check.checkIndex().segmentInfos) {
        if (segment.error != null) {
          problems.add(
              Problem.of("segment " + segment.name, String.valueOf(segment.error.getMessage())));
        }
      }
    }
    progress.at("checking segments", segments, segments);
  }

  private Map<Tenant, StoreStats> checkDocuments(HeldCommit held, StoreHeader header)
      throws IOException {
    DocumentChecks checks = new DocumentChecks(header, problems);
    try (DirectoryReader reader = DirectoryReader.open(held)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        progress.at("checking memories", leaf.docBase, reader.maxDoc());
        new SegmentChecks(leaf, checks).run();
      }
      checks.finish();
      progress.at("checking memories", reader.maxDoc(), reader.maxDoc());
    }
    return checks.tenants();
  }
}
