package io.runbookmemory.examples.daemon.api.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Parameter;
import io.runbookmemory.examples.daemon.api.route.Parameter.Kind;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.incident.IncidentView;
import io.runbookmemory.journal.ActResult;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.content.Effect;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said of an incident. The same of the same moment, said again by the same caller, is
 * written once: who sends {@code at} may send a request again.
 */
public record TimelineRoutes(Backend backend) {

  private static final Logger LOG = LoggerFactory.getLogger(TimelineRoutes.class);

  /** Returns the operations. */
  public List<Operation> operations() {
    return Stream.of(words(), turns(), List.of(resolution())).flatMap(List::stream).toList();
  }

  /** What was said, seen, done and understood. */
  private List<Operation> words() {
    return List.of(
        say(
            "notes",
            "noteIncident",
            "Write down what was said or seen.",
            "Note",
            call -> new JournalEvent.Noted(call.given("text"), call.field("source"))),
        say(
            "actions",
            "actOnIncident",
            "Write down what was done, and what it did.",
            "Action",
            TimelineRoutes::acted),
        say(
            "cause",
            "explainIncident",
            "Say why it happened.",
            "Cause",
            call -> new JournalEvent.CauseFound(call.given("text"))),
        say(
            "follow-ups",
            "followUpIncident",
            "Say what is to be done afterwards.",
            "FollowUp",
            call -> new JournalEvent.FollowUp(call.given("text"), call.field("owner"))));
  }

  /** Where it stands. */
  private List<Operation> turns() {
    return List.of(
        say(
            "acknowledgement",
            "acknowledgeIncident",
            "Take it on.",
            "Moment",
            call -> new JournalEvent.Acknowledged()),
        say(
            "mitigation",
            "mitigateIncident",
            "Say that the harm stopped.",
            "How",
            call -> new JournalEvent.Mitigated(call.field("how"))),
        say(
            "reopening",
            "reopenIncident",
            "Say that it was not over after all.",
            "Reopening",
            call -> new JournalEvent.Reopened(call.given("why"))));
  }

  private Operation resolution() {
    return new Operation(
        route("resolution", "resolveIncident", "Say that it is over, and draft what it taught.")
            .of("How", "ResolvedIncident"),
        backend,
        this::resolve);
  }

  private static Route route(String last, String id, String summary) {
    return Route.post("/incidents/{id}/" + last, id, summary)
        .with(Parameter.path("id", Kind.ID, "The incident."));
  }

  private Operation say(
      String last, String id, String summary, String body, Function<Call, JournalEvent> event) {
    return new Operation(
        route(last, id, summary).of(body, "Incident"),
        backend,
        call ->
            write(call, event.apply(call))
                .map(one -> Reply.json(200, IncidentView.json(one)))
                .orElseGet(() -> Operation.missing("incident")));
  }

  private Optional<JournalIncident> write(Call call, JournalEvent event) {
    return backend.incidents().write(call.id(), event, call.at(), call.by());
  }

  private static JournalEvent acted(Call call) {
    return new JournalEvent.Acted(
        call.given("action"),
        Objects.requireNonNullElse(
            Call.word(call.body(), "result", ActResult.class), ActResult.DONE),
        call.given("detail"),
        Call.word(call.body(), "effect", Effect.class),
        call.field("memory"));
  }

  private Reply resolve(Call call) {
    Optional<JournalIncident> resolved = write(call, new JournalEvent.Resolved(call.field("how")));
    if (resolved.isEmpty()) {
      return Operation.missing("incident");
    }
    ObjectNode node = IncidentView.json(resolved.get());
    try {
      int drafted =
          backend
              .responder()
              .get()
              .journal()
              .map(journal -> journal.draft(call.id(), call.at()).size())
              .orElse(0);
      node.put("draftsWaiting", drafted);
    } catch (ArmException e) {
      // The end is written down whatever becomes of the drafts, which can be made any time.
      LOG.warn("nothing was drafted of {}", call.id(), e);
      node.put("draftsWaiting", 0);
    }
    return Reply.json(200, node);
  }
}
