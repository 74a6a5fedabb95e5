package io.runbookmemory.bench.report;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.report.machine.Build;
import io.runbookmemory.bench.report.machine.Checkout;
import io.runbookmemory.bench.report.machine.MachineFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of {@code arm bench} without a program, and what it does. */
public final class ReportOptions {

  /** How much is measured. */
  static final class Size {

    @Option(names = "--quick", description = "In ten minutes on two cores: without another, this.")
    private boolean quick;

    @Option(names = "--full", description = "At the sizes that the goals were set for: two hours.")
    private boolean full;

    @Option(
        names = "--smoke",
        description = {
          "Tiny sizes, a minute or two; ends with 1 if anything fails or a ratio is more than"
              + " twice as bad",
          "as in the committed baseline."
        })
    private boolean smoke;

    private Form form() {
      return quick ? Form.QUICK : full ? Form.FULL : smoke ? Form.SMOKE : Form.QUICK;
    }
  }

  @ArgGroup(exclusive = true)
  private Size size = new Size();

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only these chapters (--list shows them).")
  private List<String> only = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "Where bench-report.md and bench-report.json go, and what the next run goes on with:"
            + " bench-report",
        "by default. The smoke form leaves nothing unless it is given one."
      })
  private @Nullable Path out;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description = {
        "A corpus of your own in BEIR layout (corpus.jsonl, queries.jsonl, and qrels.tsv for"
            + " recall) in place",
        "of the texts that ARM ships."
      })
  private @Nullable Path corpus;

  @Option(names = "--again", description = "Measures anew what an earlier run measured.")
  private boolean again;

  @Option(names = "--list", description = "Shows the chapters, and runs nothing.")
  private boolean list;

  @Option(
      names = "--write-baseline",
      description = "Writes what --smoke measures into the sources as the new baseline.")
  private boolean writeBaseline;

  /** Creates the options; picocli fills them in. */
  public ReportOptions() {}

  /**
   * Runs the report.
   *
   * @param main the class that runs a program by its name
   * @return 0 if all was measured that could be, 1 if a chapter failed or a ratio is far worse
   */
  public int run(Class<?> main) throws IOException, InterruptedException {
    Form form = size.form();
    List<Chapter> chapters = BenchReport.chosen(Chapters.all(), only);
    if (list) {
      System.out.println(listed(chapters));
      return 0;
    }
    if (writeBaseline && form != Form.SMOKE) {
      throw new IllegalArgumentException("--write-baseline needs --smoke");
    }
    if (form == Form.SMOKE) {
      chapters = chapters.stream().filter(one -> one.plans().containsKey(form)).toList();
    }
    Path folder = folder(form);
    try {
      return run(new Session(form, chapters, folder.toAbsolutePath()), main);
    } finally {
      if (form == Form.SMOKE && out == null) {
        Scratch.delete(folder);
      }
    }
  }

  private Path folder(Form form) throws IOException {
    Path given = out;
    if (given == null) {
      given = Path.of("bench-report");
      if (form == Form.SMOKE) {
        return Files.createTempDirectory("arm-smoke");
      }
    }
    return Files.createDirectories(given);
  }

  private record Session(Form form, List<Chapter> chapters, Path out) {}

  private int run(Session session, Class<?> main) throws IOException, InterruptedException {
    Instant began = Instant.now();
    Checkout checkout = Checkout.find();
    Material material = material(session, checkout);
    if (again) {
      BenchReport.forget(session.out(), material.folder());
    }
    MachineFacts machine = MachineFacts.here(session.out());
    Build build = Build.here();
    BenchReport report =
        new BenchReport(
            session.form(),
            session.out(),
            new Places.OfCheckout(checkout, material, session.out()),
            String.join("\n", machine.key(), build.digest(), material.folder().toString()),
            new Child(main, line -> System.err.println("  " + line)),
            System.err::println);
    report.tellWhatIsMissing(session.chapters());
    String failed = report.embed(material, session.out().resolve("vectors.jsonl")).orElse("");
    if (!failed.isEmpty()) {
      System.err.println("nothing can be searched: embedding " + failed);
      return 3;
    }
    List<Result> results = report.run(session.chapters());
    Findings findings =
        new Findings(
            session.form(),
            began.toString(),
            Duration.between(began, Instant.now()).toMillis() / 1e3,
            machine,
            build,
            checkout.commit().orElse(""),
            material.toString(),
            Map.of("made notes", Material.SEED),
            session.chapters(),
            results);
    return session.form() == Form.SMOKE
        ? new Smoke(report, checkout, writeBaseline).judge(findings)
        : write(findings, session.out());
  }

  private Material material(Session session, Checkout checkout) throws IOException {
    Path data = Files.createDirectories(session.out().resolve("data"));
    return corpus == null
        ? Material.own(checkout, data, session.form())
        : Material.of(corpus, data, session.form());
  }

  private static int write(Findings findings, Path folder) throws IOException {
    List<Judged> figures = findings.figures();
    Path markdown = folder.resolve("bench-report.md");
    Files.writeString(markdown, ReportMarkdown.of(findings));
    Files.writeString(folder.resolve("bench-report.json"), ReportJson.of(findings));
    System.out.println(Machine.here());
    System.out.println(Goals.table(figures));
    System.out.println(Goals.sentence(figures));
    System.out.println("All tables: " + markdown);
    boolean failed =
        findings.results().stream().anyMatch(one -> one.status() == Result.Status.FAILED);
    return failed ? 1 : 0;
  }

  private static Table listed(List<Chapter> chapters) {
    Table table = new Table("chapter", "what it answers", "quick", "full", "smoke", "needs");
    for (Chapter chapter : chapters) {
      List<Object> row = new ArrayList<>(List.of(chapter.name(), chapter.question()));
      for (Form form : List.of(Form.QUICK, Form.FULL, Form.SMOKE)) {
        Chapter.Plan plan = chapter.plans().get(form);
        row.add(plan == null ? "-" : plan.estimate().toSeconds() + " s");
      }
      row.add(chapter.need().name().toLowerCase(Locale.ROOT));
      table.row(row.toArray());
    }
    return table;
  }
}
