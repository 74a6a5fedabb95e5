package io.runbookmemory.bench.report;

import java.util.List;
import java.util.Map;

/**
 * A program and its arguments, in a JVM of its own.
 *
 * @param heap the most it may take, such as {@code 2g}
 * @param arguments the program's name and its options; {@code {name}} stands for a {@link Place}
 */
record Run(String heap, List<String> arguments) {

  /** What stands in the arguments for what is known only when the chapter runs. */
  enum Place {
    /** The file of vectors. */
    VECTORS,
    /** Where indexes are kept for the next chapter that reads the same. */
    INDEXES,
    /** A set of questions with known answers, in BEIR layout. */
    SET,
    /** Texts as JSON Lines. */
    TEXTS,
    /** A folder of the chapter's own, which the next run finds again. */
    WORK,
    /** The database that the report started. */
    URL,
    /** How the daemon is started. */
    DAEMON;

    private String written() {
      return "{" + name().toLowerCase(java.util.Locale.ROOT) + "}";
    }
  }

  static Run of(String heap, String line) {
    return new Run(heap, List.of(line.split(" ", -1)));
  }

  /** Returns whether an argument stands for one of these places. */
  boolean asksFor(Place place) {
    return arguments.stream().anyMatch(argument -> argument.contains(place.written()));
  }

  /** Returns the arguments with the places filled in. */
  List<String> filled(Map<Place, String> places) {
    return arguments.stream()
        .map(
            argument -> {
              String filled = argument;
              for (Map.Entry<Place, String> place : places.entrySet()) {
                filled = filled.replace(place.getKey().written(), place.getValue());
              }
              return filled;
            })
        .toList();
  }

  /** Returns it as one would type it. */
  String typed() {
    return "ARM_JAVA_OPTS=-Xmx" + heap + " ./arm bench " + String.join(" ", arguments);
  }
}
