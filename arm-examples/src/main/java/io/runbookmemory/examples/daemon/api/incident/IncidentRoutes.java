package io.runbookmemory.examples.daemon.api.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Page;
import io.runbookmemory.examples.daemon.api.route.Parameter;
import io.runbookmemory.examples.daemon.api.route.Parameter.Kind;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.deploy.DeployView;
import io.runbookmemory.examples.incident.IncidentView;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.postmortem.PostmortemDraft;
import io.runbookmemory.journal.postmortem.PostmortemWriter;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Severity;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Incidents: to find them, to begin them, and what they are told as. */
public record IncidentRoutes(Backend backend) {

  private static final Parameter ID = Parameter.path("id", Kind.ID, "The incident.");

  private static final Route LIST =
      Route.get(
              "/incidents",
              "listIncidents",
              "List incidents, those with the most of the words first, then the newest.",
              "IncidentPage")
          .with(
              Page.and(
                  Parameter.query("open", Kind.FLAG, "Those that are not over, or that are."),
                  Parameter.query("text", Kind.TEXT, "With any of these words."),
                  Parameter.query("alert", Kind.TEXT, "An alert's name or fingerprint."),
                  Parameter.query("service", Kind.TEXT, "Of one service."),
                  Parameter.query("env", Kind.ENV, "Of one environment."),
                  Parameter.query("from", Kind.TIME, "That began then or later."),
                  Parameter.query("to", Kind.TIME, "That began before then.")));

  /** Returns the operations. */
  public List<Operation> operations() {
    return List.of(
        new Operation(LIST, backend, this::list),
        new Operation(
            Route.post(
                    "/incidents",
                    "openIncident",
                    "Open an incident. Of one key there is one, however often it is told of.")
                .of("NewIncident", "Incident"),
            backend,
            this::open),
        look(
            "/incidents/{id}",
            "getIncident",
            "Return an incident and its timeline.",
            "Incident",
            one -> Reply.json(200, IncidentView.json(one))),
        look(
            "/incidents/{id}/postmortem",
            "writePostmortem",
            "Return the first draft of a postmortem; every line cites the entry that says so.",
            "Postmortem",
            IncidentRoutes::postmortem),
        look(
            "/incidents/{id}/suspects",
            "rankSuspects",
            "Rank what went out in the two days before an incident began.",
            "Suspects",
            this::suspects));
  }

  private Operation look(
      String path,
      String id,
      String summary,
      String answers,
      Function<JournalIncident, Reply> work) {
    return new Operation(
        Route.get(path, id, summary, answers).with(ID),
        backend,
        call ->
            backend
                .incidents()
                .get(call.id())
                .map(work)
                .orElseGet(() -> Operation.missing("incident")));
  }

  private Reply list(Call call) {
    IncidentQuery query =
        IncidentQuery.builder()
            .text(call.asked().query("text").orElse(""))
            .alert(call.text("alert"))
            .service(call.text("service"))
            .env(call.env())
            .from(call.time("from"))
            .to(call.time("to"))
            .open(call.flag("open"))
            .most(Integer.MAX_VALUE)
            .build();
    return Page.of(
        backend.incidents().search(query), call, JournalIncident::id, IncidentView::json);
  }

  private Reply open(Call call) {
    String env = call.field("env");
    Place place =
        new Place(
            call.field("service"),
            env == null ? null : Environments.DEFAULT.require(env),
            call.field("cluster"),
            call.field("namespace"));
    String severity = call.field("severity");
    Opened what =
        new Opened(
            call.given("title"),
            call.given("symptom"),
            place,
            severity == null ? null : Severity.of(severity.toLowerCase(Locale.ROOT)).orElse(null),
            null);
    String key = call.field("key");
    JournalIncident opened =
        key == null
            ? backend.incidents().open(what, call.at(), call.by())
            : backend
                .incidents()
                .open(MemoryId.named("api incident", key), what, call.at(), call.by());
    return Reply.json(200, IncidentView.json(opened));
  }

  private static Reply postmortem(JournalIncident incident) {
    PostmortemDraft draft = new PostmortemWriter().write(incident);
    ObjectNode node = Output.object().put("markdown", draft.toMarkdown());
    node.set("draft", Output.parse(draft.toJson()));
    return Reply.json(200, node);
  }

  private Reply suspects(JournalIncident incident) {
    return Reply.json(
        200,
        DeployView.json(backend.journal().deployments().suspects(incident, backend.incidents())));
  }
}
