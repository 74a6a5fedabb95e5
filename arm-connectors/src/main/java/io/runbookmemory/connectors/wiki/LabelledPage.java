package io.runbookmemory.connectors.wiki;

import java.util.List;

/**
 * A page and how people filed it.
 *
 * @param page the page
 * @param labels those that everybody sees, possibly none
 */
public record LabelledPage(WikiPage page, List<String> labels) {

  /** Copies the labels. */
  public LabelledPage {
    labels = List.copyOf(labels);
  }
}
