package io.runbookmemory.examples.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.openslo.OpenSloReader;
import io.runbookmemory.connectors.sli.SliCsvReader;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.slo.BurnRate;
import io.runbookmemory.slo.BurnRateClassifier;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.BurnRateWindow;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.PairAssessment;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm classify}: page, ticket or log. */
@Command(
    name = "classify",
    description = {
      "Decide page, ticket or log for every sample of a series, from the burn of its error budget"
          + " (the SRE workbook's four pairs of windows).",
      "Exit code 1 if the last verdict is PAGE or TICKET."
    })
public final class ClassifyCommand implements Callable<Integer> {

  @Option(names = "--slo", required = true, paramLabel = "SLO.yaml", description = "OpenSLO v1.")
  private Path slo = Path.of("");

  @Option(
      names = "--series",
      required = true,
      paramLabel = "SERIES.csv",
      description = "Columns timestamp,good,total: increments of the interval ending there.")
  private Path series = Path.of("");

  @Option(names = "--changes", description = "Print only the samples at which the verdict changes.")
  private boolean changesOnly;

  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public ClassifyCommand() {}

  @Override
  public Integer call() {
    Slo objective = OpenSloReader.readOne(slo);
    SliSeries samples = SliCsvReader.read(series);
    if (samples.size() == 0) {
      throw new InvalidInputException(series.toString(), "must have at least 1 sample, got 0");
    }
    BurnRatePolicy workbook = BurnRatePolicy.workbook(objective.period());
    List<BurnRateWindow> infeasible = workbook.infeasibleFor(objective);
    infeasible.forEach(
        pair ->
            output.complain(
                "arm: at an objective of "
                    + objective.objective()
                    + " the pair "
                    + pair
                    + " can never fire and is left out"));
    BurnRateClassifier classifier =
        new BurnRateClassifier(objective, workbook.feasibleFor(objective));
    ArrayNode printed = Output.array();
    Verdict before = null;
    for (int i = 0; i < samples.size(); i++) {
      Classification judged = classifier.classify(samples, samples.sample(i).at());
      if (!changesOnly || judged.verdict() != before) {
        print(judged, printed);
      }
      before = judged.verdict();
    }
    if (output.json()) {
      ObjectNode node = Output.object().put("slo", objective.name());
      node.put("objective", objective.objective());
      node.set("samples", printed);
      output.print(node);
    }
    return before == Verdict.LOG ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private void print(Classification judged, ArrayNode printed) {
    if (output.json()) {
      printed.add(json(judged));
    } else {
      output.line(judged.at() + " " + judged.summary());
    }
  }

  static ObjectNode json(Classification judged) {
    ObjectNode node =
        Output.object()
            .put("at", judged.at().toString())
            .put("verdict", judged.verdict().name())
            .put("decidedBy", judged.decidedBy().pair().toString())
            .put("budgetRemaining", judged.budget().remaining())
            .put("summary", judged.summary());
    ArrayNode reasons = node.putArray("reasons");
    judged.reasons().forEach(reason -> reasons.add(reason.name()));
    ArrayNode pairs = node.putArray("pairs");
    for (PairAssessment pair : judged.pairs()) {
      ObjectNode item = pairs.addObject().put("pair", pair.pair().toString());
      item.put("severity", pair.severity().name()).put("reason", pair.reason().name());
      window(item, "long", pair.longBurn());
      window(item, "short", pair.shortBurn());
    }
    return node;
  }

  private static void window(ObjectNode node, String name, @Nullable BurnRate burn) {
    if (burn != null) {
      node.putObject(name)
          .put("burnRate", burn.value())
          .put("errorRatio", burn.window().errorRatio())
          .put("bad", burn.window().bad())
          .put("total", burn.window().total())
          .put("coverage", burn.window().coverage());
    }
  }
}
