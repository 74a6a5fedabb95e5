package io.runbookmemory.lucene.report;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong in a store's files.
 *
 * @param place the file, or the segment as {@code segment _3}
 * @param tenant whose memory it is about, null where it is about none or is not readable
 * @param id which memory, null where it is about none or is not readable
 * @param says the rule that is broken
 */
public record Problem(String place, @Nullable Tenant tenant, @Nullable MemoryId id, String says) {

  /**
   * Returns a problem of a file or segment as a whole.
   *
   * @param place the file, or the segment as {@code segment _3}
   * @param says the rule that is broken
   * @return a problem of no one memory
   */
  public static Problem of(String place, String says) {
    return new Problem(place, null, null, says);
  }

  /** Returns the problem as one line: {@code _3.cfs, memory 0192… of default: has no usage}. */
  @Override
  public String toString() {
    String whose = tenant == null ? "" : " of " + tenant.name();
    return place + (id == null ? "" : ", memory " + id + whose) + ": " + says;
  }
}
