package io.runbookmemory.memory.content;

/**
 * What a memory holds, by kind. {@link Other} keeps a kind that this release does not know.
 *
 * <p>All kinds are immutable and thread-safe, with value equality.
 */
public sealed interface Content
    permits Runbook,
        Incident,
        Deployment,
        ResourceFact,
        Pattern,
        Baseline,
        Report,
        Note,
        Interaction,
        Other {

  /**
   * Returns the kind's name in the stored form, such as {@code runbook}.
   *
   * @return lower-case, never empty
   */
  String kind();

  /**
   * Returns the words to search by: what is embedded and indexed unless the memory has a text of
   * its own.
   *
   * @return plain text or Markdown, possibly empty
   */
  String text();
}
