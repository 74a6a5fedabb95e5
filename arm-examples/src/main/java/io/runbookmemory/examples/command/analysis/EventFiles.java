package io.runbookmemory.examples.command.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.learn.analysis.AnalysisInput;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The files of what happened, in JSON Lines, read anew whenever they are asked for. */
public final class EventFiles implements AnalysisInput {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--alerts",
      paramLabel = "FILE.jsonl",
      description =
          "Firings, one a line:"
              + " {\"at\":\"2025-03-01T02:10:00Z\",\"alert\":\"KafkaLag\",\"service\":\"orders\",\"env\":\"prod\",\"cluster\":\"eu-1\"},"
              + " or with startsAt and labels as Alertmanager has them. In any order.")
  private @Nullable Path alerts;

  @Option(
      names = "--deployments",
      paramLabel = "FILE.jsonl",
      description =
          "Deployments, one a line: {\"at\":\"2025-03-01T10:00:00Z\",\"service\":\"orders\","
              + "\"env\":\"prod\",\"version\":\"1.4\"}.")
  private @Nullable Path deployments;

  @Mixin private Resources resources = new Resources();

  /** Creates the options; picocli calls it. */
  public EventFiles() {}

  /** Returns whether a file was named; where none is, the store's own journal tells. */
  boolean given() {
    return alerts != null || deployments != null;
  }

  @Override
  public void alerts(Instant from, Instant until, Consumer<AlertEvent> sink) {
    read(
        alerts,
        (node, place) -> {
          JsonNode labels = node.path("labels");
          JsonNode named = labels.isObject() ? labels : node;
          Instant at = instant(node, labels.isObject() ? "startsAt" : "at", place);
          String alert = text(named, labels.isObject() ? "alertname" : "alert");
          if (alert == null) {
            throw new InvalidInputException(place, "a firing must have the name of its alert");
          }
          if (!at.isBefore(from) && at.isBefore(until)) {
            Place where =
                new Place(text(named, "service"), text(named, "env"), text(named, "cluster"));
            sink.accept(new AlertEvent(at, new Signal(alert, where)));
          }
        });
  }

  @Override
  public List<DeploymentEvent> deployments(Instant from, Instant until) {
    List<DeploymentEvent> all = new ArrayList<>();
    read(
        deployments,
        (node, place) -> {
          Instant at = instant(node, "at", place);
          String service = text(node, "service");
          if (service == null) {
            throw new InvalidInputException(place, "a deployment must have a service");
          }
          if (!at.isBefore(from) && at.isBefore(until)) {
            all.add(new DeploymentEvent(at, service, text(node, "env"), text(node, "version")));
          }
        });
    return all;
  }

  /** Refuses what breaks a rule, before anything is read. */
  void check() {
    resources.check();
  }

  @Override
  public List<ResourceSeries> resources(Instant asOf) {
    return resources.asOf(asOf);
  }

  private static void read(@Nullable Path file, BiConsumer<JsonNode, String> line) {
    if (file == null) {
      return;
    }
    int number = 0;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (!text.isBlank()) {
          line.accept(JSON.readTree(text), file + ":" + number);
        }
      }
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          file + ":" + number, "must be one JSON object a line, got " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new InvalidInputException(
          file.toString(), "must be a file that can be read as UTF-8, got " + e);
    }
  }

  private static Instant instant(JsonNode node, String name, String place) {
    String text = text(node, name);
    try {
      return Instant.parse(text == null ? "" : text);
    } catch (DateTimeException e) {
      throw new InvalidInputException(
          place, name + " must be a time such as 2025-03-01T02:10:00Z, got " + node.get(name));
    }
  }

  private static @Nullable String text(JsonNode node, String name) {
    String text = node.path(name).asText("");
    return text.isBlank() ? null : text;
  }
}
