package io.runbookmemory.examples.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.lucene.report.BackupReport;
import io.runbookmemory.lucene.report.Problem;
import io.runbookmemory.lucene.report.RepairReport;
import io.runbookmemory.lucene.report.RewriteReport;
import io.runbookmemory.lucene.report.VerifyReport;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoreStats;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was done to a Lucene store as a whole, for people and for programs. */
public final class StoreView {

  /** So many problems are told one by one; JSON has them all. */
  private static final int TOLD = 20;

  private final DataOutput output;

  public StoreView(DataOutput output) {
    this.output = output;
  }

  public void print(VerifyReport report) {
    if (output.json()) {
      ObjectNode node = Output.object().put("store", report.store().toString());
      node.put("sound", report.sound()).put("files", report.files()).put("bytes", report.bytes());
      put(node.putObject("tenants"), report.tenants());
      put(node.putArray("problems"), report.problems());
      output.print(node);
      return;
    }
    output.line(
        "%s: %s files, %s bytes%s"
            .formatted(
                report.store(), report.files(), report.bytes(), report.sound() ? ", sound" : ""));
    print(report.tenants());
    printProblems(report.problems());
    if (!report.sound()) {
      output.line(
          "save what is intact with: arm store repair %s --into NEW".formatted(report.store()));
    }
  }

  public void print(RepairReport report) {
    if (output.json()) {
      ObjectNode node = Output.object().put("damaged", report.damaged().toString());
      node.put("into", report.into().toString());
      put(node.putObject("kept"), report.kept());
      putIds(node.putObject("withoutVectors"), report.withoutVectors());
      putIds(node.putObject("lost"), report.lost());
      node.put("nameless", report.nameless());
      put(node.putArray("problems"), report.problems());
      output.print(node);
      return;
    }
    output.line("%s: what is intact is in %s".formatted(report.damaged(), report.into()));
    print(report.kept());
    printProblems(report.problems());
    printIds("lost", report.lost());
    if (report.nameless() > 0) {
      output.line("lost, and not known of what: %s documents".formatted(report.nameless()));
    }
    printIds("without vectors", report.withoutVectors());
    if (!report.withoutVectors().isEmpty()) {
      output.line("give them vectors with: arm store reembed %s".formatted(report.into()));
    }
  }

  public void print(RewriteReport report) {
    if (output.json()) {
      ObjectNode node = Output.object().put("rewritten", report.rewritten());
      node.put("resumed", report.resumed()).put("memories", report.memories());
      output.print(node.put("embedded", report.embedded()));
    } else if (!report.rewritten()) {
      output.line("%s memories, nothing to do".formatted(report.memories()));
    } else {
      output.line(
          "%s memories, %s of them embedded%s"
              .formatted(
                  report.memories(),
                  report.embedded(),
                  report.resumed() ? ", on from where an earlier run had ended" : ""));
    }
  }

  /** Prints what was copied, and whether the ledger came along. */
  public void print(BackupReport report, boolean ledger) {
    if (output.json()) {
      ObjectNode node = Output.object().put("from", report.from().toString());
      node.put("into", report.into().toString()).put("position", report.position());
      node.put("files", report.files()).put("bytes", report.bytes());
      node.put("copiedFiles", report.copiedFiles());
      output.print(node.put("copiedBytes", report.copiedBytes()).put("ledger", ledger));
    } else {
      output.line(
          "%s into %s: %s files, %s bytes, of which %s files, %s bytes were copied%s"
              .formatted(
                  report.from(),
                  report.into(),
                  report.files(),
                  report.bytes(),
                  report.copiedFiles(),
                  report.copiedBytes(),
                  ledger ? ", and the ledger" : ""));
    }
  }

  private void print(Map<Tenant, StoreStats> tenants) {
    byName(tenants)
        .forEach(
            (tenant, stats) ->
                output.line(
                    "  %-12s %s memories, %s passages, %s revisions, %s tombstones"
                        .formatted(
                            tenant,
                            stats.memories(),
                            stats.passages(),
                            stats.revisions(),
                            stats.tombstones())));
  }

  private void printProblems(List<Problem> problems) {
    problems.stream().limit(TOLD).forEach(problem -> output.line("  ! %s".formatted(problem)));
    if (problems.size() > TOLD) {
      output.line("  ! and %s more: --json tells them all".formatted(problems.size() - TOLD));
    }
  }

  private void printIds(String what, Map<Tenant, List<MemoryId>> ids) {
    byName(ids)
        .forEach(
            (tenant, ofTenant) ->
                output.line(
                    "%s, of %s: %s memories%s"
                        .formatted(
                            what,
                            tenant,
                            ofTenant.size(),
                            ofTenant.size() <= TOLD ? " " + ofTenant : "; --json tells which")));
  }

  private static void put(ObjectNode node, Map<Tenant, StoreStats> tenants) {
    byName(tenants)
        .forEach(
            (tenant, stats) ->
                node.putObject(tenant)
                    .put("memories", stats.memories())
                    .put("passages", stats.passages())
                    .put("revisions", stats.revisions())
                    .put("tombstones", stats.tombstones())
                    .put("position", stats.position()));
  }

  private static void put(ArrayNode array, List<Problem> problems) {
    for (Problem problem : problems) {
      Tenant tenant = problem.tenant();
      MemoryId id = problem.id();
      array
          .addObject()
          .put("place", problem.place())
          .put("tenant", tenant == null ? null : tenant.name())
          .put("id", id == null ? null : id.toString())
          .put("says", problem.says());
    }
  }

  private static void putIds(ObjectNode node, Map<Tenant, List<MemoryId>> ids) {
    byName(ids)
        .forEach(
            (tenant, ofTenant) -> {
              ArrayNode array = node.putArray(tenant);
              ofTenant.forEach(id -> array.add(id.toString()));
            });
  }

  private static <V> Map<String, V> byName(Map<Tenant, V> tenants) {
    Map<String, V> byName = new TreeMap<>();
    tenants.forEach((tenant, value) -> byName.put(tenant.name(), value));
    return byName;
  }
}
