package io.runbookmemory.recall;

import io.runbookmemory.store.SearchHit;
import io.runbookmemory.text.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Why a memory was recalled, in words for people.
 *
 * @param route where the situation is
 */
record Remarks(Route route) {

  /** A title that holds this share of what the best one holds is worth a word. */
  private static final double WELL_TITLED = 0.5;

  List<String> why(SearchHit hit, List<Identifier> exact, Evidence evidence) {
    List<String> why = new ArrayList<>();
    exact.forEach(identifier -> why.add("same " + name(identifier) + " " + identifier.value()));
    if (evidence.similarity() != null) {
      why.add(String.format(Locale.ROOT, "meaning %.2f", evidence.similarity()));
    }
    if (evidence.textScore() != null) {
      why.add(
          evidence.textShare() >= 1
              ? "its words match best"
              : String.format(Locale.ROOT, "words %.2f of the best", evidence.textShare()));
    }
    if (evidence.titleShare() >= WELL_TITLED) {
      why.add("its title says so");
    }
    if (evidence.sameService()) {
      String service = hit.memory().scope().service();
      why.add(
          service != null && route.services().contains(service)
              ? "same service " + service
              : "was felt in " + String.join(", ", route.services()));
    }
    if (hit.usage().outcomes().n() > 0) {
      why.add(hit.usage().outcomes().inWords());
    }
    return why;
  }

  private static String name(Identifier identifier) {
    return identifier.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
