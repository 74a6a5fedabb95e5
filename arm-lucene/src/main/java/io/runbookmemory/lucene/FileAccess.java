package io.runbookmemory.lucene;

/**
 * How a store reaches its largest files: vectors in full, and the stored memories. All others are
 * mapped, and the operating system keeps in its cache what is used, either way.
 */
public enum FileAccess {

  /**
   * Mapped into the address space, so that reading is a memory access. What was read counts as the
   * process's resident set, the whole file in the end, though the kernel takes it back when it
   * needs to.
   */
  MAPPED,

  /**
   * Read at each access. The resident set is smaller by these files, 175 MiB for 100,000 passages
   * of 384 dimensions; a search by vector takes longer, as each vector it looks at is copied.
   */
  READ
}
