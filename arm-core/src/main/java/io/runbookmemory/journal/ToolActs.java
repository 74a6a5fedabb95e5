package io.runbookmemory.journal;

import io.runbookmemory.guard.ActSink;
import io.runbookmemory.guard.AnsweredCall;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.text.Excerpt;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the journal what tools are called for in an incident, and what they gave: their
 * results attach themselves. A call belongs to the incident that it names, else to the one that is
 * open for what it is about: by service, environment, cluster and namespace, of its scope or, where
 * that does not say, of its arguments. Where several are open it belongs to none, and the caller is
 * told so. One that nothing was written of for {@link #FORGOTTEN} counts as open no more.
 *
 * <p>What was looked up in memory is no act. What was not let through is written down only where
 * the incident was named: nothing was done. A call is written once, named by its id in the audit
 * log. Thread-safe.
 */
public final class ToolActs implements ActSink {

  /** After this, somebody forgot to say that an incident is over. */
  static final Duration FORGOTTEN = JournalPolicy.DEFAULT.abandonedAfter();

  private static final Logger LOG = LoggerFactory.getLogger(ToolActs.class);

  /** A thousand characters tell what was found; the whole is in the audit log by its digest. */
  private static final int LONGEST_DETAIL = 1000;

  /** So many are named to a caller who has to choose. */
  private static final int MOST_NAMED = 5;

  private final IncidentJournal journal;
  private final InstantSource clock;

  /**
   * Creates the sink.
   *
   * @param journal where to write
   * @param clock what time it is
   */
  public ToolActs(IncidentJournal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public Optional<String> take(AnsweredCall call) {
    if (call.contract().ofMemory() && call.contract().effect() == ToolEffect.READ_ONLY) {
      return Optional.empty();
    }
    Optional<MemoryId> named = call.request().incident();
    if (named.isPresent()) {
      return write(named.get(), call)
          ? Optional.empty()
          : noted(call, "there is no incident " + named.get());
    }
    if (call.result() instanceof ToolResult.Refused) {
      return Optional.empty();
    }
    List<JournalIncident> open = open(call);
    if (open.size() > 1) {
      return noted(call, open.size() + " incidents are open there, name one: " + names(open));
    }
    open.forEach(incident -> write(incident.id(), call));
    return Optional.empty();
  }

  private List<JournalIncident> open(AnsweredCall call) {
    CalledPlace about = CalledPlace.of(call);
    Instant since = clock.instant().minus(FORGOTTEN);
    return journal.open().stream()
        .filter(incident -> about.fits(incident.place()))
        .filter(incident -> incident.entries().stream().anyMatch(it -> it.at().isAfter(since)))
        .toList();
  }

  private static String names(List<JournalIncident> open) {
    String names =
        open.stream()
            .limit(MOST_NAMED)
            .map(incident -> incident.id().toString())
            .collect(Collectors.joining(", "));
    return open.size() > MOST_NAMED ? names + ", …" : names;
  }

  private static Optional<String> noted(AnsweredCall call, String why) {
    LOG.info("call {} of {} is in no incident: {}", call.id(), call.contract().name(), why);
    return Optional.of("this call is not in the journal of an incident: " + why);
  }

  private boolean write(MemoryId id, AnsweredCall call) {
    ToolRequest request = call.request();
    String words = request.tool() + " " + call.arguments();
    JournalEvent.Acted acted =
        new JournalEvent.Acted(
            Excerpt.beginning(request.dryRun() ? "dry run: " + words : words, LONGEST_DETAIL),
            result(request, call.result()),
            Excerpt.beginning(detail(call.result()), LONGEST_DETAIL),
            null,
            null,
            call.contract().effect());
    return journal.writeOnce(
        id, acted, clock.instant(), request.caller().id(), "call " + call.id());
  }

  /** What was only looked at was not done. */
  private static ActResult result(ToolRequest request, ToolResult result) {
    return request.dryRun() && result instanceof ToolResult.Succeeded
        ? ActResult.SKIPPED
        : ActResult.of(result);
  }

  private static String detail(ToolResult result) {
    return switch (result) {
      case ToolResult.Succeeded it -> it.output();
      case ToolResult.NoData it -> it.reason();
      case ToolResult.Failed it -> it.reason();
      case ToolResult.Refused it -> it.reason();
      case ToolResult.ApprovalRequired it -> "waits for approval " + it.requestId();
      case ToolResult.TimedOut it -> "no answer after " + it.after();
    };
  }
}
