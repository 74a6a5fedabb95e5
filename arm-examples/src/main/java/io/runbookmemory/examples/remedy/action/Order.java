package io.runbookmemory.examples.remedy.action;

import org.jspecify.annotations.Nullable;

/** What every remedy is asked with, beside what it is about. */
public interface Order {

  /** Returns whether those that are not urgent stop for it; null means no. */
  @Nullable Boolean urgent();

  /** Returns the id of the memory that recommended it, which gains or loses by what it did. */
  @Nullable String memory();
}
