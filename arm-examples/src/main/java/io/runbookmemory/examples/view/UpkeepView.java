package io.runbookmemory.examples.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.learn.upkeep.OwnerNotice;
import io.runbookmemory.learn.upkeep.PruneReport;
import io.runbookmemory.learn.upkeep.RetentionReason;
import io.runbookmemory.learn.upkeep.audit.MemoryAudit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What upkeep found and did, for people and for programs. */
public final class UpkeepView {

  /** So many memories are named; JSON has more. */
  private static final int NAMED = 10;

  private final DataOutput output;

  public UpkeepView(DataOutput output) {
    this.output = output;
  }

  public void print(PruneReport report) {
    if (output.json()) {
      output.print(json(report));
      return;
    }
    output.line(
        String.format(
            Locale.ROOT,
            report.dryRun() ? "%d of %d memories would be pruned" : "%d of %d memories pruned",
            report.pruned(),
            report.looked()));
    report
        .kinds()
        .forEach(
            (kind, counts) -> {
              output.line(
                  String.format(
                      Locale.ROOT, "  %-12s %d of %d", kind, counts.pruned(), counts.looked()));
              counts.reasons().forEach((reason, count) -> output.line(reason(reason, count)));
            });
    for (PruneReport.Pruned one :
        report.sample().subList(0, Math.min(NAMED, report.sample().size()))) {
      output.line(one.id() + "  " + one.kind() + "  " + one.title());
    }
    if (report.pruned() > NAMED) {
      output.line("and more: --json names " + Math.min(PruneReport.SAMPLE, report.pruned()));
    }
  }

  private static String reason(RetentionReason reason, long count) {
    return String.format(
        Locale.ROOT, "    %s %d: %s", reason.keeps() ? "kept  " : "pruned", count, reason.words());
  }

  private static ObjectNode json(PruneReport report) {
    ObjectNode node = Output.object().put("asOf", report.asOf().toString());
    node.put("dryRun", report.dryRun()).put("looked", report.looked());
    node.put("pruned", report.pruned());
    ObjectNode kinds = node.putObject("kinds");
    report
        .kinds()
        .forEach(
            (kind, counts) -> {
              ObjectNode one = kinds.putObject(kind);
              one.put("looked", counts.looked()).put("pruned", counts.pruned());
              ObjectNode reasons = one.putObject("reasons");
              counts.reasons().forEach((reason, count) -> reasons.put(reason.name(), count));
            });
    ArrayNode sample = node.putArray("sample");
    for (PruneReport.Pruned one : report.sample()) {
      ObjectNode named = sample.addObject().put("id", one.id().toString());
      named.put("kind", one.kind()).put("title", one.title());
      named.put("reason", one.reason().name());
    }
    return node;
  }

  public void print(List<OwnerNotice> notices) {
    if (output.json()) {
      ArrayNode array = Output.array();
      notices.forEach(notice -> put(array.addObject(), notice));
      output.print(array);
      return;
    }
    if (notices.isEmpty()) {
      output.line("nothing waits to be verified");
    }
    for (OwnerNotice notice : notices) {
      output.styled("@|bold " + notice.to() + "|@");
      output.line(notice.message().indent(2).stripTrailing());
    }
  }

  private static void put(ObjectNode node, OwnerNotice notice) {
    node.put("owner", notice.owner()).put("service", notice.service());
    ArrayNode due = node.putArray("due");
    for (OwnerNotice.Due one : notice.due()) {
      ObjectNode entry = due.addObject().put("id", one.id().toString()).put("kind", one.kind());
      entry.put("title", one.title()).put("since", one.since().toString());
      entry.put("verified", one.verified()).put("why", one.why(notice.asOf()));
    }
  }

  public void print(MemoryAudit audit) {
    if (output.json()) {
      output.print(json(audit));
      return;
    }
    output.line(audit.memories() + " memories");
    line("kinds", audit.totals().kinds());
    line("types", audit.totals().types());
    line("statuses", audit.totals().statuses());
    line("services", audit.totals().services());
    line("environments", audit.totals().envs());
    Map<String, Long> growth = new TreeMap<>();
    audit.growth().forEach((month, count) -> growth.put(month.toString(), count));
    line("created", growth);
    output.line(String.format(Locale.ROOT, "  %-13s %.2f in the mean", "salience", mean(audit)));
    for (MemoryAudit.Recommendation one : audit.recommendations()) {
      output.line("- " + one.words());
      output.line("    " + one.command());
    }
    if (audit.recommendations().isEmpty()) {
      output.line("all is well");
    }
  }

  private static double mean(MemoryAudit audit) {
    return audit.decay().mean();
  }

  /** The largest first. */
  private void line(String name, Map<String, Long> counts) {
    String shown =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(NAMED)
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    String more = counts.size() > NAMED ? ", and " + (counts.size() - NAMED) + " more" : "";
    output.line(String.format(Locale.ROOT, "  %-13s %s%s", name, shown, more));
  }

  private static ObjectNode json(MemoryAudit audit) {
    ObjectNode node = Output.object().put("asOf", audit.asOf().toString());
    node.put("memories", audit.memories());
    put(node.putObject("kinds"), audit.totals().kinds());
    put(node.putObject("types"), audit.totals().types());
    put(node.putObject("statuses"), audit.totals().statuses());
    put(node.putObject("services"), audit.totals().services());
    put(node.putObject("envs"), audit.totals().envs());
    ObjectNode growth = node.putObject("growth");
    audit.growth().forEach((month, count) -> growth.put(month.toString(), count));
    ObjectNode decay = node.putObject("decay").put("mean", audit.decay().mean());
    ArrayNode tenths = decay.putArray("tenths");
    audit.decay().tenths().forEach(tenths::add);
    ObjectNode findings = node.putObject("findings");
    audit
        .findings()
        .forEach(
            (finding, found) -> {
              ObjectNode one = findings.putObject(finding.name()).put("count", found.count());
              ArrayNode sample = one.putArray("sample");
              for (MemoryAudit.Named named : found.sample()) {
                sample.addObject().put("id", named.id().toString()).put("title", named.title());
              }
            });
    ArrayNode duplicates = node.putArray("duplicates");
    for (MemoryAudit.Group group : audit.duplicates()) {
      ObjectNode one = duplicates.addObject().put("title", group.title());
      ArrayNode ids = one.put("count", group.count()).putArray("ids");
      group.ids().forEach(id -> ids.add(id.toString()));
    }
    ArrayNode recommendations = node.putArray("recommendations");
    for (MemoryAudit.Recommendation one : audit.recommendations()) {
      ObjectNode said = recommendations.addObject().put("finding", one.finding().name());
      said.put("words", one.words()).put("command", one.command());
    }
    return node;
  }

  private static void put(ObjectNode node, Map<String, Long> counts) {
    counts.forEach(node::put);
  }
}
