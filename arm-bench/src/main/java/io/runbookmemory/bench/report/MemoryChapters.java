package io.runbookmemory.bench.report;

import static io.runbookmemory.bench.report.Figure.atLeast;
import static io.runbookmemory.bench.report.Figure.atMost;
import static io.runbookmemory.bench.report.Form.FULL;
import static io.runbookmemory.bench.report.Form.QUICK;

import io.runbookmemory.bench.report.Figure.Cell;

/** The chapters about a memory as its user has it: filled, asked, started, held. */
final class MemoryChapters {

  private MemoryChapters() {}

  static Chapter ingest() {
    return Chapter.of("ingest", "How fast do documents become memory, the model included?")
        .in(QUICK, 40, Run.of("1g", "ingest --documents 40"))
        .in(FULL, 320, Run.of("1g", "ingest --documents 300"))
        .shows(
            atLeast(
                    "documents a second",
                    Cell.of("ingest", "to LangChain4j in memory", "arm, on Lucene"))
                .beside(
                    Cell.of("ingest", "documents/s", "arm, on Lucene"),
                    Cell.of("ingest", "documents/s", "LangChain4j, in memory"))
                .goal(1.5, "comparison"));
  }

  static Chapter stages() {
    return Chapter.of("stages", "Where does the time from an alert to its plan go?")
        .in(
            QUICK,
            40,
            Run.of("1g", "stages --memories 2000 --embedded 100 --questions 100 --warm-up 100"))
        .in(FULL, 80, Run.of("1g", "stages"))
        .shows(
            atMost(
                    "overhead beyond model and raw search",
                    measured("overhead beyond model and raw search"))
                .goal(0.05, "comparison"),
            atMost("KB allocated by a recall, median", measured("allocated, KB, median"))
                .goal(64, "comparison"));
  }

  private static Cell measured(String row) {
    return Cell.of("goals", "measured", row);
  }

  static Chapter coldStart() {
    return Chapter.of("cold-start", "How long is it from a new process to its first answer?")
        .in(FULL, 80, Run.of("1g", "coldstart"))
        .shows(
            atMost("to LangChain4j's", Cell.of("cold start", "by LangChain4j's", "arm, on Lucene"))
                .beside(
                    Cell.of("cold start", "from the command, ms", "arm, on Lucene"),
                    Cell.of("cold start", "from the command, ms", "LangChain4j, in memory")));
  }

  static Chapter memory() {
    return Chapter.of("memory", "What do a thousand to a hundred thousand memories take?")
        .in(FULL, 450, Run.of("1g", "memory --sizes 1000,10000,100000 --heap 4g"))
        .shows(
            atMost("heap grows as n to the", Cell.of("growth", "heap", "arm, on Lucene")),
            atMost(
                "an answer's time grows as n to the", Cell.of("growth", "p50", "arm, on Lucene")));
  }
}
