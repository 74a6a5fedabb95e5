package io.runbookmemory.examples.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.evaluation.BeirSet;
import io.runbookmemory.examples.ingest.Ingestion;
import io.runbookmemory.examples.option.EvaluationCache;
import io.runbookmemory.examples.option.StoreOptions.OpenMemory;
import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.examples.option.convert.TenantConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.examples.view.evaluation.EvaluationView;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.replay.Ablation;
import io.runbookmemory.replay.AblationStep;
import io.runbookmemory.replay.Asking;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.Evaluation;
import io.runbookmemory.replay.EvaluationQuery;
import io.runbookmemory.replay.Ranker;
import io.runbookmemory.replay.Scores;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm eval}: how well recall does on known answers. */
@Command(
    name = "eval",
    description = {
      "Measure recall on a set in BEIR layout: corpus.jsonl, queries.jsonl, qrels.tsv.",
      "The corpus is indexed first, into a store of its own; what is there already is not embedded"
          + " again, and a run that was interrupted goes on.",
      "recall@5 counts the documents of grade 2, the other metrics all above 0. A query without a"
          + " judgement has no answer: falling to triage is right there (abstention)."
    })
public final class EvalCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "The folder of the set.")
  private Path folder = Path.of("");

  @Option(
      names = "--filter-service",
      description = "Recall only memories of the query's own service: an oracle, for comparison.")
  private boolean filterService;

  @Option(
      names = "--ablate",
      description = "Measure the parts of recall too: words alone, vectors alone, both, …")
  private boolean ablate;

  @Option(
      names = "--hide-answers",
      description = "Ask every query once more with its answers hidden, to measure abstention.")
  private boolean hideAnswers;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = "Index into this store instead of --cache, beside what it holds.")
  private @Nullable String store;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      defaultValue = "default",
      converter = TenantConverter.class,
      description = "Whose memories (default: ${DEFAULT-VALUE}).")
  private Tenant tenant = Tenant.DEFAULT;

  @Mixin private EvaluationCache cache = new EvaluationCache();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public EvalCommand() {}

  @Override
  public Integer call() {
    List<EvaluationQuery> queries = BeirSet.queries(folder);
    Map<AblationStep, Map<String, Scores>> steps = new EnumMap<>(AblationStep.class);
    try (EvaluationCache.Opened opened = open()) {
      RunbookMemory memory = opened.memory().memory();
      index(memory, queries, opened.at());
      Asking asking = new Asking(opened.at(), filterService);
      Ablation ablation =
          new Ablation(memory.memories(), opened.memory().model(), memory::recall, asking);
      for (AblationStep step : AblationStep.values()) {
        boolean whole = step == AblationStep.CALIBRATED;
        if (ablate || whole) {
          List<EvaluationQuery> asked = whole && hideAnswers ? twice(queries) : queries;
          steps.put(step, ask(step.label(), asked, ablation.ranker(step)));
        }
      }
    }
    Map<String, Scores> scores = steps.getOrDefault(AblationStep.CALIBRATED, Map.of());
    print(scores, steps);
    Scores all = scores.get(Evaluation.ALL);
    return all == null || all.n() == 0 ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }

  private EvaluationCache.Opened open() {
    Path corpus = BeirSet.corpus(folder);
    if (store == null) {
      return cache.open(List.of(corpus), tenant);
    }
    OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
    return new EvaluationCache.Opened(
        OpenMemory.of(StoreUrl.open(store), model, store, tenant), Instant.now());
  }

  private void index(RunbookMemory memory, List<EvaluationQuery> queries, Instant at) {
    MemoryJson.Defaults defaults =
        new MemoryJson.Defaults(tenant, "eval", at, Environments.DEFAULT);
    Ingestion done = new Ingestion(memory, output).of("index", BeirSet.corpus(folder), defaults);
    if (!done.refused().isEmpty()) {
      output.complain(
          "arm: " + done.refused().size() + " documents were refused: the numbers are of the rest");
    }
    List<String> judged = new ArrayList<>(new TreeSet<>(judged(queries)));
    long held = 0;
    for (int from = 0; from < judged.size(); from += 500) {
      List<String> some = judged.subList(from, Math.min(judged.size(), from + 500));
      held += memory.memories().count(new Filter.In<>(Field.KEY, Set.copyOf(some)));
    }
    if (held < judged.size()) {
      output.complain(
          "arm: "
              + (judged.size() - held)
              + " judged documents are not in the corpus, and count as"
              + " not found");
    }
  }

  private static List<String> judged(List<EvaluationQuery> queries) {
    return queries.stream().flatMap(query -> query.grades().keySet().stream()).toList();
  }

  private static List<EvaluationQuery> twice(List<EvaluationQuery> queries) {
    List<EvaluationQuery> twice = new ArrayList<>(queries);
    queries.stream()
        .filter(EvaluationQuery::answerable)
        .map(EvaluationQuery::withAnswersHidden)
        .forEach(twice::add);
    return twice;
  }

  private Map<String, Scores> ask(String what, List<EvaluationQuery> queries, Ranker ranker) {
    try (Progress progress = output.progress("ask " + what, queries.size())) {
      return new Evaluation(queries, Bootstrap.DEFAULT).run(ranker, progress::at);
    }
  }

  private void print(Map<String, Scores> scores, Map<AblationStep, Map<String, Scores>> steps) {
    if (output.json()) {
      ObjectNode node = EvaluationView.json(scores);
      if (ablate) {
        node.set("ablation", EvaluationView.ablationJson(steps));
      }
      output.print(node);
      return;
    }
    EvaluationView.print(scores, output);
    if (ablate) {
      EvaluationView.printAblation(steps, output);
    }
  }
}
