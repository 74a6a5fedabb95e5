package io.runbookmemory.examples.demo;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.connectors.openslo.OpenSloReader;
import io.runbookmemory.connectors.sli.SliCsvReader;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.examples.option.SituationOptions;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.PlanView;
import io.runbookmemory.examples.view.RecallView;
import io.runbookmemory.learn.Learned;
import io.runbookmemory.learn.Outcome;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.BurnRateClassifier;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.text.Placeholder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The night that {@code arm demo} plays. Nothing in it is canned: every line is computed. */
public final class DemoPlay {

  private static final Instant FIRST_MINUTE = Instant.parse("2026-11-12T02:42:00Z");
  private static final Instant MITIGATED = Instant.parse("2026-11-12T03:21:00Z");
  private static final Instant MORNING = Instant.parse("2026-11-12T08:30:00Z");
  private static final Instant NEXT_TIME = Instant.parse("2026-11-21T14:05:00Z");
  private static final long SEED = 20261112;

  private final Output output;
  private final Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(FIRST_MINUTE);
  private final long begin = System.nanoTime();

  public DemoPlay(Output output, Path folder) {
    this.output = output;
    this.folder = folder;
  }

  public void run() throws IOException {
    SampleTeam team = SampleTeam.unpack(folder.resolve("team"));
    try (EmbeddingModel model = OnnxEmbeddingModel.bundled();
        MemoryStore store = LuceneMemoryStore.open(folder.resolve("store"));
        RunbookMemory memory =
            RunbookMemory.builder(store)
                .model(model)
                .clock(now::get)
                .random(new Random(SEED))
                .build()) {
      remember(team, memory);
      Alert alert = SituationOptions.readAlert(team.alert());
      Slo slo = OpenSloReader.readOne(team.slo());
      SliSeries series = SliCsvReader.read(team.series());
      Classification paged = watch(slo, series);
      Situation situation = Situation.builder(alert, now.get()).build();
      ActionPlan plan = plan(memory, situation, paged);
      Learned learned = learn(memory, situation, plan);
      calm(slo, series);
      nextTime(memory, alert, learned);
      unknown(memory);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    heading("That was the demo");
    output.line(
        String.format(
            Locale.ROOT,
            "%.1f s, one process, no network, no LLM. Your own runbooks: ./arm ingest PATH, then"
                + " ./arm recall \"TEXT\".",
            seconds));
  }

  private void heading(String text) {
    output.line("");
    output.styled("@|bold,cyan == " + text + "|@");
  }

  private void remember(SampleTeam team, RunbookMemory memory) {
    heading("The team's memory: Harbor, a web shop");
    long start = System.nanoTime();
    int refused = team.remember(memory, now.get(), output);
    StoreStats stats = memory.memories().stats();
    output.line(
        String.format(
            Locale.ROOT,
            "%d runbooks and %d past incidents remembered in %.1f s: %d passages, embedded in this"
                + " process (%d refused).",
            memory.memories().count(Filter.eq(Field.KIND, "runbook")),
            memory.memories().count(Filter.eq(Field.KIND, "incident")),
            (System.nanoTime() - start) / 1e9,
            stats.passages(),
            refused));
    long redacted =
        memory.memories().scan(Filter.everything(), null, 1000).stream()
            .filter(stored -> holdsPlaceholder(MemoryJson.write(stored.memory())))
            .count();
    output.line(
        String.format(
            Locale.ROOT,
            "Secrets were taken out of %d of them before anything was stored.",
            redacted));
  }

  private static boolean holdsPlaceholder(String json) {
    return IntStream.range(0, json.length()).anyMatch(at -> Placeholder.lengthAt(json, at) > 0);
  }

  private Classification watch(Slo slo, SliSeries series) {
    heading("Thursday, 12 November 2026, in the night: does anybody have to be woken?");
    BurnRateClassifier classifier = classifier(slo);
    while (true) {
      Classification judged = classifier.classify(series, now.get());
      print(judged);
      if (judged.verdict() == Verdict.PAGE) {
        return judged;
      }
      now.set(now.get().plus(Duration.ofMinutes(1)));
    }
  }

  private static BurnRateClassifier classifier(Slo slo) {
    return new BurnRateClassifier(slo, BurnRatePolicy.workbook(slo.period()).feasibleFor(slo));
  }

  private void print(Classification judged) {
    String color =
        switch (judged.verdict()) {
          case PAGE -> "bold,red";
          case TICKET -> "bold,yellow";
          case LOG -> "green";
        };
    String time = judged.at().toString().substring(11, 16);
    String[] parts = judged.summary().split(": ", 2);
    output.styled(
        time
            + " @|"
            + color
            + " "
            + String.format(Locale.ROOT, "%-6s", parts[0])
            + "|@ "
            + parts[1]);
  }

  private ActionPlan plan(
      RunbookMemory memory, Situation situation, Classification classification) {
    heading("What memory has to say to " + situation.alert().flatMap(Alert::name).orElse("this"));
    ActionPlan plan = memory.plan(situation, classification);
    new RecallView(output).print(plan.recall(), now.get());
    heading("The plan");
    new PlanView(output).print(plan);
    return plan;
  }

  private Learned learn(RunbookMemory memory, Situation situation, ActionPlan plan) {
    now.set(MITIGATED);
    heading("03:21, it is over: what was done, and what was learned");
    Outcome.Builder outcome =
        Outcome.builder(Effect.RESOLVED, now.get())
            .rootCause("The feature-flag service leaked database sessions again after flags 4.6.")
            .resolution(
                "Recycled the connection pool of the flag service; 300 slots as a stopgap.");
    for (PlannedStep step : plan.steps()) {
      Effect effect = whatItDid(step);
      if (effect != null) {
        outcome.tried(step.source(), step.step(), effect);
        output.line(
            String.format(
                Locale.ROOT,
                "  %-9s %s  (%s)",
                effect.name().toLowerCase(Locale.ROOT),
                RecallView.shortened(step.text()),
                step.origin()));
      }
    }
    Learned learned = memory.learn(situation, plan.recall(), outcome.build());
    output.line(
        String.format(
            Locale.ROOT,
            "%d memories gained trust, %d lost some; the incident itself waits for an owner as a"
                + " draft.",
            learned.helped().size(),
            learned.failed().size()));
    return learned;
  }

  /** What the night's steps did, by the words of the plan; null for those that nobody took. */
  private static @Nullable Effect whatItDid(PlannedStep step) {
    String text = step.text().toLowerCase(Locale.ROOT);
    if (step.caution() != null) {
      return null;
    }
    if (text.contains("recycle the") && text.contains("pool")) {
      return Effect.RESOLVED;
    }
    return text.contains("raise") && text.contains("max_connections") ? Effect.MITIGATED : null;
  }

  private void calm(Slo slo, SliSeries series) {
    heading("The verdicts go on until the budget is at rest");
    BurnRateClassifier classifier = classifier(slo);
    Verdict before = Verdict.PAGE;
    Instant last = series.last().orElseThrow();
    for (Instant at = MITIGATED; !at.isAfter(last); at = at.plus(Duration.ofMinutes(1))) {
      Classification judged = classifier.classify(series, at);
      if (judged.verdict() != before) {
        print(judged);
      }
      before = judged.verdict();
    }
  }

  private void nextTime(RunbookMemory memory, Alert alert, Learned learned) {
    now.set(MORNING);
    memory.drafts().approve(learned.draft().id(), now.get());
    now.set(NEXT_TIME);
    heading("In the morning an owner approves the draft; nine days later the same alert fires");
    Situation again =
        Situation.builder(new Alert(alert.labels(), alert.annotations(), NEXT_TIME), NEXT_TIME)
            .topK(3)
            .build();
    ActionPlan plan = memory.plan(again);
    new RecallView(output).print(plan.recall(), now.get());
    List<PlannedStep> fixes =
        plan.steps().stream().filter(step -> step.kind() == PlannedStep.Kind.KNOWN_FIX).toList();
    output.styled("@|bold,underline What ended it before|@");
    fixes.forEach(fix -> output.line("  - " + fix.text() + "  (" + fix.origin() + ")"));
  }

  private void unknown(RunbookMemory memory) {
    String question = "the coffee machine on the third floor is leaking";
    heading("And when nothing fits: \"" + question + "\"");
    Recall recall = memory.recall(question);
    new RecallView(output).print(recall, now.get());
  }
}
