package io.runbookmemory.lucene.care;

import io.runbookmemory.lucene.care.DocumentChecks.Whose;
import io.runbookmemory.lucene.care.Remains.Found;
import io.runbookmemory.lucene.care.SegmentSource.Intact;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.report.Problem;
import io.runbookmemory.lucene.report.Progress;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.CorruptIndexException;

/** Reads all that is intact out of a damaged store's segments. */
final class Salvage {

  private static final Comparator<Whose> BY_TENANT_AND_ID =
      Comparator.comparing((Whose whose) -> whose.tenant().name()).thenComparing(Whose::id);

  private final List<Problem> problems;
  private final TreeMap<Whose, Remains> remains = new TreeMap<>(BY_TENANT_AND_ID);
  private long nameless;
  private boolean complete = true;

  Salvage(List<Problem> problems) {
    this.problems = problems;
  }

  void read(MendedSegments segments, Progress progress) {
    int done = 0;
    for (String name : segments.names()) {
      progress.at("reading segments", done++, segments.names().size());
      try {
        read(segments.open(name));
      } catch (IOException | RuntimeException | AssertionError | OutOfMemoryError e) {
        complete = false;
        problems.add(Problem.of("segment " + name, "it is lost as a whole: " + e.getMessage()));
      }
    }
    progress.at("reading segments", done, segments.names().size());
    if (!complete) {
      remains.values().forEach(Remains::keepCertain);
    }
  }

  private void read(SegmentSource segment) {
    for (int doc = 0; doc < segment.size(); doc++) {
      try {
        Intact intact = segment.read(doc);
        if (intact != null) {
          Remains ofOne = of(new Whose(intact.seal().tenant(), intact.seal().id()));
          if (segment.mayLive(doc)) {
            ofOne.add(new Found(segment, doc, intact.seal(), segment.liveKnown()));
          }
        }
      } catch (CorruptIndexException e) {
        if (segment.mayLive(doc)) {
          lost(segment, doc, e);
        }
      }
    }
  }

  private void lost(SegmentSource segment, int doc, CorruptIndexException fault) {
    Names.Name name = segment.name(doc);
    if (name == null) {
      nameless++;
    } else if (name.whose() == null) {
      return;
    } else {
      of(name.whose()).lost(name.kind());
      problems.add(
          new Problem(
              "segment " + segment.name(),
              name.whose().tenant(),
              name.whose().id(),
              said(name.kind()) + " is lost: " + fault.getMessage()));
    }
    complete = false;
  }

  private static String said(Kind kind) {
    return switch (kind) {
      case MEMORY -> "it";
      case USAGE -> "its usage";
      case TOMBSTONE -> "its deletion";
      case REVISION -> "a replaced revision of it";
      case PASSAGE -> "a passage of it";
    };
  }

  private Remains of(Whose whose) {
    return remains.computeIfAbsent(whose, w -> new Remains());
  }

  /** Returns what is found, by tenant and id. */
  Map<Whose, Remains> remains() {
    return remains;
  }

  long nameless() {
    return nameless;
  }
}
