package io.runbookmemory.oncall.playbook.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.oncall.playbook.PlaybookOrder;
import io.runbookmemory.oncall.playbook.PlaybookReport;
import io.runbookmemory.oncall.playbook.PlaybookRunner;
import io.runbookmemory.oncall.playbook.PlaybookStep;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.json.JsonText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one run in a ledger, stream {@code playbook-runs}, under the run's id. The values
 * of an alert's labels are redacted, so that a run that is gone on with stops where an argument
 * needs one that was a secret. Thread-safe.
 */
public final class LedgerJournal implements PlaybookRunner.Journal {

  private static final LedgerStream STREAM = new LedgerStream("playbook-runs");
  private static final String BEGUN = "run-begun";
  private static final String CALLING = "action-begins";
  private static final String DONE = "step-done";
  private static final String ENDED = "run-ended";
  private static final int PAGE = 100;
  private static final String TOO_LONG = "left out: too long for a journal";

  private final Ledger ledger;
  private final UUID run;
  private final Redactor redactor;
  private final InstantSource clock;

  /**
   * Creates the journal of a run.
   *
   * @param ledger of the tenant
   * @param run its id, under which it is found again
   * @param redactor takes secrets out of labels
   * @param clock the present time
   */
  public LedgerJournal(Ledger ledger, UUID run, Redactor redactor, InstantSource clock) {
    this.ledger = ledger;
    this.run = run;
    this.redactor = redactor;
    this.clock = clock;
  }

  /**
   * Returns what is known of a run.
   *
   * @param ledger of the tenant
   * @param run its id
   * @return empty if there is none of that id
   * @throws InvalidInputException if it was written by a newer release
   */
  public static Optional<KeptRun> read(Ledger ledger, UUID run) {
    EntryFilter filter = EntryFilter.of(STREAM, run.toString());
    @Nullable JsonNode begun = null;
    @Nullable PlaybookReport report = null;
    @Nullable String calling = null;
    List<PlaybookStep> steps = new ArrayList<>();
    List<PostedEntry> page = ledger.read(filter, 0, PAGE);
    while (!page.isEmpty()) {
      for (PostedEntry posted : page) {
        JsonNode body = JsonText.readObject(posted.entry().body());
        PlaybookReportJson.requireVersion(body);
        report = null; // A run that waited was gone on with.
        switch (posted.entry().kind()) {
          case BEGUN -> begun = body;
          case CALLING -> calling = body.path("action").asText();
          case DONE -> {
            PlaybookStep step = StepJson.read(body.path("step"));
            calling = endsCall(step) ? null : calling;
            steps.add(step);
          }
          case ENDED -> report = PlaybookReportJson.read(body.path("report").toString());
          default ->
              throw new InvalidInputException(
                  run.toString(), "has an entry of kind " + posted.entry().kind());
        }
      }
      page = ledger.read(filter, page.getLast().position(), PAGE);
    }
    if (begun == null) {
      return Optional.empty();
    }
    return Optional.of(
        new KeptRun(
            new PlaybookRunner.Interrupted(
                PlaybookReportJson.readOrder(begun.path("order")),
                begun.path("fingerprint").asText(),
                steps,
                calling),
            report));
  }

  private static boolean endsCall(PlaybookStep step) {
    return step instanceof PlaybookStep.Called || step instanceof PlaybookStep.PutBack;
  }

  @Override
  public void begun(PlaybookOrder order, String fingerprint) {
    ObjectNode body = body();
    body.set("order", PlaybookReportJson.order(redacted(order)));
    append(BEGUN, body.put("fingerprint", fingerprint));
  }

  private PlaybookOrder redacted(PlaybookOrder order) {
    Map<String, String> labels =
        order.labels().entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, label -> redactor.redact(label.getValue())));
    return new PlaybookOrder(
        order.playbook(), order.caller(), order.scope(), order.since(), labels);
  }

  @Override
  public void begins(String action) {
    append(CALLING, body().put("action", action));
  }

  @Override
  public void done(PlaybookStep step) {
    append(DONE, stepBody(step));
  }

  private static ObjectNode stepBody(PlaybookStep step) {
    ObjectNode body = body();
    body.set("step", StepJson.write(step));
    if (body.toString().length() > LedgerEntry.LONGEST_BODY) {
      boolean done = body.at("/step/result/is").asText().equals("succeeded");
      body.withObjectProperty("step")
          .set(
              "result",
              ResultJson.write(
                  done
                      ? new ToolResult.Succeeded("{}", List.of(TOO_LONG))
                      : new ToolResult.Failed(TOO_LONG, false)));
    }
    return body;
  }

  /** Without the steps, which stand before it. */
  @Override
  public void ended(PlaybookReport report) {
    PlaybookReport kept =
        new PlaybookReport(
            redacted(report.order()), report.fingerprint(), List.of(), report.end(), report.due());
    ObjectNode body = body();
    body.set("report", JsonText.read(PlaybookReportJson.write(kept)));
    append(ENDED, body);
  }

  private static ObjectNode body() {
    return JsonText.object().put("v", 1);
  }

  private void append(String kind, ObjectNode body) {
    ledger.append(
        List.of(
            new LedgerEntry(
                UUID.randomUUID(),
                STREAM,
                kind,
                clock.instant(),
                run.toString(),
                body.toString())));
  }
}
