package io.runbookmemory.examples.guard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.audit.AuditEntry;
import io.runbookmemory.guard.audit.AuditEvent;
import io.runbookmemory.guard.audit.AuditReport;
import java.util.List;
import java.util.Locale;

/** What became of looking through the audit log, printed. */
final class AuditView {

  private final AuditReport report;
  private final DataOutput output;

  AuditView(AuditReport report, DataOutput output) {
    this.report = report;
    this.output = output;
  }

  void print() {
    if (output.json()) {
      output.print(json());
      return;
    }
    report
        .entries()
        .forEach(
            (writer, count) ->
                output.line(String.format(Locale.ROOT, "%s: %,d good entries", writer, count)));
    report.findings().forEach(finding -> output.line("  " + finding));
    told("began and never ended", report.unfinished());
    told("broke the glass, and nobody said a word since", report.unexplained());
    output.line(
        report.intact()
            ? "every entry is as it was written"
            : report.findings().size()
                + " faults: keep the log as it is for whoever looks into it");
  }

  private void told(String what, List<AuditEntry> entries) {
    for (AuditEntry entry : entries) {
      AuditEvent event = entry.event();
      output.line(
          "  %s:%d: %s: %s called %s in %s at %s (call %s)"
              .formatted(
                  entry.writer(),
                  entry.sequence(),
                  what,
                  event.caller(),
                  event.tool(),
                  event.scope(),
                  event.at(),
                  event.callId()));
    }
  }

  private ObjectNode json() {
    ObjectNode node = Output.object().put("intact", report.intact());
    ObjectNode entries = node.putObject("entries");
    report.entries().forEach(entries::put);
    ArrayNode findings = node.putArray("findings");
    report
        .findings()
        .forEach(
            finding ->
                findings
                    .addObject()
                    .put("writer", finding.writer())
                    .put("line", finding.line())
                    .put("fault", finding.fault().name().toLowerCase(Locale.ROOT))
                    .put("detail", finding.detail()));
    calls(node.putArray("unfinished"), report.unfinished());
    calls(node.putArray("unexplained"), report.unexplained());
    return node;
  }

  private static void calls(ArrayNode array, List<AuditEntry> entries) {
    for (AuditEntry entry : entries) {
      array
          .addObject()
          .put("writer", entry.writer())
          .put("sequence", entry.sequence())
          .put("call", entry.event().callId())
          .put("caller", entry.event().caller())
          .put("tool", entry.event().tool())
          .put("at", entry.event().at().toString());
    }
  }
}
