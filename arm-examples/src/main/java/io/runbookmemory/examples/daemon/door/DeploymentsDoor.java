package io.runbookmemory.examples.daemon.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.runbookmemory.Journal;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.journal.deploy.Change;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.remember.Remembered;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code POST /webhooks/deployments}: what {@code arm deploys record} takes, as JSON. It is
 * remembered when the answer comes.
 *
 * @param journal empty where deployments or the memory are off
 */
public record DeploymentsDoor(
    Supplier<Optional<Journal>> journal, Tenant tenant, InstantSource clock) implements Door {

  private static final Set<String> KEYS =
      Set.of("service", "version", "env", "at", "key", "what", "risk", "watch", "watchFor");

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/webhooks/deployments";
  }

  @Override
  public Reply answer(Asked asked) {
    JsonNode body = asked.json();
    Optional<Journal> open = journal.get();
    if (open.isEmpty()) {
      return Reply.problem(
          503, "Switched off", "deployments or the memory are off; see deployments.enabled");
    }
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KEYS.contains(name)) {
                throw new InvalidInputException(
                    name, "is unknown; known here are " + new TreeSet<>(KEYS));
              }
            });
    Scope scope = Scope.of(tenant).withService(required(body, "service")).withEnv(env(body));
    String version = required(body, "version");
    Instant given = at(body);
    String named = text(body, "key");
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Change> again =
        given == null && named == null
            ? open.get().deployments().toldAgain(scope, version, now)
            : Optional.empty();
    Instant at = again.map(Change::at).orElse(given == null ? now : given);
    String key =
        again.flatMap(one -> Optional.ofNullable(one.memory().provenance().key())).orElse(named);
    Deployment deployment =
        new Deployment(
            version,
            texts(body, "what"),
            Optional.ofNullable(text(body, "risk")).orElse(""),
            texts(body, "watch"),
            watchedUntil(body, at));
    return told(open.get().deployed(scope, deployment, at, key));
  }

  private static Reply told(Remembered result) {
    return result instanceof Remembered.Rejected rejected
        ? Reply.problem(422, "Rejected", rejected.reason())
        : Reply.json(
            200,
            JsonNodeFactory.instance
                .objectNode()
                .put("id", result.id().toString())
                .put("result", result.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
  }

  private static @Nullable Instant at(JsonNode body) {
    String text = text(body, "at");
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new InvalidInputException(
          "at", "must be a time such as 2026-03-01T03:12:00Z, got \"" + text + "\"");
    }
  }

  private static @Nullable String env(JsonNode body) {
    String env = text(body, "env");
    if (env != null && !Environments.DEFAULT.names().contains(env)) {
      throw new InvalidInputException(
          "env", "must be one of " + Environments.DEFAULT.names() + ", got \"" + env + "\"");
    }
    return env;
  }

  private static @Nullable Instant watchedUntil(JsonNode body, Instant at) {
    String text = text(body, "watchFor");
    try {
      return text == null ? null : at.plus(new DurationConverter().convert(text));
    } catch (TypeConversionException e) {
      throw new InvalidInputException("watchFor", String.valueOf(e.getMessage()));
    }
  }

  private static String required(JsonNode body, String name) {
    String text = text(body, name);
    if (text == null) {
      throw new InvalidInputException(name, "must be given");
    }
    return text;
  }

  private static @Nullable String text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new InvalidInputException(name, "must be text that is not blank");
    }
    return value.textValue().strip();
  }

  /** One text is a list of one. */
  private static List<String> texts(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isArray()) {
      String one = text(body, name);
      return one == null ? List.of() : List.of(one);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value) {
      if (!one.isTextual() || one.textValue().isBlank()) {
        throw new InvalidInputException(
            name + "[" + texts.size() + "]", "must be text that is not blank");
      }
      texts.add(one.textValue().strip());
    }
    return texts;
  }
}
