package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;

/**
 * A relation between two resources: {@code checkout depends on postgres}.
 *
 * @param subject the resource it is about, such as a service, a pod or an AWS resource name
 * @param relation how they are related, such as {@code depends on} or {@code runs on}
 * @param object the other resource, or a value
 */
public record ResourceFact(String subject, String relation, String object) implements Content {

  /** Makes the text storable; see {@link StorableText}. */
  public ResourceFact {
    subject = StorableText.of(subject);
    relation = StorableText.of(relation);
    object = StorableText.of(object);
  }

  @Override
  public String kind() {
    return "resource";
  }

  @Override
  public String text() {
    return subject + " " + relation + " " + object;
  }
}
