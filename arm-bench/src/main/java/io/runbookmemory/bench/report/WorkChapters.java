package io.runbookmemory.bench.report;

import static io.runbookmemory.bench.report.Figure.atLeast;
import static io.runbookmemory.bench.report.Figure.atMost;
import static io.runbookmemory.bench.report.Form.FULL;
import static io.runbookmemory.bench.report.Form.QUICK;
import static io.runbookmemory.bench.report.Form.SMOKE;

import io.runbookmemory.bench.measure.Bounds;
import io.runbookmemory.bench.report.Figure.Cell;

/** The chapters about whole jobs, beside no other library: what they cost is held to a figure. */
final class WorkChapters {

  private static final Cell FILES_ALONE = Cell.of("bounds", "is", Bounds.FILES_ALONE);

  private WorkChapters() {}

  static Chapter redact() {
    return Chapter.of("redact", "How fast are secrets taken out of logs?")
        .in(SMOKE, 6, Run.of("1g", "redact --rounds 1 --lines 2000"))
        .in(QUICK, 25, Run.of("1g", "redact --rounds 5 --lines 30000"))
        .in(FULL, 120, Run.of("1g", "redact"))
        .shows(
            atLeast(
                    "MB/s of one core, a secret in 1 %",
                    Cell.of("log lines", "line by line, MB/s", "1 %"))
                .goal(50, "guard"));
  }

  static Chapter calls() {
    return Chapter.of("calls", "What do one salience and one guarded call take?")
        .in(SMOKE, 10, Run.of("1g", "jmh --forks 1 --rounds 1"))
        .in(QUICK, 20, Run.of("1g", "jmh --forks 1 --rounds 4"))
        .in(FULL, 60, Run.of("1g", "jmh"))
        .shows(
            atMost("one salience, ns", Cell.of("calls", "a call", "salience"))
                .goal(1_000, "salience"),
            atMost("one guarded call, µs", Cell.of("calls", "a call", "call")).goal(50, "guard"));
  }

  static Chapter burnRates() {
    return Chapter.of("burn-rates", "How many samples a second does a core judge?")
        .in(SMOKE, 4, Run.of("1g", "burn-speed --slos 2 --days 10 --rounds 1"))
        .in(QUICK, 15, Run.of("1g", "burn-speed --slos 20 --days 90 --rounds 3"))
        .in(FULL, 60, Run.of("1g", "burn-speed"))
        .shows(
            atLeast(
                    "samples a second, beside reading them alone",
                    Cell.of("samples", "samples a second", "*"))
                .beside(
                    Cell.of("samples", "samples a second"),
                    Cell.of("bounds", "samples a second", "*"))
                .goal(2_000_000, "burn rates"),
            atMost("100 objectives of 90 days, s", Cell.of("samples", "all in s", "*"))
                .goal(10, "burn rates", FULL),
            atMost("KB an objective", Cell.of("samples", "KB an objective", "*"))
                .goal(64, "burn rates"));
  }

  static Chapter replay() {
    return Chapter.of("replay", "What does the replay of a whole quarter cost?")
        .in(FULL, 120, Run.of("1g", "replay --into {work}"))
        .shows(
            atMost(
                    "a quarter of 100 objectives, s, beside reading its files alone",
                    Cell.of("replay", "seconds", "in all"))
                .beside(Cell.of("replay", "seconds", "in all"), FILES_ALONE)
                .goal(60, "replay", FULL),
            atMost("its peak heap, MB", Cell.of("replay", "peak heap, MB", "in all"))
                .goal(512, "replay", FULL));
  }

  static Chapter analyze() {
    String line = "analyze --seed 201 --into {work}";
    return Chapter.of("analyze", "What does sleep-time analysis find and cost?")
        .in(QUICK, 40, Run.of("1g", line + " --events 50000 --signals 200 --memories 5000"))
        .in(FULL, 600, Run.of("1g", line))
        .shows(
            atMost(
                    "a whole run, s, beside reading its files alone",
                    Cell.of("runs", "seconds", "whole", "all"))
                .beside(Cell.of("runs", "seconds", "whole", "all"), FILES_ALONE)
                .goal(120, "learning", FULL),
            atMost("after a day more, s", Cell.of("runs", "seconds", "a day more", "all"))
                .goal(5, "learning", FULL));
  }

  static Chapter upkeep() {
    return Chapter.of("upkeep", "What do audit, decay and pruning of a whole store cost?")
        .in(SMOKE, 6, Run.of("1g", "upkeep --memories 1000 --lexical"))
        .in(QUICK, 15, Run.of("1g", "upkeep --memories 10000 --lexical"))
        .in(FULL, 240, Run.of("2g", "upkeep --memories 100000"))
        .shows(
            atMost(
                    "all three passes in 256 MB, s, beside reading its files alone",
                    Cell.of("passes", "seconds", "together"))
                .beside(Cell.of("passes", "seconds", "together"), FILES_ALONE)
                .goal(60, "salience", FULL));
  }

  static Chapter alerts() {
    Run quick = Run.of("1g", "alerts --memories 2000 --phase CALM --seconds 15 --daemon {daemon}");
    return Chapter.of(
            "alerts", "How long is it from the webhook to the notification with its plan?")
        .needs(Need.EXAMPLES)
        .in(QUICK, 40, quick)
        .in(FULL, 600, Run.of("1g", "alerts --daemon {daemon}"))
        .shows(
            atMost("webhook to notification, p99 ms", Cell.of("phases", "p99 ms", "calm"))
                .goal(250, "daemon", FULL),
            atMost("resident set, MiB", Cell.of("phases", "peak MiB", "*"))
                .goal(512, "daemon", FULL),
            atMost("told twice", Cell.of("accounts", "told twice")).goal(0, "daemon"));
  }
}
