package io.runbookmemory.recall;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.text.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which services, environment and cluster a text speaks of, and what it names exactly.
 */
final class Router {

  /** The labels by which exporters and OpenTelemetry name the machine or pod of an alert. */
  private static final List<String> HOST_LABELS =
      List.of("instance", "node", "host", "hostname", "host_name", "pod", "k8s_pod_name");

  private final Environments environments;

  Router(Environments environments) {
    this.environments = environments;
  }

  /**
   * Returns where a situation belongs.
   *
   * @param text the situation's, without its secrets
   * @param named the identifiers of the text
   * @param vocabulary gives the places of memories whose service or cluster has one of some names
   */
  Route route(
      Situation situation,
      String text,
      Set<Identifier> named,
      Function<Set<String>, Collection<Scope>> vocabulary) {
    List<String> inferred = new ArrayList<>();
    Set<String> names = Names.of(text);
    Scope scope = withEnv(situation.scope(), names, inferred);
    Set<String> services = new LinkedHashSet<>();
    if (scope.service() != null) {
      services.add(scope.service());
    }
    if (!names.isEmpty() && (scope.service() == null || scope.cluster() == null)) {
      Collection<Scope> places = vocabulary.apply(names);
      if (scope.service() == null) {
        services.addAll(named(names, places, Scope::service));
        services.forEach(service -> inferred.add("service " + service + ", named in the text"));
        scope = scope.withService(services.stream().findFirst().orElse(null));
      }
      if (scope.cluster() == null) {
        Optional<String> cluster = named(names, places, Scope::cluster).stream().findFirst();
        if (cluster.isPresent()) {
          inferred.add("cluster " + cluster.get() + ", named in the text");
          scope = scope.withPlace(cluster.get(), scope.namespace());
        }
      }
    }
    return new Route(scope, services, identifiers(situation, named), inferred);
  }

  private Scope withEnv(Scope scope, Set<String> names, List<String> inferred) {
    if (scope.env() != null) {
      return scope.withEnv(environments.find(scope.env()).orElse(scope.env()));
    }
    Optional<String> env =
        names.stream().flatMap(name -> environments.find(name).stream()).findFirst();
    env.ifPresent(name -> inferred.add("env " + name + ", named in the text"));
    return env.map(scope::withEnv).orElse(scope);
  }

  /** Returns the names that are one of the places', in the order of the text. */
  private static Set<String> named(
      Set<String> names, Collection<Scope> places, Function<Scope, @Nullable String> part) {
    Set<String> known =
        places.stream().map(part).filter(Objects::nonNull).collect(Collectors.toSet());
    return names.stream()
        .filter(known::contains)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<Identifier> identifiers(Situation situation, Set<Identifier> named) {
    Set<Identifier> identifiers = new LinkedHashSet<>();
    situation.alert().ifPresent(alert -> addTold(alert, identifiers));
    identifiers.addAll(named);
    return identifiers;
  }

  private static void addTold(Alert alert, Set<Identifier> identifiers) {
    alert
        .name()
        .ifPresent(name -> identifiers.add(new Identifier(Identifier.Kind.ALERT_NAME, name)));
    identifiers.add(new Identifier(Identifier.Kind.FINGERPRINT, alert.fingerprint().value()));
    for (String label : HOST_LABELS) {
      alert
          .label(label)
          .map(Router::withoutPort)
          .ifPresent(host -> identifiers.add(new Identifier(Identifier.Kind.HOST, host)));
    }
  }

  private static String withoutPort(String instance) {
    return instance.toLowerCase(Locale.ROOT).replaceFirst("(?<=.):[0-9]{1,5}$", "");
  }
}
