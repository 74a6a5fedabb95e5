package io.runbookmemory.journal.report;

import io.runbookmemory.journal.alerts.AlertScore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A week as it is archived. Its JSON is docs/formats/weekly-report.md.
 *
 * @param from where it begins
 * @param to where it ends
 * @param zone whose nights and days count
 * @param incidents those that began in it, oldest first
 * @param open those that are not over at its end, whenever they began
 * @param activeAlerts the names of alerts that fire at its end
 * @param alerts how the alerts of the period served, the noisiest first
 * @param budgets what became of each error budget
 * @param stale runbooks to look at
 * @param cost what it cost the people on call
 * @param recommendations what should be done, and what became of the last ones
 * @param doneBefore keys of recommendations that were done at some time
 * @param pageTarget whether the shifts held the target of pages; null in a report of a release that
 *     had none
 * @param notLookedAt the objectives of whose budget nobody could tell what became; null in a report
 *     of a release that did not say
 */
public record WeeklyReport(
    Instant from,
    Instant to,
    String zone,
    List<IncidentLine> incidents,
    List<IncidentLine> open,
    List<String> activeAlerts,
    List<AlertScore> alerts,
    List<BudgetLine> budgets,
    List<StaleRunbook> stale,
    OnCallCost cost,
    List<Recommendation> recommendations,
    List<String> doneBefore,
    @Nullable PageTarget pageTarget,
    @Nullable List<String> notLookedAt) {

  /** Its title begins with this, which a search for the last one may ask for. */
  public static final String TITLE = "Weekly report";

  private static final RecordJson<WeeklyReport> JSON = RecordJson.of(WeeklyReport.class);

  /**
   * Reads a report that was archived.
   *
   * @param report a memory's content
   * @return the report
   * @throws io.runbookmemory.error.InvalidInputException if it is no weekly report
   */
  public static WeeklyReport read(Report report) {
    return JSON.read(report.data());
  }

  /**
   * Returns it as JSON.
   *
   * @return one object
   */
  public String toJson() {
    return JSON.write(this);
  }

  /**
   * Returns it as Markdown.
   *
   * @return a page
   */
  public String toMarkdown() {
    return MarkdownWeek.of(this);
  }

  /**
   * Returns it as a memory. The report of the same week written again replaces it.
   *
   * @param tenant whose
   * @param at when it was written
   * @return the archive's entry
   */
  public Memory toMemory(Tenant tenant, Instant at) {
    String monday = from.atZone(ZoneId.of(zone)).toLocalDate().toString();
    return Memory.builder(
            MemoryId.named("weekly report", from + " " + to),
            Scope.of(tenant),
            TITLE + " of " + monday,
            new Report(from, to, toMarkdown(), toJson()),
            at)
        .happenedAt(to)
        .provenance(new Provenance("report", from.toString(), null, TrustTier.OBSERVED))
        .build();
  }
}
