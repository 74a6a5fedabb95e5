package io.runbookmemory.connectors.ticket;

import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A PagerDuty integration as tools. */
final class PagerDutyTools {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private PagerDutyTools() {}

  record Page(
      @Described("what it is about, in a line") String summary,
      @Described("what is affected: a service, a host") String source,
      @Described("how bad it is") PagerDutyClient.Severity severity,
      @Described("of the incident, to add to one that is open; none for a new one")
          @Nullable String key) {

    Page {
      if (summary.isBlank() || summary.length() > 1_024) {
        throw new IllegalArgumentException("summary must have 1 to 1024 characters");
      }
    }
  }

  record Key(@Described("of the incident, as trigger_page gave it") String key) {}

  static List<Tool> of(PagerDutyClient client) {
    return List.of(
        RecordTool.builder(
                "trigger_page", "Calls whoever is on call in PagerDuty.", Page.class, Key.class)
            .effect(ToolEffect.REVERSIBLE)
            .idempotent()
            .cost(CostTier.HIGH)
            .timeout(TIMEOUT)
            .build((page, call) -> Optional.of(trigger(client, page, call))),
        about(client, "acknowledge_page", "Says that you are on it.", PagerDutyClient::acknowledge),
        about(client, "resolve_page", "Says that it is over.", PagerDutyClient::resolve));
  }

  /** A call that is made again, under its own id, calls nobody twice. */
  private static Key trigger(PagerDutyClient client, Page page, ToolInvocation call) {
    String key = Objects.requireNonNullElse(page.key(), "arm-" + call.callId());
    return new Key(
        client.within(call.timeout()).trigger(key, page.summary(), page.source(), page.severity()));
  }

  private static Tool about(
      PagerDutyClient client,
      String name,
      String description,
      BiFunction<PagerDutyClient, String, String> action) {
    return RecordTool.builder(name, description, Key.class, Key.class)
        .effect(ToolEffect.REVERSIBLE)
        .idempotent()
        .cost(CostTier.LOW)
        .timeout(TIMEOUT)
        .build(
            (key, call) ->
                Optional.of(new Key(action.apply(client.within(call.timeout()), key.key()))));
  }
}
