package io.runbookmemory.examples.daemon.pane;

import io.runbookmemory.examples.daemon.http.Door;
import java.util.List;
import java.util.stream.Stream;

/** The files of the pane. */
public final class Pane {

  /** What the page leads to, below {@code /pane/}. */
  private static final List<String> FILES =
      List.of(
          "api.js",
          "approvals.js",
          "budgets.js",
          "dom.js",
          "drafts.js",
          "icon.svg",
          "incident.js",
          "incidents.js",
          "keys.js",
          "live.js",
          "main.js",
          "markdown.js",
          "memories.js",
          "pane.css",
          "plan.js",
          "run.js",
          "silences.js",
          "theme.js");

  private Pane() {}

  /** Returns the doors: the page at {@code /}, and its files. */
  public static List<Door> doors() {
    return Stream.concat(
            Stream.of(PaneFile.of("/", "index.html")),
            FILES.stream().map(name -> PaneFile.of("/pane/" + name, name)))
        .map(Door.class::cast)
        .toList();
  }
}
