package io.runbookmemory.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.report.Chapter.Plan;
import io.runbookmemory.bench.report.Result.Status;
import io.runbookmemory.bench.report.Result.Titled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs chapters one after the other. What fails, hangs or lacks its server is said, and the others
 * go on; what was measured under the same key is kept.
 *
 * @param form how much is measured
 * @param out where what was measured is kept
 * @param places where the chapters find what they ask for
 * @param key of the build, the machine and the data: another key, and nothing is kept
 * @param child how a program is started
 * @param say is told how far it is
 */
record BenchReport(
    Form form, Path out, Places places, String key, Child child, Consumer<String> say) {

  /** A chapter that takes so many times its estimate hangs; machines differ by less. */
  private static final int HANGS = 8;

  private static final Duration LEAST_LIMIT = Duration.ofMinutes(4);
  private static final ObjectMapper MAPPER = new JsonMapper();

  /** Returns what became of each chapter. */
  List<Result> run(List<Chapter> chapters) throws IOException, InterruptedException {
    Pacing pacing = new Pacing();
    chapters.forEach(chapter -> plan(chapter).ifPresent(plan -> pacing.plan(plan.estimate())));
    List<Result> results = new ArrayList<>();
    for (Chapter chapter : chapters) {
      String place = "[" + (results.size() + 1) + "/" + chapters.size() + "] " + chapter.name();
      results.add(run(chapter, place, pacing));
    }
    return results;
  }

  /** Tells what chapters lack, so that it can be installed before they come to their turn. */
  void tellWhatIsMissing(List<Chapter> chapters) throws IOException {
    for (Chapter chapter : chapters) {
      Plan plan = plan(chapter).orElse(null);
      if (plan != null && archive().find(chapter.name(), key(plan)).isEmpty()) {
        String missing = places.missing(chapter, plan);
        if (!missing.isEmpty()) {
          say.accept(chapter.name() + " cannot be measured yet: " + missing);
        }
      }
    }
  }

  private Archive archive() {
    return new Archive(out.resolve("chapters"));
  }

  /** Returns what a result must have been measured under to be kept. */
  private String key(Plan plan) {
    return String.join("\n", key, form.toString(), plan.runs().toString());
  }

  /** Measures chapters once more, whatever was kept of them. */
  List<Result> anew(List<Chapter> chapters) throws IOException, InterruptedException {
    for (Chapter chapter : chapters) {
      archive().forget(chapter.name());
    }
    return run(chapters);
  }

  private Optional<Plan> plan(Chapter chapter) {
    return Optional.ofNullable(chapter.plans().get(form));
  }

  private Result run(Chapter chapter, String place, Pacing pacing)
      throws IOException, InterruptedException {
    Plan plan = plan(chapter).orElse(null);
    if (plan == null) {
      return Result.notRun(chapter, "not part of --" + form);
    }
    Optional<Result> kept = archive().find(chapter.name(), key(plan));
    if (kept.isPresent()) {
      pacing.skipped(plan.estimate());
      say.accept(place + ": kept, as it was measured before (--again measures it anew)");
      return kept.get();
    }
    String missing = places.missing(chapter, plan);
    if (!missing.isEmpty()) {
      pacing.skipped(plan.estimate());
      say.accept(place + ": not run: " + missing);
      return Result.notRun(chapter, missing);
    }
    say.accept(place + " … " + pacing.left());
    Result result = measured(chapter, plan);
    pacing.took(plan.estimate(), result.seconds());
    say.accept(place + ": " + result.status() + " in " + Math.round(result.seconds()) + " s");
    if (result.measured()) {
      archive().keep(result, key(plan));
    } else {
      say.accept("  " + String.join("\n  ", result.reason()));
    }
    return result;
  }

  private Result measured(Chapter chapter, Plan plan) throws IOException, InterruptedException {
    Path tables = Files.createTempFile(Files.createDirectories(out), "tables", ".jsonl");
    List<String> commands = new ArrayList<>();
    List<String> reason = new ArrayList<>();
    Duration limit = plan.estimate().multipliedBy(HANGS);
    limit = limit.compareTo(LEAST_LIMIT) < 0 ? LEAST_LIMIT : limit;
    long begin = System.nanoTime();
    try (Places.Opened opened = places.open(chapter)) {
      for (Run run : plan.runs()) {
        commands.add(run.typed());
        Child.End end =
            child.run(run.heap(), run.filled(opened.places()), tables, places.limit(limit));
        reason.addAll(reason(end, places.limit(limit)));
        if (!reason.isEmpty()) {
          break;
        }
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      Status status = reason.isEmpty() ? Status.MEASURED : Status.FAILED;
      return new Result(chapter.name(), status, seconds, commands, read(tables), reason);
    } finally {
      Files.delete(tables);
    }
  }

  private static List<String> reason(Child.End end, Duration limit) {
    if (end.inTime() && end.code() == 0) {
      return List.of();
    }
    List<String> reason = new ArrayList<>();
    reason.add(
        end.inTime()
            ? "ended with " + end.code() + "; the last it said:"
            : "was ended, as it took more than " + limit.toSeconds() + " s; the last it said:");
    reason.addAll(end.last());
    return reason;
  }

  private static List<Titled> read(Path tables) throws IOException {
    List<Titled> read = new ArrayList<>();
    for (String line : Files.readAllLines(tables)) {
      read.add(Titled.of(MAPPER.readTree(line)));
    }
    return read;
  }

  /** Embeds what the chapters search; goes on where it was interrupted. */
  Optional<String> embed(Material material, Path tables) throws IOException, InterruptedException {
    Path written = material.folder().resolve("vectors.written");
    if (Files.exists(written)) {
      return Optional.empty();
    }
    say.accept("embedding " + material.pieces() + " texts");
    Run run =
        new Run(
            "1g",
            List.of(
                "vectors",
                "--corpus",
                material.texts().toString(),
                "--out",
                material.vectors().toString(),
                "--count",
                Integer.toString(material.pieces())));
    Duration limit = Duration.ofMinutes(10).plusMillis(200L * material.pieces());
    Child.End end = child.run(run.heap(), run.arguments(), tables, limit);
    List<String> reason = reason(end, limit);
    if (!reason.isEmpty()) {
      return Optional.of(String.join("\n", reason));
    }
    Files.createFile(written);
    return Optional.empty();
  }

  /** Forgets what was measured, and the indexes; what was embedded stays. */
  static void forget(Path out, Path data) throws IOException {
    for (Path folder :
        List.of(out.resolve("chapters"), out.resolve("work"), data.resolve("indexes"))) {
      if (Files.exists(folder)) {
        Scratch.delete(folder);
      }
    }
  }

  /** Returns the chapters of these names, or all. */
  static List<Chapter> chosen(List<Chapter> all, List<String> names) {
    List<String> known = all.stream().map(Chapter::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "--only must name chapters of " + String.join(", ", known) + ", got " + name);
      }
    }
    return all.stream()
        .filter(chapter -> names.isEmpty() || names.contains(chapter.name()))
        .toList();
  }
}
