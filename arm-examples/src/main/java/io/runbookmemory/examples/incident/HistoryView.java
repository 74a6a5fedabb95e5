package io.runbookmemory.examples.incident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.IncidentHistory;
import io.runbookmemory.journal.IncidentHistory.PathStep;
import io.runbookmemory.journal.IncidentHistory.Spread;
import io.runbookmemory.journal.postmortem.DurationWords;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What incidents amount to, for people and for programs. */
final class HistoryView {

  private final DataOutput output;

  HistoryView(DataOutput output) {
    this.output = output;
  }

  void print(IncidentHistory history) {
    if (output.json()) {
      output.print(json(history));
      return;
    }
    String abandoned = history.abandoned() == 0 ? "" : ", " + history.abandoned() + " abandoned";
    output.line(history.count() + " incidents, " + history.open() + " open" + abandoned);
    if (history.count() == 0) {
      return;
    }
    history.byMonth().forEach((month, count) -> output.line("  " + month + "  " + bar(count)));
    spread("to detect", history.toDetect());
    spread("to mitigate", history.toMitigate());
    spread("to resolve", history.toResolve());
    if (!history.path().isEmpty()) {
      output.line("usual path");
    }
    for (PathStep step : history.path()) {
      String worse = step.worsened() == 0 ? "" : ", made it worse in " + step.worsened();
      output.line(
          String.format(
              Locale.ROOT,
              "  in %d, helped in %d%s: %s",
              step.incidents(),
              step.helped(),
              worse,
              step.action()));
    }
  }

  private static String bar(int count) {
    return count == 0 ? "0" : count + " " + "#".repeat(Math.min(count, 60));
  }

  private void spread(String what, Spread spread) {
    Duration mean = spread.mean();
    Duration median = spread.median();
    String words =
        mean == null || median == null
            ? "unknown"
            : "mean "
                + DurationWords.of(mean)
                + ", median "
                + DurationWords.of(median)
                + ", of "
                + spread.known();
    output.line(String.format(Locale.ROOT, "%-12s %s", what, words));
  }

  private static ObjectNode json(IncidentHistory history) {
    ObjectNode node = Output.object().put("count", history.count()).put("open", history.open());
    node.put("abandoned", history.abandoned());
    ObjectNode months = node.putObject("byMonth");
    history.byMonth().forEach((month, count) -> months.put(month.toString(), count));
    spread(node.putObject("toDetect"), history.toDetect());
    spread(node.putObject("toMitigate"), history.toMitigate());
    spread(node.putObject("toResolve"), history.toResolve());
    ArrayNode path = node.putArray("path");
    for (PathStep step : history.path()) {
      ObjectNode one = path.addObject().put("action", step.action());
      one.put("incidents", step.incidents()).put("helped", step.helped());
      one.put("worsened", step.worsened());
    }
    return node;
  }

  private static void spread(ObjectNode node, Spread spread) {
    node.put("known", spread.known());
    seconds(node, "meanSeconds", spread.mean());
    seconds(node, "medianSeconds", spread.median());
  }

  private static void seconds(ObjectNode node, String name, @Nullable Duration length) {
    if (length != null) {
      node.put(name, length.toSeconds());
    }
  }
}
