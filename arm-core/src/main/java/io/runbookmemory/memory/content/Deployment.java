package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that went out.
 *
 * @param version what was deployed
 * @param changes what is new in it
 * @param risk how dangerous it was held to be, such as {@code low}; may be empty
 * @param watchFor what to keep an eye on afterwards
 * @param watchUntil until when; null if nobody said
 */
public record Deployment(
    String version,
    List<String> changes,
    String risk,
    List<String> watchFor,
    @Nullable Instant watchUntil)
    implements Content {

  /** Copies the lists. */
  public Deployment {
    version = StorableText.of(version);
    changes = StorableText.all(changes);
    risk = StorableText.of(risk);
    watchFor = StorableText.all(watchFor);
  }

  /**
   * Creates a deployment of which nobody said how long to watch it.
   *
   * @param version what was deployed
   * @param changes what is new in it
   * @param risk how dangerous it was held to be; may be empty
   * @param watchFor what to keep an eye on afterwards
   */
  public Deployment(String version, List<String> changes, String risk, List<String> watchFor) {
    this(version, changes, risk, watchFor, null);
  }

  @Override
  public String kind() {
    return "deployment";
  }

  @Override
  public String text() {
    String watch = watchFor.isEmpty() ? "" : "\n\nWatch for: " + String.join("; ", watchFor);
    return "Deployed " + version + ": " + String.join("; ", changes) + watch;
  }
}
