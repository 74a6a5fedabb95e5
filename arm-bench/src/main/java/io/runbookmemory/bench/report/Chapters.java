package io.runbookmemory.bench.report;

import static io.runbookmemory.bench.report.Figure.atLeast;
import static io.runbookmemory.bench.report.Figure.atMost;
import static io.runbookmemory.bench.report.Form.FULL;
import static io.runbookmemory.bench.report.Form.QUICK;
import static io.runbookmemory.bench.report.Form.SMOKE;

import io.runbookmemory.bench.report.Figure.Cell;
import java.util.List;
import java.util.Locale;

/**
 * The chapters of the report, in the order in which they run. To add one: a method here that says
 * what is run and which cells decide, and its place in {@link #all()}.
 */
final class Chapters {

  private static final String READ = " --vectors {vectors} --indexes {indexes} ";

  private Chapters() {}

  static List<Chapter> all() {
    return List.of(
        search(),
        scale(),
        peers(),
        recall(),
        embed(),
        writes(),
        sqlite(),
        postgres(),
        batches(),
        MemoryChapters.ingest(),
        MemoryChapters.stages(),
        MemoryChapters.coldStart(),
        MemoryChapters.memory(),
        WorkChapters.redact(),
        WorkChapters.calls(),
        WorkChapters.burnRates(),
        WorkChapters.replay(),
        WorkChapters.analyze(),
        WorkChapters.upkeep(),
        WorkChapters.alerts());
  }

  private static Chapter search() {
    String line = "search" + READ;
    Chapter chapter =
        Chapter.of("search", "What does ARM's whole search cost beside Lucene by hand?")
            .in(SMOKE, 9, Run.of("1g", line + "--memories 1000 --rounds 8"))
            .in(QUICK, 50, Run.of("2g", line + "--memories 10000 --rounds 2"))
            .in(FULL, 130, Run.of("2g", line + "--memories 100000"));
    for (String mode : List.of("VECTOR", "TEXT", "HYBRID")) {
      chapter = chapter.shows(median(mode, "none", " search").inSmoke());
    }
    for (String mode : List.of("VECTOR", "HYBRID")) {
      chapter =
          chapter.shows(
              median(mode, "*", " search, its worst filter").goal(1.15, "Lucene store", FULL),
              atMost(
                      mode.toLowerCase(Locale.ROOT) + " search, p99 of its worst filter",
                      Cell.of("search", "ratio p99", mode, "*"))
                  .columns("arm p99 ms", "raw p99 ms")
                  .goal(1.15, "Lucene store", FULL));
    }
    return chapter.shows(
        atLeast("recall@10 against exact search", Cell.of("search", "arm recall@10", "VECTOR", "*"))
            .columns("arm recall@10", "raw recall@10")
            .goal(0.98, "Lucene store", FULL));
  }

  private static Figure median(String mode, String filter, String what) {
    return atMost(mode.toLowerCase(Locale.ROOT) + what, Cell.of("search", "ratio", mode, filter))
        .columns("arm p50 ms", "raw p50 ms");
  }

  private static Chapter scale() {
    String line = "scale" + READ + "--sizes ";
    return Chapter.of("scale", "How does search grow with the number of memories?")
        .in(SMOKE, 8, runs(line + "500,1000", "1g"))
        .in(QUICK, 25, runs(line + "1000,10000", "2g"))
        .in(FULL, 780, runs(line + "1000,10000,100000,1000000", "3g"))
        .shows(
            atMost("a million take so many times what a thousand take", million("p50 grows"))
                .goal(4, "Lucene store", FULL),
            atMost("heap after searching a million, MiB", million("heap after, MiB"))
                .goal(256, "Lucene store", FULL),
            atMost("heap grows as n to the", growth("heap after vector search")),
            atMost("disk grows as n to the", Cell.of("growth", "exponent", "disk")),
            atMost(
                "writing grows as n to the", Cell.of("growth of building", "exponent", "writing")),
            atMost("an answer by vector grows as n to the", growth("p50 of vector search")),
            atMost("an answer by both grows as n to the", growth("p50 of hybrid search")),
            atMost(
                "the largest store takes so many times what the smallest takes",
                Cell.of("searched", "p50 grows", "*", "vector", "none")));
  }

  private static Run[] runs(String line, String heapToBuild) {
    return new Run[] {Run.of(heapToBuild, line + " --build"), Run.of("256m", line)};
  }

  private static Cell growth(String of) {
    return Cell.of("growth", "exponent", of, "none");
  }

  private static Cell million(String column) {
    return Cell.of("searched", column, "1,000,000", "vector", "none");
  }

  private static Chapter peers() {
    String line = "peers" + READ;
    Chapter chapter =
        Chapter.of("peers", "How quick are other libraries at the same recall?")
            .in(SMOKE, 9, Run.of("1g", line + "--memories 1000 --rounds 10"))
            .in(QUICK, 50, Run.of("2g", line + "--memories 10000 --rounds 2"))
            .in(FULL, 640, Run.of("3g", line + "--memories 100000 --rounds 3"));
    for (String filter : List.of("none", "5 %")) {
      for (String peer : List.of("JVector", "hnswlib-core", "LangChain4j in memory")) {
        if (!peer.equals("hnswlib-core") || filter.equals("none")) {
          Cell arm = Cell.of("peers", "p50 ms", "arm", filter);
          Figure ratio =
              atLeast(
                      peer + " by ARM's time, filter " + filter,
                      Cell.of("peers", "by ARM's", peer, filter))
                  .beside(arm, Cell.of("peers", "p50 ms", peer, filter))
                  .goal(1, "Lucene store: be first", FULL);
          chapter = chapter.shows(filter.equals("none") ? ratio.inSmoke() : ratio);
        }
      }
    }
    return chapter;
  }

  private static Chapter recall() {
    Run run = Run.of("2g", "recall --set {set} --indexes {work}");
    return Chapter.of(
            "recall", "Is the right memory found, and what of a recall's time is ARM's own?")
        .in(QUICK, 90, run)
        .in(FULL, 110, run)
        .shows(
            atLeast("nDCG@10 on known answers", answers("nDCG@10", "ARM"))
                .beside(answers("nDCG@10", "ARM"), answers("nDCG@10", "LangChain4j")),
            recallTime("a recall, p50", "p50 ms", "to LangChain4j's"),
            recallTime("a recall, p99", "p99 ms", "p99 to its"),
            atMost(
                    "ARM's own share of a recall",
                    Cell.of("own share", "share of all time", "ARM's own"))
                .goal(0.10, "recall"));
  }

  private static Figure recallTime(String what, String milliseconds, String ratio) {
    return atMost(what, Cell.of("in turns", ratio, "ARM"))
        .beside(
            Cell.of("in turns", milliseconds, "ARM"),
            Cell.of("in turns", milliseconds, "LangChain4j"));
  }

  private static Cell answers(String column, String library) {
    return Cell.of("answers", column, "ALL", "*", library);
  }

  private static Chapter embed() {
    String line = "embed --texts {texts} ";
    return Chapter.of("embed", "What does the model cost, as ARM and as LangChain4j run it?")
        .in(SMOKE, 9, Run.of("1g", line + "--questions 20 --passages 40 --starts 0 --rounds 2"))
        .in(QUICK, 45, Run.of("1g", line + "--questions 60 --passages 200 --starts 3 --rounds 2"))
        .in(FULL, 70, Run.of("1g", line + "--questions 200 --passages 400"))
        .shows(
            atMost("one question", Cell.of("questions", "by LangChain4j's", "arm"))
                .beside(
                    cell("questions", "p50 ms", "arm"), cell("questions", "p50 ms", "LangChain4j"))
                .goal(0.95, "recall")
                .inSmoke(),
            atLeast("passages a second", Cell.of("ingest", "to LangChain4j's", "arm"))
                .beside(
                    cell("ingest", "passages a second", "arm"),
                    cell("ingest", "passages a second", "LangChain4j"))
                .goal(1.2, "recall")
                .inSmoke(),
            atMost(
                    "cold start with a store of 10,000, to the model alone",
                    Cell.of("cold starts", "by LangChain4j's", "arm: model, store, answer"))
                .beside(
                    cell("cold starts", "ms", "arm: model, store, answer"),
                    cell("cold starts", "ms", "LangChain4j: model"))
                .goal(0.8, "recall"));
  }

  private static Cell cell(String table, String column, String row) {
    return Cell.of(table, column, row);
  }

  private static Chapter writes() {
    return Chapter.of("writes", "What does a durable write cost beside Lucene's own?")
        .in(SMOKE, 6, Run.of("1g", "writes --writes 40 --memories 200"))
        .in(QUICK, 20, Run.of("1g", "writes --writes 150"))
        .in(FULL, 20, Run.of("1g", "writes"))
        .shows(
            atMost("one durable write", Cell.of("one by one", "median to Lucene's", "arm"))
                .beside(
                    Cell.of("one by one", "median ms", "arm"),
                    Cell.of("one by one", "median ms", "lucene, add and commit"))
                .goal(1.3, "Lucene store")
                .inSmoke(),
            atLeast("16 writers to one", Cell.of("together", "to one", "16"))
                .goal(6, "Lucene store"));
  }

  private static Chapter sqlite() {
    String line = "sqlite --vectors {vectors} ";
    return Chapter.of(
            "sqlite", "What does an exact search in a SQLite file cost beside reading memory?")
        .in(SMOKE, 9, Run.of("1g", line + "--memories 2000 --questions 60"))
        .in(QUICK, 15, Run.of("2g", line + "--memories 10000 --questions 60"))
        .in(FULL, 45, Run.of("2g", line + "--memories 50000 --questions 200"))
        .shows(
            atMost(
                    "an exact search by vector, to reading all vectors",
                    Cell.of("searches", "ratio p50", "VECTOR", "none"))
                .columns("p50 ms", "reading p50 ms")
                .goal(2, "shared store", FULL),
            atMost(
                    "by vector and words, one service of twenty, to reading",
                    Cell.of("searches", "ratio p50", "HYBRID", "5 %"))
                .columns("p50 ms", "reading p50 ms"),
            atMost(
                    "by vector and words, one service of twenty, ms",
                    Cell.of("searches", "p50 ms", "HYBRID", "5 %"))
                .goal(10, "shared store", FULL));
  }

  private static Chapter postgres() {
    String line = "postgres --url {url} --vectors {vectors} ";
    Chapter chapter =
        Chapter.of(
                "postgres",
                "What does search by pgvector cost beside the bare statement and peers?")
            .needs(Need.PGLITE)
            .in(QUICK, 30, Run.of("1g", line + "--memories 300 --questions 40 --rounds 2"))
            .in(
                FULL,
                100,
                Run.of("1g", line + "--memories 5000 --questions 100 --rounds 2 --by-index"))
            .shows(
                atMost("beside the bare statement", Cell.of("beside the statement", "ratio", "*"))
                    .columns("arm p50 ms", "bare p50 ms")
                    .goal(1.15, "shared store", FULL),
                atLeast(
                        "hits of 10 at 0.5 %",
                        Cell.of("beside peers", "hits of 10", "arm", "0.5 %"))
                    .goal(10, "shared store", FULL));
    for (String peer : List.of("LangChain4j", "Spring AI")) {
      chapter =
          chapter.shows(
              atLeast(peer + " by ARM's time", Cell.of("beside peers", "by ARM's", peer, "none"))
                  .beside(
                      Cell.of("beside peers", "p50 ms", "arm", "none"),
                      Cell.of("beside peers", "p50 ms", peer, "none")));
    }
    return chapter;
  }

  private static Chapter batches() {
    String arm = "arm, upsert of 1,000";
    return Chapter.of("batches", "What do upserts on PostgreSQL cost beside INSERTs by hand?")
        .needs(Need.POSTGRES)
        .in(SMOKE, 12, Run.of("1g", "batches --memories 1000 --rounds 4"))
        .in(QUICK, 25, Run.of("1g", "batches --memories 3000 --rounds 3"))
        .in(FULL, 45, Run.of("1g", "batches --memories 10000 --rounds 5"))
        .shows(
            atLeast("speed of upserts to batched INSERTs", Cell.of("batches", "speed", arm))
                .beside(
                    Cell.of("batches", "a second", arm),
                    Cell.of("batches", "a second", "INSERT by hand, batched"))
                .goal(0.8, "shared store", FULL)
                .inSmoke());
  }
}
