package io.runbookmemory.oncall.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.Consent;
import io.runbookmemory.oncall.Escalation;
import io.runbookmemory.oncall.PlannedQuery;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.oncall.Prospect;
import io.runbookmemory.oncall.WatchedDeployment;
import io.runbookmemory.tool.json.JsonText;
import java.util.Collection;
import java.util.Locale;

/** A plan as one JSON object. */
final class JsonPlan {

  private JsonPlan() {}

  static String text(ActionPlan plan) {
    ObjectNode node = JsonText.object();
    plan.verdict()
        .ifPresent(
            verdict ->
                node.put("verdict", verdict.verdict().name()).put("because", verdict.summary()));
    ArrayNode steps = node.putArray("steps");
    plan.steps().forEach(step -> steps.add(step(step)));
    ArrayNode queries = node.putArray("queries");
    for (PlannedQuery query : plan.queries()) {
      queries
          .addObject()
          .put("language", query.language())
          .put("query", query.query())
          .put("purpose", query.purpose());
    }
    put(node, "warnings", plan.warnings());
    put(node, "owners", plan.owners());
    put(node, "escalation", plan.escalation());
    ArrayNode contacts = node.putArray("contacts");
    plan.contacts().forEach(it -> contacts.addObject().put("who", it.who()).put("why", it.why()));
    ArrayNode escalations = node.putArray("escalations");
    for (Escalation one : plan.escalations()) {
      ObjectNode item = escalations.addObject();
      put(item.put("at", one.at().toString()).put("condition", one.condition()), "to", one.to());
    }
    put(node, "urls", plan.urls());
    put(node, "unfilled", plan.unfilled());
    ArrayNode watched = node.putArray("watched");
    for (WatchedDeployment one : plan.watched()) {
      watched
          .addObject()
          .put("deployment", one.deployment().toString())
          .put("title", one.title())
          .put("at", one.at().toString())
          .put("note", one.note())
          .put("until", one.until().toString());
    }
    return JsonText.write(node);
  }

  private static ObjectNode step(PlannedStep step) {
    ObjectNode node = counted(step);
    Prospect prospect = step.prospect();
    node.put("expectedFrom", prospect.basis().name())
        .put("expected", prospect.effect())
        .put("rollback", prospect.rollback())
        .put("otherwise", prospect.otherwise());
    Consent consent = step.consent();
    if (consent != null) {
      node.put("effect", consent.effect().name())
          .put("because", consent.because())
          .put("needsApproval", consent.needsApproval())
          .put("approver", consent.approver() == null ? null : consent.approver().name());
      if (consent.call() != null) {
        node.put(consent.call().kind().name().toLowerCase(Locale.ROOT), consent.call().name());
      }
    }
    return node;
  }

  private static ObjectNode counted(PlannedStep step) {
    return JsonText.object()
        .put("kind", step.kind().name())
        .put("text", step.text())
        .put("language", step.language())
        .put("code", step.code())
        .put("source", step.source().toString())
        .put("origin", step.origin())
        .put("tried", step.usage().tried())
        .put("helped", step.usage().helped())
        .put("harmed", step.usage().harmed())
        .put("skipped", step.usage().skipped())
        .put("caution", step.caution());
  }

  private static void put(ObjectNode node, String name, Collection<String> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(array::add);
  }
}
