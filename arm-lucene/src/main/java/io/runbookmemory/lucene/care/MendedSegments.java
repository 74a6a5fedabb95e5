package io.runbookmemory.lucene.care;

import io.runbookmemory.lucene.engine.WideVectors;
import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.index.StoreHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a damaged store: those of the latest commit, or, where that cannot be read, all
 * whose files are there.
 */
final class MendedSegments implements AutoCloseable {

  private record Segment(Codec codec, @Nullable String liveFile) {}

  private final MendedFiles files;
  private final Map<String, Segment> segments =
      new TreeMap<>(
          Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
  private @Nullable StoreHeader header;

  MendedSegments(StoreDirectory place, Directory damaged) throws IOException {
    List<String> names = new ArrayList<>(List.of(damaged.listAll()));
    names.removeIf(name -> !StoreDirectory.isOfAnIndex(name));
    this.files = MendedFiles.of(damaged, names);
    String latest = SegmentInfos.getLastCommitSegmentsFileName(names.toArray(String[]::new));
    if (latest == null || !files.isSound(latest) || !readCommit(place, latest)) {
      scan(names);
    }
  }

  private boolean readCommit(StoreDirectory place, String latest) {
    try {
      SegmentInfos commit = SegmentInfos.readCommit(files, latest);
      header = StoreHeader.of(place.name(), commit.getUserData());
      for (SegmentCommitInfo segment : commit) {
        String live =
            segment.hasDeletions()
                ? IndexFileNames.fileNameFromGeneration(
                    segment.info.name, "liv", segment.getDelGen())
                : null;
        segments.put(segment.info.name, new Segment(segment.info.getCodec(), live));
      }
      return true;
    } catch (IOException | IllegalArgumentException e) {
      segments.clear();
      return false;
    }
  }

  private void scan(List<String> names) {
    for (String name : names) {
      if (name.startsWith("_")) {
        String segment = IndexFileNames.parseSegmentName(name);
        segments.computeIfAbsent(
            segment, s -> new Segment(new WideVectors.Codec(), latestLive(s, names)));
      }
    }
  }

  /** Returns the newest file of the documents that a segment still has, if any were deleted. */
  private static @Nullable String latestLive(String segment, List<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(segment + "_") && name.endsWith(".liv"))
        .max(Comparator.comparingLong(IndexFileNames::parseGeneration))
        .orElse(null);
  }

  List<String> names() {
    return List.copyOf(segments.keySet());
  }

  SegmentSource open(String name) throws IOException {
    Segment segment = segments.get(name);
    if (segment == null) {
      throw new IllegalArgumentException("no segment " + name);
    }
    return new SegmentSource(files, name, segment.codec(), segment.liveFile());
  }

  /** Returns what the latest commit says of the store, null where it cannot be read. */
  @Nullable StoreHeader header() {
    return header;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
