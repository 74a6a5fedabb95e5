package io.runbookmemory.recall;

import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.text.Identifier;
import io.runbookmemory.text.Identifiers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out which service and environment a text speaks of. */
final class Router {

  /** How many words of a text are looked up as a service's name: those of a screen of log. */
  private static final int MAX_WORDS = 200;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}._-]+");
  private static final Pattern EDGES = Pattern.compile("^[._-]+|[._-]+$");

  private final Environments environments;

  Router(Environments environments) {
    this.environments = environments;
  }

  /** Returns where a situation belongs, whose text is given without its secrets. */
  Route route(Situation situation, String text, MemoryReader reader) {
    Set<Identifier> identifiers = new LinkedHashSet<>(Identifiers.find(text));
    situation
        .alert()
        .ifPresent(
            alert -> {
              alert
                  .name()
                  .ifPresent(
                      name -> identifiers.add(new Identifier(Identifier.Kind.ALERT_NAME, name)));
              identifiers.add(
                  new Identifier(Identifier.Kind.FINGERPRINT, alert.fingerprint().value()));
            });
    List<String> inferred = new ArrayList<>();
    List<String> words = words(text);
    Scope scope = situation.scope();
    if (scope.env() == null) {
      Optional<String> env = words.stream().flatMap(w -> environments.find(w).stream()).findFirst();
      if (env.isPresent()) {
        scope = scope.withEnv(env.get());
        inferred.add("env " + env.get() + ", named in the text");
      }
    } else {
      scope = scope.withEnv(environments.find(scope.env()).orElse(scope.env()));
    }
    if (scope.service() == null) {
      Optional<String> service =
          words.stream()
              .filter(word -> reader.count(Filter.eq(Field.SERVICE, word)) > 0)
              .findFirst();
      if (service.isPresent()) {
        scope = scope.withService(service.get());
        inferred.add("service " + service.get() + ", named in the text");
      }
    }
    return new Route(scope, identifiers, inferred);
  }

  private static List<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT), -1)) {
      String bare = EDGES.matcher(word).replaceAll("");
      if (bare.length() > 1 && bare.length() <= 64) {
        words.add(bare);
      }
      if (words.size() == MAX_WORDS) {
        break;
      }
    }
    return new ArrayList<>(words);
  }
}
