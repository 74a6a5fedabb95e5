package io.runbookmemory.examples.playbook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.oncall.playbook.AutoApplyPolicy;
import io.runbookmemory.oncall.playbook.EscalationLevel;
import io.runbookmemory.oncall.playbook.PlaybookEnd;
import io.runbookmemory.oncall.playbook.PlaybookReport;
import io.runbookmemory.oncall.playbook.PlaybookStep;
import io.runbookmemory.tool.ToolResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of a run, for people and as JSON. */
final class PlaybookView {

  private record Shown(String what, String detail) {}

  private final DataOutput output;

  PlaybookView(DataOutput output) {
    this.output = output;
  }

  /** Prints a report, and whether the playbook would run without anybody asking for it. */
  void print(PlaybookReport report, AutoApplyPolicy.@Nullable Decision alone) {
    Shown end = shown(report.end());
    if (output.json()) {
      ObjectNode node = json(report, end);
      if (alone != null) {
        ObjectNode unattended = node.putObject("unattended").put("apply", alone.apply());
        alone.reasons().forEach(unattended.putArray("reasons")::add);
      }
      output.print(node);
      return;
    }
    for (PlaybookStep step : report.steps()) {
      Shown shown = shown(step);
      output.line(step.action() + ": " + shown.what() + "  " + shown.detail());
    }
    output.line((end.what() + "  " + end.detail()).strip());
    report
        .escalation()
        .ifPresent(level -> output.line("tell " + level.channel() + ", it took " + level.after()));
    if (alone != null) {
      output.line("unattended: " + (alone.apply() ? "every action" : "no action"));
      alone.reasons().forEach(reason -> output.line("  " + reason));
    }
  }

  private static ObjectNode json(PlaybookReport report, Shown end) {
    ObjectNode node =
        Output.object()
            .put("playbook", report.order().playbook())
            .put("fingerprint", report.fingerprint())
            .put("end", end.what())
            .put("detail", end.detail());
    if (report.end() instanceof PlaybookEnd.Stopped stopped) {
      node.put("action", stopped.action())
          .put("left", stopped.left().name().toLowerCase(Locale.ROOT));
    }
    report.escalation().map(EscalationLevel::channel).ifPresent(it -> node.put("tell", it));
    ArrayNode steps = node.putArray("steps");
    for (PlaybookStep step : report.steps()) {
      Shown shown = shown(step);
      steps
          .addObject()
          .put("action", step.action())
          .put("at", step.at().toString())
          .put("what", shown.what())
          .put("detail", shown.detail());
    }
    return node;
  }

  private static Shown shown(PlaybookStep step) {
    return switch (step) {
      case PlaybookStep.Checked it ->
          new Shown("asked", it.condition() + ": " + it.state().words());
      case PlaybookStep.Previewed it -> new Shown("would call", detail(it.result()));
      case PlaybookStep.Skipped it -> new Shown("passed over", it.why());
      case PlaybookStep.Called it -> new Shown("called", detail(it.result()));
      case PlaybookStep.PutBack it -> new Shown("put back", detail(it.result()));
      case PlaybookStep.LeftDone it -> new Shown("left as it is", it.why());
    };
  }

  private static String detail(ToolResult result) {
    return switch (result) {
      case ToolResult.Succeeded it -> it.output();
      case ToolResult.NoData it -> "found nothing: " + it.reason();
      case ToolResult.Failed it -> "failed: " + it.reason();
      case ToolResult.Refused it -> "refused: " + it.reason();
      case ToolResult.ApprovalRequired it -> "waits for a second person: " + it.summary();
      case ToolResult.TimedOut it -> "no answer within " + it.after();
    };
  }

  private static Shown shown(PlaybookEnd end) {
    return switch (end) {
      case PlaybookEnd.Previewed it -> new Shown("previewed", "nothing was changed");
      case PlaybookEnd.Completed it -> new Shown("completed", "");
      case PlaybookEnd.NotDue it -> new Shown("not due", it.why());
      case PlaybookEnd.Busy it ->
          new Shown("busy", it.owner() + " runs it there, until " + it.until() + " or longer");
      case PlaybookEnd.WaitsForApproval it -> new Shown("waits for approval", it.summary());
      case PlaybookEnd.Stopped it -> new Shown("stopped", "at " + it.action() + ": " + it.why());
    };
  }
}
