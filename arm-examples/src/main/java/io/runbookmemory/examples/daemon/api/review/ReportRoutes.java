package io.runbookmemory.examples.daemon.api.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Page;
import io.runbookmemory.examples.daemon.api.route.Parameter;
import io.runbookmemory.examples.daemon.api.route.Parameter.Kind;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.report.Period;
import io.runbookmemory.journal.report.ShiftHandover;
import io.runbookmemory.journal.report.SpentBudgets;
import io.runbookmemory.journal.report.WeeklyReport;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Reports of weeks and shifts. */
public record ReportRoutes(Backend backend) {

  /** Two years of weeks, and as many of anything else. */
  private static final int MOST = 1_000;

  /** A person waits for it: what Prometheus has not told by then was not looked at. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Returns the operations. */
  public List<Operation> operations() {
    return List.of(
        new Operation(
            Route.get(
                    "/reports", "listReports", "List previous reports, newest first.", "ReportPage")
                .with(Page.and()),
            backend,
            this::list),
        new Operation(
            Route.get("/reports/{id}", "getReport", "Return a previous report.", "Report")
                .with(Parameter.path("id", Kind.ID, "The report.")),
            backend,
            this::get),
        new Operation(
            Route.post(
                    "/reports/weekly",
                    "writeWeeklyReport",
                    "Write the report of a week, and archive it.")
                .of("Week", "WrittenReport"),
            backend,
            this::weekly),
        new Operation(
            Route.get(
                    "/reports/handover",
                    "writeHandover",
                    "Write what the next shift must know.",
                    "WrittenReport")
                .with(
                    Parameter.query("shift", Kind.LENGTH, "How long the shift was; 12h."),
                    Parameter.query("at", Kind.TIME, "When it ends; now.")),
            backend,
            this::handover));
  }

  private Reply list(Call call) {
    List<Memory> reports =
        backend.memory().memories().scan(Filter.eq(Field.KIND, "report"), null, MOST).stream()
            .map(StoredMemory::memory)
            .sorted(
                Comparator.comparing((Memory one) -> one.times().createdAt())
                    .reversed()
                    .thenComparing(Memory::id))
            .toList();
    return Page.of(reports, call, Memory::id, ReportRoutes::line);
  }

  private static ObjectNode line(Memory memory) {
    ObjectNode node = Output.object().put("id", memory.id().toString());
    node.put("title", memory.title()).put("createdAt", memory.times().createdAt().toString());
    if (memory.content() instanceof Report report) {
      node.put("from", report.from().toString()).put("to", report.to().toString());
    }
    return node;
  }

  private Reply get(Call call) {
    return backend
        .memory()
        .memories()
        .get(call.id())
        .map(StoredMemory::memory)
        .filter(memory -> memory.content() instanceof Report)
        .map(
            memory ->
                Reply.json(
                    200, line(memory).put("markdown", ((Report) memory.content()).markdown())))
        .orElseGet(() -> Operation.missing("report"));
  }

  private Reply weekly(Call call) {
    Period week;
    String zoned = call.field("zone");
    try {
      ZoneId zone = zoned == null ? ZoneOffset.UTC : ZoneId.of(zoned);
      String day = call.field("day");
      week =
          Period.week(
              day == null
                  ? LocalDate.ofInstant(call.now(), zone).minusWeeks(1)
                  : LocalDate.parse(day),
              zone);
    } catch (DateTimeException e) {
      throw new InvalidInputException("zone", "must be such as Europe/Berlin");
    }
    SpentBudgets budgets = backend.counts().get().spent(week.from(), week.to(), PATIENCE);
    WeeklyReport report = backend.journal().report(week, budgets, call.now());
    return written(report.toMarkdown(), report.toJson());
  }

  private Reply handover(Call call) {
    Instant end = Objects.requireNonNullElse(call.time("at"), call.now());
    Duration shift = call.length("shift", Duration.ofHours(12));
    ShiftHandover handover =
        backend.journal().handover(new Period(end.minus(shift), end, ZoneOffset.UTC));
    return written(handover.toText(), handover.toJson());
  }

  private static Reply written(String text, String json) {
    ObjectNode node = Output.object().put("text", text);
    node.set("data", Output.parse(json));
    return Reply.json(200, node);
  }
}
