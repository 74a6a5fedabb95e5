package io.runbookmemory.connectors.report;

/** A drawing within a page: no script, no font, no network. */
interface Chart {

  /** Returns the drawing, which stands alone. */
  String toSvg();
}
