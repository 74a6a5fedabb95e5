package io.runbookmemory.connectors.prometheus;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An Alertmanager as tools. */
final class AlertmanagerTools {

  private static final Duration SHORT = Duration.ofSeconds(15);

  /** Who needs more should mend the alert. */
  private static final Duration LONGEST_SILENCE = Duration.ofHours(24);

  private AlertmanagerTools() {}

  record Labels(
      @Described("labels that they have, such as {\"service\":\"checkout\"}; none for all")
          @Nullable Map<String, String> labels) {

    List<LabelMatcher> matchers() {
      return labels == null ? List.of() : AlertmanagerTools.matchers(labels);
    }
  }

  record Alerts(List<ReportedAlert> alerts) {}

  record Silences(List<Silence> silences) {}

  record NewSilence(
      @Described(
              "labels that the alerts have, at least one, such as {\"alertname\":\"HighLatency\"}")
          Map<String, String> labels,
      @Described("how long from now, a day at most, such as PT2H") Duration duration,
      @Described("why") String comment) {

    NewSilence {
      if (labels.isEmpty() || labels.containsValue("")) {
        throw new IllegalArgumentException("labels must name at least one, each with a value");
      }
      if (duration.compareTo(Duration.ofMinutes(1)) < 0
          || duration.compareTo(LONGEST_SILENCE) > 0) {
        throw new IllegalArgumentException("duration must lie between PT1M and PT24H");
      }
    }
  }

  record Id(@Described("of a silence") String id) {}

  record Created(String id, Instant endsAt) {}

  record Expired(String id) {}

  static List<Tool> of(AlertmanagerClient client) {
    return List.of(alerts(client), silences(client), create(client), expire(client));
  }

  private static Tool alerts(AlertmanagerClient client) {
    return RecordTool.builder(
            "get_alerts",
            "Returns the alerts that Alertmanager holds now, and by what they are silenced.",
            Labels.class,
            Alerts.class)
        .effect(ToolEffect.READ_ONLY)
        .cost(CostTier.LOW)
        .timeout(SHORT)
        .build(
            (labels, call) ->
                Optional.of(client.within(call.timeout()).alerts(labels.matchers()))
                    .filter(alerts -> !alerts.isEmpty())
                    .map(Alerts::new));
  }

  private static Tool silences(AlertmanagerClient client) {
    return RecordTool.builder(
            "get_silences",
            "Returns the silences that Alertmanager keeps: active, pending and expired.",
            Labels.class,
            Silences.class)
        .effect(ToolEffect.READ_ONLY)
        .cost(CostTier.LOW)
        .timeout(SHORT)
        .build(
            (labels, call) ->
                Optional.of(client.within(call.timeout()).silences(labels.matchers()))
                    .filter(silences -> !silences.isEmpty())
                    .map(Silences::new));
  }

  private static Tool create(AlertmanagerClient client) {
    return RecordTool.builder(
            "create_silence",
            "Silences the alerts that have all of the labels, from now on; expire_silence undoes"
                + " it.",
            NewSilence.class,
            Created.class)
        .effect(ToolEffect.REVERSIBLE)
        .cost(CostTier.LOW)
        .timeout(SHORT)
        .build((silence, call) -> Optional.of(create(client, silence, call)));
  }

  private static Created create(
      AlertmanagerClient client, NewSilence silence, ToolInvocation call) {
    Instant end = call.at().plus(silence.duration());
    String comment = silence.comment() + " (ARM call " + call.callId() + ")";
    String id =
        client
            .within(call.timeout())
            .create(Silence.of(matchers(silence.labels()), call.at(), end, call.caller(), comment));
    return new Created(id, end);
  }

  private static Tool expire(AlertmanagerClient client) {
    return RecordTool.builder("expire_silence", "Ends a silence now.", Id.class, Expired.class)
        .effect(ToolEffect.REVERSIBLE)
        .idempotent()
        .cost(CostTier.LOW)
        .timeout(SHORT)
        .build(
            (id, call) ->
                client.within(call.timeout()).expire(id.id())
                    ? Optional.of(new Expired(id.id()))
                    : Optional.empty());
  }

  private static List<LabelMatcher> matchers(Map<String, String> labels) {
    try {
      return labels.entrySet().stream()
          .map(one -> LabelMatcher.equal(one.getKey(), one.getValue()))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("/labels", String.valueOf(e.getMessage()));
    }
  }
}
